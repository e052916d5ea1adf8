import Foundation
import PostgresNIO

/// A row of `items` as a struct of its own.
struct Item: Sendable {
  let clientID: UUID
  let id: UUID
  let name: String
  let price: Decimal
  let quantity: Int64
  let score: Double
  let note: String?
  let active: Bool
  let tags: [String]
  let attributes: ByteBuffer
  let createdAt: Date

  static let columns =
    "client_id, id, name, price, quantity, score, note, active, tags, attributes, created_at"

  init(_ row: PostgresRow) throws {
    typealias Columns = (
      UUID, UUID, String, Decimal, Int64, Double, String?, Bool, [String], ByteBuffer, Date
    )
    (
      clientID, id, name, price, quantity, score, note, active, tags, attributes, createdAt
    ) = try row.decode(Columns.self)
  }
}

/// Reads a row by its key.
struct PointRead: PostgresPreparedStatement {
  static let sql = "select \(Item.columns) from public.items where client_id = $1 and id = $2"
  let id: UUID

  func makeBindings() -> PostgresBindings {
    var bindings = PostgresBindings(capacity: 2)
    bindings.append(tenant)
    bindings.append(id)
    return bindings
  }

  func decodeRow(_ row: PostgresRow) throws -> Item { try Item(row) }
}

/// Reads 1,000 rows in the order of their keys.
struct RangeRead: PostgresPreparedStatement {
  static let sql = """
    select \(Item.columns) from public.items where client_id = $1 order by client_id, id limit $2
    """

  func makeBindings() -> PostgresBindings {
    var bindings = PostgresBindings(capacity: 2)
    bindings.append(tenant)
    bindings.append(Int64(1000))
    return bindings
  }

  func decodeRow(_ row: PostgresRow) throws -> Item { try Item(row) }
}

let tenant = uuid(1)

/// The UUID that ends in a number.
func uuid(_ number: UInt32) -> UUID {
  let bytes = withUnsafeBytes(of: number.bigEndian) { Array($0) }
  return UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, bytes[0], bytes[1], bytes[2], bytes[3]))
}
