import Foundation
import TestClusters
import TestServers
import Testing

@testable import Demarc

struct WeightedRendezvousTests {
  /// The same 10,000 accounts in each run.
  private static let accounts: [AccountID] = (0..<10_000).map { number in
    let bytes = withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) }
    return AccountID(
      rawValue: UUID(
        uuid: (
          0, 0, 0, 0, 0, 0, 0x40, 0, bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5],
          bytes[6], bytes[7]
        )
      )
    )
  }

  private func clusters(_ weights: [Int]) -> [(id: ClusterID, weight: Int)] {
    weights.enumerated().map { index, weight in
      (ClusterID(rawValue: "cluster_shared_0\(index + 1)"), weight)
    }
  }

  private func choices(_ clusters: [(id: ClusterID, weight: Int)]) -> [ClusterID?] {
    Self.accounts.map { WeightedRendezvous.choose(for: $0, among: clusters) }
  }

  /// With each list of weights, the value that χ² exceeds in one of 1,000 draws at random.
  @Test(arguments: [([1, 1], 10.83), ([100, 200, 300, 400], 16.27), ([1, 10, 100], 13.82)])
  func `accounts are shared out by weight`(weights: [Int], limit: Double) {
    let clusters = clusters(weights)
    let counts = choices(clusters).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let total = weights.reduce(0, +)
    let chiSquare = clusters.reduce(0.0) { sum, cluster in
      let expected = 10_000 * Double(cluster.weight) / Double(total)
      let difference = Double(counts[cluster.id] ?? 0) - expected
      return sum + difference * difference / expected
    }
    #expect(chiSquare < limit)
  }

  @Test func `the order of clusters does not matter`() {
    let clusters = clusters([100, 200, 300, 400])
    #expect(choices(clusters) == choices(clusters.reversed()))
  }

  @Test func `only accounts of a removed cluster move`() {
    let all = clusters([100, 200, 300, 400])
    for removed in all {
      let pairs = zip(choices(all), choices(all.filter { $0.id != removed.id }))
      #expect(pairs.allSatisfy { before, after in before == after || before == removed.id })
    }
  }

  @Test func `accounts move only to an added cluster or to one with more weight`() {
    let three = clusters([100, 200, 300])
    let four = clusters([100, 200, 300, 400])
    #expect(zip(choices(three), choices(four)).allSatisfy { $0 == $1 || $1 == four[3].id })
    let heavier = clusters([100, 500, 300])
    #expect(zip(choices(three), choices(heavier)).allSatisfy { $0 == $1 || $1 == three[1].id })
  }

  @Test func `a choice is the same in each version of the program`() {
    let chosen = choices(clusters([100, 200, 300, 400])).prefix(8).map { $0?.rawValue.last }
    #expect(chosen == ["4", "4", "2", "3", "2", "2", "1", "2"])
  }

  @Test func `no cluster with a weight is no choice`() {
    #expect(WeightedRendezvous.choose(for: Self.accounts[0], among: clusters([0, -1])) == nil)
    #expect(WeightedRendezvous.choose(for: Self.accounts[0], among: []) == nil)
  }

  // MARK: Router

  @Test func `a new tenant goes to a cluster that is active and ready`() async throws {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let second = try clusters.registration(of: .second)
      let registry = ScriptedRegistry([first.with(status: .draining), second])
      try await clusters.withRouter(registry: registry) { router in
        for account in Self.accounts.prefix(20) {
          let chosen = try await router.chooseCluster(for: account)
          #expect(chosen == .second)
        }
      }
    }
  }

  @Test func `when no cluster is ready, the error names each and its state`() async throws {
    try await TestClusters.withClusters { clusters in
      let first = try clusters.registration(of: .first)
      let second = try clusters.registration(of: .second)
      let registry = ScriptedRegistry([first.with(isActive: false), second.with(status: .draining)])
      try await clusters.withRouter(registry: registry) { router in
        await expectRefusal(
          .noClusterReady,
          naming: [
            "'cluster_shared_01': it is not in use; 'cluster_shared_02': its status is draining"
          ]
        ) {
          _ = try await router.chooseCluster(for: Self.accounts[0])
        }
      }
      try await clusters.withRouter(registry: ScriptedRegistry([])) { router in
        await expectRefusal(.noClusterReady, naming: ["the registry has none"]) {
          _ = try await router.chooseCluster(for: Self.accounts[0])
        }
      }
    }
  }
}
