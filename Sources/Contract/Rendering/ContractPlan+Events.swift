import Catalog
import ConfigurationFile
import RepositoryGeneration

extension ContractPlan {
  /// The file of the events.
  func eventFile() -> GeneratedFile {
    let names = events.map { SwiftName.escaped($0.caseName) }
    return file(
      "ContractEvent",
      imports: ["public PostgresDriver"],
      [
        """
        /// What is announced of an account.
        public enum ContractEvent: String, Sendable, Hashable, Codable, CaseIterable {
        \(enumCases(events.map { ($0.caseName, $0.name, eventSentence($0)) }))
        }
        """,
        """
        extension ContractEvent {
          /// The fields that the event says something of.
          public var fields: [ContractField] {
            switch self {
        \(cases(names) { position in
          let event = events[position]
          guard event.fields.count < fields.count else { return "ContractField.allCases" }
          let items = event.fields.map { ".\($0.caseName)" }
          return String(bracketed("[", items, "]", indent: 6).dropFirst(6))
        })
            }
          }

          /// The name of the one event of this type about a version of an account.
          public func key(of projection: ContractProjection) -> String {
            "\\(projection.account):\\(rawValue):\\(projection.version)"
          }

          /// What the event carries of a state.
          ///
          /// - Throws: `EncodingError` when a value has no JSON form.
          public func payload(of projection: ContractProjection) throws -> JSON {
            switch self {
        \(cases(names) { "try JSON(encoding: \(events[$0].typeName)Payload(projection))" })
            }
          }
        }
        """,
      ]
    )
  }

  private func eventSentence(_ event: EventPlan) -> String {
    guard event.fields.count < fields.count else { return "Carries every field." }
    return "Carries \(event.fields.map { code($0.name) }.joined(separator: ", "))."
  }
}
