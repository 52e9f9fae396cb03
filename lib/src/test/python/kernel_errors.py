"""What a learner reads below a cell that Java cannot run on the Java kernel."""

import re
import subprocess
import sys

from jupyter_client.manager import KernelManager

UNKNOWN = "Java does not know this name in {}. Is it misspelt, or is the cell that defines it still to be run?"

CELLS = [
    # (what is typed, what is read, without ANSI codes and the numbers of snippets)
    ("double ramp(double x) {\n  return alfa * x;\n}",
     UNKNOWN.format("ramp: variable alfa") + " Until then ramp cannot be used.\n"),
    ("record Ramp() { double at(double x) { return Maths.max(0, x); } }",
     UNKNOWN.format("Ramp: variable Maths") + " Until then Ramp cannot be used.\n"),
    ("ramp(3)", "ramp cannot run.\n" + UNKNOWN.format("ramp: variable alfa") + "\n   at .ramp(#:1)\n"
     "|--> double ramp(double x) {\n|      return alfa * x;\n|    }\n   at .(#:1)\n|--> ramp(3)"),
    ("double alfa = 2;", ""),
    ("ramp(3)", "6.0"),
    ("double ramp(double x) {\n  double[] a = {1};\n  return a[(int) x];\n}", ""),
    ("ramp(5)", "java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 1\n   at .ramp(#:3)\n"
     "|    double ramp(double x) {\n|      double[] a = {1};\n|-->   return a[(int) x];\n|    }\n   at .(#:1)\n|--> ramp(5)"),
    ("// A or B\nint answer = \"A\";",
     "Compile error:\n|    // A or B\n|--> int answer = \"A\";\n"
     "incompatible types: java.lang.String cannot be converted to int"),
    ("for (int i = 0; i < 3; i++ { }", "The code ends too soon: a brace, a parenthesis, a quote or a semicolon is missing. "
     "It begins with\n|--> for (int i = 0; i < 3; i++ { }"),
    ("record Mine(double a) { }\nvoid take(java.util.function.Supplier<?> maker) { }", ""),
    ("take(Mine::new);", "Compile error:\n|--> take(Mine::new);\nincompatible types: "),
]


def shown(client, code):
    found = []

    def collect(message):
        content = message["content"]
        found.append("\n".join(content.get("traceback", [])) or content.get("text", "")
                     or "".join(list(content.get("data", {}).values())[:1]))

    client.execute_interactive(code, timeout=60, allow_stdin=False, output_hook=collect)
    return re.sub("\x1b\\[[0-9;]*m|(?<=#)[0-9]+", "", "".join(found))


manager = KernelManager(kernel_name="java")
manager.start_kernel(stderr=subprocess.DEVNULL)
client = manager.client()
client.start_channels()
client.wait_for_ready(timeout=60)
for typed, expected in CELLS:
    read = shown(client, typed)
    right = read.startswith(expected) if expected.endswith(": ") else read == expected
    if not right:
        sys.exit(f"{typed}\ngives\n{read}\nand not\n{expected}")
client.stop_channels()
manager.shutdown_kernel(now=True)
