import ClinicsData
import Demarc

extension ClusterRouterOptions {
  /// The options of every program that serves clinics: a cluster whose tables do not keep tenants apart by
  /// themselves is refused, and so is a repository whose table is not the one of its code.
  public static var clinics: ClusterRouterOptions {
    var options = ClusterRouterOptions()
    // The same as `tenant:` and `roles:` in demarc.yml.
    options.isolation = IsolationRules(
      root: "clinics",
      rootKey: "id",
      column: "clinic_id",
      type: "uuid",
      applicationRole: "app",
      fleetRole: "fleet"
    )
    options.requirements = Requirements.all
    return options
  }
}
