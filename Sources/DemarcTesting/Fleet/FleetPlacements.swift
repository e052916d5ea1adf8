import Demarc
import Synchronization

/// The registry and the directory of a fleet, which nothing but the test writes.
final class FleetPlacements: ClusterRegistry, TenantDirectory {
  private struct State {
    var bySlug: [String: Placement] = [:]
    var byAccount: [AccountID: Placement] = [:]
  }

  let registrations: [ClusterRegistration]
  private let state = Mutex(State())

  init(_ registrations: [ClusterRegistration]) {
    self.registrations = registrations
  }

  func place(_ account: AccountID, slug: String, on cluster: ClusterID) {
    let placement = Placement(account: account, cluster: cluster, epoch: 1)
    state.withLock { state in
      state.bySlug[slug] = placement
      state.byAccount[account] = placement
    }
  }

  func clusters() async throws -> [ClusterRegistration] { registrations }

  func placement(forSlug slug: String) async throws -> Placement? {
    state.withLock { $0.bySlug[slug] }
  }

  func placement(forDomain domain: String) async throws -> Placement? { nil }

  func placement(of account: AccountID) async throws -> Placement? {
    state.withLock { $0.byAccount[account] }
  }
}
