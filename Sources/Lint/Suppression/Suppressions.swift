/// The allow comments of a file, applied to what was found in it.
struct Suppressions {
  private let facts: Facts
  private let knownRules: Set<String>
  private let today: CalendarDay

  /// Looks at the comments of a file.
  init(_ facts: Facts, knownRules: Set<String>, today: CalendarDay) {
    self.facts = facts
    self.knownRules = knownRules
    self.today = today
  }

  /// The findings that no comment allows, and one for each comment that does not hold or is not needed.
  func apply(to findings: [Finding]) -> [Finding] {
    var remaining = findings
    var complaints: [Finding] = []
    for comment in facts.allowances {
      do throws(Allowance.Malformed) {
        let allowance = try Allowance(comment.text)
        complaints += apply(allowance, of: comment, to: &remaining)
      } catch {
        complaints.append(complaint(comment, "this allow comment does not hold: \(error.message)"))
      }
    }
    return remaining + complaints
  }

  private func apply(
    _ allowance: Allowance,
    of comment: AllowComment,
    to findings: inout [Finding]
  ) -> [Finding] {
    guard today <= allowance.lastDay else {
      return [complaint(comment, "this allow comment ended on \(allowance.lastDay)")]
    }
    return allowance.rules.compactMap { rule in
      guard knownRules.contains(rule) else {
        return complaint(comment, "there is no rule '\(rule)' to allow")
      }
      let count = findings.count
      findings.removeAll { $0.rule == rule && comment.lines.contains($0.range.start.line) }
      guard findings.count == count else { return nil }
      var complaint = complaint(
        comment,
        "this allow comment is not needed: '\(rule)' finds nothing here"
      )
      if allowance.rules.count == 1 {
        complaint.fix = Fix("Take the comment out", replace: comment.range, with: "")
      }
      return complaint
    }
  }

  private func complaint(_ comment: AllowComment, _ message: String) -> Finding {
    Finding(
      rule: InvalidAllow.documentation.id,
      path: facts.path,
      range: comment.range,
      message: message,
      help: "write 'demarc:allow RULE until YYYY-MM-DD by OWNER: reason', or take the comment out"
    )
  }
}
