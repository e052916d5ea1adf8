/// What a language target finds in one file, and all that a rule knows of it.
package struct Facts: Sendable {
  /// The file, as findings name it.
  package var path: String
  /// The values of string expressions; of nested expressions only the outermost.
  package var strings: [StringValue] = []
  /// Identifiers that are used, with what they are applied to.
  package var references: [Reference] = []
  /// Variables and properties that outlive a call.
  package var storages: [Storage] = []
  /// Values that stand in where another is missing.
  package var fallbacks: [Fallback] = []
  /// Connections that are opened, and modules that open them.
  package var openings: [Opening] = []
  /// Failures that are turned into an answer or into nothing.
  package var swallows: [Swallow] = []
  /// What work takes with it that goes on when its caller is done.
  package var detachments: [Detachment] = []
  /// Rows that are looked for by one column.
  package var keyLookups: [KeyLookup] = []
  /// What statements of SQL read or write of tenants without being bound to one.
  package var unboundStatements: [UnboundStatement] = []
  /// The modules that are imported.
  package var imports: [Import] = []
  /// Comments that begin with `demarc:allow`.
  package var allowances: [AllowComment] = []
  /// Why the file could not be read to its end; nil when it could.
  package var incompleteness: Incompleteness?

  /// Makes the facts of a file in which nothing was found.
  package init(path: String) {
    self.path = path
  }
}

extension Facts {
  /// Whether the file belongs to one of these modules: a module is a folder of the file's path.
  func isOfModule(in modules: Set<String>) -> Bool {
    path.split(separator: "/").dropLast().contains { modules.contains(String($0)) }
  }
}

/// A string expression with every value that it can have, as far as the file tells.
package struct StringValue: Hashable, Sendable {
  /// The values; more than one where a branch decides.
  package var alternatives: [FoldedText]
  /// How a value arises, the first step first; none for a value that stands there as it is.
  package var derivations: [FoldedText: [DerivationStep]]
  /// The whole strings, noted where they arise, that the values were put together from.
  package var parts: Set<FoldedText> = []
  /// What takes a cluster from the context that is at hand, were the value a cluster's name.
  package var contextFix: Fix?
  /// The expression.
  package var range: TextRange

  /// Makes a value.
  package init(
    alternatives: [FoldedText],
    derivations: [FoldedText: [DerivationStep]] = [:],
    range: TextRange
  ) {
    self.alternatives = alternatives
    self.derivations = derivations
    self.range = range
  }
}

/// An identifier that is used.
package struct Reference: Hashable, Sendable {
  /// The last name of what it is applied to: `Client` in `Client.shared`; nil for a bare name and for
  /// an implicit member.
  package var base: String?
  /// The name itself.
  package var name: String
  /// Whether it is called on the spot.
  package var isCall: Bool
  /// Whether it stands where a type is written.
  package var isType: Bool
  /// The labels of the arguments that it is called with; empty texts for those without.
  package var labels: [String] = []
  /// The type of what it is called on, where that is known.
  package var receiverTypes: [String] = []
  /// The name in the file.
  package var range: TextRange

  /// Makes a reference.
  package init(base: String?, name: String, isCall: Bool, isType: Bool, range: TextRange) {
    self.base = base
    self.name = name
    self.isCall = isCall
    self.isType = isType
    self.range = range
  }
}

/// A module that is imported.
package struct Import: Hashable, Sendable {
  /// The module.
  package var module: String
  /// The module's name in the file.
  package var range: TextRange

  /// Makes an import.
  package init(module: String, range: TextRange) {
    self.module = module
    self.range = range
  }
}

/// A connection to a database that a file opens, or the module that can open one.
package struct Opening: Hashable, Sendable {
  /// What opens it: `pg.Pool`, `PQconnectdb`, or the module `pg`.
  package var name: String
  /// Whether this is the module and not yet a connection.
  package var isImport: Bool
  /// Its name in the file.
  package var range: TextRange

  /// Makes an opening.
  package init(name: String, isImport: Bool = false, range: TextRange) {
    self.name = name
    self.isImport = isImport
    self.range = range
  }
}

/// Where and why reading a file stopped.
package struct Incompleteness: Hashable, Sendable {
  /// What the parser says.
  package var message: String
  /// Where it says so.
  package var position: TextPosition

  /// Makes a report.
  package init(message: String, position: TextPosition) {
    self.message = message
    self.position = position
  }
}
