/// What an allow comment says, once it is understood.
struct Allowance: Hashable, Sendable {
  /// The rules that it allows.
  let rules: [String]
  /// The last day on which it holds.
  let lastDay: CalendarDay

  /// Reads `demarc:allow RULE[, RULE] until YYYY-MM-DD[ by OWNER]: reason`.
  ///
  /// - Throws: `Malformed` with what is missing.
  init(_ text: String) throws(Malformed) {
    let rest = text.dropFirst(Self.marker.count)
    guard let colon = rest.firstIndex(of: ":") else {
      throw Malformed(message: "it gives no reason after a colon")
    }
    guard rest[rest.index(after: colon)...].contains(where: { $0.isLetter || $0.isNumber }) else {
      throw Malformed(message: "it gives no reason after the colon")
    }
    let words = rest[..<colon].split(whereSeparator: \.isWhitespace)
    guard let until = words.firstIndex(of: "until") else {
      throw Malformed(message: "it has no 'until YYYY-MM-DD'")
    }
    rules = words[..<until].joined(separator: " ").split(separator: ",")
      .map { $0.filter { !$0.isWhitespace } }
    guard !rules.isEmpty else { throw Malformed(message: "it names no rule") }
    guard until + 1 < words.endIndex, let day = CalendarDay(words[until + 1]) else {
      throw Malformed(message: "its date is no YYYY-MM-DD")
    }
    lastDay = day
    let owner = words[(until + 2)...]
    guard owner.isEmpty || (owner.first == "by" && owner.count > 1) else {
      throw Malformed(message: "after the date comes 'by OWNER', or the colon")
    }
  }

  /// With what such a comment begins.
  static let marker = "demarc:allow"

  /// A comment that is not understood.
  struct Malformed: Error {
    /// What is missing.
    let message: String
  }
}

/// A day of the calendar.
package struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let year: Int
  private let month: Int
  private let day: Int

  /// Reads `YYYY-MM-DD`; nil when there is no such day.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
    guard isPlain, parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]),
      let month = Int(parts[1]), let day = Int(parts[2]), (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Whether one day comes before another.
  package static func < (lhs: Self, rhs: Self) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }

  /// `YYYY-MM-DD`.
  package var description: String {
    let digits = [(year, 4), (month, 2), (day, 2)].map { number, width in
      let text = String(number)
      return String(repeating: "0", count: width - text.utf8.count) + text
    }
    return digits.joined(separator: "-")
  }
}
