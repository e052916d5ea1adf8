import InMemoryTracing
import Logging
import MetricsTestKit
import PostgresDriver
import TestServers
import Testing
import Tracing

struct TelemetryTests {
  @Test func `statements and transactions are measured by OpenTelemetry's names`() async throws {
    try await withMeasuredClient { client, metrics, tracer in
      let _: Int64 = try await client.value("select $1", Parameters(Int64(7)))
      _ = try? await client.run("insert into nowhere values ($1)", Parameters("a secret"))
      try await client.withTransaction { _ in }

      let timers = metrics.timers(label: "db.client.operation.duration")
      let names = timers.map { timer in
        timer.dimensions.filter { $0.0 == "db.operation.name" || $0.0 == "error.type" }
          .map(\.1).joined(separator: " ")
      }
      #expect(Set(names) == ["SELECT", "INSERT 42P01", "TRANSACTION"])
      #expect(metrics.timers(label: "db.client.connection.wait_time").count == 1)

      let spans = tracer.finishedSpans
      #expect(spans.map(\.kind) == [.client, .client, .client])
      #expect(spans[0].attributes["db.system.name"]?.toSpanAttribute() == "postgresql")
      #expect(spans[0].attributes["db.query.text"]?.toSpanAttribute() == "select $1")
      #expect(spans[1].attributes["db.response.status_code"]?.toSpanAttribute() == "42P01")
      #expect(!"\(spans)".contains("secret"))
    }
  }

  @Test func `a statement within a transaction or on a leased connection is measured once`()
    async throws
  {
    try await withMeasuredClient { client, metrics, tracer in
      _ = try? await client.withTransaction { connection in
        _ = try await connection.execute(Statement("select 1", access: .read))
        _ = try await connection.execute(
          Statement("insert into nowhere values ($1)", Parameters("a secret"), access: .write)
        )
      }
      try await client.withConnection { connection in
        _ = try await connection.execute(Statement("show all", access: .read))
        try await connection.withRows(of: Statement("values (1), (2)", access: .read)) { rows in
          for try await _ in rows {}
        }
      }

      let timers = metrics.timers(label: "db.client.operation.duration")
      #expect(timers.allSatisfy { $0.values.count == 1 })
      #expect(timers.count == 5)

      let spans = tracer.finishedSpans
      let names = ["SELECT", "INSERT", "TRANSACTION", "SHOW", "VALUES"]
      let database = client.configuration.database
      #expect(spans.map(\.operationName) == names.map { "\($0) \(database)" })
      // What a transaction runs stands below it; the rest stands alone.
      let transaction = spans[2].context.inMemorySpanContext?.spanID
      #expect(transaction != nil)
      let parents = spans.map { $0.parentSpanID }
      #expect(parents == [transaction, transaction, nil, nil, nil])
      #expect(spans[0].attributes["db.query.text"]?.toSpanAttribute() == "select 1")
      #expect(spans[1].attributes["db.response.status_code"]?.toSpanAttribute() == "42P01")
      #expect(!"\(spans)".contains("secret"))
    }
  }

  @Test func `an exhausted pool is counted`() async throws {
    try await withMeasuredClient({
      $0.maximumLeasedConnections = 1
      $0.leaseTimeout = .milliseconds(20)
    }) { client, metrics, _ in
      try await client.withConnection { _ in
        _ = try? await client.withConnection { _ in }
      }
      #expect(metrics.counterTotal(label: "db.client.connection.timeouts") == 1)
    }
  }

  private func withMeasuredClient(
    _ configure: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient, TestMetrics, InMemoryTracer) async throws -> Void
  ) async throws {
    try await TestServer.withDatabase { connectionString in
      var place = try PostgresConfiguration(connectionString)
      configure(&place)
      let (metrics, tracer) = (TestMetrics(), InMemoryTracer())
      let client = PostgresClient(
        place,
        logger: Logger(label: "test"),
        telemetry: Telemetry(metrics: metrics, tracer: tracer)
      )
      do {
        try await body(client, metrics, tracer)
        await client.shutdown()
      } catch {
        await client.shutdown()
        throw error
      }
    }
  }
}
