/// How long a router keeps what it learned and how it connects to clusters.
public struct ClusterRouterOptions: Sendable, Hashable {
  /// How old the registry's answer may be; 5 minutes.
  public var registryTimeToLive: Duration = .seconds(300)
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
  public init() {}
}
