/// Who may see a field of the contract.
public enum ContractSensitivity: String, Sendable, Hashable, Codable {
  /// Whoever sees the account.
  case open
  /// It says something of a person: no message shows it.
  case personal
  /// Nobody: it is compared by keyed digests, and no event carries it.
  case secret
}

/// Whether there is a secret, where the secret itself must not be.
public enum SecretPresence: String, Sendable, Hashable, Codable {
  case present
  case absent

  /// Says whether there is one.
  public init<Value>(_ secret: Value?) {
    self = secret == nil ? .absent : .present
  }
}
