package import Catalog
package import ConfigurationFile
import Foundation

/// This repository, whose own schemas the tests migrate.
package enum TestProject {
  /// The folder of `demarc.yml`.
  package static let root: String = #filePath.split(separator: "/").dropLast(4)
    .reduce(into: "") { path, name in path += "/" + name }

  /// What `demarc.yml` says.
  package static func configuration() throws -> Configuration {
    try Configuration.load(from: "\(root)/demarc.yml")
  }

  /// What `demarc.yml` says of one database.
  package static func database(_ name: String) throws -> Configuration.Database {
    guard let database = try configuration().databases[name] else {
      throw TestProjectError(description: "demarc.yml has no database '\(name)'")
    }
    return database
  }

  /// The checked-in snapshot of the Backend clusters.
  package static func backendSnapshot() throws -> DatabaseSchema {
    let path = "\(root)/schema/backend.snapshot.json"
    return try DatabaseSchema(snapshot: Data(contentsOf: URL(fileURLWithPath: path)), path: path)
  }
}

/// This repository is not as the tests expect it.
package struct TestProjectError: Error, CustomStringConvertible {
  /// What is missing.
  package let description: String

  /// Says what is missing.
  package init(description: String) {
    self.description = description
  }
}
