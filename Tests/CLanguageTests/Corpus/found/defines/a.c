const char *a = "cluster_" TIER "_01"; // ! hardcoded-cluster
#define STR(x) #x
