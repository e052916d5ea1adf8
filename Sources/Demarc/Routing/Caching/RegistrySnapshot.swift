/// What the registry said at one moment.
struct RegistrySnapshot: Sendable {
  /// The clusters by name.
  let registrations: [ClusterID: ClusterRegistration]
  /// Counts the answers of the registry, so that of two the later is known.
  let number: Int
  /// When the registry has to be asked again.
  var expiry: Moment
}
