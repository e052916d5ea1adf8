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
