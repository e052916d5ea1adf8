// The floor: what C does over libpq, with nothing in between.
//
//   libpq_peer WORK SECONDS [DEPTH]
//
//   point    a row by its key, DEPTH statements in a pipeline
//   layers   the same behind the runtime's prelude, as the application's role
//   range    1,000 rows, touching each value
//   decode   1,000 rows that are here already into structs that own their values
//
// The server is where libpq's environment says. Prints operations a second, the median latency and the CPU time of
// an operation in microseconds.
#include <libpq-fe.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define COLUMNS "id, name, price, quantity, score, note, active, tags, attributes, created_at"
#define POINT "select " COLUMNS " from public.items where client_id = $1 and id = $2"
#define RANGE \
  "select client_id, " COLUMNS " from public.items where client_id = $1 order by client_id, id limit $2"
#define TEN_COLUMNS "select " COLUMNS " from public.items order by client_id, id limit 1000"
#define PRELUDE \
  "select set_config('demarc.tenant', coalesce((select client_id::text from demarc.tenant_fence " \
  "where client_id = $1 and epoch = $2 and state = $3), ''), true)"

static PGconn *connection;
static const int binary[] = {1, 1, 1};
static unsigned char tenant[16] = {[15] = 1};
/// Keeps the compiler from leaving out work whose result nobody reads.
static volatile uint64_t sink;

static double seconds(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return time.tv_sec + time.tv_nsec * 1e-9;
}

static void fail(const char *what) {
  fprintf(stderr, "%s: %s", what, PQerrorMessage(connection));
  exit(1);
}

static void prepare(const char *name, const char *sql, int count, const Oid *types) {
  PGresult *result = PQprepare(connection, name, sql, count, types);
  if (PQresultStatus(result) != PGRES_COMMAND_OK) fail(name);
  PQclear(result);
}

// Point reads

static int depth = 1, sendsPrelude;

static void touch(PGresult *result) {
  uint64_t sum = 0;
  for (int row = 0; row < PQntuples(result); row++)
    for (int column = 0; column < PQnfields(result); column++)
      if (!PQgetisnull(result, row, column)) {
        const char *value = PQgetvalue(result, row, column);
        for (int i = 0; i < PQgetlength(result, row, column); i++) sum += (unsigned char)value[i];
      }
  sink += sum;
}

static void sendPrelude(void) {
  int64_t epoch = __builtin_bswap64(1);
  const char *values[] = {(char *)tenant, (char *)&epoch, "active"};
  if (!PQsendQueryPrepared(connection, "prelude", 3, values, (int[]){16, 8, 6}, binary, 1)) fail("send");
}

static void point(void) {
  unsigned char id[16] = {0};
  const char *values[] = {(char *)tenant, (char *)id};
  for (int i = 0; i < depth; i++) {
    uint32_t number = __builtin_bswap32(rand() % 100000);
    memcpy(id + 12, &number, 4);
    if (sendsPrelude) sendPrelude();
    if (!PQsendQueryPrepared(connection, "point", 2, values, (int[]){16, 16}, binary, 1)) fail("send");
  }
  if (!PQpipelineSync(connection)) fail("sync");
  for (int isDone = 0; !isDone;) {
    PGresult *result = PQgetResult(connection);
    if (!result) continue;
    ExecStatusType status = PQresultStatus(result);
    if (status == PGRES_PIPELINE_SYNC) isDone = 1;
    else if (status != PGRES_TUPLES_OK) fail("result");
    else touch(result);
    PQclear(result);
  }
}

// A range of rows

static void range(void) {
  int64_t limit = __builtin_bswap64(1000);
  const char *values[] = {(char *)tenant, (char *)&limit};
  PGresult *result = PQexecPrepared(connection, "range", 2, values, (int[]){16, 8}, binary, 1);
  if (PQntuples(result) != 1000) fail("range");
  touch(result);
  PQclear(result);
}

// Decoding

struct numeric { uint16_t count; int16_t weight; uint16_t sign, scale, *digits; };
struct item {
  unsigned char id[16];
  char *name, *note, *attributes, **tags;
  struct numeric price;
  int64_t quantity, createdAt;
  double score;
  int active, tagCount;
};

static PGresult *rows;
static struct item items[1000];

