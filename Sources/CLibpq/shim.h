#ifndef DEMARC_CLIBPQ_SHIM_H
#define DEMARC_CLIBPQ_SHIM_H

#include <libpq-fe.h>

#endif
