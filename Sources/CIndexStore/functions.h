// The functions of libIndexStore that are called, as types: the library is opened at run time, and belongs to
// the toolchain that wrote the index. Source: indexstore/indexstore.h of the Swift toolchain, API 0.15.
#ifndef DEMARC_INDEX_STORE_H
#define DEMARC_INDEX_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
  const char *data;
  size_t length;
} index_string;

typedef void *(*index_open_store)(const char *path, void **error);
typedef void *(*index_open_reader)(void *store, const char *name, void **error);
typedef void (*index_dispose)(void *);
typedef const char *(*index_describe_error)(void *);
typedef index_string (*index_get_string)(void *);
typedef int (*index_get_kind)(void *);
typedef bool (*index_get_flag)(void *);
typedef uint64_t (*index_get_roles)(void *);
typedef void *(*index_get_symbol)(void *);
typedef void (*index_get_place)(void *, unsigned *line, unsigned *column);
typedef bool (*index_get_time)(void *store, const char *unit, int64_t *seconds, int64_t *nanoseconds,
                               void **error);
typedef bool (*index_apply_to_units)(void *store, unsigned sorted, void *context,
                                     bool (*)(void *context, index_string name));
typedef bool (*index_apply)(void *, void *context, bool (*)(void *context, void *));

#endif