static uint16_t two(const char *bytes) { uint16_t v; memcpy(&v, bytes, 2); return __builtin_bswap16(v); }
static int32_t four(const char *bytes) { uint32_t v; memcpy(&v, bytes, 4); return __builtin_bswap32(v); }
static int64_t eight(const char *bytes) { uint64_t v; memcpy(&v, bytes, 8); return __builtin_bswap64(v); }

static char *text(const char *bytes, int length) {
  char *copy = malloc(length + 1);
  memcpy(copy, bytes, length);
  copy[length] = 0;
  return copy;
}

static struct numeric number(const char *bytes) {
  struct numeric value = {two(bytes), two(bytes + 2), two(bytes + 4), two(bytes + 6), 0};
  value.digits = malloc(2 * value.count);
  for (int i = 0; i < value.count; i++) value.digits[i] = two(bytes + 8 + 2 * i);
  return value;
}

static char **texts(const char *bytes, int *count) {
  *count = four(bytes) ? four(bytes + 12) : 0;
  char **values = malloc(*count * sizeof *values);
  bytes += 20;
  for (int i = 0; i < *count; i++) {
    int length = four(bytes);
    values[i] = length < 0 ? NULL : text(bytes + 4, length);
    bytes += 4 + (length < 0 ? 0 : length);
  }
  return values;
}

static void decode(void) {
  for (int row = 0; row < 1000; row++) {
    struct item *item = &items[row];
#define VALUE(column) PQgetvalue(rows, row, column)
#define LENGTH(column) PQgetlength(rows, row, column)
    memcpy(item->id, VALUE(0), 16);
    item->name = text(VALUE(1), LENGTH(1));
    item->price = number(VALUE(2));
    item->quantity = eight(VALUE(3));
    int64_t bits = eight(VALUE(4));
    memcpy(&item->score, &bits, 8);
    item->note = PQgetisnull(rows, row, 5) ? NULL : text(VALUE(5), LENGTH(5));
    item->active = *VALUE(6);
    item->tags = texts(VALUE(7), &item->tagCount);
    item->attributes = text(VALUE(8) + 1, LENGTH(8) - 1);
    item->createdAt = eight(VALUE(9));
  }
}

static void freeItems(void) {
  for (struct item *item = items; item < items + 1000; item++) {
    for (int i = 0; i < item->tagCount; i++) free(item->tags[i]);
    free(item->tags), free(item->name), free(item->note), free(item->attributes), free(item->price.digits);
  }
}

// Measuring

static int compare(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/// Repeats a step of so many operations; `after` follows each one outside of its latency.
static void measure(double length, int operations, int parts, void (*step)(void), void (*after)(void)) {
  static double latencies[1 << 20];
  size_t count = 0, capacity = sizeof latencies / sizeof *latencies;
  double start = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID), now = start;
  while (now < start + length) {
    double begin = seconds(CLOCK_MONOTONIC);
    step();
    now = seconds(CLOCK_MONOTONIC);
    if (after) after();
    latencies[count++ % capacity] = (now - begin) / parts;
  }
  double total = (double)count * operations;
  cpu = seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
  size_t samples = count < capacity ? count : capacity;
  qsort(latencies, samples, sizeof *latencies, compare);
  printf("rate %.1f latency %.4f cpu %.4f\n", total / (now - start), latencies[samples / 2] * 1e6, cpu / total * 1e6);
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  const char *work = argv[1];
  double length = atof(argv[2]);
  if (argc > 3) depth = atoi(argv[3]);
  sendsPrelude = !strcmp(work, "layers");
  connection = PQconnectdb(sendsPrelude ? "dbname=data user=app" : "");
  if (PQstatus(connection) != CONNECTION_OK) fail("connect");
  if (!strcmp(work, "range")) {
    prepare("range", RANGE, 2, (Oid[]){2950, 20});
    measure(length, 1, 1, range, NULL);
  } else if (!strcmp(work, "decode")) {
    rows = PQexecParams(connection, TEN_COLUMNS, 0, NULL, NULL, NULL, NULL, 1);
    if (PQntuples(rows) != 1000) fail("decode");
    measure(length, 1000, 1000, decode, freeItems);
  } else {
    prepare("point", POINT, 2, (Oid[]){2950, 2950});
    if (sendsPrelude) prepare("prelude", PRELUDE, 3, (Oid[]){2950, 20, 25});
    if (!PQenterPipelineMode(connection)) fail("pipeline");
    measure(length, depth, 1, point, NULL);
  }
  PQfinish(connection);
  return 0;
}
