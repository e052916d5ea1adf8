#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>
static const char *const parts[] = {"cluster", "shared", "01"};
static struct { void *handle; } state;
static GHashTable *table;
void f(const char *tier) {
  char id[32];
  memcpy(id, "cluster_", 8);
  memcpy(id + 8, "shared_01", 10); // ! hardcoded-cluster
  char joined[32];
  snprintf(joined, sizeof joined, "%s_%s_%s", parts[0], parts[1], parts[2]); // ! hardcoded-cluster
  char *allocated;
  asprintf(&allocated, "cluster_%s_01", tier); // ! hardcoded-cluster
  char grown[32];
  sprintf(grown, "cluster_");
  sprintf(grown + strlen(grown), "shared_02"); // ! hardcoded-cluster
  state.handle = PQconnectdb(""); // ! static-client, direct-connection
  g_hash_table_insert(table, "a", PQconnectdb("")); // ! static-client, direct-connection
  const char *name = "PQconnectdb";
  void *symbol = dlsym(0, name); // ! direct-connection
  struct { PGconn *(*open)(const char *); } ops = { .open = PQconnectdb }; // ! direct-connection
}
const char *behind = "xxcluster_shared_01" + 2; // ! hardcoded-cluster
const char *addressed = &"xcluster_shared_01"[1]; // ! hardcoded-cluster
