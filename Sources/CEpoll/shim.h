#ifndef DEMARC_EPOLL_SHIM_H
#define DEMARC_EPOLL_SHIM_H

#ifdef __linux__
#include <sys/epoll.h>
#endif

#endif
