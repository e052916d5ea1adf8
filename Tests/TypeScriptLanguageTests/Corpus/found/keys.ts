export async function a(db, slug) {
  await db.from("clients").upsert(row, { onConflict: "slug" }); // ! mutable-key-lookup
  await db.from("nv_accounts").select().eq("slug", slug).single(); // ! mutable-key-lookup
  await db.from("clients").update(row).eq("slug", slug); // ! mutable-key-lookup
  await prisma.account.findUnique({ where: { slug } }); // ! mutable-key-lookup
  await accounts.findOneBy({ slug }); // ! mutable-key-lookup
  await knex("clients").insert(row).onConflict("slug").merge(); // ! mutable-key-lookup
  await prisma.client.upsert({ where: { slug: slug }, create: row, update: row }); // ! mutable-key-lookup
}
