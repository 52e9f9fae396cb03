"""What cells print on the Java kernel: all of it, in order, soon, and in few messages."""

import subprocess
import sys
import time

from jupyter_client.manager import KernelManager

LINES = 10_000
LINES_PER_MESSAGE = 20
TURNS = 3_000


def run(client, code):
    """The messages of a cell: (seconds since it was sent, kind, text)."""
    found = []
    begun = time.time()

    def collect(message):
        content = message["content"]
        text = content.get("text", "") or "".join(content.get("data", {}).values())
        found.append((time.time() - begun, content.get("name", message["msg_type"]), text))

    client.execute_interactive(code, timeout=60, allow_stdin=False, output_hook=collect)
    found.append((time.time() - begun, "end", ""))
    return [message for message in found if message[1] not in ("status", "execute_input")]


def require(condition, found):
    if not condition:
        sys.exit(f"got {str(found)[:2000]}")


def text(found, kind="stdout"):
    return "".join(message[2] for message in found if message[1] == kind)


def kinds(found):
    return [message[1] for message in found]


manager = KernelManager(kernel_name="java")
manager.start_kernel(stderr=subprocess.DEVNULL)
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)

lines = run(client, "for (int i = 0; i < %d; i++) { System.out.println(i); }" % LINES)
require(text(lines) == "".join(f"{i}\n" for i in range(LINES)), lines)
require(len(lines) < LINES / LINES_PER_MESSAGE, lines)
print(f"{LINES} lines: {lines[-1][0]:.2f} s, {len(lines) - 1} messages")

soon = run(client, 'System.out.println("first"); Thread.sleep(2000);')
require(text(soon) == "first\n" and soon[-1][0] - soon[0][0] > 1, soon)

mixed = run(client, 'System.out.print("a"); System.err.print("b"); System.out.print("c"); display("d"); '
                    'System.out.print("e"); 1 + 1')
require(kinds(mixed) == ["stdout", "stderr", "stdout", "display_data", "stdout", "execute_result", "end"], mixed)

failed = run(client, 'System.out.print("before"); throw new RuntimeException("after");')
require(kinds(failed) == ["stdout", "error", "end"], failed)

# Letters of two to four bytes, in pieces that end within one.
letters = "aäλ漢𝔸"
wide = run(client, 'System.out.print("%s".repeat(5_000)); System.out.flush();' % letters)
require(text(wide) == letters * 5_000, wide)

several = run(client, """
Thread[] writers = new Thread[4];
for (int w = 0; w < 4; w++) {
  writers[w] = new Thread(() -> { for (int i = 0; i < 1000; i++) { System.out.println("line"); } });
  writers[w].start();
}
for (Thread writer : writers) { writer.join(); }""")
require(text(several).count("line") == 4000, several)

# Messages of more than a queue holds: those who write them wait, at most 19 turns in 25 milliseconds.
turns = run(client, "for (int i = 0; i < %d; i++) { (i %% 2 == 0 ? System.out : System.err).println(i); }" % TURNS)
require("".join(message[2] for message in turns) == "".join(f"{i}\n" for i in range(TURNS)), turns)
require(turns[-1][0] > 0.9 * TURNS / 760, turns[-1])
print(f"{TURNS} turns between the streams: {turns[-1][0]:.2f} s, {len(turns) - 1} messages")

# More bytes than Jupyter shows: at most 16 KiB in that time, and what a last piece has more.
large = run(client, 'String piece = "x".repeat(8_000);\n'
                    'for (int i = 0; i < 120; i++) { (i % 2 == 0 ? System.out : System.err).print(piece); }')
require(text(large) == text(large, "stderr") == "x" * 480_000, kinds(large))
require(large[-1][0] > 0.9 * 60 * 0.025, large[-1])

both = run(client, """
Thread out = new Thread(() -> { for (int i = 0; i < 20_000; i++) { System.out.println("out"); } });
Thread err = new Thread(() -> { for (int i = 0; i < 20_000; i++) { System.err.println("err"); } });
out.start(); err.start(); out.join(); err.join();""")
require(text(both) == "out\n" * 20_000 and text(both, "stderr") == "err\n" * 20_000, both)

# A thread whose interrupt flag is set waits like any other.
flagged = run(client, """
Thread hasty = new Thread(() -> {
  Thread.currentThread().interrupt();
  for (int i = 0; i < 120; i++) { (i % 2 == 0 ? System.out : System.err).print(piece); }
  System.out.print(Thread.interrupted());
});
hasty.start(); hasty.join();""")
require(text(flagged) == "x" * 480_000 + "true", flagged)
require(flagged[-1][0] > 0.9 * 60 * 0.025, flagged[-1])

client.stop_channels()
manager.shutdown_kernel(now=True)
