import NovaVisionRouting
import ServiceLifecycle

/// Obeys changes to clusters at once, until the server stops.
struct RegistryListenerService: Service {
  let listener: RegistryListener

  func run() async throws {
    try await cancelWhenGracefulShutdown { try await listener.run() }
  }
}
