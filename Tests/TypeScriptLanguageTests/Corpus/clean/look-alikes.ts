// cluster_shared_01 is named in a comment
/* cluster_shared_01, and "cluster_shared_01" */
/** @example connect("cluster_shared_01") */
import type { Pool } from "pg";
import { type SupabaseClient } from "@supabase/supabase-js";
const longer = "cluster_shared_012";
const dashed = "cluster_shared_01-eu";
const other = "xcluster_shared_01";
const words = ["cluster_name", "cluster_size", "cluster_by", "cluster_shared"];
const redis = "cluster_mode_enabled";
const k8s = `cluster_${kind}_${name}`;
const metric = "cluster_" + name;
const regex = /cluster_[a-z]+_[0-9]{2}/;
const counted = clusterCount ?? 3;
const label = cluster ?? "none";
const unknown = account.clusterId ?? "unknown";
const refused = account.clusterId ?? fail("no cluster");
const same = account.clusterId ?? account.cluster_id;
const missing = cluster === null ? null : cluster;
const text = cluster ? "yes" : "no";
function typed(pool: Pool, client: SupabaseClient): Pool { return pool; }
const handler: (pool: Pool) => Promise<void> = async (pool) => { await pool.query("select 1"); };
class Repository { constructor(private readonly client: SupabaseClient) {} }
interface Options { pool?: Pool; make: () => Pool }
const options = { max: 10 };
const message = "use createClient(url) and getBackendPool() no more";
const notDriver = require("pg-format");
const path = "./pg";
const divided = a / b / c;
const regexAfter = x.replace(/['"`]/g, "") / 2;
const mapped = "abc".replace("a", "b");
function poolSize() { return 3; }
const quotes = `it's ${"a"} "b" ${`c ${1}`}`;
if (a < b && c > d) { use(a); }
const generic = call<Pool>(1);
const cast = <string>value;
