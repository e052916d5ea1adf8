#include <libpq-fe.h>
#include <dlfcn.h>
static PGconn *pool; // ! static-client
PGconn *global; // ! static-client
extern PGconn *elsewhere; // ! static-client
PGconn *many[4], *more; // ! static-client
static struct pg_conn *tagged; // ! static-client
typedef PGconn *Handle;
static Handle handle; // ! static-client
struct application { int size; PGconn *db; };
static struct application app; // ! static-client
typedef struct { PGconn *db; } State;
State state; // ! static-client
struct { PGconn *db; } anonymous; // ! static-client
static _Thread_local PGconn *perThread; // ! static-client
static void *erased;
PGconn *(*opener)(const char *) = PQconnectdb; // ! direct-connection
#define OPEN PQconnectdb // ! direct-connection
#define PASTE(a, b) a##b
static PGconn *make(const char *url) {
  return PQconnectdb(url); // ! direct-connection
}
PGconn *get(void) {
  static PGconn *once; // ! static-client
  if (!once) once = make("");
  return once;
}
void f(void) {
  PGconn *local = PQconnectStart(""); // ! direct-connection
  local = PQsetdbLogin("", "", "", "", "", "", ""); // ! direct-connection
  local = OPEN(""); // ! direct-connection
  local = PASTE(PQconnect, db)(""); // ! direct-connection
  erased = PQconnectdb(""); // ! static-client, direct-connection
  void *found = dlsym(0, "PQconnectdb"); // ! direct-connection
  found = dlsym(0, "PQconnect" "dbParams"); // ! direct-connection
  register_opener(&PQconnectdb); // ! direct-connection
  getBackendPool(); // ! removed-api
}
PGconn *renamed(const char *) __asm__("PQconnectdb"); // ! direct-connection
