import Demarc
import Testing

/// Expects that a route or a context is refused with a code, in words that hold each of the phrases.
func expectRefusal(
  _ code: RoutingError.Code,
  naming phrases: [String] = [],
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () async throws -> Void
) async {
  let error = await #expect(throws: RoutingError.self, sourceLocation: sourceLocation) {
    try await body()
  }
  guard let error else { return }
  #expect(error.code == code, sourceLocation: sourceLocation)
  for phrase in phrases {
    #expect(
      error.description.contains(phrase),
      "'\(phrase)' is missing in: \(error)",
      sourceLocation: sourceLocation
    )
  }
}
