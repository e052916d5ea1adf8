import BackendData
import Demarc

// The tenant's own row takes its key and its account from the context.
func draftWithRootKey(_ context: ClusterContext, _ draft: Client.Draft) {
  var draft = draft
  #if VIOLATION
    draft.id = context.tenantID  // error: value of type 'Client.Draft' has no member 'id'
  #else
    draft.slug = "farma"
  #endif
  _ = draft
}
