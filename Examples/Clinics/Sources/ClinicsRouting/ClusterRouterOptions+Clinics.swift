import ClinicsData
import Demarc

extension ClusterRouterOptions {
  /// The options of every program that serves clinics: a cluster whose tables do not keep tenants apart by
  /// themselves is refused, and so is a repository whose table is not the one of its code.
  public static var clinics: ClusterRouterOptions {
    ClusterRouterOptions(isolation: Requirements.isolation, requirements: Requirements.all)
  }
}
