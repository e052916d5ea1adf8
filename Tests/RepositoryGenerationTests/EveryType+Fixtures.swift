import Foundation
import HostileControl
import PostgresDriver
import Testing

/// A draft that gives a value to every column.
func fullDraft() throws -> EveryType.Draft {
  var draft = try emptyDraft()
  draft.optionalEnum = .`default`
  draft.optionalInt = -7
  draft.optionalJSON = JSON(text: "[1]")
  draft.boolList = [true, nil, false]
  draft.int2List = [.min, nil, .max]
  draft.int4List = [.min, nil, .max]
  draft.int8List = [.min, nil, .max]
  draft.float4List = [1.5, nil]
  draft.float8List = [-2.25, nil]
  draft.numericList = [try numeric("1.50"), nil]
  draft.textList = ["", "\"{},\\", nil]
  draft.varcharList = ["ab", nil]
  draft.charList = ["abc", nil]
  draft.nameList = ["name", nil]
  draft.citextList = ["Mixed", nil]
  draft.uuidList = [UUID(), nil]
  draft.byteaList = [Bytes(rawValue: [0, 255]), nil]
  draft.dateList = [CalendarDate(daysSince2000: 9000), nil]
  draft.timeList = [TimeOfDay(microseconds: 1), nil]
  draft.timestampList = [TimestampWithoutZone(microsecondsSince2000: -1), nil]
  draft.timestamptzList = [Timestamp(microsecondsSince2000: 1), nil]
  draft.intervalList = [Interval(months: 1, days: -2, microseconds: 3), nil]
  draft.jsonList = [JSONText(rawValue: "{ }"), nil]
  draft.jsonbList = [JSON(text: "{}"), nil]
  draft.oidList = [0, nil, .max]
  draft.singleList = [PostgresCharacter(rawValue: 97), nil]
  draft.inetList = [Inet("10.0.0.1"), nil]
  draft.cidrList = [CIDR("10.0.0.0/8"), nil]
  draft.macaddrList = [MACAddress("08:00:2b:01:02:03"), nil]
  draft.bitList = [BitString([true, false, true]), nil]
  draft.varbitList = [BitString([]), nil]
  draft.int4rangeList = [.empty, nil, PostgresRange(1..<2)]
  draft.daterangeList = [PostgresRange(from: .unbounded, to: .unbounded), nil]
  draft.nummultirangeList = [[PostgresRange(1..<2)], nil]
  draft.enumList = [.inProgress, nil, .quotationMark]
  return draft
}

/// A draft that gives no more than it must.
func emptyDraft() throws -> EveryType.Draft {
  let moment = Timestamp(microsecondsSince2000: 0)
  let local = TimestampWithoutZone(microsecondsSince2000: 0)
  return EveryType.Draft(
    enumValue: .café,
    float4Value: -0.5,
    float8Value: 1e300,
    int2Value: .min,
    int4Value: .max,
    int8Value: .min,
    numericValue: try numeric("-12345678901234567890.0123"),
    oidValue: .max,
    bitValue: BitString([true, false, true]),
    charValue: "abc",
    cidrValue: try #require(CIDR("2001:db8::/32")),
    citextValue: "Mixed Case",
    datemultirangeValue: [PostgresRange(from: .unbounded, to: .exclusive(.infinity))],
    daterangeValue: PostgresRange(from: .inclusive(.minusInfinity), to: .unbounded),
    inetValue: try #require(Inet("192.168.0.1/24")),
    int4multirangeValue: [PostgresRange(1..<2), PostgresRange(4..<6)],
    int4rangeValue: PostgresRange(-1..<2),
    int8multirangeValue: [],
    int8rangeValue: .empty,
    macaddrValue: try #require(MACAddress("08:00:2b:01:02:03")),
    mailValue: "a@b",
    nameValue: "name",
    nummultirangeValue: [PostgresRange(1...2)],
    numrangeValue: PostgresRange(from: .exclusive(try numeric("1.50")), to: .inclusive(.infinity)),
    shorterValue: "shorter",
    singleValue: PostgresCharacter(rawValue: 255),
    textValue: "naïve 🐘 \"'\\\n\t",
    tsmultirangeValue: [PostgresRange(local...local)],
    tsrangeValue: PostgresRange(local..<(.infinity)),
    tstzmultirangeValue: [PostgresRange(moment...moment)],
    tstzrangeValue: PostgresRange(from: .exclusive(moment), to: .unbounded),
    uuidValue: UUID(),
    varbitValue: BitString([]),
    varcharValue: "",
    boolValue: true,
    moodsValue: [.upper, nil],
    jsonValue: JSONText(rawValue: "{\"b\": 1,  \"a\":2, \"b\": 3}"),
    jsonbValue: JSON(text: "{\"a\": [1, null]}"),
    dateValue: CalendarDate(daysSince2000: -1),
    intervalValue: Interval(months: -3, days: 40, microseconds: -5),
    timeValue: TimeOfDay(microseconds: 86_399_999_999),
    timestampValue: TimestampWithoutZone(microsecondsSince2000: 42),
    timestamptzValue: .infinity,
    byteaValue: Bytes(rawValue: [0, 1, 255])
  )
}

private func numeric(_ text: String) throws -> PostgresNumeric {
  let number: PostgresNumeric? = PostgresNumeric(text)
  return try #require(number)
}

/// Requires that a row holds every value that a draft gave.
func requireEqual(_ row: EveryType, _ draft: EveryType.Draft) throws {
  let found = Dictionary(
    uniqueKeysWithValues: Mirror(reflecting: row).children.map { ($0.label ?? "", $0.value) }
  )
  for (label, value) in Mirror(reflecting: draft).children {
    guard let given = hashable(value) else { continue }
    #expect(hashable(found[label ?? ""] as Any) == given, "\(label ?? "")")
  }
}

/// A value out of whatever optionals are around it, or nil when one of them is empty.
private func hashable(_ value: Any) -> AnyHashable? {
  let mirror = Mirror(reflecting: value)
  guard mirror.displayStyle == .optional else {
    return (value as? any Hashable).map { AnyHashable($0) }
  }
  return mirror.children.first.flatMap { hashable($0.value) }
}
