package import ConfigurationFile

/// The names of clusters of a project.
package struct ClusterNames: Sendable {
  private let patterns: [ClusterPattern]

  /// Reads the patterns of a configuration.
  package init(_ configuration: Configuration.Lint) throws(ConfigurationError) {
    var patterns: [ClusterPattern] = []
    for text in configuration.clusters {
      do {
        patterns.append(try ClusterPattern(text))
      } catch {
        throw ConfigurationError(
          path: "demarc.yml",
          line: nil,
          key: "lint.clusters",
          message: "\(error)"
        )
      }
    }
    self.patterns = patterns
  }

  /// The first name of a cluster in a string's values.
  package func firstMatch(in alternatives: [FoldedText]) -> FoldedText? {
    firstMatch(among: alternatives)?.name
  }

  /// The first name of a cluster in a string's values, and the value that it is in.
  func firstMatch(among alternatives: [FoldedText]) -> (name: FoldedText, value: FoldedText)? {
    for text in alternatives {
      for pattern in patterns {
        if let name = pattern.firstMatch(in: text) { return (name, text) }
      }
      let seen = LookAlikes.resolved(text)
      guard seen != text else { continue }
      for pattern in patterns {
        if let name = pattern.firstMatch(in: seen) { return (name, text) }
      }
    }
    return nil
  }

  /// Without which texts no string can name a cluster.
  package var needles: Needles {
    let literals = patterns.map(\.literal)
    // A pattern that spells nothing out can be anywhere.
    return Needles(
      fragments: literals.contains("") ? [""] : [],
      texts: Set(literals.filter { !$0.isEmpty })
    )
  }
}
