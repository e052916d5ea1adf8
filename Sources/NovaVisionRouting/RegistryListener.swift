public import Demarc
public import Logging
import PostgresDriver

/// Lets a router ask the registry again as soon as the Admin DB says that a cluster has changed.
public struct RegistryListener: Sendable {
  /// The channel on which the Admin DB tells of changes to `backend_clusters`.
  static let channel: String = "backend_clusters"

  private let context: AdminContext
  private let router: ClusterRouter
  private let logger: Logger
  private let pause: Duration

  /// Makes a listener, which does nothing before `run()`.
  ///
  /// - Parameters:
  ///   - context: reaches the Admin DB directly; a pooler in transaction mode cannot listen.
  ///   - router: is told of each change.
  ///   - logger: where a lost connection is reported.
  ///   - pause: how long to wait before connecting again.
  public init(
    _ context: AdminContext,
    router: ClusterRouter,
    logger: Logger = Logger(label: "novavision.registry"),
    pause: Duration = .seconds(1)
  ) {
    self.context = context
    self.router = router
    self.logger = logger
    self.pause = pause
  }

  /// Listens until its task is cancelled, and connects again when the connection is lost.
  ///
  /// - Throws: `PostgresError.Code.closed` when the client was shut down.
  public func run() async throws {
    while !Task.isCancelled {
      do {
        try await listen()
      } catch is CancellationError {
        return
      } catch let error as PostgresError where error.code != .closed && !Task.isCancelled {
        logger.warning(
          "The Admin DB cannot be listened to; the registry's answers are used until they are too old",
          metadata: ["error": "\(error)"]
        )
        try? await Task.sleep(for: pause)  // Cancelled, the loop ends by itself.
      }
    }
  }

  private func listen() async throws {
    try await context.withNotifications(from: [Self.channel]) { notifications in
      // What changed before, or while nobody listened, was not heard.
      router.invalidate()
      for try await _ in notifications { router.invalidate() }
    }
  }
}
