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

extension PostgresNumeric: CustomStringConvertible, LosslessStringConvertible, Codable {
  /// The number as Postgres prints it.
  public var description: String {
    switch kind {
    case .notANumber: return "NaN"
    case .infinity: return "Infinity"
    case .minusInfinity: return "-Infinity"
    case .positive, .negative: break
    }
    var text: [UInt8] = kind == .negative ? [UInt8(ascii: "-")] : []
    text += String(digit(max(weight, 0))).utf8
    for power in stride(from: weight - 1, through: 0, by: -1) {
      append(digit(power), places: 4, to: &text)
    }
    if scale > 0 { text.append(UInt8(ascii: ".")) }
    for place in stride(from: 0, to: scale, by: 4) {
      append(digit(-1 - place / 4), places: min(4, scale - place), to: &text)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the first decimal places of a digit to the base of 10,000.
  private func append(_ digit: UInt16, places: Int, to text: inout [UInt8]) {
    for unit in [1000, 100, 10, 1].prefix(places) as ArraySlice<UInt16> {
      text.append(UInt8(ascii: "0") + UInt8(digit / unit % 10))
    }
  }

  /// Reads a decimal number with at most 16,383 digits behind the point, `NaN`, `Infinity` or
  /// `-Infinity`.
  public init?(_ description: String) {
    switch description {
    case "NaN": self = .notANumber
    case "Infinity": self = .infinity
    case "-Infinity": self = .minusInfinity
    default:
      guard let number = PostgresNumeric(decimal: description) else { return nil }
      self = number
    }
  }

  private init?(decimal text: String) {
    let isNegative = text.utf8.first == UInt8(ascii: "-")
    let unsigned = Array(text.utf8.dropFirst(isNegative ? 1 : 0))
    let parts = unsigned.split(
      separator: UInt8(ascii: "."),
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let whole = parts.first ?? []
    let fraction = parts.count == 2 ? parts[1] : []
    guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty,
      (whole + fraction).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      whole.count <= 131_072, fraction.count <= Self.greatestScale
    else { return nil }
    let zero = UInt8(ascii: "0")
    let wholeGroups = (whole.count + 3) / 4
    let fractionGroups = (fraction.count + 3) / 4
    let aligned =
      Array(repeating: zero, count: wholeGroups * 4 - whole.count) + whole + fraction
      + Array(repeating: zero, count: fractionGroups * 4 - fraction.count)
    let digits = stride(from: 0, to: aligned.count, by: 4).map { start in
      aligned[start..<start + 4].reduce(0) { $0 * 10 + UInt16($1 - zero) }
    }
    self.init(
      kind: isNegative ? .negative : .positive,
      weight: wholeGroups - 1,
      digits: digits,
      scale: fraction.count
    )
  }

  /// The digit that counts a power of 10,000.
  private func digit(_ power: Int) -> UInt16 {
    let index = weight - power
    return digits.indices.contains(index) ? digits[index] : 0
  }

  /// Reads the description.
  public init(from decoder: any Decoder) throws { self = try decodeText(decoder) }

  /// Writes the description.
  public func encode(to encoder: any Encoder) throws { try encodeText(self, to: encoder) }
}

extension PostgresNumeric: PostgresEncodable, PostgresDecodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { OID.numeric }

  /// Appends the value in Postgres' binary form.
  public func encode(into bytes: inout [UInt8]) {
    bytes.append(bigEndian: UInt16(digits.count))
    bytes.append(bigEndian: Int16(weight))
    bytes.append(bigEndian: kind.rawValue)
    bytes.append(bigEndian: UInt16(scale))
    for digit in digits { bytes.append(bigEndian: digit) }
  }

  /// Whether values of a server's type can be decoded.
  public static func accepts(_ type: UInt32) -> Bool { type == OID.numeric }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> PostgresNumeric {
    let count = Int(try bytes.integer(at: 0, as: UInt16.self))
    guard let kind = Kind(rawValue: try bytes.integer(at: 4)) else {
      throw DecodingFailure("the numeric has an unknown sign")
    }
    try bytes.requireCount(8 + 2 * count)
    var digits: [UInt16] = []
    digits.reserveCapacity(count)
    for index in 0..<count {
      let digit: UInt16 = try bytes.integer(at: 8 + 2 * index)
      guard digit < 10_000 else { throw DecodingFailure("the numeric has an impossible digit") }
      digits.append(digit)
    }
    return try PostgresNumeric(
      kind: kind,
      weight: Int(try bytes.integer(at: 2, as: Int16.self)),
      sentDigits: digits,
      scale: Int(try bytes.integer(at: 6, as: UInt16.self))
    )
  }

  /// Checks that the parts belong together, as the server's always do.
  private init(
    kind: Kind,
    weight: Int,
    sentDigits: [UInt16],
    scale: Int
  ) throws(DecodingFailure) {
    let isFinite = kind == .positive || kind == .negative
    guard isFinite || sentDigits.isEmpty else {
      throw DecodingFailure("the numeric is no number and has digits")
    }
    // For infinity the server's header of other numbers leaves a scale that means nothing.
    self.init(kind: kind, weight: weight, digits: sentDigits, scale: isFinite ? scale : 0)
    let last = digits.last.map { Self.decimalPlaces(of: $0, power: self.weight - digits.count + 1) }
    guard self.scale <= Self.greatestScale, last ?? 0 <= self.scale else {
      throw DecodingFailure("the numeric has digits beyond its scale")
    }
  }

  /// How many decimal places a digit needs that counts a power of 10,000.
  private static func decimalPlaces(of digit: UInt16, power: Int) -> Int {
    let zeros = digit % 1000 == 0 ? 3 : digit % 100 == 0 ? 2 : digit % 10 == 0 ? 1 : 0
    return power >= 0 ? 0 : -4 * power - zeros
  }

  /// How many digits the server holds behind the point.
  private static let greatestScale = 16_383
}
