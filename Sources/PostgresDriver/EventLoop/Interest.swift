/// What a connection waits for on its socket.
struct Interest: OptionSet, Sendable {
  let rawValue: UInt8

  static let read: Interest = Interest(rawValue: 1)
  static let write: Interest = Interest(rawValue: 2)
}
