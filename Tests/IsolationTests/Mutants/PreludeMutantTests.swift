import TestServers
import Testing

struct PreludeMutantTests {
  @Test(arguments: narrowed(PreludeMutant.all, by: \.name))
  func `a prelude that is wrong breaks the promises that it should`(
    mutant: PreludeMutant
  ) async throws {
    let notices = try await mutant.notices()
    #expect(Set(notices.keys) == Set(mutant.killers), "\(notices)")
  }
}
