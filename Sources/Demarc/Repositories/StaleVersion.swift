/// A row that was changed since it was read: an update expected another version of it.
///
/// Nothing was changed. Read the row again, and decide whether the change still makes sense.
public struct StaleVersion: Error, Sendable, Hashable, CustomStringConvertible {
  /// The version that the update expected.
  public let expected: Int64
  /// The version that the row has.
  public let current: Int64

  /// Makes the error.
  public init(expected: Int64, current: Int64) {
    self.expected = expected
    self.current = current
  }

  /// Both versions, and the next step.
  public var description: String {
    """
    The row has version \(current), and the update expected \(expected): somebody changed it in between. Read it \
    again, and decide whether the change still makes sense.
    """
  }
}
