import Lint
import SourceText

/// Gathers the facts of one file while it runs; what runs twice is noted once.
final class Recorder {
  private(set) var facts: Facts
  private let lines: LineTable
  private var strings: [Range<Int>: Int] = [:]
  private var references: [Int: Int] = [:]
  private var storages: Set<Int> = []
  private var openings: Set<Range<Int>> = []
  private var fallbacks: Set<Range<Int>> = []
  private var noted: Set<Range<Int>> = []
  /// What was put into `globalThis`.
  var globals: [String: Value] = [:]
  /// Clients that were made while the module loads and that no variable holds yet.
  var creations: [(client: String, range: Range<Int>)] = []
  private var imports: [(driver: String, locals: [String], range: Range<Int>)] = []
  private var driverUses: [String: Set<Int>] = [:]
  private var excusedUses: Set<Int> = []
  private var driverTypes: Set<String> = []

  init(path: String, lines: LineTable) {
    facts = Facts(path: path)
    self.lines = lines
  }

  func range(_ range: Range<Int>) -> TextRange { lines.range(range) }

  func giveUp(_ message: String, _ range: Range<Int>) {
    if facts.incompleteness == nil {
      facts.incompleteness = Incompleteness(
        message: message,
        position: lines.position(range.lowerBound)
      )
    }
  }

  func noteString(_ range: Range<Int>, _ texts: [FoldedText], _ steps: [DerivationStep] = []) {
    if let index = strings[range] {
      let known = facts.strings[index].alternatives
      facts.strings[index].alternatives +=
        texts.filter { !known.contains($0) }.prefix(
          max(0, 4 * Value.maximumAlternatives - known.count)
        )
      if !steps.isEmpty {
        for text in texts where facts.strings[index].derivations[text] == nil {
          facts.strings[index].derivations[text] = steps
        }
      }
      return
    }
    strings[range] = facts.strings.count
    facts.strings.append(
      StringValue(
        alternatives: texts,
        derivations: steps.isEmpty
          ? [:] : Dictionary(texts.map { ($0, steps) }) { first, _ in first },
        range: self.range(range)
      )
    )
  }

  func noteReference(_ reference: Reference, at range: Range<Int>) {
    if let index = references[range.lowerBound] {
      if reference.isCall { facts.references[index].isCall = true }
      return
    }
    references[range.lowerBound] = facts.references.count
    facts.references.append(reference)
  }

  func noteStorage(_ kind: Storage.Kind, _ name: String, _ client: String, _ range: Range<Int>) {
    guard storages.insert(range.lowerBound).inserted else { return }
    facts.storages.append(
      Storage(kind: kind, name: name, typeNames: [], valueNames: [client], range: self.range(range))
    )
    facts.storages[facts.storages.count - 1].client = client
  }

  func noteOpening(_ client: String, _ range: Range<Int>) {
    guard openings.insert(range).inserted else { return }
    facts.openings.append(Opening(name: client, range: self.range(range)))
  }

  func noteOpeningType(_ client: String, _ range: Range<Int>, _ isRecording: Bool) {
    if isRecording { noteOpening(client, range) }
  }

  func noteFallback(_ fallback: Fallback, at range: Range<Int>) {
    guard fallbacks.insert(range).inserted else { return }
    facts.fallbacks.append(fallback)
  }

  func noteSwallow(_ swallow: Swallow, at range: Range<Int>) {
    guard noted.insert(range).inserted else { return }
    facts.swallows.append(swallow)
  }

  func noteKeyLookup(_ lookup: KeyLookup, at range: Range<Int>) {
    guard noted.insert(range).inserted else { return }
    facts.keyLookups.append(lookup)
  }

  /// Notes the names and texts of a file that was not parsed to its end, where nothing was noted of them: what a parser
  /// drops is not clean.
  func noteRest(of words: [Token]) {
    let known = strings.keys.sorted { $0.lowerBound < $1.lowerBound }
    var next = 0
    var around: Range<Int> = 0..<0
    for word in words {
      while next < known.count, known[next].lowerBound <= word.range.lowerBound {
        if known[next].upperBound > around.upperBound { around = known[next] }
        next += 1
      }
      if word.isText {
        // A whole that was noted says what its parts say, if it came to know them.
        let whole = around.upperBound >= word.range.upperBound ? strings[around] : nil
        let isSaid = whole.map { facts.strings[$0].alternatives } ?? []
        guard !isSaid.contains(where: { $0.display.contains(word.text) }) else { continue }
        noteString(word.range, [FoldedText(word.text)])
      } else if references[word.range.lowerBound] == nil {
        let range = range(word.range)
        noteReference(
          Reference(base: nil, name: word.text, isCall: false, isType: false, range: range),
          at: word.range
        )
      }
    }
  }

  // MARK: Loading

  /// Takes note that what is made within a range has been noted with what holds it.
  func settle(_ range: Range<Int>) {
    creations.removeAll { range.contains($0.range.lowerBound) }
  }

  /// A client that no variable holds is held by what it was handed to.
  func endStatement(_ note: (String, Range<Int>) -> Void) {
    for creation in creations { note(creation.client, creation.range) }
    creations = []
  }

  // MARK: Drivers

  func noteImport(_ driver: String, _ range: Range<Int>) {
    guard openings.insert(range).inserted else { return }
    facts.openings.append(Opening(name: driver, isImport: true, range: self.range(range)))
  }

  func noteStaticImport(_ driver: String, _ locals: [String], _ range: Range<Int>) {
    imports.append((driver, locals, range))
  }

  func noteDriverUse(_ name: String, _ range: Range<Int>) {
    driverUses[name, default: []].insert(range.lowerBound)
  }

  func excuseDriverUse(_ range: Range<Int>) {
    excusedUses.insert(range.lowerBound)
  }

  func noteDriverType(_ name: String) {
    driverTypes.insert(name)
  }

  /// An import is clean when all its names are types or make clients for a context.
  func noteUnusedDrivers() {
    for (driver, locals, range) in imports {
      let uses = locals.reduce(into: Set<Int>()) { $0.formUnion(driverUses[$1] ?? []) }
      let isTyped = locals.contains(where: driverTypes.contains)
      let isExcused = uses.isEmpty ? isTyped : uses.isSubset(of: excusedUses)
      if !isExcused { noteImport(driver, range) }
    }
  }
}
