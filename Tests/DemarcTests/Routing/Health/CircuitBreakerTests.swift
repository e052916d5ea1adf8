import Testing

@testable import Demarc

struct CircuitBreakerTests {
  private let start = Moment.now
  private let options = ClusterRouterOptions(isolation: nil, requirements: nil)

  private func word(_ admission: CircuitBreaker.Admission) -> String {
    switch admission {
    case .pass: "pass"
    case .probe: "probe"
    case .refuse(let pause): "refuse: \(pause.cause)"
    }
  }

  private func opened() -> CircuitBreaker {
    var breaker = CircuitBreaker(options: options)
    for _ in 0..<3 { breaker.fail("down", at: start) }
    return breaker
  }

  @Test func `failures open it only when enough come in a row`() {
    var breaker = CircuitBreaker(options: options)
    for _ in 0..<10 {
      breaker.fail("down", at: start)
      breaker.fail("down", at: start)
      #expect(word(breaker.admit(at: start)) == "pass")
      breaker.succeed()
    }
    for _ in 0..<3 { breaker.fail("down", at: start) }
    #expect(word(breaker.admit(at: start)) == "refuse: down")
  }

  @Test func `after the pause one caller tries and the others wait`() {
    var breaker = opened()
    #expect(word(breaker.admit(at: start + .milliseconds(999))) == "refuse: down")
    #expect(word(breaker.admit(at: start + .seconds(1))) == "probe")
    #expect(word(breaker.admit(at: start + .seconds(1))) == "refuse: down")
    breaker.succeed()
    #expect(word(breaker.admit(at: start + .seconds(1))) == "pass")
    #expect(breaker.isQuiet)
  }

  @Test func `each failed try doubles the pause up to the longest`() {
    var breaker = opened()
    var time = start + .seconds(1)
    for length in [2, 4, 8, 16, 30, 30] {
      #expect(word(breaker.admit(at: time)) == "probe")
      breaker.fail("still down", at: time)
      #expect(breaker.pause(at: time)?.length == .seconds(length))
      time = time + .seconds(length)
    }
  }

  @Test func `a caller that tries and never comes back does not block the others for ever`() {
    var breaker = opened()
    #expect(word(breaker.admit(at: start + .seconds(1))) == "probe")
    #expect(word(breaker.admit(at: start + .seconds(5))) == "refuse: down")
    #expect(word(breaker.admit(at: start + .seconds(6))) == "probe")
  }
}
