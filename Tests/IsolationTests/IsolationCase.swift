import BackendData
import Demarc
import Testing

/// One tenant relation, and the attacks on its repository.
struct IsolationCase: Sendable, CustomTestStringConvertible {
  /// Rows that a case refers to, of which every tenant has two with the same ids.
  enum Parent: String, Sendable, CustomStringConvertible {
    case users
    case products
    case categories
    case coupons
    case orders
    case optionSets = "option_sets"
    case clientSecrets = "client_secrets"
    case shippingIntegrations = "shipping_integrations"

    /// The relation's name in the database.
    var description: String { rawValue }
  }

  /// The relation's name in the database.
  let relation: String
  let parents: [Parent]
  /// Gives the tenant and the others rows with the same keys, and makes the attacks on the others' rows.
  let prepare:
    @Sendable (_ own: ClusterContext, _ others: [ClusterContext]) async throws -> [Attack]

  var testDescription: String { relation }
}

extension IsolationCase {
  /// A relation whose rows have a key.
  ///
  /// - Parameters:
  ///   - relation: the relation's name.
  ///   - repository: its repository.
  ///   - ids: two keys; the first is used by every tenant, the second by the others alone.
  ///   - ordering: an order of the rows.
  ///   - parents: the rows that the drafts refer to.
  ///   - draft: makes a row with a key and a mark. All unique values follow from the key.
  ///   - patch: changes the mark.
  ///   - finds: looks a row up by each unique key that is not the primary one, and by each row that it refers to.
  /// - Returns: the case.
  static func rows<Repository: KeyedRepository>(
    _ relation: String,
    _ repository: Repository.Type,
    ids: (Repository.Row.ID, Repository.Row.ID),
    by ordering: Ordering<Repository.Row>,
    parents: [Parent] = [],
    draft: @escaping @Sendable (Repository.Row.ID, Int32) -> Repository.Draft,
    patch: @escaping @Sendable (Int32) -> Repository.Patch,
    finds: [(
      method: String,
      find: @Sendable (Repository, Repository.Row.ID) async throws -> Repository.Row?
    )] = []
  ) -> IsolationCase {
    let attacks = KeyedAttacks<Repository>(
      shared: ids.0,
      foreign: ids.1,
      ordering: ordering,
      draft: draft,
      patch: patch,
      finds: finds
    )
    return IsolationCase(relation: relation, parents: parents, prepare: attacks.prepare)
  }

  /// A relation of at most one row for each tenant.
  static func singleRow<Repository: SingleRowRepository>(
    _ relation: String,
    _ repository: Repository.Type,
    draft: @escaping @Sendable (Int32) -> Repository.Draft,
    patch: @escaping @Sendable (Int32) -> Repository.Patch
  ) -> IsolationCase {
    let attacks = SingleRowAttacks<Repository>(draft: draft, patch: patch)
    return IsolationCase(relation: relation, parents: [], prepare: attacks.prepare)
  }
}
