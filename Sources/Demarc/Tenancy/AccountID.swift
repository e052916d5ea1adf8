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

  /// The id that comes before every other in the order of the server.
  public static let least: AccountID = AccountID(
    rawValue: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
  )

  /// The id as a lower-case UUID.
  public var description: String { rawValue.uuidString.lowercased() }
}

extension AccountID: PostgresEncodable, PostgresDecodable {}
