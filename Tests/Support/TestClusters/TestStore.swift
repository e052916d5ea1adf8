package import Demarc
import Foundation

/// A store that each test finds placed, provisioned and active.
package struct TestStore: Sendable, Hashable, CustomStringConvertible {
  /// Its slug in the control plane.
  package let slug: String
  /// Its account.
  package let account: AccountID
  /// The cluster on which it lives.
  package let cluster: ClusterID

  private init(_ slug: String, number: UInt8, cluster: ClusterID) {
    self.slug = slug
    account = AccountID(
      rawValue: UUID(uuid: (0xac, 0, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, number))
    )
    self.cluster = cluster
  }

  /// Its custom domain.
  package var domain: String { "\(slug).example" }
  /// The slug.
  package var description: String { slug }

  /// The store that most tests speak for.
  package static let farma: TestStore = TestStore("farma", number: 1, cluster: .first)
  /// Its neighbour on the same cluster.
  package static let libros: TestStore = TestStore("libros", number: 2, cluster: .first)
  /// A store on the other cluster.
  package static let vinos: TestStore = TestStore("vinos", number: 3, cluster: .second)

  /// All three.
  package static let all: [TestStore] = [farma, libros, vinos]
}

extension ClusterID {
  /// The cluster of `farma` and `libros`.
  package static let first: ClusterID = ClusterID(rawValue: "cluster_shared_01")
  /// The cluster of `vinos`.
  package static let second: ClusterID = ClusterID(rawValue: "cluster_shared_02")
}
