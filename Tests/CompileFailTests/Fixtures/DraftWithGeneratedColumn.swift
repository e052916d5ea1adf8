import HostileControl

// The database computes it.
func draftWithGeneratedColumn(_ draft: SelfRow.Draft) {
  var draft = draft
  #if VIOLATION
    draft.total = 3  // error: value of type 'SelfRow.Draft' has no member 'total'
  #else
    draft.priceIn = 3
  #endif
  _ = draft
}
