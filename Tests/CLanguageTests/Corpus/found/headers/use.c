#include "ids.h"
const char *a = PREFIX "shared_01"; // ! hardcoded-cluster
const char *b = ID(shared, 02); // ! hardcoded-cluster
static Shared shared; // ! static-client
