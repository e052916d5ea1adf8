import ClinicsData
import Demarc
import PostgresDriver

/// Looks for the patients of one clinic from others.
struct Neighbours {
  let router: ClusterRouter

  /// Looks from the same cluster, and from another one.
  func lookAround() async throws {
    print("==> Looking for another clinic's patients")
    let patients = PatientRepository(try await router.context(forSlug: "smile"))
    let own = try await patients.find(limit: 10)
    try expect("smile has 2 patients", own.count == 2)
    for slug in ["molar", "river"] {
      let context = try await router.context(forSlug: slug)
      let others = PatientRepository(context)
      let found = try await others.find(own.map(\.id))
      let count = try await others.count()
      try expect("\(slug) finds none of them, and has none", found.isEmpty && count == 0)
      let deleted = try await others.delete(own[0].id)
      try expect("\(slug) cannot delete one", !deleted)
      let isRefused = try await refuses(own[0].id, in: context)
      try expect("\(slug) cannot make an appointment for one", isRefused)
    }
    let kept = try await patients.find(limit: 10)
    try expect("smile has them still", kept == own)
  }

  private func refuses(_ patient: Patient.ID, in context: ClusterContext) async throws -> Bool {
    do {
      _ = try await AppointmentRepository(context).insert(
        Appointment.Draft(
          patientID: patient,
          room: 1,
          during: PostgresRange(from: .inclusive(.now), to: .unbounded)
        )
      )
      return false
    } catch let violation as ConstraintViolation<Appointment.Constraint>
      where violation.constraint == .patientIDForeignKey
    {
      return true
    }
  }
}
