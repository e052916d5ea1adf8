/// A value that ranges are made of, which the server compares as Swift does.
///
/// Of types that Postgres has no ranges of, those of ranges that users define have no OID that is fixed: such ranges go to
/// the server as text, and their parameters have to be cast: `$1::text::public.timerange`.
public protocol PostgresRangeBound: PostgresEncodable, PostgresDecodable, Comparable, Hashable,
  Sendable, LosslessStringConvertible
{
  /// The OID of ranges of the value's type.
  static var rangeType: UInt32 { get }

  /// The OID of sets of such ranges.
  static var multirangeType: UInt32 { get }
}

extension PostgresRangeBound {
  /// Text.
  public static var rangeType: UInt32 { OID.text }
  /// Text.
  public static var multirangeType: UInt32 { OID.text }
}

extension Int16: PostgresRangeBound {}
extension Float: PostgresRangeBound {}
extension Double: PostgresRangeBound {}
extension TimeOfDay: PostgresRangeBound {}

extension Int32: PostgresRangeBound {
  /// The OID of `int4range`.
  public static var rangeType: UInt32 { OID.int4range }
  /// The OID of `int4multirange`.
  public static var multirangeType: UInt32 { OID.int4multirange }
}

extension Int64: PostgresRangeBound {
  /// The OID of `int8range`.
  public static var rangeType: UInt32 { OID.int8range }
  /// The OID of `int8multirange`.
  public static var multirangeType: UInt32 { OID.int8multirange }
}

extension PostgresNumeric: PostgresRangeBound {
  /// The OID of `numrange`.
  public static var rangeType: UInt32 { OID.numrange }
  /// The OID of `nummultirange`.
  public static var multirangeType: UInt32 { OID.nummultirange }
}

extension CalendarDate: PostgresRangeBound {
  /// The OID of `daterange`.
  public static var rangeType: UInt32 { OID.daterange }
  /// The OID of `datemultirange`.
  public static var multirangeType: UInt32 { OID.datemultirange }
}

extension TimestampWithoutZone: PostgresRangeBound {
  /// The OID of `tsrange`.
  public static var rangeType: UInt32 { OID.tsrange }
  /// The OID of `tsmultirange`.
  public static var multirangeType: UInt32 { OID.tsmultirange }
}

extension Timestamp: PostgresRangeBound {
  /// The OID of `tstzrange`.
  public static var rangeType: UInt32 { OID.tstzrange }
  /// The OID of `tstzmultirange`.
  public static var multirangeType: UInt32 { OID.tstzmultirange }
}
