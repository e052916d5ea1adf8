import Lint

/// A macro.
struct Macro: Sendable {
  /// The parameters; nil for a macro without parentheses.
  let parameters: [String]?
  let isVariadic: Bool
  let body: [CToken]
}

/// Expands macros, as far as the file, the files that it includes and the compiler's options define them.
///
/// Conditions are not evaluated: every branch is read, for any of them may be compiled somewhere.
struct Preprocessor {
  /// The macros that are known now.
  var macros: [String: Macro]
  /// What the file is after the preprocessor.
  private(set) var output: [CToken] = []
  /// What the files that it includes are.
  private(set) var headers: [CToken] = []
  /// The bodies of this file's macros, their parameters being holes.
  private(set) var bodies: [[CToken]] = []
  /// Finds the tokens of an included file.
  private let include: (String) -> [CToken]?
  /// Whether it includes more than is read.
  private(set) var leavesHeadersOut = false
  private var includeDepth = 0
  /// The names of the files that were included and say that once is enough.
  private var guarded: Set<String> = []

  init(definitions: [String: Macro], include: @escaping (String) -> [CToken]?) {
    macros = definitions
    self.include = include
  }

  /// Reads the tokens of the file itself.
  mutating func run(_ tokens: [CToken]) {
    var position = 0
    var pending: [CToken] = []
    while position < tokens.count {
      let token = tokens[position]
      guard token.beginsLine, token.isPunctuator("#") else {
        pending.append(token)
        position += 1
        continue
      }
      flush(&pending)
      var end = position + 1
      while end < tokens.count, !tokens[end].beginsLine { end += 1 }
      if isNeverCompiled(tokens[(position + 1)..<end]) {
        position = Self.endOfBranch(tokens, end)
        continue
      }
      directive(Array(tokens[(position + 1)..<end]))
      position = end
    }
    flush(&pending)
  }

  /// `#if 0`: a comment by other means.
  private func isNeverCompiled(_ directive: ArraySlice<CToken>) -> Bool {
    directive.count == 2 && directive.first?.isWord("if") == true && directive.last?.text == "0"
  }

  /// The `#else`, `#elif` or `#endif` that ends a branch.
  private static func endOfBranch(_ tokens: [CToken], _ start: Int) -> Int {
    var depth = 0
    for position in start..<tokens.count
    where tokens[position].beginsLine && tokens[position].isPunctuator("#") {
      guard position + 1 < tokens.count else { break }
      let word = tokens[position + 1].text
      if word.hasPrefix("if") { depth += 1 }
      if depth == 0, ["else", "elif", "endif"].contains(word) { return position }
      if word == "endif" { depth -= 1 }
    }
    return tokens.count
  }

  private mutating func flush(_ pending: inout [CToken]) {
    guard !pending.isEmpty else { return }
    let expanded = expand(pending, hidden: [], depth: 0)
    if includeDepth == 0 { output += expanded } else { headers += expanded }
    pending = []
  }

  private mutating func directive(_ tokens: [CToken]) {
    guard let name = tokens.first, name.kind == .identifier else { return }
    switch name.text {
    case "define": define(Array(tokens.dropFirst()))
    case "include", "import", "include_next":
      guard includeDepth < 16, let target = Self.includedName(tokens.dropFirst()),
        !guarded.contains(target), let included = include(target)
      else { return }
      guard headers.count < Self.maximumHeaderTokens else {
        leavesHeadersOut = true
        return
      }
      if Self.isGuarded(included) { guarded.insert(target) }
      includeDepth += 1
      run(included)
      includeDepth -= 1
    case "pragma":
      if includeDepth == 0 { output += tokens.dropFirst() }
    default: break
    }
  }

  /// What stands between the quotes or the angle brackets of a directive.
  private static func includedName(_ tokens: ArraySlice<CToken>) -> String? {
    guard let first = tokens.first else { return nil }
    if first.kind == .string { return first.text }
    guard first.isPunctuator("<"), let end = tokens.firstIndex(where: { $0.isPunctuator(">") })
    else { return nil }
    return tokens[(tokens.startIndex + 1)..<end].map(\.text).joined()
  }

