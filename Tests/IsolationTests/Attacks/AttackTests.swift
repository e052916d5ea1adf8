import Demarc
import TestClusters
import TestServers
import Testing

/// Every method of every tenant relation under every circumstance, with rows of the same keys on all sides.
struct AttackTests {
  @Test(arguments: narrowed(Circumstance.all, by: \.name))
  func `every method gives the tenant its own rows or refuses, and meets no other's`(
    circumstance: Circumstance
  ) async throws {
    let findings = try await AttackRun(of: circumstance).findings()
    #expect(findings == [], "\(findings.joined(separator: "\n"))")
  }
}

/// Runs the attacks on relations under one circumstance.
struct AttackRun {
  let circumstance: Circumstance
  let relations: [IsolationCase]

  init(of circumstance: Circumstance) {
    self.circumstance = circumstance
    relations = narrowed(IsolationCase.all, by: \.relation)
  }

  /// What went wrong, if anything.
  func findings() async throws -> [String] {
    var options = TestClusters.Options()
    // All tenants of a cluster share one connection.
    options.router.sharedLanes = 1
    options.router.preparesStatements = circumstance.preparesStatements
    options.settings = circumstance.settings
    return try await TestClusters.withClusters(options) { clusters in
      let own = try await clusters.context(of: .farma)
      let neighbour = try await clusters.context(of: .libros)
      let stranger = try await clusters.context(of: .vinos)
      try #require(own.clusterID == neighbour.clusterID && own.clusterID != stranger.clusterID)
      var findings: [String] = []
      for relation in relations {
        let scene = AttackScene(
          clusters: clusters,
          own: own,
          neighbour: neighbour,
          stranger: stranger,
          relation: relation.relation
        )
        try #require(await scene.sharesConnections())
        try #require(await scene.sharesRoundTrips())
        findings += try await self.findings(of: relation, in: scene)
          .map { "\(relation.relation): \($0)" }
        if relation.relation == relations.last?.relation {
          try #require(await circumstance.isProven(scene))
        }
      }
      return findings
    }
  }

  private func findings(
    of relation: IsolationCase,
    in scene: AttackScene
  ) async throws -> [String] {
    for context in [scene.own, scene.neighbour, scene.stranger] {
      for parent in relation.parents { try await parent.insert(context) }
    }
    let attacks = try await relation.prepare(scene.own, [scene.neighbour, scene.stranger])
    try await circumstance.before(scene)
    let before = try await scene.digests()
    var findings = try await circumstance.lend(scene) { context in
      var findings: [String] = []
      for attack in attacks {
        if let finding = await self.finding(of: attack, by: context, in: scene) {
          findings.append("\(attack.method) at \(attack.aim.rawValue): \(finding)")
        }
      }
      return findings
    }
    let after = try await scene.digests()
    if after.foreign != before.foreign { findings.append("rows of others have changed") }
    if case .refused = circumstance.outcome, after.own != before.own {
      findings.append("rows have changed although every call was refused")
    }
    try await circumstance.after(scene)
    try await scene.removeRows([relation.relation] + relation.parents.reversed().map { "\($0)" })
    return findings
  }

  private func finding(
    of attack: Attack,
    by context: ClusterContext,
    in scene: AttackScene
  ) async -> String? {
    do {
      let isRight = try await circumstance.launch(scene, context, attack)
      guard case .served = circumstance.outcome else { return "was not refused" }
      return isRight ? nil : "did not answer with the tenant's own rows alone"
    } catch {
      if case .refused(let isExpected) = circumstance.outcome, isExpected(error) { return nil }
      return "threw \(error)"
    }
  }
}

extension Array {
  /// Maps the elements one after the other.
  func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
