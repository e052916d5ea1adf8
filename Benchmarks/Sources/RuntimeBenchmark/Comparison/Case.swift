/// One kind of work, done by Demarc or by a peer.
struct Case {
  let name: String
  /// What runs for some seconds and prints its figures; nil where the peer is not on this machine.
  let command: [String]?
  /// What an operation is, in the plural.
  let unit: String
  /// How many of it run at the same time; their operations add up.
  var copies = 1
  /// Whether it takes so long that it is run in the first round alone.
  var runsOnce = false
}
