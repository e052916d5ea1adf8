class Ids {
  prefix = "cluster_";
  static readonly PREFIX = "cluster_";
  one() { return this.prefix + "shared_01"; } // ! hardcoded-cluster
  static two() { return Ids.PREFIX + "shared_02"; } // ! hardcoded-cluster
  get three() { return `${this.prefix}shared_03`; } // ! hardcoded-cluster
}
class More extends Ids {
  four() { return this.prefix + "shared_04"; } // ! hardcoded-cluster
}
const curried = (tier) => (n) => `cluster_${tier}_${n}`; // ! hardcoded-cluster
curried("shared")("05");
const golf = ["cluster", "shared", "06"].join`_`; // ! hardcoded-cluster
const borrowed = String.prototype.concat.call("cluster_", "shared_07"); // ! hardcoded-cluster
const filled: string[] = [];
filled.push("cluster_");
filled.push("shared_08");
const pushed = filled.join(""); // ! hardcoded-cluster
const o: any = {};
o.a = "cluster_";
o["b"] = "shared_09";
const stored = o.a + o.b; // ! hardcoded-cluster
const object = { get id() { return "cluster_"; } };
const got = object.id + "shared_10"; // ! hardcoded-cluster
const comma = (0, "cluster_shared_11"); // ! hardcoded-cluster
const homoglyph = "сluster_shared_12"; // ! hardcoded-cluster
const invisible = "clus​ter_shared_13"; // ! hardcoded-cluster
const wide = "ｃｌｕｓｔｅｒ_shared_14"; // ! hardcoded-cluster
const bytes = new TextDecoder().decode(new Uint8Array([99, 108, 117, 115, 116, 101, 114, 95, 97, 95, 48, 49])); // ! hardcoded-cluster
const printed = util.format("cluster_%s_%s", "shared", "15"); // ! hardcoded-cluster
namespace Names { export const prefix = "cluster_"; }
const spaced = Names.prefix + "shared_16"; // ! hardcoded-cluster
const radix = (1).toString().padStart(2, "0");
const numbered = "cluster_shared_" + radix; // ! hardcoded-cluster
let conditional = "cluster_";
if (flag) conditional += "shared_17"; // ! hardcoded-cluster
const when = { shared: "cluster_shared" }[tier] + "_18"; // ! hardcoded-cluster
const iterated = Object.entries({ cluster: "shared" }).map(([k, v]) => `${k}_${v}_19`); // ! hardcoded-cluster
const keyed = Object.keys({ cluster: 1, shared: 2 }).join("_") + "_20"; // ! hardcoded-cluster
const optional = pieces?.prefix ?? "cluster_shared_21"; // ! hardcoded-cluster, default-cluster
const sliced = "cluster_shared_22_x".split("_").slice(0, 3).join("_"); // ! hardcoded-cluster
const replacedBy = "cluster_TIER_23".replace("TIER", () => "shared"); // ! hardcoded-cluster
const escaped = "\x63\x6c\x75\x73\x74\x65\x72\x5f\x61\x5f\x30\x31"; // ! hardcoded-cluster
function* generate() { yield "cluster_shared_24"; } // ! hardcoded-cluster
async function later() { return await Promise.resolve("cluster_shared_25"); } // ! hardcoded-cluster
new Worker("w.js", { env: { CLUSTER: "cluster_shared_26" } }); // ! hardcoded-cluster
fetch(`https://${"cluster_shared_27"}.example.com`); // ! hardcoded-cluster
const asked = /^cluster_shared_28$/.test(id); // ! hardcoded-cluster
const bounded = /\bcluster_shared_29\b/; // ! hardcoded-cluster
const whole = ["cluster", "", "shared", "01"].filter(Boolean).join("_"); // ! hardcoded-cluster
const some = ["cluster", "x", "shared", "02"].filter((part) => part !== "x").join("_"); // ! hardcoded-cluster
use(String.fromCharCode(...[98, 109, 116].map((code) => code ^ 1)) + "ster_shared_30"); // ! hardcoded-cluster
