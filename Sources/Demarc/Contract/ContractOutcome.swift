/// What became of a write of a copy.
public enum ContractOutcome: Sendable, Hashable {
  /// The copy is as it was to be.
  case applied
  /// The copy was left alone: it is of this version already, or changed since it was looked at.
  case stale(version: Int64)
  /// There is no copy.
  case missing
}
