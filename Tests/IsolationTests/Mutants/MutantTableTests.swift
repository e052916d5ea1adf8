import Foundation
import TestServers
import Testing

struct MutantTableTests {
  @Test func `there are enough mutants, in every layer, and each has a name of its own`() {
    for layer in MutantLayer.allCases { #expect(!MutantTable.mutants(of: layer).isEmpty) }
    #expect(MutantTable.count >= 80)
    #expect(Set(MutantTable.all.map { "\($0.layer) \($0.name)" }).count == MutantTable.all.count)
  }

  @Test func `the page is what the tables give`() throws {
    if ProcessInfo.processInfo.environment["DEMARC_RECORD"] != nil {
      try MutantTable.page.write(toFile: MutantTable.path, atomically: true, encoding: .utf8)
    }
    #expect(
      try String(contentsOfFile: MutantTable.path, encoding: .utf8) == MutantTable.page,
      "Run 'DEMARC_RECORD=1 swift test --filter MutantTableTests' and commit the page."
    )
  }

  /// Builds the sources once more, and wants the machine for itself, so it runs for `Scripts/mutants` alone.
  @Test(.enabled(if: isAskedFor), .timeLimit(.minutes(60)))
  func `every mutant is killed by those who should`() async throws {
    let start = ContinuousClock.now
    let mutants = narrowed(MutantTable.all, by: \.name)
    try await MutantBuild.shared.requireHealth(for: mutants)
    let verdicts = try await verdicts(of: mutants)
    for (mutant, verdict) in zip(mutants, verdicts) where !verdict.isExpected {
      Issue.record("\(MutantTable.line(mutant, verdict))")
    }
    let seconds = (ContinuousClock.now - start).components.seconds
    show(
      """
      \(verdicts.count { $0 == .killed }) killed, \(verdicts.count { $0 == .equivalent }) equivalent, \
      \(verdicts.count { !$0.isExpected }) not as they should, in \(seconds) s
      """
    )
  }

  private static let isAskedFor =
    ProcessInfo.processInfo.environment["DEMARC_MUTANTS"] != nil

  /// What comes of each mutant, printed in the order of the table.
  private func verdicts(of all: [any Mutant]) async throws -> [MutantVerdict] {
    try await withThrowingTaskGroup(of: (Int, MutantVerdict).self) { group in
      var next = 0
      var done: [Int: MutantVerdict] = [:]
      var printed = 0
      func start() {
        guard next < all.count else { return }
        let (position, mutant) = (next, all[next])
        next += 1
        group.addTask {
          (position, MutantVerdict(of: mutant, noticedBy: try await mutant.notices()))
        }
      }
      // Each of the sources is a process with a server of its own.
      for _ in 0..<max(2, min(4, ProcessInfo.processInfo.activeProcessorCount)) { start() }
      while let (position, verdict) = try await group.next() {
        done[position] = verdict
        while let verdict = done[printed] {
          show(MutantTable.line(all[printed], verdict))
          printed += 1
        }
        start()
      }
      return all.indices.compactMap { done[$0] }
    }
  }

  /// Prints a line at once, even into a file.
  private func show(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}
