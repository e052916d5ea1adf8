import Demarc
import PostgresDriver
import Synchronization
import TestClusters

/// What the callers of one store were told of its orders.
final class OrderLedger: Sendable {
  /// What a caller knows of an order.
  enum Fate: Hashable {
    /// It was acknowledged.
    case present
    /// Writing it failed, or removing it was acknowledged.
    case absent
    /// Nobody was told.
    case unknown
  }

  private struct State {
    var fates: [String: Fate] = [:]
    var nextNumber = 0
    var acknowledged = 0
    var readRows = 0
    var complaints: [String] = []
  }

  let store: TestStore
  private let state = Mutex(State())

  init(_ store: TestStore) {
    self.store = store
  }

  /// How many writes were acknowledged.
  var acknowledged: Int { state.withLock { $0.acknowledged } }
  /// How many rows were read.
  var readRows: Int { state.withLock { $0.readRows } }
  /// What must not have happened.
  var complaints: [String] { state.withLock { $0.complaints } }
  /// What became of each order, by its buyer.
  var fates: [String: Fate] { state.withLock { $0.fates } }

  /// A buyer whom no other order has.
  func nextBuyer() -> String {
    let number = state.withLock { state in
      state.nextNumber += 1
      return state.nextNumber
    }
    return "\(number)@\(store.domain)"
  }

  /// Notes what became of orders.
  func note(_ buyers: [String], _ fate: Fate) {
    state.withLock { state in
      for buyer in buyers { state.fates[buyer] = fate }
      if fate != .unknown { state.acknowledged += 1 }
    }
  }

  /// Notes what became of orders that a caller gave up on with an error.
  func note(_ buyers: [String], failedWith error: any Error) {
    complain(about: error)
    let fate: Fate = isOutcomeUnknown(after: error) ? .unknown : .absent
    state.withLock { state in
      for buyer in buyers { state.fates[buyer] = fate }
    }
  }

  /// Checks that a row that the store has read is its own.
  func check(buyer: String?) {
    state.withLock { state in
      state.readRows += 1
      guard buyer?.hasSuffix("@\(store.domain)") == true else {
        state.complaints.append("\(store) read a row of '\(buyer ?? "nobody")'")
        return
      }
    }
  }

  /// Notes what must not have happened.
  func complain(_ text: String) {
    state.withLock { $0.complaints.append("\(store): \(text)") }
  }

  /// Notes an error that no fault explains.
  func complain(about error: any Error) {
    if !isExpected(error) { complain("a caller got \(String(reflecting: error))") }
  }
}

/// Whether a write may have been done although it has thrown.
func isOutcomeUnknown(after error: any Error) -> Bool {
  error is CancellationError || (error as? PostgresError)?.code == .connectionLost
}

/// Whether a fault of the run explains an error.
func isExpected(_ error: any Error) -> Bool {
  if let error = error as? RoutingError {
    return [.clusterUnavailable, .stalePlacement, .tenantNotActive].contains(error.code)
  }
  guard let error = error as? PostgresError else { return error is CancellationError }
  // Of a server's errors: no connection, too many, stopped by an operator, or shut down.
  if let state = error.sqlState?.rawValue {
    return ["08", "53", "57"].contains { state.hasPrefix($0) }
  }
  return [.connectionFailed, .connectionLost, .closed, .poolExhausted].contains(error.code)
}
