class Context {
 public:
  explicit Context(PGconn *connection) : connection_(connection) {}
  PGconn *get() const { return connection_; }
 private:
  PGconn *connection_;
};
void serve(Context &context) {
  Context local(context.get());
  auto number = 1'000'000;
  auto message = "cluster_" + name + "_" + id;
}
std::vector<std::function<PGconn *(const char *)>> makers();
std::map<std::string, std::function<void(PGconn *)>> jobs(int size);
const char *chosen(bool eu, const char *cluster) { return eu ? cluster : other(cluster); }
const char *refused(const char *cluster) { return cluster ? cluster : NULL; }
const char *unknown(const char *cluster) { return cluster ? cluster : "unknown"; }
std::string region(const std::string &region = "eu", int retries = 3);
int count(int clusters) { return clusters ? clusters : 1; }
void ask(const char *cluster) {
  if (cluster == 0) cluster = find();
  cluster = name;
}
