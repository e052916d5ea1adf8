#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import PostgresDriver

/// Where in an ordered search a page begins: after a row with these keys.
///
/// Its text can travel to a client and back. It names no tenant: a cursor shows rows of the tenant whose
/// context reads the page, wherever it comes from.
public struct Cursor<Row>: Sendable, Hashable {
  private let order: String
  let key: Parameters

  init(after row: Row, in ordering: Ordering<Row>) {
    order = ordering.identity
    key = ordering.key(row)
  }

  /// Requires that the cursor was made in the same order.
  func requireOrder(of ordering: Ordering<Row>) throws(CursorError) {
    guard order == ordering.identity, key.count == ordering.columns.count else {
      throw CursorError(
        description: """
          The cursor belongs to the order '\(order)', and the page is read in the order \
          '\(ordering.identity)'. Begin at the first page of the new order.
          """
      )
    }
  }
}

extension Cursor: LosslessStringConvertible {
  /// The cursor as text of letters, digits and `+/=`.
  public var description: String {
    guard let data = try? JSONEncoder().encode(Envelope(order: order, key: key)) else { return "" }
    return data.base64EncodedString()
  }

  /// Reads what `description` wrote.
  public init?(_ description: String) {
    guard let data = Data(base64Encoded: description),
      let envelope = try? JSONDecoder().decode(Envelope.self, from: data)
    else { return nil }
    order = envelope.order
    key = envelope.key
  }

  private struct Envelope: Codable {
    let order: String
    let key: Parameters
  }
}

/// A cursor that does not fit the page that is read.
public struct CursorError: Error, Sendable, CustomStringConvertible {
  /// What does not fit, and the next step.
  public let description: String
}
