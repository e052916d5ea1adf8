import { Pool, PoolClient } from "pg";
import * as pg from "pg";
import knex, { Knex } from "knex";
jest.mock("pg");
const resolved = require.resolve("pg");
export function use(pool: Pool, client: PoolClient): Promise<Pool> { return client.with(pool); }
export type Alias = pg.Pool | Knex;
export function isolate(trx: knex.Transaction) { return trx; }
const anyCluster = /cluster_[a-z]+_\d{2}/;
const parts = /cluster_(\w+)_(\d+)/.exec(id);
