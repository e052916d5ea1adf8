/// A trigger that a user made.
public struct Trigger: Codable, Hashable, Sendable {
  /// The trigger's name.
  public var name: String
  /// The trigger as Postgres prints it.
  public var definition: String

  /// Makes a trigger.
  public init(name: String, definition: String) {
    self.name = name
    self.definition = definition
  }
}
