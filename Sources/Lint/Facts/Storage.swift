/// A variable or property that outlives a call.
package struct Storage: Hashable, Sendable {
  /// How it outlives a call.
  package enum Kind: String, Hashable, Sendable {
    /// At the top of a file.
    case global
    /// `static` or `class` in a type.
    case `static`
    /// A parameter's default, which every call shares that does not say otherwise.
    case defaultArgument = "default argument"
    /// A property that a subscript or a key path of the program's environment reaches.
    case injected = "injected value"
    /// `@TaskLocal`: bound for whatever runs below.
    case taskLocal = "task-local"
  }

  /// How it outlives a call.
  package var kind: Kind
  /// Its name.
  package var name: String
  /// The names of all types in its annotation: `Mutex`, `Client` in `Mutex<Client?>`.
  ///
  /// An alias that the file
  /// declares stands for the types that it names.
  package var typeNames: [String]
  /// The names of what its initialiser or getter calls or mentions in its result: `Client` in
  /// `try Client(url)`.
  package var valueNames: [String]
  /// The client that it holds, where the language target itself could tell.
  package var client: String?
  /// How the client comes to be held, the first step first.
  package var steps: [DerivationStep] = []
  /// The declared name in the file.
  package var range: TextRange

  /// Makes a storage.
  package init(
    kind: Kind,
    name: String,
    typeNames: [String],
    valueNames: [String],
    range: TextRange
  ) {
    self.kind = kind
    self.name = name
    self.typeNames = typeNames
    self.valueNames = valueNames
    self.range = range
  }
}
