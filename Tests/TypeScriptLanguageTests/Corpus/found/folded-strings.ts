const plain = "cluster_shared_01"; // ! hardcoded-cluster
const single = 'cluster_shared_01'; // ! hardcoded-cluster
const template = `cluster_shared_01`; // ! hardcoded-cluster
const concatenated = "clu" + "ster_" + "shared_01"; // ! hardcoded-cluster
const nested = `${"cluster"}_${`shared`}_${"01"}`; // ! hardcoded-cluster
const hex = "clu\x73ter_shared_01"; // ! hardcoded-cluster
const unicode = "\u0063luster_shared_01"; // ! hardcoded-cluster
const braces = "\u{63}luster_shared_01"; // ! hardcoded-cluster
const octal = "\143luster_shared_01"; // ! hardcoded-cluster
const joined = ["cluster", "shared", "01"].join("_"); // ! hardcoded-cluster
const joinedEmpty = ["cluster_", "shared", "_01"].join(''); // ! hardcoded-cluster
const replaced = "klaster_shared_01".replace("kla", "clu"); // ! hardcoded-cluster
const replacedRegex = "cluster-shared-01".replace(/-/g, "_"); // ! hardcoded-cluster
const replacedAll = "cluster.shared.01".replaceAll(".", "_"); // ! hardcoded-cluster
const chained = "cluster_".concat("shared", "_01"); // ! hardcoded-cluster
const lowered = "CLUSTER_SHARED_01".toLowerCase(); // ! hardcoded-cluster
const sliced = "xxcluster_shared_01yy".slice(2, -2); // ! hardcoded-cluster
const substring = "xxcluster_shared_01".substring(2); // ! hardcoded-cluster
const padded = "cluster_shared_" + "1".padStart(2, "0"); // ! hardcoded-cluster
const paddedEnd = "cluster_shared".padEnd(17, "_01"); // ! hardcoded-cluster
const numbered = "cluster_shared_0" + 1; // ! hardcoded-cluster
const computed = `cluster_shared_0${3 - 2}`; // ! hardcoded-cluster
const codes = String.fromCharCode(99, 108, 117, 115, 116, 101, 114) + "_shared_01"; // ! hardcoded-cluster
const spreadCodes = String.fromCharCode(...[99, 108, 117, 115, 116, 101, 114, 95]) + `shared_01`; // ! hardcoded-cluster
const mapped = [99, 108, 117, 115, 116, 101, 114].map((c) => String.fromCharCode(c)).join("") + "_shared_01"; // ! hardcoded-cluster
const base64 = atob("Y2x1c3Rlcl9zaGFyZWRfMDE="); // ! hardcoded-cluster
const buffer = Buffer.from("Y2x1c3Rlcl9zaGFyZWRfMDE=", "base64").toString("utf8"); // ! hardcoded-cluster
const hexBuffer = Buffer.from("636c75737465725f7368617265645f3031", "hex").toString(); // ! hardcoded-cluster
const percent = decodeURIComponent("%63luster_shared_01"); // ! hardcoded-cluster
const reversed = "10_derahs_retsulc".split("").reverse().join(""); // ! hardcoded-cluster
const reversedSpread = [..."10_derahs_retsulc"].reverse().join(""); // ! hardcoded-cluster
const raw = String.raw`cluster_shared_01`; // ! hardcoded-cluster
const frozen = Object.freeze({ a: "cluster_shared_01" }); // ! hardcoded-cluster
const asserted = "cluster_shared_01" as const; // ! hardcoded-cluster
const reduced = ["cluster", "_shared", "_01"].reduce((a, b) => a + b, ""); // ! hardcoded-cluster
const trimmed = "  cluster_shared_01 ".trim(); // ! hardcoded-cluster
const json = JSON.parse('{"id":"cluster_shared_01"}').id; // ! hardcoded-cluster
const wrapped = new String("cluster_shared_01"); // ! hardcoded-cluster
const inUrl = "https://db.example.com/cluster_shared_01/rest"; // ! hardcoded-cluster
const tagged = sql`select * from t where cluster = ${"cluster_shared_01"}`; // ! hardcoded-cluster
const queried = sql`select * from t where cluster_id = 'cluster_shared_01'`; // ! hardcoded-cluster
const conditional = flag ? "cluster_shared_01" : other; // ! hardcoded-cluster
