/// Something that no longer belongs together with the rest of what the generator read and wrote.
package struct LockMismatch: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The kinds of mismatch.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// There is no lock, or it cannot be read.
    case unusableLock = "unusable-lock"
    /// Another version of the generator ran.
    case otherGenerator = "other-generator"
    /// `demarc.yml` changed where it influences generation.
    case changedConfiguration = "changed-configuration"
    /// A migration, a query or the contract was added, changed or removed.
    case changedInput = "changed-input"
    /// The snapshot is missing or was edited.
    case staleSnapshot = "stale-snapshot"
    /// A generated file was edited.
    case editedFile = "edited-file"
    /// A generated file is gone.
    case missingFile = "missing-file"
    /// A file stands among the generated ones that the generator did not write.
    case orphanFile = "orphan-file"
    /// A file or folder cannot be read.
    case unreadable
  }

  /// The kind of mismatch.
  package let kind: Kind
  /// The file or folder, below the project's root.
  package let path: String
  /// What is wrong, and the next step.
  package let message: String

  /// Path, message and kind on one line.
  package var description: String { "\(path): \(message) [\(kind.rawValue)]" }
}
