#include <libpq-fe.h>
// cluster_shared_01 is named in a comment
/* "cluster_shared_01" */
const char *longer = "cluster_shared_012";
const char *other = "cluster_name", *size = "cluster_size";
const char *format = "cluster_%s_%s";
#define CLUSTER(tier, n) "cluster_" #tier "_" #n
int cluster_count;
PGconn *take(PGconn *connection);
void use(PGconn *connection, int n);
int run(PGconn *connection) {
  PGconn *copy = connection;
  PGresult *result = PQexec(copy, "select 1");
  char buffer[32];
  snprintf(buffer, sizeof buffer, "cluster_%s_%s", name, number);
  printf("call PQconnectdb(%s)\n", buffer);
  return PQstatus(copy) == CONNECTION_OK;
}
struct request { PGconn *connection; };
typedef PGconn *(*Maker)(const char *);
static Maker maker;
static int (*handler)(PGconn *);
enum { cluster_limit = 3 };
static const char apostrophe = '\'';
#if 0
const char *never = "cluster_shared_01";
#endif
