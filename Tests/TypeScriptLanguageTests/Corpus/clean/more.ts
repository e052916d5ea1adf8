import type { AdminClient } from "./admin";
import { createClient } from "./supabase";
export const factory = (ctx: Context) => createClient(ctx.url);
export const make = (): AdminClient => createClient(url);
export class Repository {
  constructor(private client: AdminClient) {}
  async all() { return this.client.rows(); }
}
export async function use(tenant: Tenant) {
  const client = createClient(tenant.url);
  const cache = new Map<string, AdminClient>();
  cache.set("a", client);
  return client.from("orders").select();
}
export type Handler = (client: AdminClient) => void;
export interface Deps { client: AdminClient; make(): AdminClient }
export const handlers: Record<string, (client: AdminClient) => void> = {};
const options: Parameters<typeof createClient>[0] = url;
const names = ["AdminClient", "createClient(url)"];
const cyrillic = "привет_01";
const french = "déjà_vu_01";
const size = clusters.length;
export const clusterOf = (account: Account) => account.clusterId;
const pattern = new RegExp("cluster_[a-z]+_[0-9]{2}");
const template = `cluster_${tier}_${number}`;
const css = "cluster_header cluster_body";
const sum = "cluster_" + tier + "_" + number;
