import Catalog
import SQLLanguage

extension QueryPlanner {
  /// The query with every relation's schema and with columns in the place of stars.
  func writtenOut(
    _ source: QuerySource
  ) -> (source: QuerySource?, refusals: [LocatedProblem]) {
    guard let variant = source.text.variants.first else { return (nil, []) }
    let analysis: StatementAnalysis
    do throws(SQLRefusal) {
      analysis = try analyze(variant)
    } catch {
      return (nil, error.problems.map { located($0, in: variant) })
    }
    var written = source
    var refusals: [LocatedProblem] = []
    // From the end to the beginning, so that what was put in does not move what is still to be found. The name of a
    // relation alone could lead to another one, where a session's search path does.
    for relation in analysis.unqualifiedRelations.reversed() {
      _ = written.text.replace(
        0,
        at: variant.offset(ofByte: relation.offset),
        with: quotedIdentifier(relation.name.schema) + "."
      )
    }
    for star in analysis.stars.sorted(by: { $0.offset > $1.offset }) {
      let offset = variant.offset(ofByte: star.offset)
      if !expand(star, at: offset, in: variant, &written.text) {
        refusals.append(
          LocatedProblem(
            offset: offset,
            cause: "nobody knows which columns the star stands for when the schema changes",
            remedy: "Write the columns out, or the star of one table: p.*."
          )
        )
      }
    }
    return refusals.isEmpty ? (written, []) : (nil, refusals)
  }

  /// Puts the columns of a relation's row in the place of its star.
  private func expand(
    _ star: StatementAnalysis.Star,
    at offset: Int,
    in variant: QueryVariant,
    _ text: inout QueryText
  ) -> Bool {
    guard let entity = star.relation.flatMap({ entities[$0] }) else { return false }
    let rest = variant.sql.utf8.dropFirst(star.offset)
    var isQuoted = false
    let before = rest.prefix { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return isQuoted || byte != UInt8(ascii: "*")
    }
    let length = before.count + 1
    // A comment within would be cut off at the wrong place.
    guard variant.offset(ofByte: star.offset + before.count) == offset + before.count else {
      return false
    }
    let prefix = star.alias.map { quotedIdentifier($0) + "." } ?? ""
    var lines = wrappedList("", entity.columnList.map { prefix + $0 })
    if lines.count == 1 { lines[0].removeFirst() }
    // `select * from …` on one line goes on below many columns.
    let goesOn = lines.count > 1 && rest.dropFirst(length).first == UInt8(ascii: " ")
    return text.replace(
      goesOn ? length + 1 : length,
      at: offset,
      with: lines.joined(separator: "\n") + (goesOn ? "\n" : "")
    )
  }
}
