#include <string>
const std::string prefix = "cluster_";
const std::string sum = prefix + "shared_01"; // ! hardcoded-cluster
auto literal = std::string("clu") + "ster_shared_01"; // ! hardcoded-cluster
auto raw = R"(cluster_shared_01)"; // ! hardcoded-cluster
auto rawDelimited = R"x(select 'cluster_shared_01')x"; // ! hardcoded-cluster
auto view = u8"cluster_shared_01"; // ! hardcoded-cluster
constexpr const char *tier() { return "shared"; }
auto called = std::string("cluster_") + tier() + "_" + "01"; // ! hardcoded-cluster
void f(std::ostream &os) {
  std::string grown("clu");
  grown += "ster_";
  grown.append("shared_01"); // ! hardcoded-cluster
  grown = "cluster_";
  grown += "shared_02"; // ! hardcoded-cluster
  os << "cluster_" << "shared_01"; // ! hardcoded-cluster
  connect(prefix + "shared_03"); // ! hardcoded-cluster
  auto formatted = std::format("cluster_{}_{}", "shared", "04"); // ! hardcoded-cluster
  auto numbered = "cluster_shared_0" + std::to_string(5); // ! hardcoded-cluster
  return prefix + "shared_06"; // ! hardcoded-cluster
}
