import ClinicsData
import Demarc
import PostgresDriver

/// A day at a clinic.
///
/// It sees no tenant id, no connection and no cluster's name.
struct FrontDesk {
  private let patients: PatientRepository
  private let appointments: AppointmentRepository
  private let treatments: TreatmentRepository
  private let procedures: ProcedureRepository
  private let balances: PatientBalanceRepository
  private let agenda: AgendaQueries

  /// Works for the clinic of a context.
  init(_ context: ClusterContext) {
    patients = PatientRepository(context)
    appointments = AppointmentRepository(context)
    treatments = TreatmentRepository(context)
    procedures = ProcedureRepository(context)
    balances = PatientBalanceRepository(context)
    agenda = AgendaQueries(context)
  }

  /// Takes in two patients, treats one, and asks for what there is.
  func work() async throws {
    print("==> A day at a clinic")
    let ana = try await takeIn("Ana Ruiz", email: "ana@example.com")
    let ben = try await takeIn("Ben Okoro", email: "ben@example.com")
    try await refuseSecond(email: "ana@example.com")

    let morning = PostgresRange(Timestamp.now..<Timestamp.now + .seconds(1800))
    let visit = try await appointments.insert(
      Appointment.Draft(patientID: ana.id, room: 1, during: morning)
    )
    try await refuseSecond(Appointment.Draft(patientID: ben.id, room: 1, during: morning))
    _ = try await appointments.insert(
      Appointment.Draft(patientID: ben.id, room: 2, during: morning)
    )
    let visits = try await appointments.find(byPatientIDs: [ana.id, ben.id])
    try expect(
      "one statement loads the appointments of both patients",
      visits[ana.id] == [visit] && visits[ben.id]?.count == 1
    )
    try await treat(visit, of: ana)
    let inRoom = try await agenda.agenda(within: morning, room: 1)
    try expect("a query finds who is in room 1", inRoom.map(\.patient) == [ana.name])
  }

  private func takeIn(_ name: String, email: String) async throws -> Patient {
    guard let bornOn = CalendarDate(year: 1984, month: 2, day: 29) else {
      throw Unexpected(claim: "1984 had a 29th of February")
    }
    let address = PostalAddress(street: "High Street 1", city: "Leeds", postcode: "LS1")
    let patient = try await patients.insert(
      Patient.Draft(
        name: name,
        bornOn: bornOn,
        email: email,
        address: address
      )
    )
    let found = try await patients.find(byEmail: email)
    try expect("\(name) is found by e-mail, with the address", found == patient)
    return patient
  }

  private func treat(_ visit: Appointment, of patient: Patient) async throws {
    let cleaning = try await procedures.find("D1110")
    try expect("the procedures are the same for every clinic", cleaning?.title == "Cleaning")
    _ = try await treatments.insert(
      contentsOf: [("D0120", 40), ("D1110", 80)].map { code, price in
        Treatment.Draft(appointmentID: visit.id, procedure: code, price: price)
      }
    )
    let balance = try await balances.find(where: .patientID(patient.id), limit: 1)
    try expect("a view says what \(patient.name) was charged", balance.map(\.charged) == [120])
    let income = try await agenda.income()
    try expect("a query says what brought in most", income.first?.title == "Cleaning")
  }

  private func refuseSecond(email: String) async throws {
    do {
      _ = try await takeIn("Somebody Else", email: email)
    } catch let violation as ConstraintViolation<Patient.Constraint>
      where violation.constraint == .emailKey
    {
      return try expect("an e-mail address is one patient's", true)
    }
    throw Unexpected(claim: "an e-mail address is one patient's")
  }

  private func refuseSecond(_ draft: Appointment.Draft) async throws {
    do {
      _ = try await appointments.insert(draft)
    } catch let violation as ConstraintViolation<Appointment.Constraint>
      where violation.constraint == .roomIsFree
    {
      return try expect("a room that is taken is refused", true)
    }
    throw Unexpected(claim: "a room that is taken is refused")
  }
}
