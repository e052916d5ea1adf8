const { Pool } = require("pg"); // ! direct-connection
async function a() { await import("postgres"); } // ! direct-connection
async function b() { await import("p" + "g"); } // ! direct-connection
const name = "@supabase/" + "supabase-js";
const c = () => import(name); // ! direct-connection
const d = () => require(`kn${"ex"}`); // ! direct-connection
import "npm:pg@8"; // ! direct-connection
export * from "pg"; // ! direct-connection
export { createClient as make } from "@supabase/supabase-js"; // ! direct-connection
import { createRequire } from "node:module";
const load = createRequire(import.meta.url);
const e = () => load("pg"); // ! direct-connection
const r = require;
const f = () => r("pg"); // ! direct-connection
import { getBackendPool } from "./db"; // ! removed-api
getBackendPool(); // ! removed-api
db.getBackendPool; // ! removed-api
db["getBackendPool"](); // ! removed-api
const { getBackendPool: pool } = db; // ! removed-api
db["get" + "BackendPool"](); // ! removed-api
const alias = getBackendPool; // ! removed-api
