#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
public import PostgresDriver

/// Names an account of the control plane, which owns at most one tenant.
public struct AccountID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The account's key in the control plane.
  public let rawValue: UUID

  /// Makes an account id.
  public init(rawValue: UUID) {
    self.rawValue = rawValue
  }

  /// The id as a lower-case UUID.
  public var description: String { rawValue.uuidString.lowercased() }
}

extension AccountID: PostgresEncodable, PostgresDecodable {}
