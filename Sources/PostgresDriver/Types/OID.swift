/// The OIDs of built-in types (`pg_type.dat`), which are the same on every server.
enum OID {
  static let inferred: UInt32 = 0
  static let bool: UInt32 = 16
  static let bytea: UInt32 = 17
  static let char: UInt32 = 18
  static let name: UInt32 = 19
  static let int8: UInt32 = 20
  static let int2: UInt32 = 21
  static let int4: UInt32 = 23
  static let text: UInt32 = 25
  static let oid: UInt32 = 26
  static let json: UInt32 = 114
  static let cidr: UInt32 = 650
  static let float4: UInt32 = 700
  static let float8: UInt32 = 701
  static let unknown: UInt32 = 705
  static let macaddr: UInt32 = 829
  static let inet: UInt32 = 869
  static let bpchar: UInt32 = 1042
  static let varchar: UInt32 = 1043
  static let date: UInt32 = 1082
  static let time: UInt32 = 1083
  static let timestamp: UInt32 = 1114
  static let timestamptz: UInt32 = 1184
  static let interval: UInt32 = 1186
  static let bit: UInt32 = 1560
  static let varbit: UInt32 = 1562
  static let numeric: UInt32 = 1700
  static let uuid: UInt32 = 2950
  static let jsonb: UInt32 = 3802
  static let int4range: UInt32 = 3904
  static let numrange: UInt32 = 3906
  static let tsrange: UInt32 = 3908
  static let tstzrange: UInt32 = 3910
  static let daterange: UInt32 = 3912
  static let int8range: UInt32 = 3926
  static let int4multirange: UInt32 = 4451
  static let nummultirange: UInt32 = 4532
  static let tsmultirange: UInt32 = 4533
  static let tstzmultirange: UInt32 = 4534
  static let datemultirange: UInt32 = 4535
  static let int8multirange: UInt32 = 4536

  /// The first OID that a server gives to types of its users and extensions.
  static let firstUserDefined: UInt32 = 16384

  /// The array types of the types above.
  static let arrays: [UInt32: UInt32] = [
    bool: 1000, bytea: 1001, name: 1003, int2: 1005, int4: 1007, text: 1009, bpchar: 1014,
    varchar: 1015, int8: 1016, float4: 1021, float8: 1022, timestamp: 1115, date: 1182, time: 1183,
    timestamptz: 1185, interval: 1187, numeric: 1231, uuid: 2951, json: 199, jsonb: 3807,
    char: 1002, oid: 1028, cidr: 651, inet: 1041, macaddr: 1040, bit: 1561, varbit: 1563,
    int4range: 3905, numrange: 3907, tsrange: 3909, tstzrange: 3911, daterange: 3913,
    int8range: 3927, int4multirange: 6150, nummultirange: 6151, tsmultirange: 6152,
    tstzmultirange: 6153, datemultirange: 6155, int8multirange: 6157,
  ]

  /// The element types of the array types.
  static let elements: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: arrays.map { ($0.value, $0.key) }
  )
}
