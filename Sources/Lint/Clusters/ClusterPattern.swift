/// A pattern of cluster names, which finds them in strings of which a part may be unknown.
///
/// A hole of a string stands for what the pattern leaves open (its classes), never for what the pattern
/// spells out; and where a match runs through a hole, at least one open place must be written in the
/// source. So for `cluster_[a-z]+_[0-9]{2}`:
///
/// - `"cluster_\(tier)_01"` names a cluster: the number is fixed.
/// - `"cluster_shared_\(number)"` names one: the tier is fixed.
/// - `"cluster_\(tier)_\(number)"` names none: nothing open is fixed.
/// - `"\(prefix)_01"` names none: the hole would have to spell out `cluster_`.
package struct ClusterPattern: Sendable {
  private struct Edge {
    let symbol: Symbol
    let target: Int
  }

  private enum Symbol {
    case empty
    case literal(Unicode.Scalar)
    case open(ScalarClass)
  }

  /// A place in the automaton, and how the match came there.
  private struct Place: Hashable {
    var state: Int
    var usedHole = false
    var fixedOpen = false
  }

  /// The text that every match spells out.
  package let literal: String
  private var edges: [[Edge]] = [[]]
  private var end = 0

  /// Reads a regular expression.
  ///
  /// - Throws: `ClusterPatternError` when it is none, or uses what names do not need.
  package init(_ text: String) throws(ClusterPatternError) {
    do {
      let syntax = try ClusterPatternParser.parse(text)
      literal = syntax.longestLiteral
      end = add(syntax, from: 0)
    } catch {
      throw ClusterPatternError(pattern: text, message: error.message)
    }
  }

  /// The first token of a string that names a cluster: that the pattern matches as a whole.
  package func firstMatch(in text: FoldedText) -> FoldedText? {
    let pieces = text.pieces.flatMap { piece -> [Unicode.Scalar?] in
      switch piece {
      case .text(let text): Array(text.unicodeScalars)
      case .hole: [nil]
      }
    }
    for start in pieces.indices where isBoundary(pieces, before: start) {
      if let end = matchEnd(pieces, from: start) { return FoldedText(scalars: pieces[start..<end]) }
    }
    return nil
  }

  /// Whether a token may begin here: a hole may end with anything.
  private func isBoundary(_ pieces: [Unicode.Scalar?], before index: Int) -> Bool {
    guard index > 0, let previous = pieces[index - 1] else { return true }
    return !previous.isTokenScalar
  }

  /// Where a match that begins here ends, or nil when none does.
  private func matchEnd(_ pieces: [Unicode.Scalar?], from start: Int) -> Int? {
    var places = closure([Place(state: 0)])
    for index in start..<pieces.count {
      let scalar = pieces[index]
      // A token ends before what is no part of one, and may end before a hole.
      let mayEnd = index > start && scalar?.isTokenScalar != true
      if mayEnd, places.contains(where: isMatch) { return index }
      places =
        scalar.map { scalar in closure(places.flatMap { step($0, over: scalar) }) }
        ?? throughHole(places)
      if places.isEmpty { return nil }
    }
    return places.contains(where: isMatch) ? pieces.count : nil
  }

  private func isMatch(_ place: Place) -> Bool {
    place.state == end && (!place.usedHole || place.fixedOpen)
  }

  private func step(_ place: Place, over scalar: Unicode.Scalar) -> [Place] {
    edges[place.state].compactMap { edge in
      switch edge.symbol {
      case .empty: return nil
      case .literal(let literal):
        guard literal == scalar else { return nil }
        return Place(
          state: edge.target,
          usedHole: place.usedHole,
          fixedOpen: place.fixedOpen
        )
      case .open(let set):
        guard set.contains(scalar) else { return nil }
        return Place(state: edge.target, usedHole: place.usedHole, fixedOpen: true)
      }
    }
  }

  /// Every place that some text in the hole leads to, none of it spelled out by the pattern.
  private func throughHole(_ places: Set<Place>) -> Set<Place> {
    var reached = places
    var pending = Array(places)
    while let place = pending.popLast() {
      let next = edges[place.state].compactMap { edge -> Place? in
        guard case .open = edge.symbol else { return nil }
        return Place(state: edge.target, usedHole: true, fixedOpen: place.fixedOpen)
      }
      for place in closure(next) where reached.insert(place).inserted { pending.append(place) }
    }
    return reached
  }

  private func closure(_ places: some Sequence<Place>) -> Set<Place> {
    var reached = Set(places)
    var pending = Array(reached)
    while let place = pending.popLast() {
      for edge in edges[place.state] {
        guard case .empty = edge.symbol else { continue }
        var next = place
        next.state = edge.target
        if reached.insert(next).inserted { pending.append(next) }
      }
    }
    return reached
  }
}

extension ClusterPattern {
  /// Adds the states of a part of the pattern; the result is the state after it.
  private mutating func add(_ syntax: ClusterPatternSyntax, from start: Int) -> Int {
    switch syntax {
    case .literal(let scalar): return addState(after: start, .literal(scalar))
    case .open(let set): return addState(after: start, .open(set))
    case .sequence(let parts): return parts.reduce(start) { add($1, from: $0) }
    case .choice(let alternatives):
      let end = addState()
      for alternative in alternatives {
        connect(add(alternative, from: addState(after: start, .empty)), to: end)
      }
      return end
    case .repetition(let inner, let minimum, let maximum):
      var state = (0..<minimum).reduce(start) { state, _ in add(inner, from: state) }
      guard let maximum else {
        // The loop has a state of its own, so that nothing before it is entered again.
        let loop = addState(after: state, .empty)
        connect(add(inner, from: loop), to: loop)
        return addState(after: loop, .empty)
      }
      let end = addState()
      connect(state, to: end)
      for _ in minimum..<maximum {
        state = add(inner, from: state)
        connect(state, to: end)
      }
      return end
    }
  }

  private mutating func addState() -> Int {
    edges.append([])
    return edges.count - 1
  }

  private mutating func addState(after state: Int, _ symbol: Symbol) -> Int {
    let target = addState()
    edges[state].append(Edge(symbol: symbol, target: target))
    return target
  }

  private mutating func connect(_ state: Int, to target: Int) {
    edges[state].append(Edge(symbol: .empty, target: target))
  }
}

/// A text that is no pattern of cluster names.
package struct ClusterPatternError: Error, CustomStringConvertible {
  /// The text.
  package let pattern: String
  /// The cause.
  package let message: String

  /// The pattern, the cause and the next step.
  package var description: String {
    """
    '\(pattern)' cannot be used: \(message). Write letters, classes, groups, '|' and repetition, as in \
    cluster_[a-z]+_[0-9]{2}.
    """
  }
}
