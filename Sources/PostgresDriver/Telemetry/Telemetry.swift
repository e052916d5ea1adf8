package import Metrics
package import Tracing

/// Tells the program's metrics and tracing backends what a client does, by OpenTelemetry's names
/// (https://opentelemetry.io/docs/specs/semconv/database/).
package struct Telemetry: Sendable {
  private let metrics: (any MetricsFactory)?
  private let tracer: (any Tracer)?
  /// Whether tasks may ask that what they send is noted.
  private let isNoting = StatementLog.isEnabled

  /// Tells backends of the caller's choice.
  package init(metrics: (any MetricsFactory)?, tracer: (any Tracer)?) {
    self.metrics = metrics
    self.tracer = tracer
  }

  /// Tells the backends that were bootstrapped; nil when none was, so that nothing is measured for nobody.
  static func bootstrapped() -> Telemetry? {
    let metrics = MetricsSystem.factory is NOOPMetricsHandler ? nil : MetricsSystem.factory
    let tracer = InstrumentationSystem.tracer is NoOpTracer ? nil : InstrumentationSystem.tracer
    if metrics == nil, tracer == nil, !StatementLog.isEnabled { return nil }
    return Telemetry(metrics: metrics, tracer: tracer)
  }

  /// Measures a statement, or a transaction as a whole.
  ///
  /// - Parameters:
  ///   - name: the command, such as `SELECT`.
  ///   - sql: the text, which holds no parameters; nil for a transaction.
  ///   - parameterCount: how many parameters go with it.
  ///   - place: where it runs.
  ///   - body: runs it.
  /// - Returns: what the closure returns.
  /// - Throws: what the closure throws.
  func operation<Result>(
    _ name: String,
    sql: String?,
    parameterCount: Int = 0,
    at place: PostgresConfiguration,
    _ body: () async throws -> Result
  ) async throws -> Result {
    guard isNoting, let notes = StatementLog.place else {
      return try await measured(name, sql: sql, at: place, body)
    }
    guard let sql else {
      return try await StatementLog.$place.withValue(notes.inTransaction()) {
        try await measured(name, sql: nil, at: place, body)
      }
    }
    notes.note(name, sql: sql, parameterCount: parameterCount, at: place)
    return try await measured(name, sql: sql, at: place, body)
  }

  /// Notes a statement that is sent behind others without waiting for them.
  func pipelined(_ statement: Statement, at place: PostgresConfiguration, isFirst: Bool) {
    guard isNoting, let notes = StatementLog.place else { return }
    notes.note(
      statement.commandName,
      sql: statement.sql,
      parameterCount: statement.parameters.count,
      at: place,
      isWaitedFor: isFirst
    )
  }

  private func measured<Result>(
    _ name: String,
    sql: String?,
    at place: PostgresConfiguration,
    _ body: () async throws -> Result
  ) async throws -> Result {
    guard metrics != nil || tracer != nil else { return try await body() }
    var attributes = place.telemetryAttributes + [("db.operation.name", name)]
    let span = tracer?.startSpan("\(name) \(place.database)", ofKind: .client)
    let start = ContinuousClock.now
    defer {
      duration("db.client.operation.duration", since: start, attributes)
      span?.updateAttributes { spanAttributes in
        for (key, value) in attributes { spanAttributes[key] = value }
        if let sql { spanAttributes["db.query.text"] = sql }
      }
      span?.end()
    }
    do {
      guard let span else { return try await body() }
      // What a transaction runs belongs below it.
      return try await ServiceContext.withValue(span.context) { try await body() }
    } catch {
      attributes += Self.attributes(of: error)
      span?.setStatus(SpanStatus(code: .error))
      throw error
    }
  }

  /// Measures how long a caller waits for a leased connection.
  func lease<Result>(
    at place: PostgresConfiguration,
    _ body: () async throws -> Result
  ) async throws -> Result {
    let pool = [("db.client.connection.pool.name", "\(place)")]
    let start = ContinuousClock.now
    defer { duration("db.client.connection.wait_time", since: start, pool) }
    do {
      return try await body()
    } catch {
      if let metrics, (error as? PostgresError)?.code == .poolExhausted {
        Counter(label: "db.client.connection.timeouts", dimensions: pool, factory: metrics)
          .increment()
      }
      throw error
    }
  }

  private func duration(
    _ label: String,
    since start: ContinuousClock.Instant,
    _ attributes: [(String, String)]
  ) {
    guard let metrics else { return }
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    Metrics.Timer(label: label, dimensions: attributes, factory: metrics)
      .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }

  /// What kind of error it was; never its text.
  private static func attributes(of error: any Error) -> [(String, String)] {
    guard let error = error as? PostgresError else { return [("error.type", "\(type(of: error))")] }
    guard let state = error.sqlState else { return [("error.type", "\(error.code)")] }
    return [("db.response.status_code", "\(state)"), ("error.type", "\(state)")]
  }
}

extension Statement {
  /// The command in capitals, as a name with few values.
  var commandName: String {
    let word = sql.drop { !$0.isLetter }.prefix { $0.isLetter }
    return word.isEmpty ? "QUERY" : word.prefix(16).uppercased()
  }
}

extension PostgresConfiguration {
  fileprivate var telemetryAttributes: [(String, String)] {
    let common = [("db.system.name", "postgresql"), ("db.namespace", database)]
    guard !host.hasPrefix("/"), let colon = host.lastIndex(of: ":") else {
      return common + [("server.address", host)]
    }
    return common + [
      ("server.address", String(host[..<colon])),
      ("server.port", String(host[host.index(after: colon)...])),
    ]
  }
}
