import BackendData
import BackendDataTesting
import Demarc
import DemarcTesting

extension FleetPlan {
  /// This repository's own databases.
  static let novaVision = FleetPlan(
    options: ClusterRouterOptions(isolation: Requirements.isolation, requirements: Requirements.all)
  ) { context in
    _ = try await ClientRepository(context).insert(.sample(slug: SampleValue.text("store")))
  }
}
