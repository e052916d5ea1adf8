// demarc:allow hardcoded-cluster until 2027-01-31 by sync: moves in TEN-412
const a = "cluster_shared_01";
const b = "cluster_shared_01"; // demarc:allow hardcoded-cluster until 2027-01-31: moves
/* demarc:allow hardcoded-cluster until 2027-01-31: moves */ const c = "cluster_shared_01";
