/// A range, as `int4range`, `int8range`, `numrange`, `daterange`, `tsrange`, `tstzrange` and types that users define
/// hold it.
///
/// Two ranges are equal when their ends are. The server brings ranges of whole numbers and of days into
/// the form `[1,6)`, so that `[1,5]` comes back as that; and it refuses a lower end above the upper.
public struct PostgresRange<Bound: PostgresRangeBound>: Sendable, Hashable {
  /// One end of a range.
  public enum End: Sendable, Hashable {
    /// The range goes on for ever.
    case unbounded
    /// The range ends with a value.
    case inclusive(Bound)
    /// The range ends before a value, or begins after it.
    case exclusive(Bound)
  }

  /// Where the range begins and ends; nil for the range that holds nothing.
  private let ends: Ends?

  private struct Ends: Sendable, Hashable {
    let lower: End
    let upper: End
  }

  /// Makes a range of its ends.
  public init(from lower: End, to upper: End) {
    ends = Ends(lower: lower, upper: upper)
  }

  private init() {
    ends = nil
  }

  /// The range that holds nothing.
  public static var empty: PostgresRange { PostgresRange() }

  /// Where the range begins, or nil for `empty`.
  public var lower: End? { ends?.lower }

  /// Where the range ends, or nil for `empty`.
  public var upper: End? { ends?.upper }

  /// Whether the range holds a value.
  public func contains(_ value: Bound) -> Bool {
    guard let ends else { return false }
    let isAboveLower =
      switch ends.lower {
      case .unbounded: true
      case .inclusive(let bound): bound <= value
      case .exclusive(let bound): bound < value
      }
    let isBelowUpper =
      switch ends.upper {
      case .unbounded: true
      case .inclusive(let bound): value <= bound
      case .exclusive(let bound): value < bound
      }
    return isAboveLower && isBelowUpper
  }
}

extension PostgresRange {
  /// Makes a range that ends before its upper bound.
  public init(_ range: Range<Bound>) {
    self.init(from: .inclusive(range.lowerBound), to: .exclusive(range.upperBound))
  }

  /// Makes a range that ends with its upper bound.
  public init(_ range: ClosedRange<Bound>) {
    self.init(from: .inclusive(range.lowerBound), to: .inclusive(range.upperBound))
  }
}

extension PostgresRange: PostgresEncodableElement, PostgresEncodable {
  /// The OID of the type that parameters have.
  public static var postgresType: UInt32 { Bound.rangeType }

  /// Appends the value in Postgres' binary form, or its text where the type of the range is not known.
  public func encode(into bytes: inout [UInt8]) {
    guard Bound.rangeType != OID.text else {
      bytes.append(contentsOf: description.utf8)
      return
    }
    guard let ends else {
      bytes.append(RangeFlags.empty.rawValue)
      return
    }
    var flags: RangeFlags = []
    switch ends.lower {
    case .unbounded: flags.insert(.lowerUnbounded)
    case .inclusive: flags.insert(.lowerInclusive)
    case .exclusive: break
    }
    switch ends.upper {
    case .unbounded: flags.insert(.upperUnbounded)
    case .inclusive: flags.insert(.upperInclusive)
    case .exclusive: break
    }
    bytes.append(flags.rawValue)
    for end in [ends.lower, ends.upper] {
      switch end {
      case .unbounded: break
      case .inclusive(let bound), .exclusive(let bound):
        bytes.appendSized { bound.encode(into: &$0) }
      }
    }
  }
}

extension PostgresRange: PostgresArrayElement, PostgresDecodable {
  /// Whether a server's type is Postgres' own of such ranges, or one that users define.
  public static func accepts(_ type: UInt32) -> Bool {
    type == Bound.rangeType && type != OID.text || type >= OID.firstUserDefined
  }

  /// Decodes the binary form of a value of a server's type.
  public static func decode(
    _ bytes: UnsafeRawBufferPointer,
    type: UInt32
  ) throws(DecodingFailure) -> PostgresRange {
    let flags = RangeFlags(rawValue: try bytes.integer())
    guard flags.isPossible else { throw DecodingFailure("the range has impossible flags") }
    if flags.contains(.empty) {
      try bytes.requireCount(1)
      return .empty
    }
    var offset = 1
    let lower = try end(
      bytes,
      &offset,
      isUnbounded: flags.contains(.lowerUnbounded),
      isInclusive: flags.contains(.lowerInclusive)
    )
    let upper = try end(
      bytes,
      &offset,
      isUnbounded: flags.contains(.upperUnbounded),
      isInclusive: flags.contains(.upperInclusive)
    )
    try bytes.requireCount(offset)
    return PostgresRange(from: lower, to: upper)
  }

  private static func end(
    _ bytes: UnsafeRawBufferPointer,
    _ offset: inout Int,
    isUnbounded: Bool,
    isInclusive: Bool
  ) throws(DecodingFailure) -> End {
    if isUnbounded { return .unbounded }
    let bound = try Bound.decode(try bytes.sizedPart(&offset), type: Bound.postgresType)
    return isInclusive ? .inclusive(bound) : .exclusive(bound)
  }
}

/// The byte that leads the binary form of a range.
private struct RangeFlags: OptionSet {
  let rawValue: UInt8

  static let empty = RangeFlags(rawValue: 0x01)
  static let lowerInclusive = RangeFlags(rawValue: 0x02)
  static let upperInclusive = RangeFlags(rawValue: 0x04)
  static let lowerUnbounded = RangeFlags(rawValue: 0x08)
  static let upperUnbounded = RangeFlags(rawValue: 0x10)

  /// Whether a server would send the flags: an end that is not there is not included.
  var isPossible: Bool {
    rawValue < 0x20 && (!contains(.empty) || self == .empty)
      && !isSuperset(of: [.lowerUnbounded, .lowerInclusive])
      && !isSuperset(of: [.upperUnbounded, .upperInclusive])
  }
}