  /// Whether a file is read once: it begins with `#pragma once`, or all of it stands between `#ifndef NAME`,
  /// `#define NAME` and `#endif`.
  private static func isGuarded(_ tokens: [CToken]) -> Bool {
    guard tokens.count > 2, tokens[0].isPunctuator("#") else { return false }
    if tokens[1].isWord("pragma") { return tokens[2].isWord("once") }
    guard tokens[1].isWord("ifndef"), tokens.count > 6, tokens[3].isPunctuator("#"),
      tokens[4].isWord("define"), tokens[5].text == tokens[2].text, tokens[6].beginsLine
    else { return false }
    let end = endOfBranch(tokens, 3)
    guard end + 1 < tokens.count, tokens[end + 1].isWord("endif") else { return false }
    return !tokens[(end + 1)...].contains(where: \.beginsLine)
  }

  private mutating func define(_ tokens: [CToken]) {
    guard let name = tokens.first, name.kind == .identifier else { return }
    var rest = Array(tokens.dropFirst())
    var parameters: [String]?
    var isVariadic = false
    if let open = rest.first, open.isPunctuator("("), !open.followsBlank {
      let end = rest.firstIndex { $0.isPunctuator(")") } ?? rest.count - 1
      parameters = rest[1..<max(1, end)].filter { $0.kind == .identifier }.map(\.text)
      isVariadic = rest[..<end].contains { $0.isPunctuator("...") }
      rest = Array(rest[(end + 1)...])
    }
    macros[name.text] = Macro(parameters: parameters, isVariadic: isVariadic, body: rest)
    guard includeDepth == 0 else { return }
    let unknown = Set((parameters ?? []) + (isVariadic ? ["__VA_ARGS__"] : []))
    var body: [CToken] = []
    for var token in rest {
      if token.isPunctuator("#"), parameters != nil { continue }
      if token.kind == .identifier, unknown.contains(token.text) { token.kind = .hole }
      body.append(token)
    }
    bodies.append(joinPasted(expand(body, hidden: [name.text], depth: 0), keepsHoles: true))
  }

  // MARK: Expansion

  private static let maximumDepth = 40
  private static let maximumTokens = 200_000
  /// How much of what is included is read.
  private static let maximumHeaderTokens = 400_000

  /// Replaces macros by what they stand for.
  private func expand(_ tokens: [CToken], hidden: Set<String>, depth: Int) -> [CToken] {
    guard depth < Self.maximumDepth,
      tokens.contains(where: { $0.kind == .identifier && macros[$0.text] != nil })
    else { return tokens }
    var result: [CToken] = []
    result.reserveCapacity(tokens.count)
    var position = 0
    while position < tokens.count, result.count < Self.maximumTokens {
      let token = tokens[position]
      position += 1
      guard token.kind == .identifier, !hidden.contains(token.text), let macro = macros[token.text]
      else {
        result.append(token)
        continue
      }
      var arguments: [[CToken]] = []
      var useEnd = token.range.upperBound
      if macro.parameters != nil {
        guard position < tokens.count, tokens[position].isPunctuator("("),
          let end = Self.closing(tokens, position)
        else {
          result.append(token)
          continue
        }
        arguments = Self.arguments(tokens[(position + 1)..<end])
        useEnd = max(useEnd, tokens[end].range.upperBound)
        position = end + 1
      }
      let use = token.range.lowerBound..<useEnd
      let replaced = substitute(macro, token.text, arguments, use, hidden, depth)
      result += expand(replaced, hidden: hidden.union([token.text]), depth: depth + 1)
      // A macro's result may be the name of one that takes the arguments that follow.
      if let last = result.last, last.kind == .identifier, !hidden.contains(last.text),
        last.text != token.text,
        macros[last.text]?.parameters != nil, position < tokens.count,
        tokens[position].isPunctuator("("),
        let end = Self.closing(tokens, position)
      {
        result.removeLast()
        result += expand([last] + tokens[position...end], hidden: hidden, depth: depth + 1)
        position = end + 1
      }
    }
    return result
  }

