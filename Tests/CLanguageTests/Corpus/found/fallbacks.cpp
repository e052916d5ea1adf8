const char *a() { return getenv("CLUSTER_ID") ?: "shared"; } // ! default-cluster
const char *b(account *x) { return x->cluster_id ? x->cluster_id : DEFAULT_CLUSTER; } // ! default-cluster
const char *c(account *x) { return x->cluster_id ? x->cluster_id : default_cluster(); } // ! default-cluster
std::string d(const std::optional<std::string> &cluster) {
  return cluster.value_or("shared"); // ! default-cluster
}
std::string route(const std::string &account, const std::string &cluster = "shared"); // ! default-cluster
const char *e(const char *cluster) {
  if (cluster == 0 || *cluster == 0)
    cluster = "shared"; // ! default-cluster
  if (!cluster) {
    cluster = "shared"; // ! default-cluster
  }
  return cluster;
}
