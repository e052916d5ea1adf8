import Testing

@testable import Demarc

struct BoundedCacheTests {
  private let now = Moment.now

  @Test func `a value is there until it expires`() {
    var cache = BoundedCache<String, Int>(capacity: 10)
    cache.insert(1, for: "a", until: now + .seconds(1))
    #expect(cache.value(for: "a", at: now) == 1)
    #expect(cache.value(for: "a", at: now + .seconds(1)) == nil)
    #expect(cache.anyValue(for: "a") == 1)
  }

  @Test func `a flood does not grow the cache`() {
    var cache = BoundedCache<Int, Int>(capacity: 100)
    for number in 0..<10_000 {
      cache.insert(number, for: number, until: now + .seconds(1))
      #expect(cache.count <= 100)
    }
    #expect(cache.value(for: 9_999, at: now) == 9_999)
    #expect(cache.value(for: 0, at: now) == nil)
  }

  @Test func `half as many values as there is room for stay, in whatever order they are used`() {
    var cache = BoundedCache<Int, Int>(capacity: 100)
    for number in 0..<70 { cache.insert(number, for: number, until: now + .seconds(1)) }
    for round in 1...10 {
      for number in 20..<70 {
        #expect(cache.value(for: 20 + number * 7 % 50, at: now) != nil, "round \(round)")
      }
    }
  }

  @Test func `a value that is used survives a flood`() {
    var cache = BoundedCache<Int, Int>(capacity: 100)
    cache.insert(-1, for: -1, until: now + .seconds(1))
    for number in 0..<10_000 {
      cache.insert(number, for: number, until: now + .seconds(1))
      #expect(cache.value(for: -1, at: now) == -1)
    }
  }
}
