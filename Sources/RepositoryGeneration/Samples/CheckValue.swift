/// A value of SQL, as far as a check constraint can be followed with it.
enum CheckValue: Hashable {
  case null
  case truth(Bool)
  case number(Double)
  case text(String)
  /// JSON of a type: `object`.
  case json(String)
  /// The first of January.
  case firstDay
  /// An array without elements.
  case emptyArray
  /// A range that is not empty.
  case range
  /// A value that is not known, not even whether it is NULL.
  case unknown

  /// What stands for a value that a statement gives, and of which nothing else is known.
  static let given: CheckValue = .unknown
}

extension CheckValue {
  /// Whether two values are equal, or nil when that is not known; neither is NULL.
  func equals(_ other: CheckValue) -> Bool? {
    switch (self, other) {
    case (.truth(let left), .truth(let right)): left == right
    case (.text(let left), .text(let right)): left == right
    default: numbers(other).map { $0 == $1 }
    }
  }

  /// Whether a value is smaller than another, or nil when that is not known.
  ///
  /// Texts are ordered by the database's collation.
  func isLess(than other: CheckValue) -> Bool? {
    numbers(other).map { $0 < $1 }
  }

  private func numbers(_ other: CheckValue) -> (Double, Double)? {
    guard isNumber || other.isNumber, let left = asNumber, let right = other.asNumber else {
      return nil
    }
    return (left, right)
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }

  /// Postgres prints a negative number as a text with a cast.
  private var asNumber: Double? {
    switch self {
    case .number(let number): number
    case .text(let text): Double(text)
    default: nil
    }
  }
}
