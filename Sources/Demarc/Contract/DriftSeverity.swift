/// How bad a drift is.
public enum DriftSeverity: String, Sendable, Hashable, Codable, Comparable {
  case p0 = "P0"
  case p1 = "P1"
  case p2 = "P2"

  /// Whether a severity is worse than another.
  public static func < (left: DriftSeverity, right: DriftSeverity) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Whether a drift is repaired.
public enum DriftRepair: String, Sendable, Hashable, Codable {
  /// Without being asked.
  case always
  /// When it is asked for.
  case asked
  /// Only a person can.
  case never
}
