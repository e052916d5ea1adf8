package import Demarc
import PostgresDriver

/// A registry whose answer a test can change, and which counts how often it was asked.
package actor ScriptedRegistry: ClusterRegistry {
  private var answer: [ClusterRegistration]
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

  /// The answer.
  package func clusters() -> [ClusterRegistration] {
    questions += 1
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
