import BackendData
import ContractData
import Demarc
import Foundation
import PostgresDriver
import TestClusters
import TestServers
import Testing

/// An account that has every field of the contract set.
private let everything = """
  business_name = 'Farmacia Sol', country = 'AR', phone = '11 5555', phone_full = '+54 11 5555',
  billing_email = 'billing@farma.example', persona_type = 'legal', legal_name = 'Sol S.A.',
  fiscal_id = '30-1', fiscal_id_type = 'CUIT', fiscal_category = 'RI', fiscal_address = 'Calle 1',
  subdivision_code = 'AR-B', mp_public_key = 'APP_PUB', mp_connected = true,
  mp_access_token_encrypted = 'sealed:APP_USR-1', custom_domain = 'sol.example'
  """

struct ContractWriterTests {
  @Test func `a projection is written whole and read back as it is`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, everything)
      let projection = try await scene.announce()
      let writer = try await scene.writer()
      #expect(try await writer.apply(projection) == .applied)
      #expect(try await writer.differences(from: projection) == [])

      let context = try await scene.clusters.context(of: .farma)
      let client = try #require(try await ClientRepository(context).find())
      #expect(client.syncedVersion == projection.version)
      #expect(client.name == "Farmacia Sol")
      #expect(client.emailAdmin == "owner@farma.example")
      #expect((client.locale, client.timezone) == ("es-AR", "America/Argentina/Buenos_Aires"))
      #expect(client.mpAccessToken?.reveal() == "APP_USR-1")
      #expect(client.publicationStatus == .published)
      #expect((client.plan, client.planKey) == ("starter", "starter"))
      #expect(client.monthlyFee == 10)
      #expect(client.billingPeriod == "monthly")
      #expect(client.subdivisionCode == "AR-B")
    }
  }

  @Test func `an older state does not overwrite a newer one`() async throws {
    try await ContractScene.withScene { scene in
      let older = try await scene.announce()
      try await scene.changeAccount(.farma, "business_name = 'Sol'")
      let newer = try await scene.announce()
      let writer = try await scene.writer()
      #expect(try await writer.apply(newer) == .applied)
      #expect(try await writer.apply(older) == .stale(version: newer.version))
      #expect(try await writer.apply(newer) == .stale(version: newer.version))
      #expect(try await writer.differences(from: newer) == [])
      #expect(try await writer.differences(from: older) == [.name])
    }
  }

  @Test func `a copy that is not there is not made by an event`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.clusters.superuser(of: .first).run("delete from clients")
      let projection = try await scene.announce()
      let writer = try await scene.writer()
      #expect(try await writer.apply(projection) == .missing)
      #expect(try await writer.differences(from: projection) == nil)
      #expect(try await writer.provision(projection) == .applied)
      #expect(try await writer.provision(projection) == .stale(version: projection.version))
      #expect(try await writer.differences(from: projection) == [])
    }
  }

  @Test func `a projection is not written in the context of another account`() async throws {
    try await ContractScene.withScene { scene in
      let projection = try await scene.announce(of: .libros)
      let writer = try await scene.writer(of: .farma)
      for write in [writer.apply, writer.provision] {
        await #expect(throws: ContractError.self) { _ = try await write(projection) }
      }
      #expect(try await scene.report().drifts.isEmpty)
    }
  }

  @Test func `a store that changes its slug stays the same row`() async throws {
    try await ContractScene.withScene { scene in
      try await scene.changeAccount(.farma, "slug = 'sol'")
      let projection = try await scene.announce()
      #expect(try await scene.writer().provision(projection) == .applied)
      let count = try await scene.clusters.superuser(of: .first)
        .execute(Statement("select count(*) from clients", access: .read))
        .one { row in try row.next(Int64.self) }
      #expect(count == 2)
    }
  }
}
