import Catalog

/// A value that a sample may give a column.
struct SampleCandidate: Hashable {
  /// The value as Swift source; nil leaves the column to the table.
  let source: String?
  /// The value as checks see it: in the first call of a test, and in a late one.
  let values: [CheckValue]

  init(_ source: String?, _ values: CheckValue...) {
    self.source = source
    self.values = values
  }

  /// The value in one of the calls.
  func value(in call: Int) -> CheckValue { values[min(call, values.count - 1)] }

  /// The numbers of the calls that are looked at.
  static let calls = [1, 1_000_000]
}

/// Makes the values that columns of a type can be given.
struct SampleCandidates {
  let enums: [QualifiedName: EnumPlan]
  let composites: [QualifiedName: CompositePlan]

  /// Values that are the same in each call, the most sensible first.
  ///
  /// - Parameters:
  ///   - property: the column.
  ///   - constants: the texts and numbers in the checks of the column.
  /// - Returns: the values; none where no value is surely one of the type.
  func fixed(_ property: PropertyPlan, constants: [CheckValue]) -> [SampleCandidate] {
    let column = property.column
    guard !property.isMapped else { return [] }
    if column.type.isArray { return [SampleCandidate("[]", .emptyArray)] }
    if let plan = enums[column.type.name] {
      return plan.cases.map { enumCase in
        SampleCandidate(
          "\(plan.typeName).\(SwiftName.escaped(enumCase.name))",
          .text(enumCase.label)
        )
      }
    }
    if let plan = composites[column.type.name] {
      return [SampleCandidate("\(plan.typeName)()", .given)]
    }
    guard isBuiltin(column.type.name) else { return [] }
    let type = column.type.name.name
    switch type {
    case "text", "varchar", "bpchar", "name", "citext":
      return texts(of: column, constants)
    case "int2", "int4", "int8", "numeric", "float4", "float8", "oid":
      return numbers(of: column, constants)
    case "bool":
      return [SampleCandidate("false", .truth(false)), SampleCandidate("true", .truth(true))]
    case "json":
      return [("{}", "object"), ("[]", "array")].map { text, kind in
        SampleCandidate("JSONText(rawValue: \"\(text)\")", .json(kind))
      }
    case "jsonb":
      return [("{}", "object"), ("[]", "array")].map { text, kind in
        SampleCandidate("JSON(text: \"\(text)\")", .json(kind))
      }
    case "date": return [SampleCandidate("SampleValue.day", .firstDay)]
    case "timestamptz": return [SampleCandidate("SampleValue.moment", .number(0))]
    case "timestamp": return [SampleCandidate("SampleValue.momentWithoutZone", .number(0))]
    case "bit":
      return [
        SampleCandidate(
          "BitString(Array(repeating: true, count: \(limit(of: column) ?? 1)))",
          .given
        )
      ]
    case "int4range", "int8range", "numrange":
      return [SampleCandidate("PostgresRange(1..<2)", .range)]
    case "uuid", "tstzrange": return distinct(property)
    default:
      return Self.others[type].map { [SampleCandidate($0, .given)] } ?? []
    }
  }

  /// Values of which each call gives another one; none where there are not enough.
  func distinct(_ property: PropertyPlan) -> [SampleCandidate] {
    let column = property.column
    guard !property.isMapped, !column.type.isArray, isBuiltin(column.type.name) else { return [] }
    switch column.type.name.name {
    case "text", "varchar", "bpchar", "name", "citext": return distinctTexts(of: column)
    case "int2", "int4", "int8":
      return [SampleCandidate("SampleValue.integer()", .number(1), .number(1_000_000))]
    case "numeric":
      guard integralDigits(of: column).map({ $0 >= 7 }) ?? true else { return [] }
      return [SampleCandidate("SampleValue.numeric()", .number(1), .number(1_000_000))]
    case "uuid": return [SampleCandidate("SampleValue.uuid()", .given)]
    case "date": return [SampleCandidate("SampleValue.date()", .firstDay)]
    case "timestamptz":
      return [SampleCandidate("SampleValue.timestamp()", .number(1), .number(1_000_000))]
    case "timestamp":
      return [SampleCandidate("SampleValue.timestampWithoutZone()", .number(1), .number(1_000_000))]
    case "tstzrange": return [SampleCandidate("SampleValue.hour()", .range)]
    default: return []
    }
  }

  // MARK: Texts

