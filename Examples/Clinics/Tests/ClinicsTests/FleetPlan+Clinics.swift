import ClinicsData
import ClinicsDataTesting
import ClinicsRouting
import Demarc
import DemarcTesting

extension FleetPlan {
  /// The databases of `demarc.yml`, and clinics that have their own row and no patients.
  static let clinics = FleetPlan(options: .clinics) { context in
    _ = try await ClinicRepository(context).insert(.sample())
  }
}
