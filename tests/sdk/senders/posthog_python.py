"""Sends numbered events with posthog."""

import sys
import time

from posthog import Posthog

address, key, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
client = Posthog(key, host=address, flush_at=10, flush_interval=0.1, gzip=True, max_retries=10)
for number in range(count):
    client.capture(f"Event {number}", distinct_id="user-42", properties={"number": number})
    time.sleep(0.02)
client.flush(timeout_seconds=60)
client.shutdown()
