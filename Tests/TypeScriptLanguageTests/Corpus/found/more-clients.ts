import { createClient as make } from "./supabase";
import pg, { Pool } from "pg"; // ! direct-connection
class Holder {
  static {
    this.client = make(url); // ! static-client
  }
}
app.locals.db = make(url); // ! static-client
let later;
(async () => {
  later = await make(url); // ! static-client
})();
let started;
start();
function start() {
  started = new Pool(); // ! static-client, direct-connection
}
const lazily = new Lazy(() => make(url)); // ! static-client
const { Pool: P } = pg;
const renamed = new P(); // ! static-client, direct-connection
const alias = Pool;
const aliased = new alias(); // ! static-client, direct-connection
class Own extends Pool {} // ! direct-connection
const own = new Own(); // ! static-client
const called = make.call(null, url); // ! static-client
const bound = make.bind(null, url);
const fromBound = bound(); // ! static-client
const makers = { db: make };
const byKey = makers.db(url); // ! static-client
const reflected = Reflect.construct(Pool, []); // ! static-client, direct-connection
Reflect.set(globalThis, "db", make(url)); // ! static-client
Object.defineProperty(globalThis, "db2", { value: make(url) }); // ! static-client
Object.assign(globalThis, { db3: make(url) }); // ! static-client
const clients: Record<string, AdminClient> = {}; // ! static-client
const promise: Promise<AdminClient> = connect(); // ! static-client
const list = [make(url)]; // ! static-client
const weak = new WeakMap<object, AdminClient>(); // ! static-client
const context = createContext(make(url)); // ! static-client
const store = new AsyncLocalStorage<AdminClient>(); // ! static-client
const made = AdminClient.connect(url); // ! static-client
export const queries = { client: make(url), all() {} }; // ! static-client
module.exports.db = make(url); // ! static-client
const typed = container.get("x") as AdminClient; // ! static-client
const fallback = globalThis.cached ?? make(url); // ! static-client
type Db = AdminClient;
let held: Db | undefined; // ! static-client
type Made = ReturnType<typeof make>;
let result: Made; // ! static-client
export class Service {
  private static readonly map = new Map<string, AdminClient>(); // ! static-client
}
