/// Names a cluster of the data plane, as the registry spells it.
public struct ClusterID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The name in the registry.
  public let rawValue: String

  /// Makes a cluster id.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// The name in the registry.
  public var description: String { rawValue }
}
