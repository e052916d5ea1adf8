export async function a(db) {
  try {
    return await db.query("select 1");
  } catch { // ! swallowed-failure
    return [];
  }
}
export async function b(repository) {
  try {
    await repository.findOne(1);
  } catch (error) {} // ! swallowed-failure
}
export async function c(supabase) {
  return supabase.from("orders").select().catch(() => null); // ! swallowed-failure
}
export async function d(db) {
  let rows;
  try {
    rows = await db.transaction(work);
  } catch (error) { // ! swallowed-failure
    console.error(error);
    rows = [];
  }
  return rows;
}
export const e = (db) => db.execute(sql).then(use, () => false); // ! swallowed-failure
export const f = (db) => db.rpc("x").catch(noop); // ! swallowed-failure
export async function g(db) {
  try { await db.from("orders").insert({}); } catch (e) {} // ! swallowed-failure
}

export class Typed {
  constructor(private readonly orders: Repository<Order>, private readonly context: Context) {}
  async a(id) {
    try { return await this.orders.save({ id }); } catch { return null; } // ! swallowed-failure
  }
  async b(list: OrderRepository, id) {
    return list.find(id).catch(() => null); // ! swallowed-failure
  }
  async c(id) {
    const all = this.context.getRepository(Order);
    return all.find(id).catch(() => null); // ! swallowed-failure
  }
  async d(id) {
    const all = new OrderRepository(this.context);
    try { await all.remove(id); } catch (error) { console.warn(error); } // ! swallowed-failure
  }
}
export async function rows(repo, db) {
  try { await repo.save(1); } catch {} // ! swallowed-failure
  return db.query(sql).catch(() => ({ rows: [] })); // ! swallowed-failure
}
export const kept = (rollbackRepository) => rollbackRepository.save(1).catch(() => null); // ! swallowed-failure
