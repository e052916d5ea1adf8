import { createClient } from "@supabase/supabase-js";
import { Pool } from "pg";
import type { TenantContext } from "./context";
export function clientFor(context: TenantContext) {
  return createClient(context.cluster.url, context.cluster.key);
}
export class Router {
  private readonly contexts = new Map<string, TenantContext>();
  async withPool<T>(ctx: TenantContext, body: (pool: Pool) => Promise<T>): Promise<T> {
    const pool = new Pool({ connectionString: ctx.url });
    try {
      return await body(pool);
    } finally {
      await pool.end();
    }
  }
}
