// The part of libclang's stable interface (clang-c/Index.h) that CLanguage calls through dlsym: no header and no
// library is needed to build, and the toolchain's libclang and Debian's both serve. A test holds this against
// libclang-dev's header.
#ifndef DEMARC_CCLANG_SHIM_H
#define DEMARC_CCLANG_SHIM_H

typedef struct {
  const void *data;
  unsigned private_flags;
} DCXString;

typedef struct {
  const void *ptr_data[2];
  unsigned int_data;
} DCXSourceLocation;

typedef struct {
  const void *ptr_data[2];
  unsigned begin_int_data;
  unsigned end_int_data;
} DCXSourceRange;

typedef struct {
  int kind;
  int xdata;
  const void *data[3];
} DCXCursor;

typedef struct {
  int kind;
  void *data[2];
} DCXType;

struct DCXUnsavedFile {
  const char *Filename;
  const char *Contents;
  unsigned long Length;
};

typedef int (*DCXCursorVisitor)(DCXCursor cursor, DCXCursor parent, void *data);
typedef int (*DCXFieldVisitor)(DCXCursor cursor, void *data);

typedef void *(*DCX_createIndex)(int excludePCH, int displayDiagnostics);
typedef void (*DCX_disposeIndex)(void *index);
typedef int (*DCX_parseTranslationUnit2)(
    void *index, const char *path, const char *const *arguments, int argumentCount,
    struct DCXUnsavedFile *files, unsigned fileCount, unsigned options, void **unit);
typedef void (*DCX_disposeTranslationUnit)(void *unit);
typedef unsigned (*DCX_getNumDiagnostics)(void *unit);
typedef void *(*DCX_getDiagnostic)(void *unit, unsigned index);
typedef void (*DCX_disposeDiagnostic)(void *diagnostic);
typedef int (*DCX_getDiagnosticSeverity)(void *diagnostic);
typedef DCXString (*DCX_getDiagnosticSpelling)(void *diagnostic);
typedef DCXSourceLocation (*DCX_getDiagnosticLocation)(void *diagnostic);
typedef const char *(*DCX_getCString)(DCXString string);
typedef void (*DCX_disposeString)(DCXString string);
typedef DCXCursor (*DCX_getTranslationUnitCursor)(void *unit);
typedef unsigned (*DCX_visitChildren)(DCXCursor parent, DCXCursorVisitor visitor, void *data);
typedef DCXString (*DCX_getCursorSpelling)(DCXCursor cursor);
typedef DCXSourceLocation (*DCX_getCursorLocation)(DCXCursor cursor);
typedef void (*DCX_getExpansionLocation)(
    DCXSourceLocation location, void **file, unsigned *line, unsigned *column, unsigned *offset);
typedef DCXString (*DCX_getFileName)(void *file);
typedef DCXType (*DCX_getCursorType)(DCXCursor cursor);
typedef DCXType (*DCX_getCanonicalType)(DCXType type);
typedef DCXString (*DCX_getTypeSpelling)(DCXType type);
typedef DCXType (*DCX_getPointeeType)(DCXType type);
typedef DCXType (*DCX_getArrayElementType)(DCXType type);
typedef int (*DCX_getStorageClass)(DCXCursor cursor);
typedef DCXCursor (*DCX_getCursorSemanticParent)(DCXCursor cursor);
typedef unsigned (*DCX_visitFields)(DCXType type, DCXFieldVisitor visitor, void *data);

#endif
