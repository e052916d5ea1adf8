import Lint

/// What is done with data: failures that are dropped, and rows that are looked for.
extension Evaluator {
  // MARK: Failures

  /// As in `try { … } catch { }`.
  func noteSwallow(_ attempt: Attempt, _ scope: Scope) {
    guard isRecording, let handler = attempt.handler, !isRollback(attempt.body),
      let outcome = outcome(of: handler, parameter: attempt.parameter)
    else { return }
    recorder.noteSwallow(
      Swallow(
        outcome,
        names: withTypes(attempt.body.flatMap(names), scope),
        range: recorder.range(attempt.handlerRange)
      ),
      at: attempt.handlerRange
    )
  }

  /// As in `work.catch(() => null)`, `work.then(use, () => null)`.
  func noteSwallow(
    _ name: String?,
    _ callee: Expression,
    _ arguments: [Expression],
    _ scope: Scope
  ) {
    guard isRecording, case .member(let work, _, let range) = callee.kind,
      name == "catch" && arguments.count == 1 || name == "then" && arguments.count == 2,
      !isRollback(work),
      let outcome = arguments.last.flatMap(outcome)
    else { return }
    recorder.noteSwallow(
      Swallow(
        outcome,
        names: withTypes(names(in: work), scope),
        range: recorder.range(range)
      ),
      at: range
    )
  }

  /// Whether work only takes back what failed before: that failure is what counts.
  private func isRollback(_ work: Expression) -> Bool {
    names(in: work).contains { name in
      let words = name.lowercased().split { !$0.isLetter }
      let isStatement =
        words.first == "rollback"
        && (words.count == 1 || ["to", "transaction", "work"].contains(words[1]))
      return isStatement || name == "rollbackTransaction"
    }
  }

  private func isRollback(_ body: [Statement]) -> Bool {
    guard body.count == 1, case .expression(let work) = body[0].kind else { return false }
    return isRollback(work)
  }

  /// What a function makes of a failure, when that is nothing.
  private func outcome(of handler: Expression) -> Swallow.Kind? {
    switch handler.kind {
    case .name("noop"): return .emptyCatch
    case .function(let function):
      if let value = function.expression { return isEmptyValue(value) ? .answeringCatch : nil }
      return function.body.flatMap {
        outcome(of: $0, parameter: function.parameters.first?.pattern)
      }
    default: return nil
    }
  }

  /// What statements make of a failure, when that is nothing: they end, log it, or give an empty value.
  private func outcome(of handler: [Statement], parameter: Pattern?) -> Swallow.Kind? {
    var outcome = Swallow.Kind.emptyCatch
    for statement in handler {
      switch statement.kind {
      case .empty: break
      case .returning(let value):
        guard value.map(isEmptyValue) ?? true else { return nil }
        outcome = .answeringCatch
      case .expression(let expression):
        if isLogging(expression) { continue }
        guard case .assignment("=", _, let value) = expression.kind, isEmptyValue(value) else {
          return nil
        }
        outcome = .answeringCatch
      default: return nil
      }
    }
    return outcome
  }

  private func isLogging(_ expression: Expression) -> Bool {
    guard case .call(let callee, _, _, _) = expression.kind else { return false }
    let names = names(in: callee).map { $0.lowercased() }
    return names.contains {
      $0 == "console" || $0.hasSuffix("logger") || $0 == "log" || $0 == "debug"
    }
  }

  /// Whether a value stands for nothing.
  private func isEmptyValue(_ value: Expression) -> Bool {
    switch value.kind {
    case .keyword(let word): return ["null", "undefined", "false"].contains(word)
    case .array(let elements): return elements.isEmpty
    case .object(let properties):
      // As in `{ rows: [] }`; `{ ok: false }` tells of the failure.
      return properties.allSatisfy { property in
        if case .keyword("false") = property.value.kind {
          false
        } else {
          !property.isSpread && isEmptyValue(property.value)
        }
      }
    case .string(let text): return text.isEmpty
    case .number(0), .prefix("void", _): return true
    case .passing(let inner), .typed(let inner, _): return isEmptyValue(inner)
    case .call(let callee, let arguments, _, _):
      return lastName(of: callee) == "resolve" && arguments.allSatisfy(isEmptyValue)
    default: return false
    }
  }

