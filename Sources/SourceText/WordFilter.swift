package import Lint

/// Tells from the bytes of files, before they are parsed, which of them can hold a finding.
///
/// Why this never changes an answer: a name of a file is one of its words, and a string is put together from
/// words of the file and of those that it takes in, save where something else can make letters: an escape, a
/// code, a transformation. A file with one of those is a candidate, whatever else it holds.
package struct WordFilter: Sendable {
  /// Why a part of a file may hold a finding.
  package struct Evidence: OptionSet, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// A word that a rule looks for where it stands.
    package static let local = Evidence(rawValue: 1)
    /// A word for something that a value can carry to where it does not stand.
    package static let carried = Evidence(rawValue: 2)
    /// A word that gives every string of the file a meaning.
    package static let fileWide = Evidence(rawValue: 4)
    /// A word that can make any text.
    package static let making = Evidence(rawValue: 8)
    /// A word that can take a text out of a longer one.
    package static let slicing = Evidence(rawValue: 16)
    /// A word that can make a text of one that is turned round, or that has another letter here and there.
    package static let turning = Evidence(rawValue: 32)
  }

  /// What the words of a file can contribute.
  package struct Scan: Sendable {
    /// Whether the file may hold a finding of its own.
    package var isCandidate = false
    /// Whether the file is UTF-8 text.
    package var isText = true
    /// What was found; up to the first word that suffices, unless all of it was asked for.
    package var evidence: Evidence = []
    /// By text: the lengths of its beginnings with which a word ends.
    fileprivate var beginnings: [UInt64]
    /// By text: the places from which its rest is the beginning of a word.
    fileprivate var endings: [UInt64]
    /// By text: parts of it that are words, as `start * 64 + end`.
    fileprivate var middles: [Set<UInt16>]
    /// By text: its characters that are written as numbers.
    fileprivate var codes: [UInt64]

    /// Joins what two files contribute.
    package mutating func formUnion(_ other: Scan) {
      for index in beginnings.indices {
        beginnings[index] |= other.beginnings[index]
        endings[index] |= other.endings[index]
        middles[index].formUnion(other.middles[index])
        codes[index] |= other.codes[index]
      }
    }
  }

  private let words: [UInt64: Evidence]
  /// Words after which `(` and something else than a literal may name any module.
  private let loaders: Set<UInt64>
  private let wordBits: [UInt64]
  private let fragments: [[UInt8]]
  private let texts: [[UInt8]]
  private let codeWords: [UInt64: [(text: Int, bit: UInt64)]]
  private let isAlways: Bool
  /// By byte: whether it belongs to a word, begins a part that is looked for, is a digit.
  private let classes: [UInt8]
  /// By text and byte: the places of the byte in the text.
  private let places: [UInt64]
  /// The bytes of the texts, 64 places for each, and how many they are.
  private let letters: [UInt8]
  private let counts: [Int]
  /// Fragments and texts, of which one in a word suffices.
  private let parts: [[UInt8]]
  private let partEvidence: [Evidence]
  private let shortestPart: Int
  private let secondBytes: [Bool]

  /// Prepares to look for needles, and for words that can make any text.
  ///
  /// - Parameters:
  ///   - needles: what the rules need.
  ///   - making: words that can make a text of anything.
  ///   - slicing: words that can make a text of longer ones: they count where enough of it is there.
  ///   - turning: words that can make a text of one that differs little: they count where that is there.
  ///   - innocent: words that mean something else than the parts of them that are looked for.
  ///   - loaders: words after which any module may be named.
  package init(
    _ needles: Needles,
    making: Set<String> = [],
    slicing: Set<String> = [],
    turning: Set<String> = [],
    innocent: Set<String> = [],
    loaders: Set<String> = []
  ) {
    self.loaders = Set(loaders.map { hash($0.utf8) })
    var words: [UInt64: Evidence] = [:]
    for (names, evidence) in [
      (needles.words, Evidence.local), (needles.words.intersection(needles.carried), .carried),
      (needles.fileWide, .fileWide), (making.union(loaders), .making), (slicing, .slicing),
      (turning, .turning),
    ] {
      for name in names { words[hash(name.utf8), default: []].insert(evidence) }
    }
    for name in innocent { words[hash(name.utf8)] = [] }
    self.words = words
    var bits = [UInt64](repeating: 0, count: 64)
    for word in words.keys { bits[Int(word >> 6) & 63] |= 1 << (word & 63) }
    wordBits = bits
    let sortedFragments = needles.fragments.sorted()
    fragments = sortedFragments.map { Array($0.lowercased().utf8) }
    let parts = needles.texts.sorted().flatMap { text in
      text.lowercased().utf8.split { !isWordByte($0) }.map(Array.init)
    }
    texts = parts.filter { $0.count <= 60 }
    isAlways = fragments.contains([]) || texts.count != parts.count
    var codeWords: [UInt64: [(text: Int, bit: UInt64)]] = [:]
    for (index, text) in texts.enumerated() {
      for (position, byte) in text.enumerated() {
        for spelling in Self.spellings(of: byte) {
          codeWords[hash(spelling.utf8), default: []].append((index, 1 << UInt64(position)))
        }
      }
    }
    self.codeWords = codeWords
    self.parts = fragments + texts
    partEvidence =
      sortedFragments.map { needles.carried.contains($0) ? [.local, .carried] : .local }
      + texts.map { _ in [.local, .carried] }
    var classes = (0...255).map { isWordByte(UInt8($0)) ? Self.isWord : 0 }
    for digit in 0x30...0x39 { classes[digit] |= Self.isDigit }
    for part in self.parts {
      guard let first = part.first else { continue }
      classes[Int(first)] |= Self.beginsPart
      if (0x61...0x7A).contains(first) { classes[Int(first) - 32] |= Self.beginsPart }
    }
    self.classes = classes
    var places = [UInt64](repeating: 0, count: max(1, texts.count) * 256)
    for (index, text) in texts.enumerated() {
      for (position, byte) in text.enumerated() {
        places[index * 256 + Int(byte)] |= 1 << UInt64(position)
      }
    }
    self.places = places
    counts = texts.map(\.count)
    letters = texts.flatMap { $0 + Array(repeating: 0, count: 64 - $0.count) }
    shortestPart = self.parts.map(\.count).min() ?? Int.max
    var seconds = [Bool](repeating: false, count: 256)
    for part in self.parts where part.count > 1 { seconds[Int(part[1])] = true }
    secondBytes = seconds
  }

  private static let isWord: UInt8 = 1
  private static let beginsPart: UInt8 = 2
  private static let isDigit: UInt8 = 4

  private static func spellings(of byte: UInt8) -> [String] {
    let variants = (0x61...0x7A).contains(byte) ? [byte, byte - 32] : [byte]
    return variants.flatMap { value -> [String] in
      let hex = String(value, radix: 16)
      return ["\(value)", "0x\(hex)", "0X\(hex.uppercased())", "0x\(hex.uppercased())"]
    }
  }

  /// Nothing.
  package var empty: Scan {
    Scan(
      beginnings: Array(repeating: 0, count: texts.count),
      endings: Array(repeating: 0, count: texts.count),
      middles: Array(repeating: [], count: texts.count),
      codes: Array(repeating: 0, count: texts.count)
    )
  }

  /// Reads the words of a part of a file, every one of them.
  ///
  /// - Parameters:
  ///   - bytes: the part, or a text.
  ///   - isSource: whether escapes mean what they spell.
  /// - Returns: what the words contribute, with the evidence among them.
  package func evidence(in bytes: UnsafeBufferPointer<UInt8>, isSource: Bool = true) -> Scan {
    var scan = empty
    if isAlways {
      scan.evidence = [.local, .carried]
      return scan
    }
    withTables { search(bytes, $0, &scan, stopping: false, isSource: isSource) }
    if bytes.contains(where: { $0 >= 0x80 }),
      let seen = searchedAsSeen(
        bytes,
        { bytes in
          var scan = empty
          withTables { search(bytes, $0, &scan, stopping: false, isSource: isSource) }
          return scan
        }
      )
    {
      scan.formUnion(seen)
      scan.evidence.formUnion(seen.evidence)
    }
    return scan
  }

  /// Reads the words of a file.
  package func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Scan {
    var scan = searched(bytes)
    // Other encodings put a zero beside every letter, so their words are not seen.
    var union: UInt8 = 0
    var least: UInt8 = 0xFF
    for byte in bytes {
      union |= byte
      least = min(least, byte)
    }
    let hasZero = least == 0
    if union >= 0x80, !scan.isCandidate, let seen = searchedAsSeen(bytes, searched) {
      scan.formUnion(seen)
      scan.isCandidate = seen.isCandidate
    }
    if hasZero || (union >= 0x80 && String(validating: bytes, as: UTF8.self) == nil) {
      scan.isText = false
      scan.isCandidate = true
    }
    return scan
  }

  /// What the words of a text say as a reader sees them, where that is not how they are written.
  private func searchedAsSeen(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ search: (UnsafeBufferPointer<UInt8>) -> Scan
  ) -> Scan? {
    guard !texts.isEmpty else { return nil }
    var seen = String(decoding: bytes, as: UTF8.self).withoutLookAlikes
    return seen?.withUTF8(search)
  }

  private func searched(_ bytes: UnsafeBufferPointer<UInt8>) -> Scan {
    var scan = empty
    if isAlways {
      scan.isCandidate = true
      return scan
    }
    withTables { search(bytes, $0, &scan, stopping: true) }
    scan.isCandidate =
      !scan.evidence.subtracting([.slicing, .turning]).isEmpty || canYield(scan)
      || (scan.evidence.contains(.slicing) && canYieldSlices(bytes))
    return scan
  }

  /// The tables without the cost of arrays.
  private struct Tables {
    let classes: UnsafeBufferPointer<UInt8>
    let places: UnsafeBufferPointer<UInt64>
    let wordBits: UnsafeBufferPointer<UInt64>
    let letters: UnsafeBufferPointer<UInt8>
    let counts: UnsafeBufferPointer<Int>
  }

  private func withTables<Result>(_ body: (Tables) -> Result) -> Result {
    classes.withUnsafeBufferPointer { classes in
      places.withUnsafeBufferPointer { places in
        wordBits.withUnsafeBufferPointer { wordBits in
          letters.withUnsafeBufferPointer { letters in
            counts.withUnsafeBufferPointer { counts in
              body(
                Tables(
                  classes: classes,
                  places: places,
                  wordBits: wordBits,
                  letters: letters,
                  counts: counts
                )
              )
            }
          }
        }
      }
    }
  }

  /// Goes through the words, maybe to the first that suffices.
  private func search(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ tables: Tables,
    _ scan: inout Scan,
    stopping: Bool,
    isSource: Bool = true
  ) {
    let classes = tables.classes
    let textCount = tables.counts.count
    let count = bytes.count
    var index = 0
    while index < count {
      guard classes[Int(bytes[index])] & Self.isWord != 0 else {
        if bytes[index] == 0x5C, isSource, escapeMakesLetter(bytes, index + 1) {
          scan.evidence.formUnion([.local, .carried])
          if stopping { return }
        }
        index += 1
        continue
      }
      let start = index
      var state = offsetBasis
      var seen: UInt8 = 0
      repeat {
        let byte = bytes[index]
        let kind = classes[Int(byte)]
        if kind & Self.isWord == 0 { break }
        seen |= kind
        state = (state ^ UInt64(byte)) &* prime
        index += 1
      } while index < count
      if tables.wordBits[Int(state >> 6) & 63] & (1 << (state & 63)) != 0,
        let evidence = words[state], !loaders.contains(state) || namesUnknown(bytes, index)
      {
        if evidence.isEmpty { continue }
        scan.evidence.formUnion(evidence)
        if stopping, !evidence.isSubset(of: [.slicing, .turning]) { return }
      }
      if seen & Self.beginsPart != 0 {
        let evidence = partEvidence(bytes, start, index, classes, stopping)
        scan.evidence.formUnion(evidence)
        if stopping, !evidence.isEmpty { return }
      }
      if seen & Self.isDigit != 0, classes[Int(bytes[start])] & Self.isDigit != 0 {
        for (text, bit) in codeWords[state] ?? [] { scan.codes[text] |= bit }
      }
      for text in 0..<textCount { note(bytes, start, index, text, tables, &scan) }
    }
  }

  private func partEvidence(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ classes: UnsafeBufferPointer<UInt8>,
    _ stopping: Bool
  ) -> Evidence {
    guard end - start >= shortestPart else { return [] }
    var evidence: Evidence = []
    for position in start...(end - shortestPart)
    where classes[Int(bytes[position])] & Self.beginsPart != 0 {
      // The second byte tells most words apart.
      if shortestPart > 1, !secondBytes[Int(lower(bytes[position + 1]))] { continue }
      for (index, part) in parts.enumerated()
      where position + part.count <= end && part[0] == lower(bytes[position]) {
        guard part.indices.allSatisfy({ lower(bytes[position + $0]) == part[$0] }) else { continue }
        evidence.formUnion(partEvidence[index])
        if stopping { return evidence }
      }
    }
    return evidence
  }

  /// Whether the whole of a text stands in a file.
  package func holdsText(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withTables { tables in
      texts.indices.contains {
        holdsRun(bytes, of: $0, counts[$0], isBackwards: false, tables)
      }
    }
  }

  /// Whether most of a text stands in a file, forwards or backwards.
  package func holdsMost(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    withTables { tables in
      texts.indices.contains { text in
        let least = max(4, (counts[text] * 3 + 4) / 5)
        return holdsRun(bytes, of: text, least, isBackwards: false, tables)
          || holdsRun(bytes, of: text, least, isBackwards: true, tables)
      }
    }
  }

  /// Whether a number of letters that follow each other in a text do so in a file.
  private func holdsRun(
    _ bytes: UnsafeBufferPointer<UInt8>,
    of text: Int,
    _ least: Int,
    isBackwards: Bool,
    _ tables: Tables
  ) -> Bool {
    let table = text * 256
    // The places of the text at which the run may have come to its end, and its length.
    var places: UInt64 = 0
    var length = 0
    var index = 0
    while index < bytes.count {
      let here = tables.places[table + Int(lower(bytes[index]))]
      let next = here & (isBackwards ? places >> 1 : places << 1)
      if next != 0 {
        places = next
        length += 1
        if length >= least { return true }
      } else if length > 1 {
        // Another run may have begun within this one.
        index -= length - 1
        places = tables.places[table + Int(lower(bytes[index]))]
        length = places == 0 ? 0 : 1
      } else {
        places = here
        length = here == 0 ? 0 : 1
      }
      index += 1
    }
    return false
  }

  /// Whether slices of the words of a file can make up most of a text: runs of four letters and more cover
  /// two thirds of it.
  package func canYieldSlices(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var covered = [UInt64](repeating: 0, count: texts.count)
    withTables { tables in
      var position = 0
      while position + 3 < bytes.count {
        let first = Int(lower(bytes[position]))
        let second = Int(lower(bytes[position + 1]))
        let third = Int(lower(bytes[position + 2]))
        let fourth = Int(lower(bytes[position + 3]))
        for text in covered.indices {
          let table = text * 256
          let runs =
            tables.places[table + first] & (tables.places[table + second] >> 1)
            & (tables.places[table + third] >> 2) & (tables.places[table + fourth] >> 3)
          covered[text] |= runs | runs << 1 | runs << 2 | runs << 3
        }
        position += 1
      }
    }
    return covered.indices.contains { covered[$0].nonzeroBitCount * 3 >= counts[$0] * 2 }
  }

  /// Whether a loader is called with something else than a literal, or not called.
  private func namesUnknown(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    var index = end
    func skipBlanks() { while index < bytes.count, bytes[index] <= 0x20 { index += 1 } }
    skipBlanks()
    guard index < bytes.count else { return false }
    if bytes[index] != UInt8(ascii: "(") {
      // `import x from`, `import "x"`, `import.meta`, `require.resolve`, a key `require:`
      return bytes[index] == UInt8(ascii: ";") || bytes[index] == UInt8(ascii: ")")
        || bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "[")
        || bytes[index] == UInt8(ascii: "}") || bytes[index] == UInt8(ascii: "?")
        || (bytes[index] >= 0x20 && end < bytes.count && bytes[end] == 0x0A)
    }
    index += 1
    skipBlanks()
    guard index < bytes.count else { return false }
    guard bytes[index] == UInt8(ascii: "'") || bytes[index] == UInt8(ascii: "\"") else {
      return true
    }
    // `require("a" + "b")`
    let quote = bytes[index]
    index += 1
    while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A { index += 1 }
    index += 1
    skipBlanks()
    return index < bytes.count && bytes[index] != UInt8(ascii: ")")
      && bytes[index] != UInt8(ascii: ",")
  }

  /// Notes what a word can contribute to a text.
  ///
  /// The places of the word's outer bytes in the text leave few possibilities to compare.
  @inline(__always)
  private func note(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ end: Int,
    _ text: Int,
    _ tables: Tables,
    _ scan: inout Scan
  ) {
    let table = text * 256
    let length = end - start
    let count = tables.counts[text]
    let last = tables.places[table + Int(lower(bytes[end - 1]))]
    let first = tables.places[table + Int(lower(bytes[start]))]
    if first | last == 0 { return }
    let whole: UInt64 = (1 << UInt64(count)) - 1
    // A beginning of a length ends where the word's last two bytes stand in the text.
    var ends = (last << 1) & whole & ~1
    // The rest of the text from a place begins where the word's first two bytes stand.
    var starts = first & ~1
    if length > 1 {
      ends &= (tables.places[table + Int(lower(bytes[end - 2]))] << 2) | 0b10
      starts &= (tables.places[table + Int(lower(bytes[start + 1]))] >> 1) | 1 << UInt64(count - 1)
    } else {
      ends &= 0b10
    }
    while ends != 0 {
      let size = ends.trailingZeroBitCount
      ends &= ends - 1
      if size <= length, matches(bytes, end - size, tables, text, 0, size) {
        scan.beginnings[text] |= 1 << UInt64(size)
      }
    }
    while starts != 0 {
      let from = starts.trailingZeroBitCount
      starts &= starts - 1
      let rest = count - from
      guard matches(bytes, start, tables, text, from, min(rest, length)) else { continue }
      if rest <= length {
        scan.endings[text] |= 1 << UInt64(from)
      } else {
        scan.middles[text].insert(UInt16(from * 64 + from + length))
      }
    }
  }

  private func matches(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ start: Int,
    _ tables: Tables,
    _ text: Int,
    _ from: Int,
    _ count: Int
  ) -> Bool {
    var offset = 0
    while offset < count {
      if lower(bytes[start + offset]) != tables.letters[text * 64 + from + offset] { return false }
      offset += 1
    }
    return true
  }

  /// Whether words of these files, put together, can be one of the texts.
  ///
  /// - Parameters:
  ///   - scan: what the files contribute.
  ///   - shortest: how long a piece is at least.
  /// - Returns: whether pieces of that length make up one of them.
  package func canYield(_ scan: Scan, shortest: Int = 1) -> Bool {
    texts.indices.contains { index in
      let count = texts[index].count
      if count > 1, scan.codes[index] == (1 << UInt64(count)) - 1 { return true }
      // reached: the lengths of beginnings that can be put together.
      var reached = scan.beginnings[index] & ~((1 << UInt64(shortest)) - 1)
      for from in 1..<max(2, count) where reached & (1 << UInt64(from)) != 0 {
        if scan.endings[index] & (1 << UInt64(from)) != 0, count - from >= shortest { return true }
        for middle in scan.middles[index]
        where Int(middle) / 64 == from && Int(middle % 64) - from >= shortest {
          reached |= 1 << UInt64(middle % 64)
        }
      }
      return false
    }
  }

  /// Whether a file contributes a piece of a text.
  package func holdsPiece(_ scan: Scan, shortest: Int) -> Bool {
    texts.indices.contains { index in
      scan.codes[index] != 0
        || scan.beginnings[index] & ~((1 << UInt64(shortest)) - 1) != 0
        || scan.endings[index] & ((1 << UInt64(max(1, counts[index] - shortest + 1))) - 1) != 0
        || scan.middles[index].contains { Int($0 % 64) - Int($0) / 64 >= shortest }
    }
  }

  /// Whether an escape spells a letter, a digit or `_`.
  private func escapeMakesLetter(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    var index = start
    // `\#u{…}` in a raw string of Swift
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
    guard index < bytes.count else { return false }
    var radix: UInt32 = 16
    var limit = 8
    switch bytes[index] {
    case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
      index += 1
      if index < bytes.count, bytes[index] == UInt8(ascii: "{") { index += 1 }
    case 0x30...0x37:
      radix = 8
      limit = 3
    default: return false
    }
    var value: UInt32 = 0
    var digits = 0
    while index < bytes.count, digits < limit, let digit = digitValue(bytes[index]), digit < radix {
      value = value &* radix &+ digit
      digits += 1
      index += 1
      if value < 0x80, value >= 0x30, isWordByte(UInt8(value)) { return true }
    }
    return false
  }
}

