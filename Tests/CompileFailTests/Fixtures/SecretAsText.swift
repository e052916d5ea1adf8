import BackendData
import PostgresDriver

// A secret is read by one method, whose name a reviewer can search for.
func secretAsText(_ client: Client) -> String? {
  #if VIOLATION
    client.mpAccessToken  // error: cannot convert return expression of type 'Secret<String>?' to return type 'String?'
  #else
    client.mpAccessToken?.reveal()
  #endif
}
