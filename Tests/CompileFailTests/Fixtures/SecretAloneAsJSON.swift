import Foundation
import PostgresDriver

// Nor does a secret alone.
func secretAloneAsJSON(_ secret: Secret<String>) throws {
  #if VIOLATION
    _ = try JSONEncoder().encode(secret)  // error: requires that 'Secret<String>' conform to 'Encodable'
  #else
    _ = try JSONEncoder().encode(secret.reveal())
  #endif
}
