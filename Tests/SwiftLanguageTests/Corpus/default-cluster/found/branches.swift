func assigned(_ account: Account) {
  var clusterID = account.clusterID
  if clusterID == nil { clusterID = "main" } // ! default-cluster
  let name: String
  if let id = account.clusterID { name = id } else { name = "main" } // ! default-cluster
  use(clusterID, name)
}

func guarded(_ account: Account) -> String {
  guard let cluster = account.cluster else { return "main" } // ! default-cluster
  return cluster
}

func switched(_ account: Account) -> String {
  switch account.clusterID {
  case let id?: id
  case nil: "main" // ! default-cluster
  }
}

func other(_ account: Account) -> String {
  if account.clusterName.isEmpty { return "main" } // ! default-cluster
  return account.clusterName
}
