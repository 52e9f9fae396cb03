"""A Java kernel one of whose ports is taken ends at once and says why, and a run of notebooks starts another."""

import json
import os
import socket
import subprocess
import sys
import tempfile

import nbformat
from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager

LONGEST_END = 60

argv = KernelSpecManager().get_kernel_spec("java").argv
for port in ("shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"):
    with tempfile.NamedTemporaryFile(suffix=".json") as file, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        write_connection_file(file.name, **{port: taken.getsockname()[1]})
        command = [file.name if word == "{connection_file}" else word for word in argv]
        try:
            ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
                                   timeout=LONGEST_END)
        except subprocess.TimeoutExpired:
            sys.exit(f"{port} is taken, and the kernel is still there after {LONGEST_END} s")
        if ended.returncode != 1 or "already in use" not in ended.stderr:
            sys.exit(f"{port} is taken, and the kernel ended with {ended.returncode} and said {ended.stderr!r}")

# Then a run of a notebook starts the kernel once more.
ONCE = """
import os, sys
flag, kernel = sys.argv[1], sys.argv[2:]
if os.path.exists(flag):
    os.execv(kernel[0], kernel)
open(flag, "w").close()
sys.exit("Address already in use")
"""
repository = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
with tempfile.TemporaryDirectory() as folder:
    spec = os.path.join(folder, "jupyter/kernels/java")
    os.makedirs(spec)
    with open(os.path.join(spec, "kernel.json"), "w", encoding="utf-8") as file:
        json.dump({"argv": [sys.executable, "-c", ONCE, os.path.join(folder, "flag"), *argv], "display_name": "Java",
                   "language": "java"}, file)
    notebook = os.path.join(folder, "00-two.ipynb")
    cells = [nbformat.v4.new_markdown_cell("# Two"), nbformat.v4.new_code_cell("1 + 1")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": {"name": "java", "display_name": "Java"}}),
                   notebook)
    done = subprocess.run([sys.executable, os.path.join(repository, "lib/src/jupyter/notebooks.py"), "run", "--directory",
                           folder, "--repository", repository, "--site", folder, "--mathjax", __file__, "--timeout", "60",
                           notebook], env={**os.environ, "JUPYTER_PATH": os.path.join(folder, "jupyter")},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode or "00-two: 2 cells" not in done.stdout or not os.path.exists(os.path.join(folder, "flag")):
        sys.exit(f"a run with a kernel that starts the second time ended with {done.returncode}: {done.stdout}")
