import Demarc
import Testing

/// What goes on around an attack, and what must come of it.
struct Circumstance: Sendable, CustomTestStringConvertible {
  /// What must come of every method.
  enum Outcome: Sendable {
    /// It answers with the tenant's own rows.
    case served
    /// It throws an error of this kind, and changes nothing.
    case refused(@Sendable (any Error) -> Bool)
  }

  /// Lends the context that attacks a relation.
  typealias Lending =
    @Sendable (AttackScene, _ body: (ClusterContext) async throws -> [String]) async throws ->
    [String]

  let name: String
  let outcome: Outcome
  /// Settings of the server for each connection.
  var settings: [String: String] = [:]
  var preparesStatements = true
  /// Run when every tenant has its rows, before the attacks on a relation and after them.
  var before: @Sendable (AttackScene) async throws -> Void = { _ in }
  var after: @Sendable (AttackScene) async throws -> Void = { _ in }
  var lend: Lending = { scene, body in try await body(scene.own) }
  /// Runs one attack.
  var launch: @Sendable (AttackScene, ClusterContext, Attack) async throws -> Bool = {
    _,
    context,
    attack in try await attack.isAnsweredRightly(context)
  }
  /// Whether, when all attacks were run, the circumstance turns out to have been what it says.
  var isProven: @Sendable (AttackScene) async throws -> Bool = { _ in true }

  var testDescription: String { name }

  static let all: [Circumstance] = served + refused
}
