/// A router that leads to the wrong cluster or tenant, or to one that is closed.
extension SourceMutant {
  static let routing: [SourceMutant] = fences + requirements + caches + registry + provisioning

  private static func router(_ test: String) -> Killer {
    Killer("DemarcTests.ClusterRouterTests", test)
  }

  private static func routeCache(_ test: String) -> Killer {
    Killer("DemarcTests.RouteCacheTests", test)
  }

  private static let fences: [SourceMutant] = [
    demarc(
      "the fence of any account counts",
      in: "Tenancy/TenantFence",
      within: "static func statement(",
      as: .literal,
      "where account_id = $1",
      "where $1::uuid is not null",
      killer: .attack("alone")
    ),
    demarc(
      "a tenant is routed whose fence is not open",
      in: "Routing/RouteResolver",
      "fence.state == TenantFence.State.active.rawValue",
      "true",
      killer: router("a tenant whose fence is not open is refused")
    ),
    demarc(
      "a tenant is routed whose fence has another epoch",
      in: "Routing/RouteResolver",
      "fence.epoch == placement.epoch",
      "true",
      killer: router("a tenant of another epoch than the control plane's is refused")
    ),
    demarc(
      "a cluster is routed to that does not serve",
      in: "Routing/RouteResolver",
      "registration.servesTenants",
      "true",
      killer: Killer(
        "DemarcTests.RegistryCacheTests",
        "an invalidation has the registry asked again and its answer obeyed"
      )
    ),
    SourceMutant(
      "a deleted account is routed",
      in: Place(layer: .runtime, file: "Sources/NovaVisionRouting/AdminTenantDirectory.swift"),
      as: .expression,
      "account.deletedAt == nil",
      "true",
      killer: router("a deleted account is no account")
    ),
  ]

  private static let requirements: [SourceMutant] = [
    demarc(
      "a repository serves whose table is another one",
      in: "Contexts/RepositoryGate",
      "!requirements.areMet",
      "false",
      killer: Killer(
        "DemarcTests.RequirementsTests",
        "nothing is written to a table whose rows could not be read back"
      )
    ),
    demarc(
      "a statement that fails on another table does not close its repository",
      in: "Contexts/RepositoryGate",
      "Self.states.contains(state)",
      "false",
      killer: Killer(
        "DemarcTests.RequirementsTests",
        "a table that changes under a router closes its repository with its first error"
      )
    ),
  ]

  private static let caches: [SourceMutant] = [
    demarc(
      "a refused route is kept",
      in: "Contexts/TenantRoute",
      as: .statement,
      "    if (error as? RoutingError)?.code == .stalePlacement { markStale() }",
      "",
      killer: routeCache("a kept route whose fence closed is refused once and then looked for anew")
    ),
    demarc(
      "a stale route is found",
      in: "Routing/Caching/RouteCache",
      within: "func route(for key:",
      "!route.isStale",
      "true",
      killer: routeCache("a tenant that was placed anew is reached after one refusal")
    ),
    demarc(
      "a route is kept for ever",
      in: "Routing/Caching/BoundedCache",
      "entry.expiry > now ? entry.value : nil",
      "entry.value",
      killer: routeCache(
        "a placement is asked for again when it is too old, or after an invalidation"
      )
    ),
    demarc(
      "an unknown name is kept for ever",
      in: "Routing/RouteResolver",
      as: .statement,
      "    routes.keepUnknown(question.key, until: expiry, question.generation)",
      "    routes.keepUnknown(question.key, until: expiry + .seconds(1 << 30), question.generation)",
      killer: routeCache("a flood of an unknown slug is one question")
    ),
  ]

  private static let registry: [SourceMutant] = [
    demarc(
      "an invalidation keeps the registry's answer",
      in: "Routing/Caching/RegistryCache",
      as: .statement,
      "      state.snapshot?.expiry = now()",
      "",
      killer: Killer(
        "DemarcTests.RegistryCacheTests",
        "an invalidation has the registry asked again and its answer obeyed"
      )
    ),
    SourceMutant(
      "the registry's notifications are not obeyed",
      in: Place(layer: .runtime, file: "Sources/NovaVisionRouting/RegistryListener.swift"),
      as: .statement,
      "      for try await _ in notifications { router.invalidate() }",
      "      for try await _ in notifications {}",
      killer: Killer(
        "NovaVisionRoutingTests.RegistryListenerTests",
        "a change to a cluster is obeyed at once, also after the connection was lost"
      )
    ),
    demarc(
      "a cluster's first address is used for ever",
      in: "Routing/ClusterConnections",
      "entry.connectionString == cluster.connectionString || entry.answer > answer",
      "true",
      killer: Killer(
        "DemarcTests.RegistryCacheTests",
        "a cluster that moved to another address is reached there"
      )
    ),
  ]

  private static func provisioned(_ test: String) -> Killer {
    Killer("DemarcTests.ProvisioningTests", test)
  }

  private static let provisioning: [SourceMutant] = [
    demarc(
      "an account is provisioned anywhere",
      in: "Routing/ClusterRouter+Provisioning",
      "placement.cluster == cluster",
      "true",
      killer: provisioned("an account is provisioned only where it is placed")
    ),
    demarc(
      "an active tenant is provisioned",
      in: "Routing/ClusterRouter+Provisioning",
      "fence.state == TenantFence.State.provisioning.rawValue",
      "true",
      killer: provisioned("an active tenant is not provisioned again")
    ),
    demarc(
      "a context of provisioning goes behind an open fence",
      in: "Routing/ClusterRouter+Provisioning",
      "TenantRoute(fence: fence, account: account, state: .provisioning, link: link)",
      "TenantRoute(fence: fence, account: account, state: .active, link: link)",
      killer: provisioned("the context of provisioning ends with the activation")
    ),
    demarc(
      "a draining cluster takes tenants",
      in: "Routing/ClusterRouter+Provisioning",
      "registration.takesTenants",
      "true",
      killer: router("a draining cluster serves its tenants and takes no new ones")
    ),
  ]
}
