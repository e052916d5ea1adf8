"""What the peers in Python share: their statements, their keys and the line that they print."""
import random, time, uuid

COLUMNS = "id, name, price, quantity, score, note, active, tags, attributes, created_at"
POINT = f"select {COLUMNS} from public.items where client_id = $1 and id = $2"
RANGE = f"select client_id, {COLUMNS} from public.items where client_id = $1 order by client_id, id limit $2"
TENANT = uuid.UUID(int=1)

def random_id():
    return uuid.UUID(int=random.randrange(100000))

class Measurement:
    """Counts operations for a time, which begins with it."""

    def __init__(self, seconds):
        self.latencies, self.cpu, self.start = [], time.process_time(), time.monotonic()
        self.end, self.operations = self.start + seconds, 0

    def is_running(self):
        return time.monotonic() < self.end

    def note(self, begin, operations=1):
        self.latencies.append(time.monotonic() - begin)
        self.operations += operations

    def print(self):
        rate = self.operations / (time.monotonic() - self.start)
        cpu = (time.process_time() - self.cpu) / self.operations * 1e6
        latency = sorted(self.latencies)[len(self.latencies) // 2] * 1e6
        print(f"rate {rate:.1f} latency {latency:.3f} cpu {cpu:.3f}")
