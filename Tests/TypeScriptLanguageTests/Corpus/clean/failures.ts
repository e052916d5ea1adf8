export async function a(db) {
  try {
    return await db.query("select 1");
  } catch (error) {
    throw new ReadFailed(error);
  }
}
export async function b(db, next) {
  try {
    return await db.query("select 1");
  } catch (error) {
    next(error);
  }
}
export function c(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
export const d = () => readFile("a").catch(() => null);
export const e = (db) => db.query(sql).catch((error) => report(error));
export async function f(db, slug, id) {
  await db.from("posts").select().eq("slug", slug);
  await db.from("clients").upsert(row, { onConflict: "nv_account_id" });
  await prisma.account.findUnique({ where: { id } });
  const { slug: other } = row;
}

export class Typed {
  constructor(private readonly orders: Repository<Order>, private readonly names: Map<string, string>) {}
  async a(list: string[]) {
    try { return list.find((name) => JSON.parse(name)); } catch { return null; }
  }
  async b(list: OrderRepository) {
    const found = await list.list();
    try { return JSON.parse(found[0].text); } catch { return null; }
  }
  async c(text) {
    try { return JSON.parse(this.names.get(text)); } catch { return null; }
  }
}
export async function transfer(client) {
  try {
    await client.query("begin");
  } catch (error) {
    await client.query("rollback").catch(() => {});
    try { await client.query("ROLLBACK TO SAVEPOINT a;"); } catch {}
    throw error;
  }
  return db.query(sql).catch(() => ({ ok: false }));
}
