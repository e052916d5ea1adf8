import Lint

/// Folds the constants of a file whose macros are expanded.
struct CFolder {
  /// The texts of variables, as they are so far.
  var constants: [String: [FoldedText]] = [:]
  /// The elements of arrays of texts.
  var arrays: [String: [[FoldedText]]] = [:]
  /// What functions without parameters return.
  var results: [String: [FoldedText]] = [:]

  private static let maximumAlternatives = 16
  private static let maximumDepth = 60
  private static let maximumPieces = 64
  /// In bytes.
  private static let maximumLength = 16_384

  /// The texts that an expression has; nil when it is no string that the file tells.
  func evaluate(_ tokens: ArraySlice<CToken>, _ depth: Int = 0) -> [FoldedText]? {
    guard depth < Self.maximumDepth, let first = tokens.first, tokens.count < 2_000 else {
      return nil
    }
    if let inner = Self.unwrapped(tokens) { return evaluate(inner, depth + 1) }
    let marks = Self.topLevel(tokens)
    if let question = marks.first(where: { tokens[$0].isPunctuator("?") }),
      let colon = marks.last(where: { tokens[$0].isPunctuator(":") && $0 > question })
    {
      let values = [tokens[(question + 1)..<colon], tokens[(colon + 1)...]].compactMap {
        evaluate($0, depth + 1)
      }
      return values.isEmpty ? nil : Array(values.joined().prefix(Self.maximumAlternatives))
    }
    for separator in ["<<", "+"] {
      let places = marks.filter { tokens[$0].isPunctuator(separator) }
      if !places.isEmpty { return sum(tokens, places, depth, isStream: separator == "<<") }
    }
    if let cast = Self.withoutCast(tokens) { return evaluate(cast, depth + 1) }
    if let rest = addressed(tokens, depth) { return rest }
    if first.isPunctuator("@") || first.isPunctuator("&") || first.isPunctuator("*") {
      return evaluate(tokens.dropFirst(), depth + 1)
    }
    return primary(tokens, depth)
  }

  /// What a pointer behind the beginning of a text sees: `&text[2]`.
  private func addressed(_ tokens: ArraySlice<CToken>, _ depth: Int) -> [FoldedText]? {
    guard tokens.count > 4, tokens.first?.isPunctuator("&") == true,
      tokens.last?.isPunctuator("]") == true,
      tokens[tokens.endIndex - 3].isPunctuator("["),
      let offset = Self.number(tokens[tokens.endIndex - 2].text)
    else { return nil }
    let base = tokens[(tokens.startIndex + 1)..<(tokens.endIndex - 3)]
    return evaluate(base, depth + 1).flatMap { Self.suffix($0, from: offset) }
  }

  /// What stands behind the first bytes of texts of which all is known; nil where there are not so many.
  private static func suffix(_ texts: [FoldedText], from offset: Int) -> [FoldedText]? {
    let rests = texts.compactMap { text -> FoldedText? in
      guard let literal = text.literal, offset >= 0, offset <= literal.utf8.count else {
        return nil
      }
      return FoldedText(String(decoding: literal.utf8.dropFirst(offset), as: UTF8.self))
    }
    return rests.isEmpty ? nil : rests
  }

  private func sum(
    _ tokens: ArraySlice<CToken>,
    _ places: [Int],
    _ depth: Int,
    isStream: Bool
  ) -> [FoldedText]? {
    var parts: [ArraySlice<CToken>] = []
    var start = tokens.startIndex
    for place in places + [tokens.endIndex] {
      parts.append(tokens[start..<place])
      start = min(place + 1, tokens.endIndex)
    }
    // A number moves a pointer: `"text" + 2`.
    if !isStream, parts.count == 2, let place = parts.firstIndex(where: Self.isNumber),
      !Self.isNumber(parts[1 - place]),
      let offset = parts[place].first.map(\.text).flatMap(Self.number),
      let texts = evaluate(parts[1 - place], depth + 1)
    {
      return Self.suffix(texts, from: offset)
    }
    var values = parts.map { evaluate($0, depth + 1) }
    if isStream, values.first == .some(nil) { values.removeFirst() }
    guard values.contains(where: { $0 != nil }) else { return nil }
    return values.reduce([FoldedText("")]) { Self.product($0, $1 ?? [.unknown]) }
  }

  private static func isNumber(_ tokens: ArraySlice<CToken>) -> Bool {
    tokens.count == 1 && tokens.first?.kind == .number
  }

