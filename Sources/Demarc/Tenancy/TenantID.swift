#if canImport(FoundationEssentials)
  public import FoundationEssentials
#else
  public import Foundation
#endif
public import PostgresDriver

/// Names a tenant within its cluster: the key of the tenant's root row.
public struct TenantID: RawRepresentable, Sendable, Hashable, Codable, CustomStringConvertible {
  /// The value in the tenant's column.
  public let rawValue: UUID

  /// Makes a tenant id.
  public init(rawValue: UUID) {
    self.rawValue = rawValue
  }

  /// An id that no tenant has.
  static func random() -> TenantID { TenantID(rawValue: UUID()) }

  /// The id as a lower-case UUID.
  public var description: String { rawValue.uuidString.lowercased() }
}

extension TenantID: PostgresEncodable, PostgresDecodable {}
