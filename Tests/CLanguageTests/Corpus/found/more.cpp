auto &db() {
  static auto connection = PQconnectdb(""); // ! static-client, direct-connection
  return connection;
}
static const auto made = [] { return PQconnectdb(""); }(); // ! static-client, direct-connection
inline static thread_local std::optional<PGconn *> optional; // ! static-client
std::shared_ptr<PGconn> shared; // ! static-client
template <class T> PGconn *templated = nullptr; // ! static-client
const char *homoglyph = "сluster_shared_12"; // ! hardcoded-cluster
