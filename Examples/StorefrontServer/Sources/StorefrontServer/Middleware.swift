import Demarc
import Hummingbird
import PostgresDriver

/// Runs handlers on the loop of the database connections, so that a statement changes no thread.
struct LoopAffinity<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    try await withTaskExecutorPreference(PostgresClient.executor) {
      try await next(request, context)
    }
  }
}

/// Says in HTTP what a store that cannot be served means for its customer, and the rest to the log.
struct RoutingErrors<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as RoutingError where error.code == .unknownTenant {
      throw HTTPError(.notFound, message: "There is no such store.")
    } catch let error as RoutingError {
      context.logger.error("A store is not served", metadata: ["error": "\(error)"])
      let seconds = error.retryAfter?.components.seconds ?? 1
      throw HTTPError(
        .serviceUnavailable,
        headers: [.retryAfter: "\(max(seconds, 1))"],
        message: "The store is closed for the moment."
      )
    } catch let error as PostgresError {
      context.logger.error("A statement failed", metadata: ["error": "\(error)"])
      throw HTTPError(.internalServerError)
    }
  }
}
