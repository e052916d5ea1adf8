// demarc:allow hardcoded-cluster until 2027-01-31 by sync: moves in TEN-412
const char *a = "cluster_shared_01";
const char *b = "cluster_shared_01"; /* demarc:allow hardcoded-cluster until 2027-01-31: moves */