  private func primary(_ tokens: ArraySlice<CToken>, _ depth: Int) -> [FoldedText]? {
    let isRun =
      tokens.contains { $0.kind == .string || $0.kind == .hole }
      && tokens.allSatisfy {
        $0.kind == .string || $0.kind == .hole || $0.kind == .identifier || $0.isPunctuator("@")
      }
    if isRun { return Self.run(tokens) }
    if let method = method(tokens, depth) { return method }
    guard let first = tokens.first, let last = tokens.last else { return nil }
    if tokens.count == 1 {
      switch first.kind {
      case .identifier: return constants[first.text]
      case .number: return Self.number(first.text).map { [FoldedText(String($0))] }
      case .character: return [FoldedText(first.text)]
      case .hole: return [.unknown]
      default: return nil
      }
    }
    if last.isPunctuator("]"), first.kind == .identifier, tokens.count == 4,
      let values = arrays[first.text]
    {
      let index = tokens[tokens.startIndex + 2]
      if let number = Self.number(index.text), number < values.count { return values[number] }
      return Array(values.joined().prefix(Self.maximumAlternatives))
    }
    if first.isPunctuator("["), last.isPunctuator("]") {
      return message(tokens.dropFirst().dropLast(), depth)
    }
    return call(tokens, depth)
  }

  /// As in `strdup("…")`, `std::string("…")`, `std::string{"…"}`, `name()`.
  private func call(_ tokens: ArraySlice<CToken>, _ depth: Int) -> [FoldedText]? {
    guard let last = tokens.last, last.isPunctuator(")") || last.isPunctuator("}"),
      let open = tokens.firstIndex(where: { $0.isPunctuator("(") || $0.isPunctuator("{") }),
      open > tokens.startIndex
    else { return nil }
    let nameToken = tokens[..<open].last { $0.kind == .identifier }
    guard let name = nameToken?.text else { return nil }
    let arguments = Preprocessor.arguments(tokens[(open + 1)..<(tokens.endIndex - 1)])
    if arguments.isEmpty { return results[name] }
    if let text = format(name, arguments.map { $0[...] }) { return text }
    guard Self.wrappers.contains(name) else { return nil }
    return evaluate(arguments[0][...], depth + 1)
  }

  private static let wrappers: Set<String> = [
    "string", "basic_string", "string_view", "strdup", "g_strdup", "xstrdup", "strndup",
    "to_string", "QString",
    "QStringLiteral", "QLatin1String", "CFSTR", "wstring", "TEXT", "_T", "move", "forward", "c_str",
    "as_const",
    "stringWithUTF8String", "filename", "path", "NSLocalizedString", "pstrdup", "String", "str",
  ]

  /// As in `x.append("…")`, `x.c_str()`, `x.substr(1, 2)`.
  private func method(_ tokens: ArraySlice<CToken>, _ depth: Int) -> [FoldedText]? {
    guard tokens.last?.isPunctuator(")") == true else { return nil }
    var depthOfBrackets = 0
    var open: Int?
    for position in tokens.indices.reversed() {
      if tokens[position].isPunctuator(")") { depthOfBrackets += 1 }
      if tokens[position].isPunctuator("(") {
        depthOfBrackets -= 1
        if depthOfBrackets == 0 {
          open = position
          break
        }
      }
    }
    guard let open, open >= tokens.startIndex + 3, tokens[open - 1].kind == .identifier,
      tokens[open - 2].isPunctuator(".") || tokens[open - 2].isPunctuator("->"),
      let base = evaluate(tokens[..<(open - 2)], depth + 1)
    else { return nil }
    let arguments = Preprocessor.arguments(tokens[(open + 1)..<(tokens.endIndex - 1)])
    switch tokens[open - 1].text {
    case "c_str", "data", "str", "string", "toStdString", "view", "UTF8String": return base
    case "append", "push_back", "concat":
      return Self.product(
        base,
        arguments.first.flatMap { evaluate($0[...], depth + 1) } ?? [.unknown]
      )
    case "substr":
      let numbers = arguments.map { $0.count == 1 ? Self.number($0[0].text) : nil }
      guard let start = numbers.first ?? nil else { return [.unknown] }
      return base.map { text in
        guard let literal = text.literal else { return .unknown }
        var part = literal.dropFirst(start)
        if numbers.count > 1 {
          guard let length = numbers[1] else { return .unknown }
          part = part.prefix(length)
        }
        return FoldedText(String(part))
      }
    default: return nil
    }
  }

