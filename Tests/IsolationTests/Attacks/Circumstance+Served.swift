import Demarc
import TestClusters

/// The circumstances in which the tenant gets its own rows.
extension Circumstance {
  static let served: [Circumstance] = plain + transactions + neighbours

  // MARK: One caller

  private static let plain: [Circumstance] = [
    Circumstance(name: "alone", outcome: .served),
    // So that what it would hide shows: the generated predicates hold alone.
    Circumstance(
      name: "row security off",
      outcome: .served,
      before: { try await $0.setRowSecurity("disable") },
      after: { try await $0.setRowSecurity("enable") }
    ),
    Circumstance(
      name: "generic plans",
      outcome: .served,
      settings: ["plan_cache_mode": "force_generic_plan"],
      isProven: { scene in
        let plans = try await scene.plans()
        return plans.generic > 500 && plans.custom == 0
      }
    ),
    Circumstance(
      name: "custom plans",
      outcome: .served,
      settings: ["plan_cache_mode": "force_custom_plan"],
      isProven: { try await $0.plans().custom > 500 }
    ),
    Circumstance(
      name: "statements that are not prepared",
      outcome: .served,
      preparesStatements: false,
      isProven: { try await $0.plans().statements == 0 }
    ),
  ]

  // MARK: Transactions on one connection

  private static let transactions: [Circumstance] = [
    Circumstance(
      name: "in a transaction",
      outcome: .served,
      launch: { _, context, attack in
        try await context.transaction { try await attack.isAnsweredRightly($0) }
      }
    ),
    Circumstance(
      name: "in a transaction, after an error in a savepoint",
      outcome: .served,
      launch: { scene, context, attack in
        try await context.transaction { context in
          try await scene.requireFailure {
            try await context.transaction { try await scene.fail(as: $0) }
          }
          return try await attack.isAnsweredRightly(context)
        }
      }
    ),
    Circumstance(
      name: "in a transaction, after one of the neighbour that failed",
      outcome: .served,
      launch: { scene, context, attack in
        try await scene.requireFailure {
          try await scene.neighbour.transaction { try await scene.fail(as: $0) }
        }
        return try await context.transaction { try await attack.isAnsweredRightly($0) }
      }
    ),
    Circumstance(
      name: "in a transaction, after one of the neighbour that was cancelled",
      outcome: .served,
      launch: { scene, context, attack in
        try await scene.afterCancelled { sql in
          _ = try await scene.neighbour.transaction { try await scene.value(sql, as: $0) }
        } then: {
          try await context.transaction { try await attack.isAnsweredRightly($0) }
        }
      }
    ),
  ]

  // MARK: Neighbours on one lane

  private static let neighbours: [Circumstance] = [
    Circumstance(
      name: "behind the neighbour",
      outcome: .served,
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
      name: "behind a statement of the neighbour that fails",
      outcome: .served,
      launch: { scene, context, attack in
        try await scene.inOneTick {
          try await scene.requireFailure { try await scene.fail(as: scene.neighbour) }
        } then: {
          try await attack.isAnsweredRightly(context)
        }
      }
    ),
    Circumstance(
      name: "behind the neighbour, which is stale",
      outcome: .served,
      before: { try await $0.clusters.setFence(of: .libros, "epoch = 2") },
      after: { try await $0.clusters.setFence(of: .libros, "epoch = 1") },
      launch: { scene, context, attack in
        try await scene.inOneTick {
          try await scene.requireRefusal { _ = try await scene.countAsNeighbour() }
        } then: {
          try await attack.isAnsweredRightly(context)
        }
      }
    ),
    Circumstance(
      name: "behind a statement of the neighbour whose caller was cancelled",
      outcome: .served,
      launch: { scene, context, attack in
        try await scene.afterCancelled { sql in
          _ = try await scene.value(sql, as: scene.neighbour)
        } then: {
          try await attack.isAnsweredRightly(context)
        }
      }
    ),
  ]
}
