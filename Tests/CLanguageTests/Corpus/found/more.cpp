auto &db() {
  static auto connection = PQconnectdb(""); // ! static-client, direct-connection
  return connection;
}
static const auto made = [] { return PQconnectdb(""); }(); // ! static-client, direct-connection
inline static thread_local std::optional<PGconn *> optional; // ! static-client
std::shared_ptr<PGconn> shared; // ! static-client
template <class T> PGconn *templated = nullptr; // ! static-client
const char *homoglyph = "сluster_shared_12"; // ! hardcoded-cluster
static std::unique_ptr<PGconn, decltype(&PQfinish)> owned(nullptr, &PQfinish); // ! static-client
static std::unique_ptr<PGconn, void (*)(PGconn *)> deleted{nullptr, PQfinish}; // ! static-client
std::string appended() {
  std::string id = "cluster_";
  id.append("shared_13"); // ! hardcoded-cluster
  return id;
}
bool operator<(const Key &a, const Key &b) {
  static PGconn *compared = nullptr; // ! static-client
  return a.id < b.id;
}
static std::vector<std::unique_ptr<PGconn, void (*)(PGconn *)>> pools(4); // ! static-client
