extension RoutingError {
  static func noFleetReason(_ cluster: ClusterID) -> RoutingError {
    RoutingError(
      code: .fleetRefused,
      description: """
        All tenants of cluster '\(cluster)' are not shown without a reason. Say in words why one tenant does \
        not do.
        """
    )
  }

  static func noFleetLogin(_ cluster: ClusterID) -> RoutingError {
    RoutingError(
      code: .fleetRefused,
      description: """
        The router has no login that sees all tenants of cluster '\(cluster)'. Set 'fleet' in its options, in \
        the program that needs it and in no other.
        """
    )
  }

  static func unknownCluster(_ cluster: ClusterID, known: [ClusterID]) -> RoutingError {
    let names = known.map(\.rawValue).sorted().joined(separator: ", ")
    return RoutingError(
      code: .unknownCluster,
      description: """
        The registry has no cluster '\(cluster)'; it has \(names.isEmpty ? "none" : names). Register \
        the cluster, or correct the account's placement.
        """
    )
  }

  static func clusterNotReady(_ cluster: ClusterRegistration) -> RoutingError {
    RoutingError(
      code: .clusterNotReady,
      description: """
        Cluster '\(cluster.id)' does not serve: \(cluster.stateClause). Try again later, or bring the \
        cluster back in the registry.
        """
    )
  }

  static func clusterTakesNoTenants(_ cluster: ClusterRegistration) -> RoutingError {
    RoutingError(
      code: .clusterNotReady,
      description: """
        Cluster '\(cluster.id)' takes no new tenants: \(cluster.stateClause). Choose a cluster that is \
        active and ready.
        """
    )
  }

  static func wrongCluster(expected: ClusterID, found: String?) -> RoutingError {
    let answer =
      found.map { "says that it is cluster '\($0)'" } ?? "does not know which cluster it is"
    return RoutingError(
      code: .wrongCluster,
      description: """
        The database behind cluster '\(expected)' \(answer), so the connection was closed. Correct the \
        cluster's connection string in the registry, or migrate the database with that identity.
        """
    )
  }

  static func privilegedRole(_ role: String, cluster: ClusterID, reason: String) -> RoutingError {
    RoutingError(
      code: .privilegedRole,
      description: """
        The role '\(role)' on cluster '\(cluster)' \(reason), so row security would not hold it, and the \
        connection was closed. Connect as the application's role that 'demarc migrate' made.
        """
    )
  }

  static func isolationNotProven(_ cluster: ClusterID, faults: [String]) -> RoutingError {
    RoutingError(
      code: .isolationNotProven,
      description: """
        Cluster '\(cluster)' does not keep its tenants apart by itself, so the connection was closed. \
        Mend it with a migration:
        - \(faults.joined(separator: "\n- "))
        """
    )
  }

  static func schemaMismatch(
    _ relation: String,
    cluster: ClusterID,
    faults: [String]
  ) -> RoutingError {
    RoutingError(
      code: .schemaMismatch,
      description: """
        The table \(relation) on cluster '\(cluster)' is not the one that its repository was generated from, and \
        its statements are refused: \(faults.joined(separator: "; ")). Bring the cluster up to date with 'demarc migrate'; \
        'demarc verify' shows all that differs. Other repositories serve.
        """
    )
  }

  static func clusterUnavailable(
    _ cluster: ClusterID,
    cause: String,
    retryAfter pause: Duration
  ) -> RoutingError {
    RoutingError(
      code: .clusterUnavailable,
      description: """
        Cluster '\(cluster)' cannot be reached, and is tried again in \(pause). Its tenants have to wait \
        until then; those of other clusters do not. The last attempt: \(cause)
        """,
      retryAfter: pause
    )
  }

  static func noClusterReady(_ clusters: [ClusterRegistration]) -> RoutingError {
    let states = clusters.sorted { $0.id.rawValue < $1.id.rawValue }
      .map { "'\($0.id)': \($0.stateClause)" }
      .joined(separator: "; ")
    return RoutingError(
      code: .noClusterReady,
      description: """
        No cluster takes new tenants (\(states.isEmpty ? "the registry has none" : states)). Make one \
        active and ready with a weight above 0, or register another.
        """
    )
  }
}

extension ClusterRegistration {
  /// Why the cluster does not serve, or takes no tenants, as a part of a sentence.
  fileprivate var stateClause: String {
    guard isActive else { return "it is not in use" }
    guard status == .ready, weight <= 0 else { return "its status is \(status.rawValue)" }
    return "its weight is \(weight)"
  }
}
