// The floor: one caller that reads a row by its key over libpq, plain or with `depth` statements in a pipeline.
//
//   libpq_loop CONNINFO SECONDS DEPTH PRELUDE
//
// PRELUDE is 1 to send the runtime's prelude before each statement. Prints operations per second and, at depth
// 1, the median latency in microseconds.
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void fail(PGconn *connection, const char *what) {
  fprintf(stderr, "%s: %s", what, PQerrorMessage(connection));
  exit(1);
}

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

// Touches every value, as a program that uses them would.
static uint64_t consume(PGresult *result) {
  uint64_t sum = 0;
  for (int row = 0; row < PQntuples(result); row++)
    for (int column = 0; column < PQnfields(result); column++)
      if (!PQgetisnull(result, row, column)) {
        const char *value = PQgetvalue(result, row, column);
        for (int i = 0; i < PQgetlength(result, row, column); i++) sum += (unsigned char)value[i];
      }
  return sum;
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  PGconn *connection = PQconnectdb(argv[1]);
  if (PQstatus(connection) != CONNECTION_OK) fail(connection, "connect");
  double seconds = atof(argv[2]);
  int depth = atoi(argv[3]), prelude = atoi(argv[4]);
  const char *sql =
      "select id, quantity, name, active, price, note, score, tags, attributes, created_at "
      "from public.items where client_id = $1 and id = $2";
  PQclear(PQprepare(connection, "point", sql, 2, (Oid[]){2950, 2950}));
  const char *set =
      "select set_config('demarc.tenant', coalesce((select client_id::text from demarc.tenant_fence "
      "where client_id = $1 and epoch = $2 and state = $3), ''), true)";
  if (prelude) PQclear(PQprepare(connection, "prelude", set, 3, (Oid[]){2950, 20, 25}));

  unsigned char tenant[16] = {0}, id[16] = {0};
  tenant[15] = 1;
  int64_t epoch = __builtin_bswap64(1);
  const char *values[2] = {(char *)tenant, (char *)id};
  int lengths[2] = {16, 16}, formats[3] = {1, 1, 1};
  const char *preludeValues[3] = {(char *)tenant, (char *)&epoch, "active"};
  int preludeLengths[3] = {16, 8, 6};
  if (!PQenterPipelineMode(connection)) fail(connection, "pipeline");
  uint64_t sum = 0, count = 0;
  size_t capacity = 4000000;
  double *latencies = malloc(capacity * sizeof(double));
  double start = now(), end = start + seconds, t = start;
  srand(7);
  while (t < end) {
    for (int i = 0; i < depth; i++) {
      uint32_t number = __builtin_bswap32(rand() % 100000);
      memcpy(id + 12, &number, 4);
      if (prelude && !PQsendQueryPrepared(connection, "prelude", 3, preludeValues, preludeLengths, formats, 1))
        fail(connection, "send");
      if (!PQsendQueryPrepared(connection, "point", 2, values, lengths, formats, 1))
        fail(connection, "send");
    }
    if (!PQpipelineSync(connection)) fail(connection, "sync");
    for (int done = 0; !done;) {
      PGresult *result = PQgetResult(connection);
      if (!result) continue;
      ExecStatusType status = PQresultStatus(result);
      if (status == PGRES_PIPELINE_SYNC) done = 1;
      else if (status != PGRES_TUPLES_OK) fail(connection, "result");
      else sum += consume(result);
      PQclear(result);
    }
    double finished = now();
    if (depth == 1 && count < capacity) latencies[count] = finished - t;
    t = finished;
    count += depth;
  }
  double median = 0;
  if (depth == 1) {
    size_t samples = count < capacity ? count : capacity;
    qsort(latencies, samples, sizeof(double), compare);
    median = latencies[samples / 2] * 1e6;
  }
  printf("%.1f %.2f\n", count / (t - start), median);
  fprintf(stderr, "%llu\n", (unsigned long long)sum);
  PQfinish(connection);
  return 0;
}
