import Demarc
import Foundation

// A context that could be decoded could be forged.
func decodedContext(_ data: Data) throws {
  #if VIOLATION
    _ = try JSONDecoder().decode(ClusterContext.self, from: data)  // error: requires that 'ClusterContext' conform to 'Decodable'
  #else
    _ = try JSONDecoder().decode(ClusterID.self, from: data)
  #endif
}
