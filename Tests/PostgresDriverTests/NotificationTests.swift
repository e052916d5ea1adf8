import PostgresDriver
import TestServers
import Testing

@Suite(.timeLimit(.minutes(1)))
struct NotificationTests {
  @Test func `notifications arrive in order, on channels of any name`() async throws {
    try await TestServer.withClient { client in
      let name = "a \"strange\"; channel é"
      let heard = try await client.withNotifications(from: ["plain", name]) { notifications in
        for number in 0..<3 {
          try await client.run("select pg_notify($1, $2)", Parameters(name, "\(number)"))
        }
        try await client.run("select pg_notify('other', 'unheard')")
        try await client.run("notify plain")
        var heard: [String] = []
        for try await notification in notifications {
          heard.append("\(notification.channel): \(notification.payload)")
          if heard.count == 4 { break }
        }
        return heard
      }
      #expect(heard == ["\(name): 0", "\(name): 1", "\(name): 2", "plain: "])
    }
  }

  @Test func `the connection is closed when the closure ends`() async throws {
    try await TestServer.withClient { client in
      try await client.withNotifications(from: ["c"]) { _ in }
      try await eventually("nobody listens") {
        let count: Int64 = try await client.value(
          """
          select count(*) from pg_stat_activity
          where datname = current_database() and query = 'listen "c"'
          """
        )
        return count == 0
      }
    }
  }

  @Test func `a lost connection is thrown where notifications are read`() async throws {
    try await TestServer.withClient { client in
      let error = await #expect(throws: PostgresError.self) {
        try await client.withNotifications(from: ["c"]) { notifications in
          let killed: Int64 = try await client.value(
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and query = 'listen "c"'
            """
          )
          #expect(killed == 1)
          for try await _ in notifications {}
        }
      }
      #expect(error?.code == .connectionLost)
    }
  }

  @Test func `shutting the client down ends listening with an error`() async throws {
    try await TestServer.withClient { client in
      let error = await #expect(throws: PostgresError.self) {
        try await client.withNotifications(from: ["c"]) { notifications in
          await client.shutdown()
          for try await _ in notifications {}
        }
      }
      #expect(error?.code == .closed)
    }
  }

  @Test func `a cancelled listener returns`() async throws {
    try await TestServer.withClient { client in
      let listener = Task {
        try await client.withNotifications(from: ["c"]) { notifications in
          for try await _ in notifications {}
        }
      }
      try await Task.sleep(for: .milliseconds(30))
      listener.cancel()
      _ = await listener.result
    }
  }
}
