import HostileControl

// A value of one domain is none of another, and a text that was checked nowhere is none of any.
func valueOfAnotherDomain(_ mail: EMail, _ short: Shorter) -> EveryType.Patch {
  #if VIOLATION
    EveryType.Patch(shorterValue: mail)  // error: cannot convert value of type 'EMail' to expected argument type 'Shorter'
  #else
    EveryType.Patch(shorterValue: short)
  #endif
}
