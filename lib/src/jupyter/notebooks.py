"""What notebooks/Start.java does inside Jupyter's own Python: look around (probe) and execute notebooks (run)."""

import argparse
import asyncio
import json
import os
import re
import shutil
import sys
import time
from importlib import metadata

# No compiled files beside the sources.
sys.dont_write_bytecode = True

KERNEL = "java"
ERROR_LINES = 6
# A crowded classroom server may take long; a start takes two seconds on a quiet machine.
KERNEL_START_SECONDS = 180
PEAK_MEMORY = re.compile(r"^VmHWM:\s+(\d+) kB", re.M)
ANSI_CODE = re.compile(r"\x1b\[[0-9;]*m")


def probe():
    """Prints one `name=value` line for each thing that Start.java wants to know of this Python."""
    print("python=" + sys.executable)
    for package in ("jupyterlab", "notebook", "nbconvert", "nbclient"):
        try:
            print(package + "=" + metadata.version(package))
        except metadata.PackageNotFoundError:
            print(package + "=")
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    except ImportError:
        return
    try:
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
        print("kernel=" + " ".join(spec.argv))
        print("kernelDirectory=" + spec.resource_dir)
    except NoSuchKernel:
        print("kernel=")


def run(arguments):
    """Executes each notebook in turn; writes the page and the executed notebook; stops at the first failing cell."""
    import nbformat
    import pages
    os.makedirs(arguments.site, exist_ok=True)
    stems = [os.path.splitext(os.path.basename(path))[0] for path in arguments.notebooks]
    images = os.path.join(arguments.directory, "images")
    if os.path.isdir(images):
        shutil.copytree(images, os.path.join(arguments.site, "images"), dirs_exist_ok=True)
    mathjax = os.path.join(arguments.site, "mathjax")
    os.makedirs(mathjax, exist_ok=True)
    shutil.copy(arguments.mathjax, mathjax)
    # The site holds the notebooks executed now and those of earlier runs.
    course = {stem: path for stem, path in zip(stems, arguments.notebooks)}
    for name in os.listdir(arguments.site):
        stem, ending = os.path.splitext(name)
        if ending == ".ipynb" and os.path.exists(os.path.join(arguments.site, stem + ".html")):
            course.setdefault(stem, os.path.join(arguments.site, name))
    course = [pages.Opening(nbformat.read(course[stem], as_version=4), stem) for stem in sorted(course)]
    openings = {opening.stem: opening for opening in course}
    all_started = time.time()
    for number, (path, stem) in enumerate(zip(arguments.notebooks, stems), 1):
        started = time.time()
        notebook, memory = execute(path, f"[{number}/{len(stems)}] {stem}", arguments)
        clean(notebook, stem, arguments.repository)
        write(notebook, os.path.join(arguments.site, stem + ".ipynb"))
        try:
            pages.write_page(notebook, openings[stem], course, arguments.site)
        except pages.ForeignSource as source:
            print(f"FAILED {stem}: the page would load what is no part of it: {source}", file=sys.stderr)
            sys.exit(1)
        if arguments.store:
            write(notebook, path)
        print(f"[{number}/{len(stems)}] {stem}: {len(notebook.cells)} cells, {time.time() - started:.0f} s{memory}",
              flush=True)
    pages.write_index(course, arguments.repository, arguments.site)
    if len(stems) > 1:
        print(f"All {len(stems)} notebooks: {time.time() - all_started:.0f} s", flush=True)


