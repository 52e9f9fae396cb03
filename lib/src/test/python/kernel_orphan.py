"""Starts the Java kernel, prints its process id, and waits to be killed.

The argument says how: "direct"; "wrapped", with a program between this one and the kernel; or "late", where the kernel's
Jupyter is another process, which ends while the kernel starts.
"""

import os
import subprocess
import sys
import time

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

how = sys.argv[1]
if how == "late":
    jupyter = subprocess.Popen(["sleep", "0.05"])
    command = KernelSpecManager().get_kernel_spec("java").argv
    connection = KernelManager(kernel_name="java")
    connection.write_connection_file()
    command = [connection.connection_file if word == "{connection_file}" else word for word in command]
    kernel = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              env=dict(os.environ, JPY_PARENT_PID=str(jupyter.pid)))
    print(kernel.pid, flush=True)
    # Left uncollected for a while: Jupyter's own parent may be slow to notice.
    time.sleep(3600)

manager = KernelManager(kernel_name="java")
if how == "wrapped":
    manager.kernel_spec.argv = ["sh", "-c", '"$@" & wait', "sh", *manager.kernel_spec.argv]
manager.start_kernel(stderr=subprocess.DEVNULL)
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=300)
found = []
client.execute_interactive("System.out.print(ProcessHandle.current().pid());", timeout=60, allow_stdin=False,
                           output_hook=lambda message: found.append(message["content"].get("text", "")))
# Longer than the kernel takes to look after its Jupyter.
time.sleep(5)
print("".join(found), flush=True)
time.sleep(3600)
