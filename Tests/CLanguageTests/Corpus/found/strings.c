#include <stdio.h>
#include <string.h>
const char *plain = "cluster_shared_01"; // ! hardcoded-cluster
const char *adjacent = "clu" "ster_" "shared_01"; // ! hardcoded-cluster
const char *hex = "clu\x73" "ter_shared_01"; // ! hardcoded-cluster
const char *octal = "\143luster_shared_01"; // ! hardcoded-cluster
const char *unicode = "\u0063luster_shared_01"; // ! hardcoded-cluster
const char array[] = { 'c', 'l', 'u', 's', 't', 'e', 'r', '_', 's', 'h', 'a', 'r', 'e', 'd', '_', '0', '1', 0 }; // ! hardcoded-cluster
const char numbers[] = { 99, 108, 117, 115, 116, 101, 114, 95, 97, 95, 0x30, 49, 0 }; // ! hardcoded-cluster
#define ID "cluster_shared_01" // ! hardcoded-cluster
#define PREFIX "cluster_"
const char *prefixed = PREFIX "shared_01"; // ! hardcoded-cluster
#define STR(x) #x
#define XSTR(x) STR(x)
const char *stringized = STR(cluster_shared_01); // ! hardcoded-cluster
#define NAME cluster_shared_02
const char *twice = XSTR(NAME); // ! hardcoded-cluster
#define CAT(a, b) a##b
#define XCAT(a, b) CAT(a, b)
const char *pasted = XSTR(XCAT(cluster_, shared_03)); // ! hardcoded-cluster
#define CLUSTER(tier, n) "cluster_" #tier "_" #n
const char *made = CLUSTER(shared, 04); // ! hardcoded-cluster
const char *wide = L"cluster_shared_01"; // ! hardcoded-cluster
const char *unknown = "cluster_" TIER "_01"; // ! hardcoded-cluster
static const char *table[] = { [0] = "cluster_shared_01", "other" }; // ! hardcoded-cluster
void f(int n, const char *tier) {
  char buffer[64];
  snprintf(buffer, sizeof buffer, "cluster_%s_%02d", "shared", 1); // ! hardcoded-cluster
  snprintf(buffer, sizeof buffer, "cluster_%s_01", tier); // ! hardcoded-cluster
  sprintf(buffer, "%s%s", PREFIX, "shared_01"); // ! hardcoded-cluster
  strcpy(buffer, "cluster_");
  strcat(buffer, "shared_01"); // ! hardcoded-cluster
  buffer[0] = 'c'; // ! hardcoded-cluster
  buffer[1] = 'l'; buffer[2] = 'u'; buffer[3] = 's'; buffer[4] = 't'; buffer[5] = 'e'; buffer[6] = 'r';
  buffer[7] = '_'; buffer[8] = 'a'; buffer[9] = '_'; buffer[10] = '0'; buffer[11] = '1'; buffer[12] = 0;
  use(n ? "cluster_shared_01" : "other"); // ! hardcoded-cluster
  printf("select * from %s.orders", "cluster_shared_01"); // ! hardcoded-cluster
#ifdef LEGACY
  use("cluster_legacy_01"); // ! hardcoded-cluster
#else
  use("cluster_modern_01"); // ! hardcoded-cluster
#endif
}
#pragma weak cluster
#define EACH(X) X(cluster_shared_06) X(other)
#define ROW(name) { #name },
struct row { const char *name; } rows[] = { EACH(ROW) }; // ! hardcoded-cluster
#define JOIN(...) STR(__VA_ARGS__)
const char *variadic = JOIN(cluster_shared_07); // ! hardcoded-cluster
