import TestServers
import Testing

@testable import Demarc

struct SingleFlightTests {
  /// Lets questions wait until the test opens it.
  private actor Gate {
    private var waiters: [CheckedContinuation<Void, Never>] = []
    private(set) var questions = 0
    private var isOpen = false

    func pass() async {
      questions += 1
      guard !isOpen else { return }
      await withCheckedContinuation { waiters.append($0) }
    }

    func open() {
      isOpen = true
      for waiter in waiters { waiter.resume() }
      waiters = []
    }
  }

  @Test func `callers at the same time share one answer`() async throws {
    let flights = SingleFlight<Int, String>()
    let gate = Gate()
    let answers = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await flights.answer(to: 1) {
            await gate.pass()
            return "answer of \(number)"
          }
        }
      }
      try await eventually("a question is asked") { await gate.questions > 0 }
      await gate.open()
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    // Whoever came after the landing asked anew.
    #expect(answers.count == (await gate.questions))
  }

  @Test func `an error is shared, and the next caller asks again`() async throws {
    let flights = SingleFlight<Int, String>()
    await #expect(throws: NotInTime.self) {
      try await flights.answer(to: 1) { throw NotInTime(description: "no") }
    }
    #expect(try await flights.answer(to: 1) { "yes" } == "yes")
  }

  @Test func `when the caller that asks is cancelled, one that waits asks in its place`()
    async throws
  {
    let flights = SingleFlight<Int, String>()
    let gate = Gate()
    try await withThrowingTaskGroup(of: String.self) { asking in
      asking.addTask {
        try await flights.answer(to: 1) {
          await gate.pass()
          try Task.checkCancellation()
          return "first"
        }
      }
      try await eventually("the first asks") { await gate.questions > 0 }
      try await withThrowingTaskGroup(of: String.self) { waiting in
        waiting.addTask { try await flights.answer(to: 1) { "second" } }
        asking.cancelAll()
        await gate.open()
        let answer = try await waiting.next()
        #expect(answer == "second")
      }
      await #expect(throws: CancellationError.self) { _ = try await asking.next() }
    }
  }

  @Test func `a caller that is cancelled while it waits leaves at once`() async throws {
    let flights = SingleFlight<Int, String>()
    let gate = Gate()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        _ = try await flights.answer(to: 1) {
          await gate.pass()
          return "first"
        }
        return true
      }
      try await eventually("the first asks") { await gate.questions > 0 }
      await withThrowingTaskGroup(of: String.self) { waiting in
        waiting.addTask { try await flights.answer(to: 1) { "never" } }
        waiting.cancelAll()
        await #expect(throws: CancellationError.self) { _ = try await waiting.next() }
      }
      await gate.open()
      #expect(try await group.next() == true)
    }
  }
}