def execute(path, label, arguments):
    import nbformat
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    class Client(NotebookClient):
        memory = ""

        async def async_execute_cell(self, cell, cell_index, **options):
            self.position = cell_index + 1
            if sys.stdout.isatty():
                print(f"\r{label}  cell {self.position}/{len(self.nb.cells)} ", end="", flush=True)
            executed = await super().async_execute_cell(cell, cell_index, **options)
            if self.position == len(self.nb.cells):
                self.memory = most_memory(self.km)
            return executed

    notebook = nbformat.read(path, as_version=4)
    header = json.loads(json.dumps(notebook.metadata))
    log_path = os.path.join(arguments.site, os.path.basename(path) + ".log")
    client = Client(notebook, kernel_manager_class=AsyncKernelManager, kernel_name=KERNEL, timeout=arguments.timeout,
                    startup_timeout=KERNEL_START_SECONDS, record_timing=False,
                    resources={"metadata": {"path": arguments.directory}})
    client.position = 0

    def failed(reason):
        where = f"cell {client.position} of {len(notebook.cells)}" if client.position else "the start of the kernel"
        print(f"\nFAILED {os.path.basename(path)}, {where}:\n{reason}", file=sys.stderr, flush=True)
        if client.km is None:
            # nbclient has cleaned up already; its own exit hook would do so again and print a traceback.
            os._exit(1)
        sys.exit(1)

    with open(log_path, "w+", encoding="utf-8", errors="replace") as log:
        try:
            client.execute(stderr=log)
        except CellExecutionError:
            failed("\n".join(error_lines(notebook.cells[client.position - 1])))
        except CellTimeoutError:
            failed(f"not finished after {arguments.timeout} s. Allow more with --timeout SECONDS.")
        except (DeadKernelError, RuntimeError) as error:
            log.seek(0)
            failed("\n".join([f"the kernel ended: {error}"] + log.read().splitlines()[-ERROR_LINES:]))
    os.remove(log_path)
    if sys.stdout.isatty():
        print("\r", end="")
    notebook.metadata = nbformat.from_dict(header)
    return notebook, client.memory


def most_memory(kernel_manager):
    """The most memory that the kernel ever had, in words; empty where the system does not tell."""
    try:
        with open(f"/proc/{kernel_manager.provisioner.pid}/status", encoding="ascii") as status:
            kibibytes = int(PEAK_MEMORY.search(status.read()).group(1))
            return f", {kibibytes // 1024} MiB"
    except (OSError, AttributeError):
        return ""


def error_lines(cell):
    """The first lines of what went wrong; a kernel may hide the message behind the echoed code, so that goes last."""
    lines = []
    for output in cell.get("outputs", []):
        if output.output_type == "error":
            text = "\n".join([f"{output.ename}: {output.evalue}"] + list(output.traceback))
            lines += [line.rstrip() for line in ANSI_CODE.sub("", text).splitlines() if line.strip()]
    return [line for number, line in enumerate(lines) if line not in lines[:number]][:2 * ERROR_LINES]


def clean(notebook, stem, repository):
    """Leaves only what is the same on every machine: no list of jars, no timing, streams in one piece."""
    for number, cell in enumerate(notebook.cells, 1):
        cell.metadata.pop("execution", None)
        if cell.cell_type != "code":
            continue
        outputs = []
        for output in cell.outputs:
            if cell.source.startswith("%jars") and output.output_type == "stream":
                continue
            if output.output_type == "stream" and outputs and outputs[-1].get("name") == output.name:
                outputs[-1].text += output.text
            else:
                outputs.append(output)
        cell.outputs = outputs
        if repository in json.dumps(outputs, ensure_ascii=False):
            print(f"FAILED {stem}.ipynb, cell {number} of {len(notebook.cells)}:\n"
                  f"its output shows a path of this machine ({repository}).", file=sys.stderr)
            sys.exit(1)


def write(notebook, path):
    import nbformat
    text = nbformat.writes(notebook)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text if text.endswith("\n") else text + "\n")


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("probe")
    runner = commands.add_parser("run")
    runner.add_argument("--directory", required=True)
    runner.add_argument("--repository", required=True)
    runner.add_argument("--site", required=True)
    runner.add_argument("--mathjax", required=True)
    runner.add_argument("--timeout", type=int, required=True)
    runner.add_argument("--store", action="store_true")
    runner.add_argument("notebooks", nargs="+")
    arguments = parser.parse_args()
    if arguments.command == "probe":
        probe()
        return
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    try:
        run(arguments)
    except KeyboardInterrupt:
        sys.exit("\nStopped.")
    except OSError as error:
        sys.exit(f"Cannot read or write: {error}")


main()
