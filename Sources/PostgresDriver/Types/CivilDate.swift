/// A day of the proleptic Gregorian calendar, counted as Postgres does: from 2000-01-01.
///
/// The arithmetic is that of Howard Hinnant's `days_from_civil`
/// (https://howardhinnant.github.io/date_algorithms.html).
struct CivilDate: Hashable {
  let year: Int
  let month: Int
  let day: Int

  /// Days between 0000-03-01, where the calendar's cycles begin, and 2000-01-01.
  private static let daysToEpoch = 730_425
  private static let daysInCycle = 146_097

  init(daysSince2000 days: Int) {
    let shifted = days + Self.daysToEpoch
    let cycle = (shifted >= 0 ? shifted : shifted - Self.daysInCycle + 1) / Self.daysInCycle
    let dayOfCycle = shifted - cycle * Self.daysInCycle
    let yearOfCycle =
      (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
  }

  /// Makes a day, or nil when there is no such day or Postgres' `date` does not reach it.
  ///
  /// The year before the year 1 is 0.
  init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    self.year = year
    self.month = month
    self.day = day
    guard CivilDate(daysSince2000: daysSince2000) == self else { return nil }
  }

  /// Reads `year-month-day`, or nil when there is no such day.
  init?(_ text: Substring, isBeforeChrist: Bool) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = number(parts[0]), let month = number(parts[1]),
      let day = number(parts[2]), year > 0
    else { return nil }
    self.init(year: isBeforeChrist ? 1 - year : year, month: month, day: day)
  }

  var daysSince2000: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let cycle = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfCycle = shiftedYear - cycle * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
    return cycle * Self.daysInCycle + dayOfCycle - Self.daysToEpoch
  }

  /// `year-month-day`, to which `era` belongs.
  var text: String {
    "\(padded(year > 0 ? year : 1 - year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// What stands behind a day before the year 1, which has the year 1 BC before it and no year 0.
  var era: String { year > 0 ? "" : Self.beforeChrist }

  /// The text without the era, and whether it was before the year 1.
  static func withoutEra(_ text: Substring) -> (text: Substring, isBeforeChrist: Bool) {
    text.hasSuffix(beforeChrist) ? (text.dropLast(beforeChrist.count), true) : (text, false)
  }

  private static let beforeChrist = " BC"
  /// The years that `date` reaches, which holds more than `timestamp`.
  private static let years = -4713...5_874_897
}

/// Reads a number that is nothing but digits, up to a billion.
func number(_ text: some StringProtocol) -> Int? {
  let digits = text.utf8
  guard (1...9).contains(digits.count), digits.allSatisfy({ (48...57).contains($0) }) else {
    return nil
  }
  return Int(text)
}

/// A number with zeros before it.
func padded(_ number: some BinaryInteger, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
