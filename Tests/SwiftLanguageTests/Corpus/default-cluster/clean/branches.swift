func guarded(_ account: Account) throws -> String {
  guard let cluster = account.cluster else { throw Missing() }
  return cluster
}

func shown(_ account: Account) -> String {
  guard let cluster = account.cluster else { return "none" }
  if account.name == nil { return "nobody" }
  return cluster
}

func found(_ account: Account) -> String {
  if account.cluster != nil { return "placed" }
  switch account.plan {
  case "basic": return "small"
  default: return "large"
  }
}
