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

  /// The file of what one event carries.
  func payloadFile(_ event: EventPlan) -> GeneratedFile {
    let columns = event.fields.flatMap(\.columns)
    let properties = columns.map { column in
      let type = column.isSecret ? "SecretPresence" : column.type
      let text = column.isSecret ? "Whether there is one; the secret itself stays at home. \(column.sentence)" : column.sentence
      return "\(docComment(text, indent: 2))\n  public let \(SwiftName.escaped(column.name)): \(type)"
    }
    let keys = columns.map { column in
      let name = SwiftName.escaped(column.name)
      let raw = column.name == column.column.name
        ? "" : " = \(stringLiteral(column.column.name))"
      return "    case \(name)\(raw)"
    }
    let assignments = columns.map { column in
      let name = SwiftName.escaped(column.name)
      let value = "projection.\(name)"
      return "    \(name) = \(column.isSecret ? "SecretPresence(\(value))" : value)"
    }
    return GeneratedFile(
      path: "Payloads/\(event.typeName)Payload.swift",
      text: file(
        "",
        imports: columns.contains(where: \.isSecret) ? ["public Demarc"] : [],
        types: columns.map { $0.isSecret ? "" : $0.type },
        [
          """
          \(docComment("What an event \(code(event.name)) carries."))
          public struct \(event.typeName)Payload: Sendable, Hashable, Codable {
            /// The version of the account.
            public let version: Int64
          \(properties.joined(separator: "\n"))

            private enum CodingKeys: String, CodingKey {
              case version
          \(keys.joined(separator: "\n"))
            }

            /// Takes the event's part of a state.
            public init(_ projection: ContractProjection) {
              version = projection.version
          \(assignments.joined(separator: "\n"))
            }
          }
          """
        ]
      ).text
    )
  }

  // MARK: Outbox

  /// The file of the outbox.
  func outboxFile() -> GeneratedFile {
    let columns = [outbox.key, outbox.account, outbox.event, outbox.version, outbox.payload]
      .map { quotedIdentifier($0) }
    let version = quotedIdentifier(control.version)
    let counting = [
      "update \(control.relation.name.sql)", "set \(version) = \(version) + 1",
      "where \(quotedIdentifier(control.key)) = $1",
    ]
    let inserting = [
      "insert into \(outbox.relation.name.sql)", "  (\(columns.joined(separator: ", ")))",
      "values ($1, $2, $3, $4, $5)",
      "on conflict (\(quotedIdentifier(outbox.key))) do nothing",
    ]
    return file(
      "ContractOutbox",
      imports: ["public Demarc", "PostgresDriver"],
      [
        """
        /// Announces changes of accounts in \(code(outbox.relation.name)).
        public struct ContractOutbox: Sendable {
          private let context: AdminContext

          /// Announces in the control plane.
          public init(_ context: AdminContext) {
            self.context = context
          }

          /// Counts up the version of an account that was changed, and announces its state.
          ///
          /// Call it in the transaction that changes the account: then there is no change without its
          /// event, and no event without its change.
          ///
          /// - Returns: the state that was announced.
          /// - Throws: `ContractError` when there is no such account, or what a transform throws.
          public func announce(
            _ event: ContractEvent,
            of account: AccountID,
            using transforms: some ContractTransforms
          ) async throws -> ContractProjection {
            try await context.transaction { context in
              let session = RepositorySession(context)
              try await session.run(
                Statement(
                  \"""
        \(sqlLines(counting, indent: 10))
                  \""",
                  Parameters(account),
                  access: .write
                )
              )
              guard let source = try await ContractSources(context).find(account) else {
                throw ContractError.unknownAccount(account)
              }
              let projection = try ContractProjection(source, using: transforms)
              try await session.run(try Self.insertion(of: event, projection))
              return projection
            }
          }

          /// An event that was announced before is not announced again.
          private static func insertion(
            of event: ContractEvent,
            _ projection: ContractProjection
          ) throws -> Statement {
            Statement(
              \"""
        \(sqlLines(inserting, indent: 6))
              \""",
              Parameters(
                event.key(of: projection),
                projection.account,
                event.rawValue,
                projection.version,
                try event.payload(of: projection)
              ),
              access: .write
            )
          }
        }
        """
      ]
    )
  }
}
