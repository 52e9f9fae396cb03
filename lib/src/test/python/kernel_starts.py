"""Starts the Java kernel so many times in a row, two at a time, and prints the seconds from start to first result."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from jupyter_client.manager import KernelManager

RESULT_TIMEOUT = 60


def first_result(_):
    begun = time.time()
    manager = KernelManager(kernel_name="java")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=RESULT_TIMEOUT)
        results = []

        def collect(message):
            if message["msg_type"] == "execute_result":
                results.append((time.time(), "".join(message["content"]["data"].values())))

        client.execute_interactive("1 + 1", timeout=RESULT_TIMEOUT, output_hook=collect)
        finished, text = results[0]
        if "2" not in text:
            raise SystemExit("1 + 1 gave " + text)
        return finished - begun
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


with ThreadPoolExecutor(2) as two:
    for seconds in two.map(first_result, range(int(sys.argv[1]))):
        print(f"{seconds:.2f}", flush=True)
