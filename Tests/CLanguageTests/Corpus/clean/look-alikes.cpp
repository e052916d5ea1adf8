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
