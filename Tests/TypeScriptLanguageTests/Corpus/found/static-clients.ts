import { createClient, type SupabaseClient } from "@supabase/supabase-js"; // ! direct-connection
import { Pool, Client as PgClient } from "pg"; // ! direct-connection
import postgres from "postgres"; // ! direct-connection
import * as pg from "pg"; // ! direct-connection
import knex from "knex"; // ! direct-connection
import { PrismaClient } from "@prisma/client"; // ! direct-connection
import { DataSource } from "typeorm"; // ! direct-connection
export const supabase = createClient(url, key); // ! static-client, direct-connection
const pool = new Pool({ max: 10 }); // ! static-client, direct-connection
const named = new pg.Pool(); // ! static-client, direct-connection
export const sql = postgres(url); // ! static-client, direct-connection
let lazy: SupabaseClient | null = null; // ! static-client
let untyped;
export function client() {
  untyped ??= createClient(url, key); // ! static-client, direct-connection
  return untyped;
}
const pools = new Map<string, Pool>(); // ! static-client
const cache = {};
function fill(key) {
  cache[key] = new Pool(); // ! static-client, direct-connection
}
class Database {
  static shared = new PrismaClient(); // ! static-client, direct-connection
  static #hidden?: PgClient; // ! static-client
  private static instance: Database; // ! static-client
  db = knex({}); // ! direct-connection
  static get() {
    return (Database.instance ??= new Database()); // ! static-client
  }
}
export const source = new DataSource({ type: "postgres" }); // ! static-client, direct-connection
globalThis.db = new Pool(); // ! static-client, direct-connection
(globalThis as any).prisma ||= new PrismaClient(); // ! static-client, direct-connection
const { db } = { db: new Pool() }; // ! static-client, direct-connection
const [one] = [postgres(url)]; // ! static-client, direct-connection
const getOnce = once(() => createClient(url, key)); // ! static-client, direct-connection
const immediate = (() => new Pool())(); // ! static-client, direct-connection
const awaited = await new Pool().connect(); // ! static-client, direct-connection
const made = make(); // ! static-client
function make() {
  return new Pool(); // ! direct-connection
}
use(createClient(url, key)); // ! static-client, direct-connection
export default createClient(url, key); // ! static-client, direct-connection
const branch = flag ? new Pool() : null; // ! static-client, direct-connection
namespace Data {
  export const inner = new Pool(); // ! static-client, direct-connection
}
const getter = (() => {
  let held;
  return () => (held ??= new Pool()); // ! static-client, direct-connection
})();
const kept = (() => { const c = createClient(url, key); return () => c; })(); // ! static-client, direct-connection
const keep = () => { const c = createClient(url, key); return { get: () => c }; }; // ! direct-connection
export const keptByObject = keep(); // ! static-client
