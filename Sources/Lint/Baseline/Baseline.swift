/// The findings of a legacy code base that are known and may only become fewer.
///
/// An entry stands for one finding, so a finding that was mended makes no room for another one.
package struct Baseline: Hashable, Sendable {
  /// The known findings, sorted.
  package let entries: [Fingerprint]

  /// Makes a baseline of known findings.
  package init(_ entries: [Fingerprint]) {
    self.entries = entries.sorted {
      ($0.path, $0.rule, $0.lines, $0.context) < ($1.path, $1.rule, $1.lines, $1.context)
    }
  }

  /// Whether a baseline may hold findings of a rule: those that are about exceptions and generated code are
  /// no legacy.
  package static func holds(_ rule: String) -> Bool {
    rule != InvalidAllow.documentation.id && rule != StaleGeneratedCode.documentation.id
  }

  /// What a run found, held against the baseline.
  package struct Comparison: Sendable {
    /// What the baseline does not know.
    package fileprivate(set) var new: [Finding] = []
    /// What it knows.
    package fileprivate(set) var known: [Finding] = []
    /// The entries that nothing was found for.
    package fileprivate(set) var mended: [Fingerprint] = []
    /// The baseline without them, with what is known where and how it stands now.
    package fileprivate(set) var shrunk: Baseline
  }

  /// Holds what a run found against the baseline.
  ///
  /// A finding is known when its lines stand in the same file as before, or, with their neighbours, in
  /// another one.
  ///
  /// - Parameters:
  ///   - findings: what was found; a finding without a fingerprint is never known.
  ///   - isJudged: whether the run tells all findings of a file.
  /// - Returns: what is new, known and mended.
  package func compare(_ findings: [Finding], isJudged: (String) -> Bool) -> Comparison {
    var remaining = Set(entries.indices)
    var known: [Int: Fingerprint] = [:]
    func match(_ key: (Fingerprint) -> [String], _ isCandidate: (Fingerprint) -> Bool) {
      var candidates = Dictionary(grouping: remaining.filter { isCandidate(entries[$0]) }.sorted())
      {
        key(entries[$0])
      }
      for (number, finding) in findings.enumerated() where known[number] == nil {
        guard let print = finding.fingerprint, let entry = candidates[key(print)]?.popLast() else {
          continue
        }
        remaining.remove(entry)
        known[number] = print
      }
    }
    match({ [$0.rule, $0.path, $0.lines, $0.context] }, { _ in true })
    match({ [$0.rule, $0.path, $0.lines] }, { _ in true })
    // A copy is no move: the file that the code came from must be there to tell.
    match({ [$0.rule, $0.context] }, { isJudged($0.path) })
    let left = remaining.map { entries[$0] }
    var comparison = Comparison(
      shrunk: Baseline(Array(known.values) + left.filter { !isJudged($0.path) })
    )
    comparison.mended = Baseline(left.filter { isJudged($0.path) }).entries
    for (number, finding) in findings.enumerated() {
      if known[number] == nil {
        comparison.new.append(finding)
      } else {
        comparison.known.append(finding)
      }
    }
    return comparison
  }
}

/// Findings of a baseline that are gone while their entries remain; what finds it is a run with a baseline.
package enum StaleBaseline {
  /// The rule's name and page.
  package static let documentation = RuleDocumentation(
    id: "stale-baseline",
    summary: "an entry of the baseline for which nothing is found any more",
    what: "Finds entries of demarc-lint.baseline.json whose findings were mended.",
    why: "An entry that is left would let the same mistake in again.",
    example: "demarc-lint Sources            # after a known finding was mended",
    useInstead: "demarc-lint --baseline-write Sources"
  )
}
