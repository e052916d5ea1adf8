import Catalog
import ConfigurationFile
import RepositoryGeneration

extension ContractPlanner {
  /// Every column of the copy belongs to one field, or is the cluster's own: so a column that somebody
  /// adds is not left out by silence.
  mutating func requireEveryColumn(_ fields: [FieldPlan], _ data: DataPlan) {
    let kept = [data.key, data.account, data.version]
    let own = contract.data.own
    let copied = Set(fields.flatMap(\.columns).map(\.column.name))
    for text in own {
      guard let column = data.relation.column(named: text.text) else {
        let names = data.relation.columns.map(\.name)
        report(
          text,
          "\(data.relation.name) has no column '\(text)'.\(spellingAdvice(text.text, among: names))"
        )
        continue
      }
      if copied.contains(text.text) {
        report(text, "'\(text)' is the target of a field too; it is the one or the other.")
      } else if kept.contains(text.text) {
        report(text, "'\(text)' is the key or the version of the copy; take it out.")
      } else if !column.isNullable && column.source == nil {
        report(
          text,
          "it has no default, so no copy could be made. Give it one, or make it a field."
        )
      }
    }
    let named = copied.union(own.map(\.text)).union(kept)
    let unnamed = data.relation.columns.map(\.name).filter { !named.contains($0) }
    guard !unnamed.isEmpty else { return }
    report(
      contract.data.database,
      """
      \(data.relation.name) has columns that are neither a field's nor the cluster's own: \
      \(unnamed.joined(separator: ", ")). Name each as the target of a field, or in 'data.own'.
      """
    )
  }

  // MARK: Events

  /// The plans of the events; problems are noted.
  mutating func planEvents(_ fields: [FieldPlan]) -> [EventPlan] {
    let events = contract.events.compactMap { event -> EventPlan? in
      guard let caseName = SwiftName.member(event.name.text),
        let typeName = SwiftName.type(event.name.text, singularize: false)
      else {
        report(event.name, "no Swift name can be made of '\(event.name)'.")
        return nil
      }
      let carried = event.fields.map { lookUp($0, in: fields) } ?? fields
      return EventPlan(
        name: event.name.text,
        caseName: caseName,
        typeName: typeName,
        fields: carried
      )
    }
    requireOwnNames(
      contract.events.compactMap { event in
        SwiftName.member(event.name.text).map { (event.name, $0) }
      },
      besides: ["fields", "key", "payload"]
    )
    let announced = Set(
      zip(contract.events, events).filter { $0.0.fields != nil }.flatMap { $0.1.fields.map(\.name) }
    )
    for field in contract.fields where !announced.contains(field.name.text) {
      report(field.name, "no event announces that it changed; name it under 'events'.")
    }
    return events
  }

  /// The fields that a list names; problems are noted.
  mutating func lookUp(_ names: [ConfigurationText], in fields: [FieldPlan]) -> [FieldPlan] {
    let known = contract.fields.map(\.name.text)
    for name in names where !known.contains(name.text) {
      report(name, "there is no field '\(name)'.\(spellingAdvice(name.text, among: known))")
    }
    return fields.filter { field in names.contains { $0.text == field.name } }
  }
}
