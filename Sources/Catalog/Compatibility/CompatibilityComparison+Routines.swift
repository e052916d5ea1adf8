extension CompatibilityComparison {
  /// Compares a function with those of its name in the database.
  ///
  /// Generated code names the arguments that it passes and the columns that it reads.
  mutating func compare(_ expected: Routine, _ candidates: [Routine]) {
    let object = "\(expected.name)(\(expected.signature))"
    guard !candidates.contains(expected) else {
      compareLabels(expected, object)
      return
    }
    let callable = candidates.filter { $0.kind == expected.kind && $0.takesCalls(of: expected) }
    guard !callable.isEmpty else {
      let cause = candidates.isEmpty ? "it does not exist" : "it takes other arguments"
      report(expected.name, object, cause, [.call], .always)
      return
    }
    guard callable.contains(where: { gives($0.result, asMuchAs: expected.result) }) else {
      report(expected.name, object, "it returns something else", [.call], .always)
      return
    }
    compareLabels(expected, object)
  }

  private mutating func compareLabels(_ routine: Routine, _ object: String) {
    for type in routine.result.types {
      for label in addedLabels(of: type) {
        let cause = "the label '\(label)' is new, and a result with it cannot be decoded"
        report(routine.name, object, cause, [.call], .sometimes)
      }
    }
    for type in routine.arguments.map(\.type) {
      for label in removedLabels(of: type) {
        report(routine.name, object, "the label '\(label)' does not exist", [.call], .sometimes)
      }
    }
  }

  private func gives(_ found: Routine.Result, asMuchAs expected: Routine.Result) -> Bool {
    switch (expected, found) {
    case (.void, .void): true
    case (.value(let before), .value(let after)), (.values(let before), .values(let after)):
      isReadable(after, as: before)
    case (.table(let before), .table(let after)), (.record(let before), .record(let after)):
      before.allSatisfy { column in
        after.contains { $0.name == column.name && isReadable($0.type, as: column.type) }
      }
    default: false
    }
  }

  private func isReadable(_ found: TypeReference, as expected: TypeReference) -> Bool {
    let change = TypeChange(
      from: expectedTypes.base(of: expected),
      to: foundTypes.base(of: found)
    )
    return change != .other
  }
}

extension Routine {
  /// Whether a call with the arguments of another routine, by their names, finds what it needs here.
  fileprivate func takesCalls(of other: Routine) -> Bool {
    let takesAll = other.arguments.allSatisfy { argument in
      arguments.contains { candidate in
        candidate.name == argument.name && candidate.type.name == argument.type.name
          && candidate.type.isArray == argument.type.isArray
          && (candidate.hasDefault || !argument.hasDefault)
      }
    }
    let names = Set(other.arguments.map(\.name))
    return takesAll && arguments.allSatisfy { names.contains($0.name) || $0.hasDefault }
  }
}

extension Routine.Result {
  /// The types of what is read.
  fileprivate var types: [TypeReference] {
    switch self {
    case .void: []
    case .value(let type), .values(let type): [type]
    case .table(let columns), .record(let columns): columns.map(\.type)
    }
  }
}
