const prefix = "cluster_";
const tier = "shared";
const parts = ["cluster", "shared", "01"] as const;
const pieces = { prefix: "cluster_", tier: "shared", number: "01" } as const;
const byConstant = prefix + tier + "_01"; // ! hardcoded-cluster
const byTemplate = `${prefix}${tier}_01`; // ! hardcoded-cluster
const byElement = parts[0] + "_" + parts[1] + "_" + parts[2]; // ! hardcoded-cluster
const bySpread = [...parts].join("_"); // ! hardcoded-cluster
const byMember = pieces.prefix + pieces.tier + "_" + pieces["number"]; // ! hardcoded-cluster
const [first, second, third = "01"] = ["cluster", "shared"];
const byDestructuring = `${first}_${second}_${third}`; // ! hardcoded-cluster
const { prefix: p, tier: t } = pieces;
const byRenaming = `${p}${t}_01`; // ! hardcoded-cluster
let grown = "clu";
grown += "ster_";
grown += "shared_01"; // ! hardcoded-cluster
let assigned;
assigned = "cluster_";
assigned = assigned + "shared_01"; // ! hardcoded-cluster
let looped = "";
for (const piece of ["cluster_", "shared", "_01"]) {
  looped += piece; // ! hardcoded-cluster
}
enum Tier { Shared = "shared", Dedicated = "dedicated" }
const byEnum = `cluster_${Tier.Shared}_01`; // ! hardcoded-cluster
enum Cluster {
  cluster_shared_01, // ! hardcoded-cluster
  other,
}
enum Explicit {
  A = "cluster_shared_01", // ! hardcoded-cluster
  B = prefix + "shared_02", // ! hardcoded-cluster
}
const keys = {
  cluster_shared_01: "a", // ! hardcoded-cluster
  "cluster_shared_02": "b", // ! hardcoded-cluster
  [`cluster_${tier}_03`]: "c", // ! hardcoded-cluster
};
const looked = registry.cluster_shared_01; // ! hardcoded-cluster
const indexed = registry["cluster_shared_01"]; // ! hardcoded-cluster
type Name = "cluster_shared_01" | "other"; // ! hardcoded-cluster
type Part = `cluster_${"shared"}_01`; // ! hardcoded-cluster
interface Registry { cluster_shared_01: string } // ! hardcoded-cluster
const id = (tier: string) => `cluster_${tier}_01`; // ! hardcoded-cluster
function numbered(tier: string, number: string) {
  return `cluster_${tier}_${number}`; // ! hardcoded-cluster
}
numbered("shared", "01");
const named = function cluster_shared_01() {}.name; // ! hardcoded-cluster
const holder = class { static readonly id = "cluster_shared_01"; }; // ! hardcoded-cluster
const fromEntries = Object.entries({ a: "cluster_shared_01" }); // ! hardcoded-cluster
const symbol = Symbol("cluster_shared_01"); // ! hardcoded-cluster
function withDefault(cluster = "cluster_shared_01") {} // ! hardcoded-cluster, default-cluster
const { cluster = "cluster_shared_02" } = options; // ! hardcoded-cluster, default-cluster
const map = new Map([["a", "cluster_shared_01"]]); // ! hardcoded-cluster
switch (kind) {
  case "cluster_shared_01": // ! hardcoded-cluster
    break;
}
label: for (;;) { use(`cluster_${["shared", "dedicated"][n]}_01`); break label; } // ! hardcoded-cluster
