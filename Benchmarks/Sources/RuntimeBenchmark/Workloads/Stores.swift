import Demarc
import Foundation
import PostgresDriver

/// A registry of one cluster, and a directory of the stores on it: each has a number.
struct Stores: ClusterRegistry, TenantDirectory {
  /// The database of their cluster.
  var database = "data"

  /// How many there are.
  static let count = 50_000

  private static let cluster = ClusterID(rawValue: "benchmark")

  /// The slug of a store.
  static func slug(_ number: UInt32) -> String { "store-\(number)" }

  func clusters() async throws -> [ClusterRegistration] {
    [
      ClusterRegistration(
        id: Self.cluster,
        connectionString: Secret("dbname=\(database) user=app"),
        weight: 1,
        isActive: true,
        status: .ready
      )
    ]
  }

  func placement(forSlug slug: String) async throws -> Placement? {
    slug.split(separator: "-").last.flatMap { UInt32($0) }.map { number in
      Placement(account: AccountID(rawValue: uuid(number)), cluster: Self.cluster, epoch: 1)
    }
  }

  func placement(forDomain domain: String) async throws -> Placement? { nil }

  func placement(of account: AccountID) async throws -> Placement? {
    Placement(account: account, cluster: Self.cluster, epoch: 1)
  }
}

/// The UUID that ends in a number.
func uuid(_ number: UInt32) -> UUID {
  let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
  return UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]))
}
