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
}
