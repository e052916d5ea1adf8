/// Prints what is so.
///
/// - Throws: `Unexpected` when it is not.
func expect(_ claim: String, _ isSo: Bool) throws {
  guard isSo else { throw Unexpected(claim: claim) }
  print("  \(claim)")
}

/// Something that is not as it should be.
struct Unexpected: Error, CustomStringConvertible {
  let claim: String

  var description: String { "this is not so: \(claim)" }
}
