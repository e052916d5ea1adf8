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
      whole.count <= 131_072, fraction.count <= PostgresNumeric.greatestScale
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
