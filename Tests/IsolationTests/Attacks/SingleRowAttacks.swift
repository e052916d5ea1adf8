import Demarc

/// The attacks on a repository of at most one row for each tenant.
struct SingleRowAttacks<Repository: SingleRowRepository>: Sendable {
  let draft: @Sendable (Int32) -> Repository.Draft
  let patch: @Sendable (Int32) -> Repository.Patch

  /// Gives each tenant its row, and makes the attacks, which are to be run in this order.
  func prepare(own: ClusterContext, others: [ClusterContext]) async throws -> [Attack] {
    for context in [own] + others { _ = try await Repository(context).delete() }
    let row = try await Repository(own).insert(draft(Mark.own))
    for other in others { _ = try await Repository(other).insert(draft(Mark.other)) }
    return [
      Self.row("find()", at: .own) { try await $0.find() == row },
      Self.row("exists()", at: .own) { try await $0.exists() },
      Self.row("update(patch)", at: .own) {
        let updated = try await $0.update(patch(Mark.changed))
        return updated != nil && updated != row
      },
    ] + upserts + removals
  }

  private static func row(
    _ method: String,
    at aim: Attack.Aim,
    _ isRight: @escaping @Sendable (Repository) async throws -> Bool
  ) -> Attack {
    Attack(method, at: aim) { context in try await isRight(Repository(context)) }
  }

  private var upserts: [Attack] {
    Repository.UniqueKey.allCases.map { key in
      Self.row("upsert(draft,on)", at: .own) {
        let row = try await $0.upsert(draft(Mark.own), on: key)
        return try await $0.find() == row
      }
    }
  }

  /// Once the tenant's own row is removed there is none, though the others have theirs.
  private var removals: [Attack] {
    [
      Self.row("delete()", at: .own) { try await $0.delete() },
      Self.row("delete()", at: .foreign) { try await !$0.delete() },
      Self.row("find()", at: .foreign) { try await $0.find() == nil },
      Self.row("exists()", at: .foreign) { try await !$0.exists() },
      Self.row("update(patch)", at: .foreign) { try await $0.update(patch(Mark.changed)) == nil },
      Self.row("insert(draft)", at: .own) {
        let row = try await $0.insert(draft(Mark.own))
        return try await $0.find() == row
      },
    ]
  }
}
