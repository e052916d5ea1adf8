#ifndef DEMARC_CPGQUERY_SHIM_H
#define DEMARC_CPGQUERY_SHIM_H

#include <pg_query.h>

#endif
