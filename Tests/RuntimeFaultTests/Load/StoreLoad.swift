import BackendData
import Demarc
import PostgresDriver
import TestClusters

/// What the customers of one store do, through the router and the generated repositories.
struct StoreLoad: Sendable {
  private enum Call: String, CaseIterable {
    case find, pages, insert, transaction, rollback, savepoint, remove
  }

  /// Ends a transaction that must leave nothing behind.
  private struct Abort: Error {}

  let ledger: OrderLedger
  let router: ClusterRouter
  let callers: Callers

  /// Calls again and again until its task is cancelled, and leaves some calls before they have ended.
  func run(_ seed: Seed) async {
    var seed = seed
    while !Task.isCancelled {
      let call = Call.allCases.randomElement(using: &seed) ?? .find
      let isCancelled = seed.oneIn(4)
      let patience = seed.milliseconds(0...20)
      await callers.run("\(ledger.store) \(call)") {
        let task = Task { await perform(call) }
        if isCancelled {
          // A pause that is cut short leaves the sooner.
          try? await Task.sleep(for: patience)
          task.cancel()
        }
        await task.value
      }
      // A store that is refused at once must not keep the machine from everybody else.
      if call == .find { try? await Task.sleep(for: .milliseconds(1)) }
    }
  }

  private func perform(_ call: Call) async {
    do {
      let context = try await router.context(forSlug: ledger.store.slug)
      switch call {
      case .find: try await find(context)
      case .pages: try await readPages(context)
      case .insert: await insert(context)
      case .transaction: await insertPair(context, fails: false)
      case .rollback: await insertPair(context, fails: true)
      case .savepoint: await insertAroundSavepoint(context)
      case .remove: await remove(context)
      }
    } catch {
      ledger.complain(about: error)
    }
  }

  // MARK: Reads

  private func find(_ context: ClusterContext) async throws {
    let orders = try await OrderRepository(context).find(by: .createdAt(.descending), limit: 5)
    for order in orders { ledger.check(buyer: order.buyerEmail) }
  }

  private func readPages(_ context: ClusterContext) async throws {
    var seen: Set<Order.ID> = []
    var pages = 0
    for try await page in OrderRepository(context).pages(size: 20) {
      for order in page {
        ledger.check(buyer: order.buyerEmail)
        if !seen.insert(order.id).inserted { ledger.complain("two pages held the same order") }
      }
      pages += 1
      if pages == 3 { return }
    }
  }

  // MARK: Writes

  private func draft(_ buyer: String) -> Order.Draft {
    Order.Draft(total: 10, currency: "ARS", buyerEmail: buyer)
  }

  private func insert(_ context: ClusterContext) async {
    let buyer = ledger.nextBuyer()
    let orders = OrderRepository(context)
    do {
      let order = try await orders.insert(draft(buyer))
      ledger.note([buyer], .present)
      guard order.buyerEmail == buyer else {
        return ledger.complain("who wrote for \(buyer) was answered with another's row")
      }
      do {
        let found = try await orders.find(order.id)
        if found != order { ledger.complain("the order of \(buyer) is not found once written") }
      } catch {
        ledger.complain(about: error)
      }
    } catch {
      ledger.note([buyer], failedWith: error)
    }
  }

  /// Two orders that are there together or not at all.
  private func insertPair(_ context: ClusterContext, fails: Bool) async {
    let buyers = [ledger.nextBuyer(), ledger.nextBuyer()]
    var hasReachedEnd = false
    do {
      try await context.transaction { context in
        for buyer in buyers { _ = try await OrderRepository(context).insert(draft(buyer)) }
        if fails { throw Abort() }
        hasReachedEnd = true
      }
      ledger.note(buyers, .present)
    } catch is Abort {
      ledger.note(buyers, .absent)
    } catch  where hasReachedEnd {
      ledger.note(buyers, failedWith: error)
    } catch {
      // Nobody has asked for the commit, so the outcome is known whatever the error.
      ledger.complain(about: error)
      ledger.note(buyers, .absent)
    }
  }

  /// An order that stays, with one between that its savepoint takes back.
  private func insertAroundSavepoint(_ context: ClusterContext) async {
    let (kept, undone) = (ledger.nextBuyer(), ledger.nextBuyer())
    var hasReachedEnd = false
    do {
      try await context.transaction { context in
        _ = try await OrderRepository(context).insert(draft(kept))
        do {
          try await context.transaction { context in
            _ = try await OrderRepository(context).insert(draft(undone))
            throw Abort()
          }
        } catch is Abort {}
        hasReachedEnd = true
      }
      ledger.note([kept], .present)
    } catch {
      if hasReachedEnd {
        ledger.note([kept], failedWith: error)
      } else {
        ledger.complain(about: error)
        ledger.note([kept], .absent)
      }
    }
    ledger.note([undone], .absent)
  }

  private func remove(_ context: ClusterContext) async {
    let orders = OrderRepository(context)
    let buyer = ledger.nextBuyer()
    do {
      let order = try await orders.insert(draft(buyer))
      ledger.note([buyer], .unknown)
      do {
        let isRemoved = try await orders.delete(order.id)
        if !isRemoved { ledger.complain("the order of \(buyer) was gone before it was removed") }
        ledger.note([buyer], .absent)
      } catch {
        ledger.complain(about: error)
        // A removal that was surely not done leaves the order.
        if !isOutcomeUnknown(after: error) { ledger.note([buyer], .present) }
      }
    } catch {
      ledger.note([buyer], failedWith: error)
    }
  }
}
