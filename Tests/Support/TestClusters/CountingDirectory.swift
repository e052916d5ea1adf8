package import Demarc

/// A directory that asks another one, counts how often it was asked, and fails when a test says so.
package actor CountingDirectory: TenantDirectory {
  private let directory: any TenantDirectory
  private var error: (any Error)?
  /// How often the directory was asked.
  package private(set) var questions: Int = 0

  /// Asks a directory.
  package init(_ directory: any TenantDirectory) {
    self.directory = directory
  }

  /// Throws an error from now on, or answers again.
  package func fail(with error: (any Error)?) {
    self.error = error
  }

  /// The placement of the account that owns a slug.
  package func placement(forSlug slug: String) async throws -> Placement? {
    try count()
    return try await directory.placement(forSlug: slug)
  }

  /// The placement of the account that owns a domain.
  package func placement(forDomain domain: String) async throws -> Placement? {
    try count()
    return try await directory.placement(forDomain: domain)
  }

  /// The placement of an account.
  package func placement(of account: AccountID) async throws -> Placement? {
    try count()
    return try await directory.placement(of: account)
  }

  private func count() throws {
    questions += 1
    if let error { throw error }
  }
}
