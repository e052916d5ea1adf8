"""Reads rows with psycopg 3, in its pipeline where there are many: point|range SECONDS DEPTH."""
import re, sys, time
import psycopg
from measure import POINT, RANGE, TENANT, Measurement, random_id

# Its own placeholders, for parameters in the binary format.
POINT, RANGE = (re.sub(r"\$\d", "%b", sql) for sql in (POINT, RANGE))

def main(work, seconds, depth):
    with psycopg.connect(autocommit=True) as connection:
        def execute(sql, *parameters):
            return connection.execute(sql, parameters, prepare=True, binary=True)
        measurement = Measurement(seconds)
        if work == "range":
            while measurement.is_running():
                begin = time.monotonic()
                execute(RANGE, TENANT, 1000).fetchall()
                measurement.note(begin)
        else:
            with connection.pipeline():
                while measurement.is_running():
                    begin = time.monotonic()
                    for cursor in [execute(POINT, TENANT, random_id()) for _ in range(depth)]:
                        cursor.fetchone()
                    measurement.note(begin, depth)
        measurement.print()

main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
