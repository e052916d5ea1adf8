import PostgresDriver

/// Lets the statements of one repository through unless its table on the cluster is not the one that its code was
/// generated from.
struct RepositoryGate: Sendable {
  private let link: ClusterLink
  private let relation: String

  /// The gate of a table's repository, or nil where the router was not told what repositories need.
  init?(to relation: String?, over link: ClusterLink) {
    guard let relation, link.requirements != nil else { return nil }
    self.link = link
    self.relation = relation
  }

  /// Checks that the repository may be used.
  ///
  /// - Throws: `RoutingError.Code.schemaMismatch`.
  func pass() async throws {
    guard let requirements = link.requirements, !requirements.areMet else { return }
    try await requirements.require(relation, over: link)
  }

  /// What a caller is told of a statement's error: that the table is another one, where that is why.
  ///
  /// A migration may have changed the table under a router that found it in order.
  func explanation(of cause: any Error) async -> any Error {
    guard let state = (cause as? PostgresError)?.sqlState, Self.states.contains(state),
      let requirements = link.requirements
    else { return cause }
    do {
      try await requirements.require(relation, over: link, doubting: true)
      return cause
    } catch let mismatch as RoutingError where mismatch.code == .schemaMismatch {
      return mismatch
    } catch {
      // Why the cluster could not be asked says less than what it said before.
      return cause
    }
  }

  /// What the server says of a statement that names what is not there, or takes it for something else.
  private static let states: Set<SQLState> = [
    .undefinedColumn, .undefinedTable, .undefinedObject, SQLState(rawValue: "42883"),
    SQLState(rawValue: "42804"),
  ]
}
