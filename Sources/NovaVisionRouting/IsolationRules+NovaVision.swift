import BackendData
public import Demarc

extension IsolationRules {
  /// The rules of the Backend clusters, as `demarc.yml` has them.
  public static let backend: IsolationRules = IsolationRules(
    root: "clients",
    rootKey: "id",
    column: "client_id",
    type: "uuid",
    applicationRole: "app",
    fleetRole: "fleet"
  )
}

extension ClusterRouterOptions {
  /// The options of every program that serves the Backend clusters: tables that do not keep tenants
  /// apart by themselves are refused, and so is a repository whose table is not the one of its code.
  public static var backend: ClusterRouterOptions {
    var options = ClusterRouterOptions()
    options.isolation = .backend
    options.requirements = Requirements.all
    return options
  }
}
