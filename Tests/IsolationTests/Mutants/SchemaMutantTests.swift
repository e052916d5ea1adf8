import TestServers
import Testing

/// Breaks the schema in one way at a time: without these the rules, the handshake and the probes would prove
/// nothing.
struct SchemaMutantTests {
  @Test(arguments: narrowed(SchemaMutant.all, by: \.name))
  func `a schema that is broken in one way is noticed by those who should`(
    mutant: SchemaMutant
  ) async throws {
    let notices = try await mutant.notices()
    #expect(Set(notices.keys) == Set(mutant.killers), "\(notices)")
  }

  @Test func `the schema as it is satisfies them all`() async throws {
    let notices = try await SchemaMutant(name: "none", noticedBy: []).notices()
    #expect(notices == [:])
  }

  @Test func `no mutant survives`() {
    for mutant in SchemaMutant.all { #expect(!mutant.noticedBy.isEmpty, "\(mutant.name)") }
    #expect(Set(SchemaMutant.all.flatMap(\.noticedBy)) == Set(SchemaMutant.Guardian.allCases))
  }
}
