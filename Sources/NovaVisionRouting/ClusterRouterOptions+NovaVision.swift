import BackendData
public import Demarc

extension ClusterRouterOptions {
  /// The options of every program that serves the Backend clusters: tables that do not keep tenants
  /// apart by themselves are refused, and so is a repository whose table is not the one of its code.
  public static var backend: ClusterRouterOptions {
    ClusterRouterOptions(isolation: Requirements.isolation, requirements: Requirements.all)
  }
}
