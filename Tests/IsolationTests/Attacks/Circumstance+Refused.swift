import Demarc
import PostgresDriver
import Synchronization
import TestClusters

/// The circumstances in which the tenant gets an error, whatever it calls.
extension Circumstance {
  static let refused: [Circumstance] = stale + elsewhere + withoutTenant

  // MARK: An old placement

  private static let stale: [Circumstance] = [
    Circumstance(
      name: "stale epoch",
      outcome: .refused(by: .stalePlacement),
      before: { try await $0.clusters.setFence(of: .farma, "epoch = 2") },
      after: { try await $0.clusters.setFence(of: .farma, "epoch = 1") }
    ),
    Circumstance(
      name: "stale epoch, in a transaction",
      outcome: .refused(by: .stalePlacement),
      before: { try await $0.clusters.setFence(of: .farma, "epoch = 2") },
      after: { try await $0.clusters.setFence(of: .farma, "epoch = 1") },
      launch: { _, context, attack in
        try await context.transaction { try await attack.isAnsweredRightly($0) }
      }
    ),
    Circumstance(
      name: "stale epoch, behind the neighbour, which is live, in one Sync",
      outcome: .refused(by: .stalePlacement),
      before: { try await $0.clusters.setFence(of: .farma, "epoch = 2") },
      after: { try await $0.clusters.setFence(of: .farma, "epoch = 1") },
      launch: { scene, context, attack in
        let expected = try await scene.rowsOfNeighbour()
        return try await scene.inOneTick {
          guard try await scene.countAsNeighbour() == expected else {
            throw TestProjectError(description: "The neighbour does not see its own rows alone.")
          }
        } then: {
          try await attack.isAnsweredRightly(context)
        }
      }
    ),
    Circumstance(
      name: "closed fence",
      outcome: .refused(by: .stalePlacement),
      before: { try await $0.clusters.setFence(of: .farma, "state = 'moved'") },
      after: { try await $0.clusters.setFence(of: .farma, "state = 'active'") }
    ),
  ]

  // MARK: Another cluster

  private static let elsewhere: [Circumstance] = [
    Circumstance(
      name: "wrong cluster",
      outcome: .refused(by: .stalePlacement),
      lend: { scene, body in try await body(scene.contextOnOtherCluster()) }
    ),
    Circumstance(
      name: "a cluster registered under another's address",
      outcome: .refused(by: .wrongCluster),
      lend: { scene, body in try await scene.withContextOnMisregisteredCluster(body) }
    ),
  ]

  // MARK: No tenant

  private static let withoutTenant: [Circumstance] = [
    Circumstance(
      name: "no tenant set",
      outcome: .refusedByPolicy,
      launch: { scene, _, attack in
        try await scene.withContextWithoutTenant { try await attack.isAnsweredRightly($0) }
      }
    ),
    Circumstance(
      name: "no tenant set, on a connection that served the neighbour's transaction",
      outcome: .refusedByPolicy,
      launch: { scene, _, attack in
        try await scene.withContextWithoutTenant(after: scene.neighbour) {
          try await attack.isAnsweredRightly($0)
        }
      }
    ),
    Circumstance(
      name: "a context that was kept beyond its transaction",
      outcome: .refused(by: .contextEnded),
      launch: { _, context, attack in
        let kept = try await context.transaction { $0 }
        return try await attack.isAnsweredRightly(kept)
      }
    ),
  ]
}

extension Circumstance.Outcome {
  fileprivate static func refused(by code: RoutingError.Code) -> Self {
    .refused { error in (error as? RoutingError)?.code == code }
  }

  /// The setting is unknown on a new connection, and empty on one that had it.
  fileprivate static let refusedByPolicy: Self = .refused { error in
    let state = (error as? PostgresError)?.sqlState
    return state == .undefinedObject || state == .invalidTextRepresentation
  }
}
