#define PREFIX "cluster_"
#define ID(tier, n) PREFIX #tier "_" #n
typedef struct { PGconn *db; } Shared;
