"""Starts the Java kernel so many times in a row and prints, a line each, the seconds from start to first result."""

import subprocess
import sys
import time

from jupyter_client.manager import KernelManager

RESULT_TIMEOUT = 60


def first_result(kernel_name):
    begun = time.time()
    manager = KernelManager(kernel_name=kernel_name)
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


for _ in range(int(sys.argv[1])):
    print(f"{first_result('java'):.2f}", flush=True)
