const a = account.clusterId ?? "cluster_shared_01"; // ! hardcoded-cluster, default-cluster
const b = account.clusterId || "main"; // ! default-cluster
const c = process.env.CLUSTER_ID || "primary"; // ! default-cluster
const d = process.env["CLUSTER"] ?? "main"; // ! default-cluster
const e = clusterId ? clusterId : "main"; // ! default-cluster
const f = cluster === null ? "main" : cluster; // ! default-cluster
const g = account.cluster ?? DEFAULT_CLUSTER; // ! default-cluster
function h(cluster: string = "main") {} // ! default-cluster
const i = ({ clusterId = "main" }) => clusterId; // ! default-cluster
let cluster = find();
if (!cluster) cluster = "main"; // ! default-cluster
cluster ??= "main"; // ! default-cluster
cluster ||= fallbackCluster; // ! default-cluster
const j = config.get("CLUSTER_ID", "main"); // ! default-cluster
const k = z.object({ CLUSTER_ID: z.string().default("main") }); // ! default-cluster
const l = { clusterId: process.env.SHARD || "main" }; // ! default-cluster
const defaultCluster = "main"; // ! default-cluster
const clusterName = lookUp(key) ?? "main"; // ! default-cluster
function m(clusterId?: string) {
  if (!clusterId) {
    return "main"; // ! default-cluster
  }
  return clusterId;
}
export const placed = (redisClient) => redisClient.cluster ?? "shared"; // ! default-cluster
