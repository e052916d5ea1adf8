/// A prelude, a transaction or a page that lets a statement go without its tenant.
extension SourceMutant {
  static func demarc(
    _ name: String,
    in file: String,
    within declaration: String? = nil,
    as weave: Weave = .expression,
    _ text: String,
    _ mutated: String,
    killer: Killer
  ) -> SourceMutant {
    SourceMutant(
      name,
      in: Place(layer: .runtime, file: "Sources/Demarc/\(file).swift"),
      within: declaration,
      as: weave,
      text,
      mutated,
      killer: killer
    )
  }

  static let runtime: [SourceMutant] = prelude + transactions + builders

  private static let preludeFile = "Tenancy/TenantPrelude"
  private static let open = "where client_id = $1 and epoch = $2 and state = $3"
  private static let anyEpoch = "where client_id = $1 and $2::bigint is not null and state = $3"
  private static let anyState = "where client_id = $1 and epoch = $2 and $3::text is not null"

  private static let reads = Killer(
    "IsolationTests.TenantPreludeTests",
    "the prelude of a read keeps its promise"
  )
  private static let writes = Killer(
    "IsolationTests.TenantPreludeTests",
    "the prelude of a write keeps its promise"
  )
  static let routes = Killer(
    "DemarcTests.ClusterRouterTests",
    "slug, domain and account lead to the same tenant"
  )

  private static let prelude: [SourceMutant] = [
    demarc(
      "a read compares no epoch",
      in: preludeFile,
      within: "static let readSQL",
      as: .literal,
      open,
      anyEpoch,
      killer: reads
    ),
    demarc(
      "a read compares no state",
      in: preludeFile,
      within: "static let readSQL",
      as: .literal,
      open,
      anyState,
      killer: reads
    ),
    demarc(
      "a read sets the tenant for the session",
      in: preludeFile,
      within: "static let readSQL",
      as: .literal,
      "), ''), true)",
      "), ''), false)",
      killer: reads
    ),
    demarc(
      "a read sets another setting",
      in: preludeFile,
      within: "static let readSQL",
      as: .literal,
      "set_config('demarc.tenant'",
      "set_config('demarc.account'",
      killer: routes
    ),
    demarc(
      "a write compares no epoch",
      in: preludeFile,
      within: "static let writeSQL",
      as: .literal,
      open,
      anyEpoch,
      killer: writes
    ),
    demarc(
      "a write compares no state",
      in: preludeFile,
      within: "static let writeSQL",
      as: .literal,
      open,
      anyState,
      killer: writes
    ),
    demarc(
      "a write locks no fence",
      in: preludeFile,
      within: "static let writeSQL",
      as: .literal,
      "for share",
      "",
      killer: writes
    ),
    demarc(
      "a write sets the tenant for the session",
      in: preludeFile,
      within: "static let writeSQL",
      as: .literal,
      "from fence), ''), true)",
      "from fence), ''), false)",
      killer: writes
    ),
    demarc(
      "what the fence says is not looked at",
      in: preludeFile,
      "setting == tenant.description",
      "true",
      killer: Killer(
        "IsolationTests.TenantPreludeTests",
        "readers of a stale and of a live tenant over one lane each get their own answer"
      )
    ),
    demarc(
      "a write goes behind the prelude of reads",
      in: preludeFile,
      within: "func before(",
      as: .statement,
      "    switch access {\n    case .read: read\n    case .write: write\n    }",
      "    read",
      killer: Killer(
        "IsolationTests.TenantPreludeTests",
        "a write that meets a closing fence is refused and leaves nothing"
      )
    ),
    demarc(
      "a statement goes without a prelude",
      in: "Contexts/TenantRoute",
      within: "func execute(",
      "prelude.before(statement.access)",
      "nil",
      killer: routes
    ),
  ]

  private static let transactions: [SourceMutant] = [
    demarc(
      "a stream goes without a prelude",
      in: "Contexts/TenantRoute",
      within: "func withRows<Result>(",
      "prelude.before(statement.access)",
      "nil",
      killer: .attack("alone")
    ),
    demarc(
      "a transaction goes without a prelude",
      in: "Contexts/TenantRoute",
      "prelude.write",
      "nil",
      killer: Killer(
        "DemarcTests.TransactionTests",
        "the tenant is set from a transaction's first statement to its last"
      )
    ),
    demarc(
      "a transaction locks no fence",
      in: "Contexts/TenantRoute",
      "prelude.write",
      "prelude.read",
      killer: Killer(
        "DemarcTests.TransactionTests",
        "a fence cannot be closed while a transaction writes behind it"
      )
    ),
    demarc(
      "a context outlives its transaction",
      in: "Contexts/TransactionScope",
      within: "func withConnection<Result>(",
      "state.isOpen",
      "true",
      killer: Killer(
        "DemarcTests.TransactionTests",
        "a context that was kept beyond its transaction is refused"
      )
    ),
    demarc(
      "a savepoint is not rolled back",
      in: "Contexts/Session",
      as: .statement,
      #"      try? await execute(command: "rollback to savepoint demarc_nested", in: scope)"#,
      "",
      killer: Killer(
        "DemarcTests.TransactionTests",
        "a transaction within a transaction is a savepoint"
      )
    ),
  ]

  private static let builders: [SourceMutant] = [
    demarc(
      "a cursor widens a page to all tenants",
      in: "Repositories/RepositorySession",
      #"isFiltered ? "and" : "where""#,
      #""or""#,
      killer: .attack("row security off")
    ),
    demarc(
      "a filter's conditions are alternatives to the tenant",
      in: "Repositories/Filter",
      #"position == 0 ? "\n\(keyword) " : " and ""#,
      #"position == 0 ? "\n\(keyword) " : " or ""#,
      killer: Killer(
        "IsolationTests.RepositoryIsolationTests",
        "a filter narrows the tenant's own rows, with row security and without"
      )
    ),
  ]
}
