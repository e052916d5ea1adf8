@testable import PostgresDriver
import Synchronization
import TestServers
import Testing

@Suite(.timeLimit(.minutes(2)))
struct EventLoopsTests {
  @Test
  func `a caller that prefers the loops goes on at one of them, and any other caller at none`()
    async throws
  {
    try await TestServer.withClient { client in
      try await Task(executorPreference: PostgresClient.executor) {
        try await client.run("select 1")
        #expect(LoopThread.currentLoop != nil)
      }.value
      try await client.run("select 1")
      #expect(LoopThread.currentLoop == nil)
    }
  }

  @Test(.enabled(if: EventLoops.count > 1, "There is one loop on one core."))
  func `a caller gets the lane of its loop, until another's has less than half as many callers`()
    async throws
  {
    try await TestServer.withClient({ $0.sharedLanes = 2 }) { client in
      // While the first lane has a caller the second is opened.
      let first = try await client.lanes.next()
      first.load.store(1, ordering: .relaxed)
      let second = try await client.lanes.next()
      try #require(first.loop !== second.loop)
      try await Task(executorPreference: PostgresClient.executor) {
        let loop = try #require(LoopThread.currentLoop)
        let isNearFirst = loop === first.loop
        let (near, far) = isNearFirst ? (first, second) : (second, first)
        for (nearLoad, farLoad, isNear) in [
          (0, 0, true), (0, 7, true), (1, 0, false), (2, 1, true), (3, 1, false), (9, 5, true),
          (9, 4, false),
        ] {
          near.load.store(nearLoad, ordering: .relaxed)
          far.load.store(farLoad, ordering: .relaxed)
          let lane = try await client.lanes.next()
          #expect((lane === near) == isNear, "\(nearLoad) here, \(farLoad) there")
        }
      }.value
    }
  }
}
