import BackendData
import BackendDataTesting
import Demarc
import DemarcTesting
import Testing

struct RecordingTests {
  @Test func `what a closure sends is listed in order, without its values`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      let context = try await fleet.tenant()
      let orders = OrderRepository(context)
      let sent = try await fleet.recording {
        let order = try await orders.insert(.sample(buyerEmail: "hidden@example.com"))
        _ = try await OrderItemRepository(context).find(byOrderIDs: [order.id])
      }
      #expect(sent.statements.map(\.command) == ["INSERT", "SELECT"])
      #expect(sent.statements.allSatisfy { $0.parameterCount > 0 && $0.transaction == nil })
      #expect(sent.roundTrips == 2)
      #expect(sent.transactions == 0)
      #expect(!"\(sent)".contains("hidden"))
    }
  }

  @Test func `statements name the transaction that they are part of`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      let context = try await fleet.tenant()
      let sent = try await fleet.recording {
        _ = try await OrderRepository(context).count()
        try await context.transaction { context in
          _ = try await OrderRepository(context).insert(.sample(buyerEmail: "ana@example.com"))
          _ = try await OrderRepository(context).count()
        }
      }
      #expect(sent.statements.map(\.transaction) == [nil, 1, 1])
      #expect(sent.transactions == 1)
      #expect(sent.roundTrips == 5)
    }
  }

  @Test func `a statement for each row is told from one for all of them`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      let context = try await fleet.tenant()
      let orders = OrderRepository(context)
      let drafts = (1...5).map { _ in BackendData.Order.Draft.sample() }
      let one = try await fleet.recording { _ = try await orders.insert(contentsOf: drafts) }
      #expect(one.statements.count == 1)
      let each = try await fleet.recording {
        for draft in drafts { _ = try await orders.insert(draft) }
      }
      #expect(each.statements.count == 5)
    }
  }

  @Test func `what another task sends is not listed, what a child does is`() async throws {
    try await TestFleet.withFleet(.novaVision) { fleet in
      let orders = OrderRepository(try await fleet.tenant())
      let sent = try await fleet.recording {
        async let first = orders.count()
        async let second = orders.count()
        let stranger = Task.detached {
          try await orders.insert(.sample(buyerEmail: "ben@example.com"))
        }
        _ = try await (first, second, stranger.value)
      }
      #expect(sent.statements.map(\.command) == ["SELECT", "SELECT"])
    }
  }
}
