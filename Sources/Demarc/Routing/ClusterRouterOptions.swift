/// How long a router keeps what it learned and how it connects to clusters.
public struct ClusterRouterOptions: Sendable, Hashable {
  /// How old the registry's answer may be; 5 minutes.
  public var registryTimeToLive: Duration = .seconds(300)
  /// How long a tenant's placement is kept; 30 seconds.
  ///
  /// The tenant's fence refuses one that is out of date, so this decides only how soon an account that was
  /// deleted, or a slug that was given to another account, is noticed.
  public var placementTimeToLive: Duration = .seconds(30)
  /// How many placements are kept, under names of each kind; 100,000.
  ///
  /// The half of them that was used last is kept in any case.
  public var maximumPlacements: Int = 100_000
  /// How long a slug, domain, account or cluster that does not exist counts as unknown without another
  /// question, and how long an old answer is used on while the control plane cannot be asked; 5 seconds.
  public var unknownTimeToLive: Duration = .seconds(5)
  /// How many unknown names are kept; 10,000.
  public var maximumUnknownNames: Int = 10_000

  /// How many times in a row connecting to a cluster fails before its callers are refused at once; 3.
  public var failuresBeforePause: Int = 3
  /// How long callers are refused before one of them tries again; 1 second, doubled each time it fails.
  public var shortestPause: Duration = .seconds(1)
  /// How long callers are refused at most before one of them tries again; 30 seconds.
  public var longestPause: Duration = .seconds(30)

  /// What the tables of each cluster must be like, as the generated module states it (`Requirements.isolation`);
  /// checked on the first connection to it.
  ///
  /// Nil leaves it at the handshake, which checks the cluster's identity and the role.
  public var isolation: IsolationRules?

  /// How work that must see all tenants of a cluster logs in; nil lets nobody see them.
  public var fleet: FleetLogin?

  /// What the repositories need of each cluster's tables, as the generated module states it
  /// (`Requirements.all`); looked at on the first connection to it.
  ///
  /// A repository whose table is another one is refused on that cluster; all others serve. Nil leaves it to each statement to fail.
  public var requirements: SchemaRequirements?

  /// How long connecting to a cluster may take; 5 seconds.
  public var connectTimeout: Duration = .seconds(5)
  /// How long a statement may take, or nil for as long as it likes.
  public var statementTimeout: Duration?
  /// How many connections to each cluster the short statements of all callers share; 2.
  public var sharedLanes: Int = 2
  /// Whether statements are prepared once for each connection.
  ///
  /// A pooler in transaction mode before the
  /// clusters needs false.
  public var preparesStatements: Bool = true

  /// The options that serve most products.
  ///
  /// Neither has a default, so that nobody serves tenants unproven without having said so.
  ///
  /// - Parameters:
  ///   - isolation: what the tables of each cluster must be like: `Requirements.isolation`.
  ///   - requirements: what the repositories need of them: `Requirements.all`.
  public init(isolation: IsolationRules?, requirements: SchemaRequirements?) {
    self.isolation = isolation
    self.requirements = requirements
  }
}
