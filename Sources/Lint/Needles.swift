/// What a file must contain for a rule to find anything in it.
///
/// The unit is the word: a run of letters, digits, `_` and bytes beyond ASCII. That is sound because an
/// identifier is a word, and because a folded string is put together from whole words of the file, save
/// where an escape spells a character (`\u{…}`, which is a needle of its own).
package struct Needles: Sendable {
  /// Words of which one must occur as it is.
  package var words: Set<String> = []
  /// Lowercase texts of which one must occur within a word, in any case.
  package var fragments: Set<String> = []
  /// Texts that strings of the file must be able to yield when they are put together.
  package var texts: Set<String> = []
  /// Words and fragments, of those above, for what a value can carry to where they do not stand: clients.
  ///
  /// Texts are always carried.
  package var carried: Set<String> = []
  /// Words, of those above, that give every string of their file a meaning.
  package var fileWide: Set<String> = []

  /// No needles: no file can hold a finding.
  package init(
    words: Set<String> = [],
    fragments: Set<String> = [],
    texts: Set<String> = [],
    carried: Set<String> = [],
    fileWide: Set<String> = []
  ) {
    self.words = words
    self.fragments = fragments
    self.texts = texts
    self.carried = carried
    self.fileWide = fileWide
  }

  /// The needles of several rules: one of them suffices.
  package init(_ all: [Needles]) {
    for needles in all {
      words.formUnion(needles.words)
      fragments.formUnion(needles.fragments)
      texts.formUnion(needles.texts)
      carried.formUnion(needles.carried)
      fileWide.formUnion(needles.fileWide)
    }
  }
}
