"""Reads rows with asyncpg on uvloop: point|range SECONDS CALLERS CONNECTIONS."""
import asyncio, sys, time
import asyncpg, uvloop
from measure import POINT, RANGE, TENANT, Measurement, random_id

async def main(work, seconds, callers, connections):
    pool = await asyncpg.create_pool(min_size=connections, max_size=connections)
    measurement = Measurement(seconds)
    async def caller():
        while measurement.is_running():
            begin = time.monotonic()
            async with pool.acquire() as connection:
                if work == "point":
                    await connection.fetchrow(POINT, TENANT, random_id())
                else:
                    await connection.fetch(RANGE, TENANT, 1000)
            measurement.note(begin)
    await asyncio.gather(*(caller() for _ in range(callers)))
    measurement.print()
    await pool.close()

uvloop.run(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
