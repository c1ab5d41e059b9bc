"""Sends numbered events with segment-analytics-python."""

import sys
import time

from segment.analytics.client import Client

address, key, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
client = Client(key, host=address, gzip=True, upload_size=10, upload_interval=0.1, max_retries=10)
for number in range(count):
    client.track("user-42", f"Event {number}", {"number": number})
    time.sleep(0.02)
client.shutdown()
