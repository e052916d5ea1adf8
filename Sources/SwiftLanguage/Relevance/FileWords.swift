/// The words of a file that is not parsed, as far as others may ask for them.
///
/// It is read byte by byte and errs on the side of too much: a word of a comment counts like any other.
struct FileWords: Sendable {
  /// All words, in order.
  private let words: [UInt32]
  /// By what the file does with them, words in order.
  private let parts: [Part: [UInt32]]

  /// Whether a word stands anywhere in the file.
  func contains(_ word: UInt32) -> Bool { words.containsInOrder(word) }

  /// What a file does with a name.
  enum Part: Sendable, CaseIterable {
    /// It declares a function, a variable, a case or an alias of it.
    case names
    /// It declares a type of it.
    case types
    /// It extends a type of it.
    case extensions
    /// It declares something to be of it.
    case ancestors
    /// It assigns to it.
    case assignments
  }

  /// Whether the file may do something with a name.
  func has(_ word: UInt32, as part: Part) -> Bool { parts[part]?.containsInOrder(word) ?? false }

  /// Whether one of some words stands in the file.
  func contains(anyOf others: Set<UInt32>) -> Bool {
    others.count < words.count
      ? others.contains(where: words.containsInOrder) : words.contains(where: others.contains)
  }

  /// Reads a file.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = Reader()
    reader.read(bytes)
    words = reader.words.sortedWithoutRepetition()
    parts = reader.parts.mapValues { $0.sortedWithoutRepetition() }
  }

  private struct Reader {
    var words: [UInt32] = []
    var parts: [Part: [UInt32]] = [:]
    /// What the next words are.
    private var expectation = Expectation.nothing
    /// How deep in parentheses a variable is.
    private var depth = 0
    /// How deep the names are of whose types or values this is one.
    private var namesDepth = 0
    /// Where the words of the line begin.
    private var lineStart = 0

    private enum Expectation {
      case nothing
      /// The one name of a function or an alias.
      case name
      /// The names of variables and cases, to the end of the line.
      case names
      /// The type or the value of a variable, after which another one may follow.
      case value
      /// The name of a type that begins here.
      case type
      /// What is extended, to what it is extended to be.
      case extended
      /// What is inherited from, to the brace.
      case ancestors
    }

    mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
      var index = 0
      var last: UInt8 = 0
      while index < bytes.count {
        let byte = bytes[index]
        if isWordByte(byte) {
          index = readWord(bytes, index)
          last = bytes[index - 1]
          continue
        }
        if expectation == .name, Self.operatorBytes.contains(byte) {
          index = readOperator(bytes, index)
          continue
        }
        readMark(byte, last, next: index + 1 < bytes.count ? bytes[index + 1] : 0)
        if byte > 0x20 { last = byte }
        index += 1
      }
    }

    private mutating func readWord(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
      var index = start
      var hash = wordHashBasis
      while index < bytes.count, isWordByte(bytes[index]) {
        hash = (hash ^ UInt32(bytes[index])) &* wordHashPrime
        index += 1
      }
      words.append(hash)
      switch expectation {
      case .name:
        parts[.names, default: []].append(hash)
        expectation = .nothing
      case .names: parts[.names, default: []].append(hash)
      case .extended: parts[.extensions, default: []].append(hash)
      case .ancestors: parts[.ancestors, default: []].append(hash)
      case .type:
        parts[.types, default: []].append(hash)
        expectation = .ancestors
      case .nothing, .value: break
      }
      if let begun = Self.keywords[hash] {
        expectation = begun
        depth = 0
        namesDepth = 0
      }
      return index
    }

    private mutating func readOperator(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
      var index = start
      var hash = wordHashBasis
      while index < bytes.count, Self.operatorBytes.contains(bytes[index]) {
        hash = (hash ^ UInt32(bytes[index])) &* wordHashPrime
        index += 1
      }
      parts[.names, default: []].append(hash)
      expectation = .nothing
      return index
    }

    private static let operatorBytes = Set("/=-+!*%<>&|^~?.".utf8)

    private mutating func readMark(_ byte: UInt8, _ last: UInt8, next: UInt8) {
      switch byte {
      case UInt8(ascii: "\n"):
        if (expectation == .names || expectation == .value) && depth <= 0,
          last != UInt8(ascii: ","), last != UInt8(ascii: "(")
        {
          expectation = .nothing
        }
        lineStart = words.count
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        depth -= 1
        if depth < namesDepth {
          namesDepth = depth
          if expectation == .value { expectation = .names }
        }
      case UInt8(ascii: "{"), UInt8(ascii: ";"), UInt8(ascii: "}"): expectation = .nothing
      case UInt8(ascii: ",") where expectation == .value && depth <= namesDepth:
        expectation = .names
      case UInt8(ascii: ":") where expectation == .names: expectValue()
      case UInt8(ascii: ":") where expectation == .extended: expectation = .ancestors
      case UInt8(ascii: "=")
      where next != byte && !Self.beforeComparison.contains(last):
        if expectation == .names {
          expectValue()
        } else if expectation == .nothing {
          parts[.assignments, default: []] += words[lineStart...]
        }
      default: break
      }
    }

    private mutating func expectValue() {
      expectation = .value
      namesDepth = depth
    }

    /// `==`, `!=`, `<=`, `>=` and `~=` assign nothing.
    private static let beforeComparison = Set("=!<>~".utf8)

    private static let keywords: [UInt32: Expectation] = {
      var all: [UInt32: Expectation] = [:]
      for (words, expectation) in [
        (["func", "macro", "typealias", "associatedtype"], Expectation.name),
        (["let", "var", "case"], .names),
        (["class", "struct", "enum", "actor", "protocol"], .type), (["extension"], .extended),
      ] {
        for word in words { all[wordHash(word)] = expectation }
      }
      return all
    }()
  }
}

/// The number that stands for a word.
func wordHash(_ word: some StringProtocol) -> UInt32 {
  word.utf8.reduce(wordHashBasis) { ($0 ^ UInt32($1)) &* wordHashPrime }
}

/// The words of a piece of a file, each once.
func wordHashes(in bytes: UnsafeBufferPointer<UInt8>) -> Set<UInt32> {
  var words: Set<UInt32> = []
  var hash = wordHashBasis
  for byte in bytes {
    if isWordByte(byte) {
      hash = (hash ^ UInt32(byte)) &* wordHashPrime
    } else if hash != wordHashBasis {
      words.insert(hash)
      hash = wordHashBasis
    }
  }
  if hash != wordHashBasis { words.insert(hash) }
  return words
}

private let wordHashBasis: UInt32 = 0x811c_9dc5
private let wordHashPrime: UInt32 = 0x0100_0193

private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x80...: true
  default: false
  }
}

extension [UInt32] {
  fileprivate func containsInOrder(_ element: UInt32) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element
  }

  fileprivate func sortedWithoutRepetition() -> [UInt32] {
    var result: [UInt32] = []
    for element in sorted() where element != result.last { result.append(element) }
    return result
  }
}