/// The texts in quotes that follow `from`, `import`, `require` or `#include`, and those in angle brackets that follow
/// `import` or `#include`: what a file takes in.
package func takenIn(by bytes: UnsafeBufferPointer<UInt8>) -> [String] {
  var found: [String] = []
  var index = 0
  while index < bytes.count {
    let open = bytes[index]
    let isAngle = open == UInt8(ascii: "<")
    guard isAngle || open == UInt8(ascii: "\"") || open == UInt8(ascii: "'") else {
      index += 1
      continue
    }
    var before = index - 1
    while before >= 0, bytes[before] == 0x20 || bytes[before] == UInt8(ascii: "(") { before -= 1 }
    let words =
      isAngle ? ["import", "include"] : ["from", "import", "require", "include", "resolve"]
    let isTaken = words.contains { word in
      before + 1 >= word.utf8.count
        && bytes[(before + 1 - word.utf8.count)...before].elementsEqual(word.utf8)
    }
    guard isTaken else {
      index += 1
      continue
    }
    let close = isAngle ? UInt8(ascii: ">") : open
    var end = index + 1
    while end < bytes.count, bytes[end] != close, bytes[end] != 0x0A { end += 1 }
    found.append(String(decoding: bytes[(index + 1)..<end], as: UTF8.self))
    index = end + 1
  }
  return found
}

private let offsetBasis: UInt64 = 0xcbf2_9ce4_8422_2325
private let prime: UInt64 = 0x100_0000_01b3

private func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(offsetBasis) { ($0 ^ UInt64($1)) &* prime }
}

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
  default: false
  }
}

private func lower(_ byte: UInt8) -> UInt8 {
  (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
}

private func digitValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  default: nil
  }
}
