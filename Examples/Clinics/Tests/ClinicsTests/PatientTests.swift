import ClinicsData
import ClinicsDataTesting
import Demarc
import DemarcTesting
import Testing

struct PatientTests {
  @Test func `appointments of many patients come by one statement`() async throws {
    try await TestFleet.withFleet(.clinics) { fleet in
      let smile = try await fleet.tenant()
      let patients = PatientRepository(smile)
      let ana = try await patients.insert(.sample())
      let ben = try await patients.insert(.sample(name: "Ben Okoro"))
      let appointments = AppointmentRepository(smile)
      _ = try await appointments.insert(.sample(patientID: ana.id))
      let sent = try await fleet.recording {
        let found = try await appointments.find(byPatientIDs: [ana.id, ben.id])
        #expect(found[ana.id]?.count == 1)
      }
      #expect(sent.statements.count == 1)
    }
  }

  @Test func `an e-mail address is one patient's in each clinic`() async throws {
    try await TestFleet.withFleet(.clinics) { fleet in
      let ana = Patient.Draft.sample(email: "ana@example.com")
      let patients = PatientRepository(try await fleet.tenant())
      _ = try await patients.insert(ana)
      await #expect(throws: ConstraintViolation<Patient.Constraint>.self) {
        try await patients.insert(ana)
      }
      _ = try await PatientRepository(fleet.tenant()).insert(ana)
    }
  }

  @Test func `every table of a clinic takes its sample, and another one`() async throws {
    try await TestFleet.withFleet(.clinics) { fleet in
      let clinic = try await fleet.tenant()
      let procedure = try #require(try await ProcedureRepository(clinic).find(limit: 1).first)
      for _ in 1...2 {
        let patient = try await PatientRepository(clinic).insert(.sample())
        let visit = try await AppointmentRepository(clinic).insert(.sample(patientID: patient.id))
        _ = try await TreatmentRepository(clinic).insert(
          .sample(appointmentID: visit.id, procedure: procedure.id)
        )
      }
      #expect(try await TreatmentRepository(clinic).count() == 2)
    }
  }
}
