import Foundation

/// Weighted rendezvous hashing: each cluster draws a number for the account, scaled by its weight, and the
/// highest draw wins.
///
/// A cluster's draw knows nothing of the others. So an account moves only when its own cluster goes or a new one
/// draws higher, and each cluster wins in proportion to its weight
/// (https://en.wikipedia.org/wiki/Rendezvous_hashing#Weighted_rendezvous_hash).
enum WeightedRendezvous {
  /// The cluster that wins an account; nil when none has a weight above 0.
  static func choose(
    for account: AccountID,
    among clusters: [(id: ClusterID, weight: Int)]
  ) -> ClusterID? {
    clusters.filter { $0.weight > 0 }
      // Of two equal draws the name decides, so that the order of clusters never does.
      .max { first, second in
        (draw(of: first.id, first.weight, for: account), first.id.rawValue)
          < (draw(of: second.id, second.weight, for: account), second.id.rawValue)
      }?
      .id
  }

  /// −w / ln(u), where u is the hash as a number between 0 and 1.
  private static func draw(of cluster: ClusterID, _ weight: Int, for account: AccountID) -> Double {
    // 53 bits are what a Double holds; the half keeps u off both ends.
    let uniform = (Double(hash(account, cluster) >> 11) + 0.5) / 0x1p53
    return -Double(weight) / log(uniform)
  }

  /// FNV-1a over the account's 16 bytes and the cluster's name in UTF-8, mixed by the finaliser of SplitMix64.
  ///
  /// It is the same in every process and version: placements depend on it. `Hasher` differs between
  /// processes, and FNV-1a alone leaves the high bits of similar names alike.
  private static func hash(_ account: AccountID, _ cluster: ClusterID) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ byte: UInt8) {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    withUnsafeBytes(of: account.rawValue.uuid) { $0.forEach(add) }
    cluster.rawValue.utf8.forEach(add)
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
