import ControlData
import Demarc

/// Where the clinic of each practice lives, as the control plane has it.
///
/// A practice that was closed is none.
public struct ControlTenantDirectory: TenantDirectory {
  private let practices: PracticeRepository

  /// Reads the practices of a control plane.
  public init(_ context: AdminContext) {
    practices = PracticeRepository(context)
  }

  /// The placement of the practice that owns a subdomain.
  public func placement(forSlug slug: String) async throws -> Placement? {
    try await practices.find(bySubdomain: slug).flatMap(Placement.init)
  }

  /// The placement of the practice that owns a domain.
  public func placement(forDomain domain: String) async throws -> Placement? {
    try await practices.find(byDomain: domain.lowercased()).flatMap(Placement.init)
  }

  /// The placement of a practice.
  public func placement(of account: AccountID) async throws -> Placement? {
    try await practices.find(Practice.ID(account.rawValue)).flatMap(Placement.init)
  }
}

extension Placement {
  fileprivate init?(_ practice: Practice) {
    guard practice.stage != .closed else { return nil }
    self.init(
      account: AccountID(rawValue: practice.id.rawValue),
      cluster: practice.cluster.map { ClusterID(rawValue: $0.rawValue) },
      epoch: practice.placements
    )
  }
}