  /// `[@"a" stringByAppendingString:@"b"]`, without the brackets.
  private func message(_ tokens: ArraySlice<CToken>, _ depth: Int) -> [FoldedText]? {
    let marks = Self.topLevel(tokens)
    guard let colon = marks.first(where: { tokens[$0].isPunctuator(":") }),
      colon > tokens.startIndex + 1
    else {
      guard let selector = tokens.last, selector.kind == .identifier, tokens.count > 1 else {
        return nil
      }
      let base = evaluate(tokens.dropLast(), depth + 1)
      switch selector.text {
      case "lowercaseString": return base.map { $0.map { $0.mapped { $0.lowercased() } } }
      case "uppercaseString": return base.map { $0.map { $0.mapped { $0.uppercased() } } }
      case "copy", "mutableCopy", "description": return base
      default: return nil
      }
    }
    let selector = tokens[colon - 1].text
    let receiver = tokens[..<(colon - 1)]
    let rest = tokens[(colon + 1)...]
    switch selector {
    case "stringByAppendingString", "stringByAppendingPathComponent", "stringByAppendingFormat":
      guard let base = evaluate(receiver, depth + 1) else { return nil }
      return Self.product(base, evaluate(rest, depth + 1) ?? [.unknown])
    case "stringWithString", "stringWithUTF8String", "initWithString", "initWithUTF8String":
      return evaluate(rest, depth + 1)
    case "stringWithFormat", "initWithFormat", "localizedStringWithFormat":
      return format("printf", Preprocessor.arguments(rest).map { $0[...] })
    case "componentsJoinedByString":
      guard let open = receiver.firstIndex(where: { $0.isPunctuator("[") }),
        receiver.last?.isPunctuator("]") == true
      else { return nil }
      let elements = Preprocessor.arguments(receiver[(open + 1)..<(receiver.endIndex - 1)])
        .map { evaluate($0[...], depth + 1) ?? [.unknown] }
      let separator = evaluate(rest, depth + 1) ?? [.unknown]
      guard var joined = elements.first else { return nil }
      for element in elements.dropFirst() {
        joined = Self.product(Self.product(joined, separator), element)
      }
      return joined
    case "stringByReplacingOccurrencesOfString":
      guard let with = marks.last(where: { tokens[$0].isPunctuator(":") }), with > colon,
        let searched = evaluate(tokens[(colon + 1)..<(with - 1)], depth + 1)?.first?.literal,
        let replacement = evaluate(tokens[(with + 1)...], depth + 1)?.first?.literal,
        let base = evaluate(receiver, depth + 1)
      else { return nil }
      return base.map { $0.mapped { $0.replacing(searched, with: replacement) } }
    default: return nil
    }
  }

  // MARK: Formats

  /// What a function of printf's family makes; nil when the name is none, or no argument is a format.
  func format(_ name: String, _ arguments: [ArraySlice<CToken>]) -> [FoldedText]? {
    let lower = name.lowercased()
    guard
      lower.contains("printf") || lower.contains("format")
        || lower.contains("arg") && lower.contains("str")
    else { return nil }
    for (position, argument) in arguments.enumerated() {
      // The buffer comes first.
      if position == 0, lower.contains("sprintf") || lower.contains("snprintf") { continue }
      guard let formats = evaluate(argument), let format = formats.first?.literal,
        format.contains("%") || format.contains("{}")
          || argument.contains(where: { $0.kind == .string })
      else { continue }
      return Self.formatted(format, arguments[(position + 1)...].map { evaluate($0) })
    }
    return nil
  }

  private static func formatted(_ format: String, _ arguments: [[FoldedText]?]) -> [FoldedText] {
    var result = [FoldedText("")]
    var rest = arguments[...]
    var characters = Array(format)[...]
    while let character = characters.popFirst() {
      if character == "{", characters.first == "}" {
        characters.removeFirst()
        result = product(result, (rest.popFirst() ?? nil) ?? [.unknown])
        continue
      }
      guard character == "%" else {
        result = product(result, [FoldedText(String(character))])
        continue
      }
      if characters.first == "%" {
        characters.removeFirst()
        result = product(result, [FoldedText("%")])
        continue
      }
      var flags = ""
      while let next = characters.first, "0123456789.-+ #*lhzjtqL$".contains(next) {
        flags.append(next)
        characters.removeFirst()
      }
      guard let conversion = characters.popFirst() else { break }
      if flags.contains("*") { _ = rest.popFirst() }
      var texts = (rest.popFirst() ?? nil) ?? [.unknown]
      if "dioux".contains(conversion) { texts = texts.map { padded($0, flags) } }
      result = product(result, texts)
    }
    return result
  }

