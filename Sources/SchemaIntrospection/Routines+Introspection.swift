import Catalog
import PostgresDriver

extension PostgresConnection {
  /// The functions and procedures that a statement can call.
  func routines() async throws -> [Routine] {
    async let headers = routineHeaders()
    async let arguments = routineArguments()
    let argumentsByRoutine = Dictionary(grouping: try await arguments, by: \.routine)
    return try await headers.map { header in
      header.routine(arguments: argumentsByRoutine[header.identity, default: []])
    }
  }

  private func routineHeaders() async throws -> [RoutineHeader] {
    try await catalogRows(
      """
      select p.oid::text, n.nspname, p.proname, p.prokind::text, p.provolatile::text, p.prosecdef,
        p.proretset, p.prorettype = 'pg_catalog.void'::regtype,
        \(typeColumns("p.prorettype", modifier: "null")),
        pg_catalog.obj_description(p.oid, 'pg_proc')
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      where \(userRoutines)
      """
    ) { row in
      RoutineHeader(
        identity: try row.next(),
        name: try row.nextName(),
        kind: try row.next(),
        volatility: try row.next(),
        isSecurityDefiner: try row.next(),
        returnsSet: try row.next(),
        returnsVoid: try row.next(),
        type: try row.nextType(),
        comment: try row.next(String?.self)
      )
    }
  }

  private func routineArguments() async throws -> [RoutineArgument] {
    try await catalogRows(
      """
      select p.oid::text, coalesce(p.proargmodes[g.position]::text, 'i'),
        coalesce(p.proargnames[g.position], ''),
        \(typeColumns("g.type", modifier: "null"))
        , g.position, (p.pronargs - p.pronargdefaults)::int
      from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
      cross join lateral unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]))
        with ordinality as g(type, position)
      where \(userRoutines)
      order by p.oid, g.position
      """
    ) { row in
      RoutineArgument(
        routine: try row.next(),
        mode: try row.next(),
        name: try row.next(),
        type: try row.nextType(),
        position: try row.next(Int64.self),
        requiredCount: try row.next(Int32.self)
      )
    }
  }
}

/// A condition on `pg_proc p` and `pg_namespace n`: what a statement can call.
private let userRoutines = """
  \(userSchemas) and \(notOfExtension("pg_proc", "p.oid"))
    and \(notOfAnother("pg_proc", "p.oid"))
    and p.prorettype not in ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype)
  """

private struct RoutineArgument {
  let routine: String
  let mode: String
  let name: String
  let type: TypeReference
  let position: Int64
  let requiredCount: Int32

  var isInput: Bool { mode == "i" || mode == "b" || mode == "v" }
  var isOutput: Bool { mode == "o" || mode == "b" || mode == "t" }
}

private struct RoutineHeader {
  let identity: String
  let name: QualifiedName
  let kind: String
  let volatility: String
  let isSecurityDefiner: Bool
  let returnsSet: Bool
  let returnsVoid: Bool
  let type: TypeReference
  let comment: String?

  func routine(arguments: [RoutineArgument]) -> Routine {
    let inputs = arguments.filter(\.isInput)
    return Routine(
      name: name,
      kind: routineKind,
      arguments: inputs.enumerated().map { position, argument in
        Routine.Argument(
          name: argument.name,
          type: argument.type,
          hasDefault: position >= Int(argument.requiredCount),
          isVariadic: argument.mode == "v"
        )
      },
      result: result(
        outputs: arguments.filter(\.isOutput).map { argument in
          Routine.Argument(name: argument.name, type: argument.type)
        }
      ),
      volatility: routineVolatility,
      isSecurityDefiner: isSecurityDefiner,
      comment: comment
    )
  }

  private func result(outputs: [Routine.Argument]) -> Routine.Result {
    switch (outputs.isEmpty, returnsSet) {
    case (false, true): .table(outputs)
    case (false, false): outputs.count == 1 ? .value(outputs[0].type) : .record(outputs)
    case (true, true): .values(type)
    case (true, false): returnsVoid ? .void : .value(type)
    }
  }

  private var routineKind: Routine.Kind {
    switch kind {
    case "p": .procedure
    case "a": .aggregate
    case "w": .window
    default: .function
    }
  }

  private var routineVolatility: Routine.Volatility {
    switch volatility {
    case "i": .immutable
    case "s": .stable
    default: .volatile
    }
  }
}