  private func texts(of column: Column, _ constants: [CheckValue]) -> [SampleCandidate] {
    let given = constants.compactMap { value -> String? in
      // What stands for anything is a pattern.
      if case .text(let text) = value, !text.contains("%") { text } else { nil }
    }
    let known = Self.knownTexts.first { column.name.lowercased().contains($0.key) }
    let plain = words(of: column)
    let short = limit(of: column).map { String(plain.prefix($0)) } ?? plain
    let texts =
      [known?.value].compactMap { $0 } + [short] + given + given.compactMap(example(ofPattern:))
      + ["A", "AA", "AAA", "1", "https://example.com", "ana@example.com", "example.com", "#aabbcc"]
    return texts.filter { !$0.isEmpty && $0.unicodeScalars.count <= limit(of: column) ?? .max }
      .map { SampleCandidate(stringLiteral($0), .text($0)) }
  }

  private func distinctTexts(of column: Column) -> [SampleCandidate] {
    let name = words(of: column)
    let forms = [
      (name, ""), (name, "@example.com"), (name, ".example.com"),
      ("https://" + name, ".example.com"),
    ]
    // An address is one before it is anything else.
    let sorted = name.contains("email") ? [forms[1]] + forms : forms
    return sorted.compactMap { start, end in
      let texts = SampleCandidate.calls.map { "\(start)-\($0)\(end)" }
      guard texts.allSatisfy({ $0.count <= limit(of: column) ?? .max }) else { return nil }
      let arguments =
        end.isEmpty ? stringLiteral(start) : "\(stringLiteral(start)), \(stringLiteral(end))"
      return SampleCandidate("SampleValue.text(\(arguments))", .text(texts[0]), .text(texts[1]))
    }
  }

  /// The column's name as what most patterns let through: `display-name`.
  private func words(of column: Column) -> String {
    let words = column.name.lowercased()
      .split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
      .joined(separator: "-")
    return words.first?.isLetter == true ? words : "sample"
  }

  // MARK: Numbers

  private func numbers(of column: Column, _ constants: [CheckValue]) -> [SampleCandidate] {
    let given = constants.compactMap { value -> Double? in
      switch value {
      case .number(let number): number
      case .text(let text): Double(text)
      default: nil
      }
    }
    let greatest = integralDigits(of: column).map { $0 < 1 ? 0 : 9 } ?? 9
    let others = given.flatMap { [$0, $0 + 1, $0 - 1] }.filter {
      $0 == $0.rounded() && abs($0) < 30_000
    }
    return ([1, 0].filter { $0 <= greatest } + others.map { Int($0) }).map { number in
      SampleCandidate("\(number)", .number(Double(number)))
    }
  }

  /// How many digits a `numeric` holds before its point.
  private func integralDigits(of column: Column) -> Int? {
    guard let match = column.type.sql.firstMatch(of: #/\((\d+),(-?\d+)\)/#),
      let precision = Int(match.output.1), let scale = Int(match.output.2)
    else { return nil }
    return precision - scale
  }

  // MARK: Types

  /// How many characters or bits a column holds at most.
  private func limit(of column: Column) -> Int? {
    if column.type.name.name == "name" { return 63 }
    if let match = column.type.sql.firstMatch(of: #/\((\d+)\)/#) { return Int(match.output.1) }
    return column.type.name.name == "bpchar" && column.type.sql == "character" ? 1 : nil
  }

  private func isBuiltin(_ name: QualifiedName) -> Bool {
    name.schema == "pg_catalog" || ["citext", "ltree", "hstore"].contains(name.name)
  }

  /// What columns of such names hold in most schemas.
  private static let knownTexts: KeyValuePairs = [
    "email": "ana@example.com", "currency": "EUR", "country": "DE", "url": "https://example.com",
    "domain": "example.com", "phone": "+4930555000",
  ]

  private static let others: [String: String] = [
    "bytea": "Bytes(rawValue: [])", "cidr": "SampleValue.network", "inet": "SampleValue.address",
    "macaddr": "SampleValue.hardwareAddress", "interval": "Interval(days: 1)",
    "time": "TimeOfDay(microseconds: 43_200_000_000)", "varbit": "BitString([true])",
    "point": "\"(0,0)\"", "tsvector": "\"\"", "tsquery": "\"\"", "ltree": "\"a\"", "hstore": "\"\"",
    "xml": "\"<a/>\"", "int4multirange": "[]", "int8multirange": "[]", "nummultirange": "[]",
    "datemultirange": "[]", "tsmultirange": "[]", "tstzmultirange": "[]",
  ]
}
