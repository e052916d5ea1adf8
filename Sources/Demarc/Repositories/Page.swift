/// Some rows of an ordered search, and where the next page begins.
public struct Page<Row: Sendable>: Sendable {
  /// The rows, in order.
  public let rows: [Row]
  /// Where the next page begins, or nil when this is the last one.
  public let next: Cursor<Row>?
}

/// The pages of an ordered search, each read when it is asked for.
public struct Pages<Row: Sendable>: AsyncSequence, Sendable {
  private let read: @Sendable (Cursor<Row>?) async throws -> Page<Row>

  /// Reads pages with a closure that gets the cursor of the page before.
  ///
  /// For generated code.
  public init(_ read: @escaping @Sendable (Cursor<Row>?) async throws -> Page<Row>) {
    self.read = read
  }

  /// Starts at the first page.
  public func makeAsyncIterator() -> Iterator { Iterator(read: read) }

  /// Reads one page after the other.
  public struct Iterator: AsyncIteratorProtocol {
    let read: @Sendable (Cursor<Row>?) async throws -> Page<Row>
    private var cursor: Cursor<Row>?
    private var isDone = false

    init(read: @escaping @Sendable (Cursor<Row>?) async throws -> Page<Row>) {
      self.read = read
    }

    /// The rows of the next page, or nil after the last one.
    public mutating func next() async throws -> [Row]? {
      guard !isDone else { return nil }
      let page = try await read(cursor)
      cursor = page.next
      isDone = page.next == nil
      return page.rows.isEmpty ? nil : page.rows
    }
  }
}
