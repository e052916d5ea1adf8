/// The structure of one database, as values.
public struct Schema: Codable, Hashable, Sendable {}
