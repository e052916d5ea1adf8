/// Knows which clusters there are.
public protocol ClusterRegistry: Sendable {
  /// Every cluster, in use or not.
  func clusters() async throws -> [ClusterRegistration]
}