  private func substitute(
    _ macro: Macro,
    _ name: String,
    _ arguments: [[CToken]],
    _ use: Range<Int>,
    _ hidden: Set<String>,
    _ depth: Int
  ) -> [CToken] {
    let parameters = macro.parameters ?? []
    func argument(_ text: String) -> [CToken]? {
      if let position = parameters.firstIndex(of: text) {
        return position < arguments.count ? arguments[position] : []
      }
      guard macro.isVariadic, text == "__VA_ARGS__" else { return nil }
      let rest = arguments.dropFirst(parameters.count)
      return Array(rest.joined(separator: [CToken(kind: .punctuator, text: ",", range: use)]))
    }
    var result: [CToken] = []
    var position = 0
    while position < macro.body.count {
      var token = macro.body[position]
      let next = position + 1 < macro.body.count ? macro.body[position + 1] : nil
      if macro.parameters != nil, token.isPunctuator("#"), let next, let given = argument(next.text)
      {
        result.append(
          CToken(
            kind: .string,
            text: Self.spelling(given),
            range: use,
            origin: .made,
            followsBlank: token.followsBlank
          )
        )
        position += 2
        continue
      }
      position += 1
      if token.kind == .identifier, let given = argument(token.text) {
        let isPasted = next?.isPunctuator("##") == true || result.last?.isPunctuator("##") == true
        let value = isPasted ? given : expand(given, hidden: hidden, depth: depth + 1)
        result += value
        continue
      }
      token.range = use
      token.beginsLine = false
      if token.origin == .source { token.origin = .macro(name) }
      result.append(token)
    }
    return joinPasted(result, keepsHoles: false)
  }

  /// Joins what `##` stands between.
  private func joinPasted(_ tokens: [CToken], keepsHoles: Bool) -> [CToken] {
    guard tokens.contains(where: { $0.isPunctuator("##") }) else { return tokens }
    var result: [CToken] = []
    var position = 0
    while position < tokens.count {
      let token = tokens[position]
      position += 1
      guard token.isPunctuator("##"), var last = result.popLast(), position < tokens.count else {
        if !token.isPunctuator("##") { result.append(token) }
        continue
      }
      let next = tokens[position]
      position += 1
      if last.kind == .hole || next.kind == .hole { last.kind = .hole }
      last.text += next.text
      last.origin = .made
      result.append(last)
    }
    return result
  }

  /// The `)` that belongs to a `(`.
  static func closing(_ tokens: [CToken], _ open: Int) -> Int? {
    var depth = 0
    for position in open..<tokens.count {
      if tokens[position].kind != .punctuator { continue }
      if tokens[position].text == "(" { depth += 1 }
      if tokens[position].text == ")" {
        depth -= 1
        if depth == 0 { return position }
      }
    }
    return nil
  }

  /// The arguments between parentheses.
  static func arguments(_ tokens: ArraySlice<CToken>) -> [[CToken]] {
    var result: [[CToken]] = [[]]
    var depth = 0
    for token in tokens {
      if token.kind == .punctuator {
        switch token.text {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        case "," where depth == 0:
          result.append([])
          continue
        default: break
        }
      }
      result[result.count - 1].append(token)
    }
    return result.count == 1 && result[0].isEmpty ? [] : result
  }

  /// What `#` makes of an argument.
  private static func spelling(_ tokens: [CToken]) -> String {
    var text = ""
    for (position, token) in tokens.enumerated() {
      if position > 0, token.followsBlank { text += " " }
      text += token.kind == .string ? "\"\(token.text)\"" : token.text
    }
    return text
  }
}
