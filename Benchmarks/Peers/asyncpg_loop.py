"""Reads rows by their key with asyncpg on uvloop: DSN SECONDS CALLERS CONNECTIONS. Prints operations a second."""
import asyncio, random, sys, time, uuid
import asyncpg, uvloop

SQL = """select id, quantity, name, active, price, note, score, tags, attributes, created_at
from public.items where client_id = $1 and id = $2"""

async def main(dsn, seconds, callers, connections):
    pool = await asyncpg.create_pool(dsn, min_size=connections, max_size=connections)
    tenant, count, end = uuid.UUID(int=1), 0, time.monotonic() + seconds
    async def caller(seed):
        nonlocal count
        numbers = random.Random(seed)
        while time.monotonic() < end:
            async with pool.acquire() as connection:
                await connection.fetchrow(SQL, tenant, uuid.UUID(int=numbers.randrange(100000)))
            count += 1
    start = time.monotonic()
    await asyncio.gather(*(caller(n) for n in range(callers)))
    print(f"{count / (time.monotonic() - start):.1f} 0")
    await pool.close()

uvloop.install()
asyncio.run(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
