import BackendData
import Demarc
import DemarcTesting
import PostgresDriver

extension FleetPlan {
  /// This repository's own databases.
  static let novaVision = FleetPlan(
    options: ClusterRouterOptions(isolation: Requirements.isolation, requirements: Requirements.all)
  ) { context in
    _ = try await ClientRepository(context).insert(
      Client.Draft(
        slug: SampleValue.text("store"),
        publicationStatus: .published,
        monthlyFee: 10,
        billingPeriod: "monthly",
        emailAdmin: "owner@example.com",
        plan: "starter",
        planKey: "starter",
        isActive: true,
        entitlements: JSON(text: "{}")
      )
    )
  }
}
