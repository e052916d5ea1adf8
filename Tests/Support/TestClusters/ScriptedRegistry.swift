package import Demarc
import PostgresDriver

/// A registry whose answer a test can change, and which counts how often it was asked.
package actor ScriptedRegistry: ClusterRegistry {
  private var answer: [ClusterRegistration]
  private var error: (any Error)?
  /// How often the registry was asked.
  package private(set) var questions: Int = 0

  /// Makes a registry that gives an answer.
  package init(_ answer: [ClusterRegistration]) {
    self.answer = answer
  }

  /// Gives another answer from now on.
  package func change(to answer: [ClusterRegistration]) {
    self.answer = answer
  }

  /// Throws an error from now on, or answers again.
  package func fail(with error: (any Error)?) {
    self.error = error
  }

  /// The answer.
  package func clusters() throws -> [ClusterRegistration] {
    questions += 1
    if let error { throw error }
    return answer
  }
}

extension TestClusters {
  /// The registration of a cluster, for a registry of a test's own.
  package func registration(of cluster: ClusterID) throws -> ClusterRegistration {
    guard let connectionString = connectionStrings[cluster] else {
      throw TestProjectError(description: "no test has a cluster '\(cluster)'")
    }
    return ClusterRegistration(
      id: cluster,
      connectionString: Secret(connectionString),
      weight: 100,
      isActive: true,
      status: .ready
    )
  }
}

extension ClusterRegistration {
  /// The registration with something changed.
  package func with(
    connectionString: String? = nil,
    weight: Int? = nil,
    isActive: Bool? = nil,
    status: Status? = nil
  ) -> ClusterRegistration {
    ClusterRegistration(
      id: id,
      connectionString: connectionString.map { Secret($0) } ?? self.connectionString,
      weight: weight ?? self.weight,
      isActive: isActive ?? self.isActive,
      status: status ?? self.status
    )
  }
}
