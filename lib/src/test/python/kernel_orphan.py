"""Starts the Java kernel, prints its process id, and waits to be killed."""

import subprocess
import time

from jupyter_client.manager import KernelManager

manager = KernelManager(kernel_name="java")
manager.start_kernel(stderr=subprocess.DEVNULL)
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=300)
process = getattr(manager, "provisioner", manager)
print(process.pid, flush=True)
time.sleep(3600)
