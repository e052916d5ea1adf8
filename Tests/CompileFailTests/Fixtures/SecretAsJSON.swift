import AdminData
import Foundation
import PostgresDriver

// A secret does not leave in a response by accident.
func secretAsJSON(_ cluster: BackendCluster) throws {
  #if VIOLATION
    _ = try JSONEncoder().encode(cluster)  // error: requires that 'BackendCluster' conform to 'Encodable'
  #else
    _ = try JSONEncoder().encode(cluster.displayName)
  #endif
}
