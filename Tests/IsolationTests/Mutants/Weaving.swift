import TestClusters

extension SourceMutant {
  /// Where the text of the mutant stands in the source of its file.
  ///
  /// - Throws: when it is not in exactly one place.
  func range(in source: String) throws -> Range<String.Index> {
    var region = source[...]
    if let declaration {
      let starts = source.ranges(of: declaration)
      guard starts.count == 1, let start = starts.first else {
        throw misplaced(declaration, starts.count)
      }
      let rest = source[start.upperBound...]
      let ends = ["\n  }\n", "\n\n"].compactMap { rest.firstRange(of: $0)?.lowerBound }
      region = source[start.lowerBound..<(ends.min() ?? source.endIndex)]
    }
    let places = region.ranges(of: text)
    guard places.count == 1, let place = places.first else {
      throw misplaced(text, places.count)
    }
    return place
  }

  private func misplaced(_ text: String, _ count: Int) -> TestProjectError {
    TestProjectError(description: "\(file), '\(name)': \(count) places hold: \(text)")
  }
}

/// Weaves the mutants of one file into its source.
///
/// - Parameters:
///   - mutants: mutants of the file; several of one text are alternatives of each other.
///   - source: the source.
/// - Returns: the source in which `isMutant(_:)` chooses between right and wrong.
/// - Throws: when a text is not in exactly one place, or overlaps with another.
func woven(_ mutants: [SourceMutant], into source: String) throws -> String {
  let places = Dictionary(grouping: try mutants.map { ($0, try $0.range(in: source)) }) { $0.1 }
  var text = ""
  var end = source.startIndex
  for (place, group) in places.sorted(by: { $0.key.lowerBound < $1.key.lowerBound }) {
    guard place.lowerBound >= end else {
      throw TestProjectError(description: "Mutants overlap: \(group.map(\.0.name))")
    }
    text += source[end..<place.lowerBound] + alternatives(group.map(\.0))
    end = place.upperBound
  }
  return text + source[end...]
}

private func alternatives(_ mutants: [SourceMutant]) -> String {
  let right = mutants[0].text
  return switch mutants[0].weave {
  case .expression:
    mutants.reduce("(\(right))") { "(isMutant(\(quoted($1.name))) ? (\($1.mutated)) : \($0))" }
  case .statement:
    mutants.map { "if isMutant(\(quoted($0.name))) {\n\($0.mutated)\n} else " }.joined()
      + "{\n\(right)\n}"
  case .literal:
    "\\("
      + mutants.reduce(quoted(right)) {
        "(isMutant(\(quoted($1.name))) ? \(quoted($1.mutated)) : \($0))"
      } + ")"
  }
}

private func quoted(_ text: String) -> String {
  "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
}

/// What chooses, in every module that holds mutants.
let mutantSwitch: String = """
  import Foundation

  private let active: String? = ProcessInfo.processInfo.environment["DEMARC_MUTANT"]

  func isMutant(_ name: String) -> Bool { active == name }

  """
