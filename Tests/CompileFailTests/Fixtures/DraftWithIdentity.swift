import HostileControl

// An identity column that is generated always takes no value.
func draftWithIdentity(_ draft: SelfRow.Draft) {
  var draft = draft
  #if VIOLATION
    draft.`init` = 3  // error: value of type 'SelfRow.Draft' has no member 'init'
  #else
    draft.default = 3
  #endif
  _ = draft
}
