#include <pqxx/pqxx>
static pqxx::connection db("postgres://"); // ! static-client
std::unique_ptr<pqxx::connection> held; // ! static-client
std::map<std::string, PGconn *> pools; // ! static-client
namespace data {
PGconn *inner = nullptr; // ! static-client
}
class Database {
 public:
  static PGconn *shared; // ! static-client
  static Database &instance() {
    static Database database; // ! static-client
    return database;
  }
 private:
  PGconn *connection_;
};
inline PGconn *braced{nullptr}; // ! static-client
using Connection = PGconn *;
Connection aliased; // ! static-client
auto deduced = make(); // ! static-client
PGconn *make();
extern "C" {
static PGconn *c; // ! static-client
}
pqxx::connection open(const std::string &url);
void work(const char *url, pqxx::connection &given) {
  pqxx::connection braced{url}; // ! direct-connection
  pqxx::connection called(url); // ! direct-connection
  auto made = std::make_unique<pqxx::connection>(url); // ! direct-connection
  auto *owned = new pqxx::connection(url); // ! direct-connection
  pqxx::work transaction{given};
}