  /// The names that a statement is written with.
  func names(in statement: Statement) -> [String] {
    switch statement.kind {
    case .variables(let declaration): declaration.declarators.flatMap { $0.value.map(names) ?? [] }
    case .expression(let expression): names(in: expression)
    case .returning(let value), .throwing(let value): value.map(names) ?? []
    case .block(let statements): statements.flatMap(names)
    case .conditional(let test, let then, let otherwise):
      names(in: test) + then.flatMap(names) + otherwise.flatMap(names)
    case .loop(let first, let others, let body):
      first.flatMap(names) + others.flatMap(names) + body.flatMap(names)
    case .iteration(_, _, let iterated, _, let body): names(in: iterated) + body.flatMap(names)
    default: []
    }
  }

  // MARK: Keys

  /// As in `.eq("slug", value)`, `{ onConflict: "slug" }`, `findOne({ where: { slug } })`.
  func noteKeyLookup(
    _ name: String?,
    _ callee: Expression,
    _ expressions: [Expression],
    _ arguments: [Value]
  ) {
    guard isRecording, let name else { return }
    let tables = tableNames(of: callee)
    let chain = names(in: callee)
    let writes = chain.contains {
      ["update", "delete", "upsert", "updateMany", "deleteMany", "remove", "save"].contains($0)
    }
    switch name {
    case "eq", "filter", "ilike", "where", "andWhere", "onConflict", "match":
      if let column = arguments.first?.literal, let place = expressions.first {
        noteKey(column, tables, name == "onConflict" || writes, place.range)
      } else {
        noteKeys(of: expressions.first, tables, writes)
      }
    case "upsert":
      let column = property("onConflict", of: expressions.last)
      if let column, let text = evaluateQuietly(column) {
        for part in text.split(separator: ",") {
          noteKey(part.filter { !$0.isWhitespace }, tables, true, column.range)
        }
      }
      noteKeys(of: property("where", of: expressions.first), tables, true)
    case "findOne", "findFirst", "findUnique", "findUniqueOrThrow", "findFirstOrThrow", "findOneBy",
      "findBy",
      "findOneOrFail", "findOrCreate", "update", "delete", "updateMany", "deleteMany",
      "findOneByOrFail":
      let isWrite = !name.hasPrefix("find") || name == "findOrCreate"
      let whole = expressions.first
      noteKeys(of: property("where", of: whole) ?? whole, tables, isWrite)
    default: break
    }
  }

  private func noteKeys(of object: Expression?, _ tables: [String], _ decidesWrite: Bool) {
    guard case .object(let properties)? = object?.kind else { return }
    for property in properties {
      if let name = property.key.name { noteKey(name, tables, decidesWrite, property.key.range) }
    }
  }

  private func noteKey(
    _ column: String,
    _ tables: [String],
    _ decidesWrite: Bool,
    _ range: Range<Int>
  ) {
    let column = column.split(separator: ".").last.map(String.init) ?? column
    guard MutableKeyLookup.columns.contains(column.lowercased()) else { return }
    recorder.noteKeyLookup(
      KeyLookup(
        column: column,
        tableNames: tables,
        decidesWrite: decidesWrite,
        range: recorder.range(range)
      ),
      at: range
    )
  }

  private func property(_ name: String, of object: Expression?) -> Expression? {
    guard case .object(let properties)? = object?.kind else { return nil }
    return properties.first { $0.key.name == name }?.value
  }

  private func evaluateQuietly(_ expression: Expression) -> String? {
    if case .string(let text) = expression.kind { text } else { nil }
  }

  /// The tables of a chain: what `from(…)` names, or the object before `findUnique`.
  private func tableNames(of callee: Expression) -> [String] {
    if case .member(let object, _, _) = callee.kind {
      objectNames(object)
    } else {
      objectNames(callee)
    }
  }

  private func objectNames(_ object: Expression) -> [String] {
    switch object.kind {
    case .name(let name): return [name]
    case .member(let base, let name, _): return objectNames(base) + [name]
    case .index(let base, _), .passing(let base), .typed(let base, _): return objectNames(base)
    case .call(let callee, let arguments, _, _):
      if ["from", "into", "table"].contains(lastName(of: callee)), let table = arguments.first {
        return names(in: table)
      }
      // `db.from("clients").select()`: the table stands further in. `knex("clients")`: it stands here.
      if case .member(let inner, _, _) = callee.kind { return objectNames(inner) }
      return arguments.flatMap(names)
    default: return []
    }
  }
}
