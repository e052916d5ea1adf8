package import Lint

extension Recall {
  /// Measures what the rules find of the places that are marked in examples.
  ///
  /// - Parameters:
  ///   - language: the language of the examples.
  ///   - examples: files with marks.
  ///   - lookAlikes: files in which there is nothing to find.
  ///   - findings: what is found in an example.
  /// - Returns: an entry for each rule of a mark, sorted by rule.
  package static func measure(
    _ language: String,
    _ examples: [CorpusCase],
    lookAlikes: [CorpusCase],
    findings: (CorpusCase) throws -> [String]
  ) rethrows -> [Recall] {
    var places: [String: Int] = [:]
    var found: [String: Int] = [:]
    for example in examples {
      let all = Set(try findings(example))
      for place in example.expected {
        let rule = place.split(separator: " ").last.map(String.init) ?? place
        places[rule, default: 0] += 1
        if all.contains(place) { found[rule, default: 0] += 1 }
      }
    }
    let lines = lookAlikes.flatMap(\.files.values)
      .reduce(0) { $0 + $1.split(separator: "\n").count }
    return places.sorted { $0.key < $1.key }.map { rule, count in
      Recall(rule, language, found: found[rule] ?? 0, of: count, lookAlikes: lines)
    }
  }

  /// The entry as `Recall.measured` has it.
  package var source: String {
    """
        Recall("\(rule)", "\(language)", found: \(found), of: \(places), lookAlikes: \(lookAlikes)),
    """
  }
}
