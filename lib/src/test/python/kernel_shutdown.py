"""Shuts the Java kernel down in an orderly way while it is idle and while a cell runs; it has to end by itself."""

import subprocess
import sys
import time

from jupyter_client.manager import KernelManager

LONGEST_END = 10.0
HOOK = """
Runtime.getRuntime().addShutdownHook(new Thread(() -> {
  try { java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "hook"); } catch (IOException e) { }
}));
"""


def ends(declared, cell, restart):
    manager = KernelManager(kernel_name="java")
    manager.start_kernel(stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=60)
    hook = manager.connection_file + ".hook"
    client.execute_interactive(HOOK % hook, timeout=60, allow_stdin=False)
    if cell:
        client.execute(declared + "{ System.out.print(\"begun\"); " + cell + " }")
        while client.get_iopub_msg(timeout=60)["content"].get("text") != "begun":
            pass
    request = client.session.msg("shutdown_request", {"restart": restart})
    client.control_channel.send(request)
    reply = client.get_control_msg(timeout=LONGEST_END)
    if reply["parent_header"]["msg_id"] != request["header"]["msg_id"] or reply["content"] != {"restart": restart}:
        sys.exit(f"the reply is {reply}")
    begun = time.time()
    while manager.is_alive():
        if time.time() > begun + LONGEST_END:
            sys.exit(f"still there after {LONGEST_END} s: {cell}")
        time.sleep(0.02)
    with open(hook) as written:
        if written.read() != "hook":
            sys.exit("its exit hook has not run")
    print(f"{cell or 'idle'}: {time.time() - begun:.2f} s", flush=True)
    client.stop_channels()


ends("", "", False)
ends("", "while (true) { }", True)
ends("", "new Thread(() -> { while (true) { } }).start(); Thread.sleep(100_000);", False)
ends("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));", "while (true) { }", False)
