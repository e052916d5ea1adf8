/// A number of any precision, as `numeric` holds it, NaN and infinity included.
///
/// Two numbers are equal when their values are: `1.5` equals `1.50`, though they print differently. As in
/// Postgres, NaN equals itself and is larger than every other number.
public struct PostgresNumeric: Sendable {
  /// What the sign field of the binary form says.
  enum Kind: UInt16, Sendable {
    case positive = 0x0000
    case negative = 0x4000
    case notANumber = 0xC000
    case infinity = 0xD000
    case minusInfinity = 0xF000
  }

  /// How many decimal digits the server holds behind the point.
  static let greatestScale = 16_383

  let kind: Kind
  /// The power of 10,000 that the first digit counts.
  let weight: Int
  /// Digits to the base of 10,000, without zeros at either end.
  let digits: [UInt16]
  /// How many decimal digits stand behind the point.
  public let scale: Int

  init(kind: Kind, weight: Int, digits: [UInt16], scale: Int) {
    let leading = digits.firstIndex { $0 != 0 } ?? digits.count
    let end = (digits.lastIndex { $0 != 0 } ?? -1) + 1
    // The server sends no zeros at either end: then nothing is copied.
    self.digits =
      end - leading == digits.count ? digits : Array(digits[leading..<max(leading, end)])
    self.weight = self.digits.isEmpty ? 0 : weight - leading
    self.kind = self.digits.isEmpty && kind == .negative ? .positive : kind
    self.scale = scale
  }

  /// Not a number.
  public static let notANumber: PostgresNumeric = PostgresNumeric(
    kind: .notANumber,
    weight: 0,
    digits: [],
    scale: 0
  )
  /// Larger than every number but NaN.
  public static let infinity: PostgresNumeric = PostgresNumeric(
    kind: .infinity,
    weight: 0,
    digits: [],
    scale: 0
  )
  /// Smaller than every number.
  public static let minusInfinity: PostgresNumeric = PostgresNumeric(
    kind: .minusInfinity,
    weight: 0,
    digits: [],
    scale: 0
  )

  /// Whether this is a number like any other.
  public var isFinite: Bool { kind == .positive || kind == .negative }

  /// The nearest `Double`.
  public var doubleValue: Double {
    switch kind {
    case .notANumber: .nan
    case .infinity: .infinity
    case .minusInfinity: -.infinity
    case .positive, .negative: Double(description) ?? .nan
    }
  }
}

extension PostgresNumeric: Hashable, Comparable {
  /// Whether two values are equal.
  public static func == (left: PostgresNumeric, right: PostgresNumeric) -> Bool {
    left.kind == right.kind && left.weight == right.weight && left.digits == right.digits
  }

  /// Feeds the value.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(weight)
    hasher.combine(digits)
  }

  /// Whether a value is smaller than another.
  public static func < (left: PostgresNumeric, right: PostgresNumeric) -> Bool {
    guard left.rank == right.rank else { return left.rank < right.rank }
    switch left.kind {
    case .positive: return left.magnitudeIsLess(than: right)
    case .negative: return right.magnitudeIsLess(than: left)
    case .notANumber, .infinity, .minusInfinity: return false
    }
  }

  private var rank: Int {
    switch kind {
    case .minusInfinity: 0
    case .negative: 1
    case .positive: digits.isEmpty ? 2 : 3
    case .infinity: 4
    case .notANumber: 5
    }
  }

  private func magnitudeIsLess(than other: PostgresNumeric) -> Bool {
    weight == other.weight ? digits.lexicographicallyPrecedes(other.digits) : weight < other.weight
  }
}

extension PostgresNumeric: ExpressibleByIntegerLiteral {
  /// Makes a whole number.
  public init(integerLiteral value: Int64) { self.init(value) }

  /// Makes a whole number.
  public init(_ value: Int64) {
    var rest = value.magnitude
    var digits: [UInt16] = []
    while rest > 0 {
      digits.insert(UInt16(rest % 10_000), at: 0)
      rest /= 10_000
    }
    self.init(
      kind: value < 0 ? .negative : .positive,
      weight: digits.count - 1,
      digits: digits,
      scale: 0
    )
  }
}