  private static func padded(_ text: FoldedText, _ flags: String) -> FoldedText {
    guard let literal = text.literal else { return text }
    var width = flags.filter { $0.isNumber || $0 == "." }
    let isZero = width.hasPrefix("0") || width.hasPrefix(".")
    width = width.filter(\.isNumber)
    guard isZero, let count = Int(width), count < 100 else { return text }
    return FoldedText(String(repeating: "0", count: max(0, count - literal.count)) + literal)
  }

  // MARK: Tokens

  /// Adjacent literals; a name between them is a macro of which nothing is known.
  static func run(_ tokens: ArraySlice<CToken>) -> [FoldedText] {
    var text = FoldedText("")
    for token in tokens {
      switch token.kind {
      case .string: text.append(.text(token.text))
      case .punctuator: break
      default: text.append(.hole)
      }
    }
    return [text]
  }

  static func product(_ left: [FoldedText], _ right: [FoldedText]) -> [FoldedText] {
    let right = left.count * right.count <= maximumAlternatives ? right : [.unknown]
    return left.flatMap { first in
      right.map { second in
        // What grows without an end is a sum of numbers: its beginning is given up.
        let isLong = first.pieces.count >= maximumPieces || first.isLongerThan(maximumLength)
        var text = isLong ? .unknown : first
        text.append(second)
        return text
      }
    }
  }

  /// The value of an integer literal.
  static func number(_ text: String) -> Int? {
    let digits = text.lowercased().trimmingSuffix { "ul".contains($0) }
    if digits.hasPrefix("0x") { return Int(digits.dropFirst(2), radix: 16) }
    if digits.hasPrefix("0b") { return Int(digits.dropFirst(2), radix: 2) }
    if digits.hasPrefix("0"), digits.count > 1 { return Int(digits, radix: 8) }
    return Int(digits)
  }

  /// Places that no bracket encloses.
  private static func topLevel(_ tokens: ArraySlice<CToken>) -> [Int] {
    var depth = 0
    return tokens.indices.filter { position in
      let token = tokens[position]
      guard token.kind == .punctuator else { return false }
      if ["(", "[", "{"].contains(token.text) { depth += 1 }
      if [")", "]", "}"].contains(token.text) { depth -= 1 }
      return depth == 0
    }
  }

  /// What stands within parentheses that enclose all.
  private static func unwrapped(_ tokens: ArraySlice<CToken>) -> ArraySlice<CToken>? {
    guard let first = tokens.first, let last = tokens.last,
      first.isPunctuator("(") && last.isPunctuator(")")
        || first.isPunctuator("{") && last.isPunctuator("}")
    else { return nil }
    var depth = 0
    for position in tokens.indices {
      let token = tokens[position]
      guard token.kind == .punctuator else { continue }
      if ["(", "{"].contains(token.text) { depth += 1 }
      if [")", "}"].contains(token.text) { depth -= 1 }
      if depth == 0, position != tokens.endIndex - 1 { return nil }
    }
    return tokens.dropFirst().dropLast()
  }

  /// What a cast is applied to; nil when the expression is none.
  private static func withoutCast(_ tokens: ArraySlice<CToken>) -> ArraySlice<CToken>? {
    guard let first = tokens.first else { return nil }
    if first.kind == .identifier, first.text.hasSuffix("_cast"),
      tokens.last?.isPunctuator(")") == true,
      let open = tokens.firstIndex(where: { $0.isPunctuator("(") })
    {
      return tokens[(open + 1)..<(tokens.endIndex - 1)]
    }
    guard first.isPunctuator("("), let end = tokens.firstIndex(where: { $0.isPunctuator(")") }),
      end + 1 < tokens.endIndex, end > tokens.startIndex + 1,
      tokens[(tokens.startIndex + 1)..<end].allSatisfy({
        $0.kind == .identifier || $0.isPunctuator("*")
      }),
      tokens[end + 1].kind != .punctuator || tokens[end + 1].isPunctuator("(")
        || tokens[end + 1].isPunctuator("@")
        || tokens[end + 1].isPunctuator("[")
    else { return nil }
    return tokens[(end + 1)...]
  }
}

extension String {
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}

extension FoldedText {
  /// Every known piece transformed.
  fileprivate func mapped(_ transform: (String) -> String) -> FoldedText {
    var result = FoldedText("")
    for piece in pieces {
      switch piece {
      case .text(let text): result.append(.text(transform(text)))
      case .hole: result.append(.hole)
      }
    }
    return result
  }
}
