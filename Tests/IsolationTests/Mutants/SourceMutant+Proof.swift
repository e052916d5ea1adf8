/// A handshake or a proof that leaves something out.
extension SourceMutant {
  static let prover: [SourceMutant] = handshake + roles + proof

  private static func handshake(_ test: String) -> Killer {
    Killer("DemarcTests.ClusterHandshakeTests", test)
  }

  private static let handshakeFile = "Routing/ClusterHandshake"

  private static let handshake: [SourceMutant] = [
    demarc(
      "there is no handshake",
      in: "Routing/ClusterConnections",
      as: .statement,
      "      try await handshake.verify(connection)",
      "",
      killer: handshake("a superuser is refused")
    ),
    demarc(
      "the cluster's identity is not compared",
      in: handshakeFile,
      "answer.identity == cluster.rawValue",
      "true",
      killer: handshake(
        "a connection whose database says that it is another cluster is refused, and both are named"
      )
    ),
    demarc(
      "a database without an identity is any cluster",
      in: handshakeFile,
      "answer.identity == cluster.rawValue",
      "(answer.identity ?? cluster.rawValue) == cluster.rawValue",
      killer: handshake("a database that does not know which cluster it is serves nobody")
    ),
    SourceMutant(
      "leased connections make no handshake",
      in: Place(layer: .driver, file: "Sources/PostgresDriver/Client/PostgresClient.swift"),
      as: .statement,
      "    leases = LeasedConnections(connector: connector)",
      """
          leases = LeasedConnections(
            connector: Connector(
              configuration: configuration,
              logger: logger,
              telemetry: telemetry,
              onConnect: nil,
              onConnectFailure: nil
            )
          )
      """,
      killer: handshake("the handshake is made on leased connections too")
    ),
    demarc(
      "the role is not looked at",
      in: handshakeFile,
      "answer.faults.isEmpty",
      "true",
      killer: handshake("a superuser is refused")
    ),
  ]

  private static func role(
    _ name: String,
    _ text: String,
    _ mutated: String,
    killer: Killer
  ) -> SourceMutant {
    demarc(name, in: handshakeFile, as: .literal, text, mutated, killer: killer)
  }

  private static let roles: [SourceMutant] = [
    role(
      "a role may become one that bypasses row security",
      "where (r.rolsuper or r.rolbypassrls) and",
      "where false and",
      killer: handshake("a role that can get past row security is refused")
    ),
    role(
      "a role may own tables",
      "pg_catalog.pg_has_role(me.oid, c.relowner, 'member')",
      "false",
      killer: handshake("a role that can get past row security is refused")
    ),
    role(
      "a role may empty tables",
      "pg_catalog.has_table_privilege(me.oid, c.oid, 'truncate, references, trigger')",
      "false",
      killer: .schema("TRUNCATE granted")
    ),
    role(
      "a role may forge fences",
      "pg_catalog.has_column_privilege(me.oid, c.oid, a.attnum, 'insert, update')",
      "false",
      killer: .schema("update of the whole fence granted")
    ),
    role(
      "a role may make roles",
      "me.rolcreaterole",
      "false",
      killer: .schema("application with CREATEROLE")
    ),
    role(
      "a role may replicate",
      "me.rolreplication or exists (",
      "false or exists (",
      killer: .schema("application with REPLICATION")
    ),
    role(
      "a role may fire triggers that bypass row security",
      "where not t.tgisinternal and p.prosecdef and",
      "where false and",
      killer: .schema("definer trigger on a tenant's table")
    ),
  ]

  private static func rule(
    _ name: String,
    _ text: String,
    _ mutated: String,
    schema mutant: String
  ) -> SourceMutant {
    demarc(
      name,
      in: "Routing/Proving/ClusterProver",
      as: .literal,
      text,
      mutated,
      killer: .schema(mutant)
    )
  }

  private static let proof: [SourceMutant] = [
    demarc(
      "nothing is proven",
      in: "Routing/ClusterConnections",
      as: .statement,
      "      try await prover?.prove(connection)",
      "",
      killer: .schema("row security not forced")
    ),
    rule(
      "row security is not proven to be forced",
      "from tenant where not is_forced",
      "from tenant where false",
      schema: "row security not forced"
    ),
    rule(
      "foreign policies are not looked for",
      "where (p.is_tenants or p.is_fleets) is not true",
      "where false",
      schema: "another permissive policy using (true)"
    ),
    rule(
      "missing policies are not looked for",
      "where p.polrelid = t.oid and p.is_tenants and p.polpermissive = wanted.kind",
      "where true",
      schema: "restrictive policy dropped"
    ),
    rule(
      "keys without the tenant are not looked for",
      "where i.indisunique and not t.is_root and i.indkey[0] <> t.attnum",
      "where false",
      schema: "unique key without the tenant"
    ),
    rule(
      "foreign keys without the tenant are not looked for",
      "where k.contype = 'f' and not exists (",
      "where false and not exists (",
      schema: "foreign key to another tenant's root"
    ),
    rule(
      "tenants that may be NULL are not looked for",
      "from tenant where not attnotnull",
      "from tenant where false",
      schema: "tenant that may be NULL"
    ),
    rule(
      "views with their owner's rights are not looked for",
      "c.oid = readers.reader and c.relkind = 'v'",
      "c.oid = readers.reader and false",
      schema: "view over a tenant's table"
    ),
    rule(
      "materialised views are not looked for",
      "c.oid = reached.reader and c.relkind = 'm'",
      "c.oid = reached.reader and false",
      schema: "materialised view over a tenant's table"
    ),
    rule(
      "definer functions are not looked for",
      "where p.prosecdef and n.nspname",
      "where false and n.nspname",
      schema: "definer function over a tenant's table"
    ),
  ]
}
