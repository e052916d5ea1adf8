/// Microseconds since 2000-01-01 00:00, as a calendar and a clock show them.
enum WallClock {
  /// What the server holds beside infinity: 4714-11-24 BC to the end of 294276 AD.
  static let finite: Range<Int64> = -211_813_488_000_000_000..<9_223_371_331_200_000_000

  /// ISO 8601 with microseconds where there are any, the zone, and ` BC` before the year 1.
  static func text(_ microseconds: Int64, zone: String) -> String {
    let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: microsecondsInDay)
    let day = remainder < 0 ? quotient - 1 : quotient
    let time = remainder < 0 ? remainder + microsecondsInDay : remainder
    let date = CivilDate(daysSince2000: Int(day))
    return "\(date.text)T\(timeText(time))\(zone)\(date.era)"
  }

  /// Reads what `text` writes.
  static func microseconds(_ text: String, zone: String) -> Int64? {
    let (moment, isBeforeChrist) = CivilDate.withoutEra(Substring(text))
    guard moment.hasSuffix(zone) else { return nil }
    let parts = moment.dropLast(zone.count).split(
      separator: "T",
      omittingEmptySubsequences: false
    )
    guard parts.count == 2, let date = CivilDate(parts[0], isBeforeChrist: isBeforeChrist),
      let time = microsecondsOfDay(parts[1])
    else { return nil }
    let (days, isFar) = Int64(date.daysSince2000).multipliedReportingOverflow(
      by: microsecondsInDay
    )
    let (sum, isFarther) = days.addingReportingOverflow(time)
    return !isFar && !isFarther && finite.contains(sum) ? sum : nil
  }

  /// Decodes the binary form, which holds infinity as the largest and the smallest number.
  static func decode(_ bytes: UnsafeRawBufferPointer) throws(DecodingFailure) -> Int64 {
    try bytes.requireCount(8)
    let microseconds: Int64 = try bytes.integer()
    guard finite.contains(microseconds) || microseconds == .max || microseconds == .min else {
      throw DecodingFailure("the moment is beyond what Postgres holds")
    }
    return microseconds
  }

  private static let microsecondsInDay: Int64 = 86_400_000_000
}
