"""What notebooks/Start.java does inside Jupyter's own Python: look around (probe), try a kernel, execute notebooks."""

import argparse
import asyncio
import importlib
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
from importlib import metadata

# No compiled files beside the sources.
sys.dont_write_bytecode = True

KERNEL = "java"
ERROR_LINES = 6
# A crowded classroom server may take long; a start takes two seconds on a quiet machine.
KERNEL_START_SECONDS = 180
PORT_TAKEN = "already in use"
TRIAL_SECONDS = 60
# In MiB, as Java counts it; notebook 00 asks for the same.
LEAST_HEAP = 200
# The last paragraph of a text that asks for a prediction has it.
PREDICTION = "**Before you run:**"
STATUS_OF_A_STOPPED_PROGRAM = 130
PEAK_MEMORY = re.compile(r"^VmHWM:\s+(\d+) kB", re.M)
PARENT = re.compile(r"^PPid:\s+(\d+)", re.M)
ANSI_CODE = re.compile(r"\x1b\[[0-9;]*m")
CLEAR_TO_END_OF_LINE = "\x1b[K"


# ---- probe -----------------------------------------------------------------------------------------------------------

def probe(arguments):
    """Prints one `name=value` line for each thing that Start.java wants to know of this Python."""
    print("python=" + sys.executable)
    for package in ("jupyterlab", "notebook", "nbconvert", "nbclient"):
        try:
            print(package + "=" + metadata.version(package))
        except metadata.PackageNotFoundError:
            print(package + "=")
            continue
        if os.environ.get("PYTHONPATH"):
            # What lies there may stand in front of what Jupyter needs: better to learn it now.
            importlib.import_module(package)
    try:
        from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
        from jupyter_core.paths import jupyter_data_dir
    except ImportError:
        return
    print("dataDirectory=" + jupyter_data_dir())
    print("kernels=" + ", ".join(sorted(KernelSpecManager().find_kernel_specs())))
    try:
        spec = KernelSpecManager().get_kernel_spec(arguments.kernel)
    except NoSuchKernel:
        return
    print("kernel=" + " ".join(spec.argv))
    print("kernelDirectory=" + spec.resource_dir)


# ---- try -------------------------------------------------------------------------------------------------------------

class Failed(Exception):
    """What was tried and did not work, in words."""


def try_kernel(arguments):
    """Starts the kernel and has it compute, load the library and draw; prints a `name=value` line for each step."""
    from jupyter_client.manager import KernelManager
    manager = KernelManager(kernel_name=KERNEL)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        step = "starts"
        client = None
        try:
            began = time.time()
            manager.start_kernel(cwd=arguments.directory, stdout=log, stderr=log)
            client = manager.client()
            client.start_channels()
            client.wait_for_ready(timeout=TRIAL_SECONDS)
            print(f"{step}={time.time() - began:.1f} s", flush=True)
            step = "1 + 1"
            print(f"{step}={expect(client, '1 + 1', '2')}", flush=True)
            if arguments.jar:
                step = "library"
                execute_cell(client, "%jars " + arguments.jar)
                print(f"{step}=" + expect(client, "System.out.println(\"gelu(1) = \" + (float) "
                                          "activations.Activations.gelu().value(1));", "gelu(1) = 0.84134"), flush=True)
                step = "heap"
                heap = expect(client, "System.out.println((Runtime.getRuntime().maxMemory() >> 20) + \" MiB\");", "MiB")
                print(f"{step}={heap}", flush=True)
                if int(heap.split()[0]) < LEAST_HEAP:
                    raise Failed(f"the notebooks need {LEAST_HEAP} MiB; start with --heap 208m")
                step = "chart"
                expect(client, "activations.notebook.Show.chart(activations.notebook.Plots.curve("
                       "-4, 4, activations.Activations.gelu()), \"GELU\");", "<img ")
                print(f"{step}=drawn and shown", flush=True)
        except Failed as failure:
            print(f"failed={step}: {failure}")
        except (OSError, RuntimeError) as error:
            log.seek(0)
            said = [line.strip() for line in log.read().splitlines() if line.strip()]
            print(f"failed={step}: " + " | ".join([one_line(error)] + said[-ERROR_LINES:]))
        finally:
            if client:
                client.stop_channels()
            end_kernel(manager)


def expect(client, code, wanted):
    """Executes a cell, and returns what it shows if that holds what is wanted."""
    shown = execute_cell(client, code)
    if wanted not in shown:
        raise Failed(f"showed {shown.strip()[:200]!r}, not {wanted!r}")
    return shown.strip()


def execute_cell(client, code):
    """What a cell shows: printed text, values, HTML."""
    shown = []

    def collect(message):
        content = message["content"]
        if message["msg_type"] == "stream":
            shown.append(content["text"])
        elif message["msg_type"] in ("execute_result", "display_data"):
            shown.extend(str(value) for value in content["data"].values())
        elif message["msg_type"] == "error":
            text = ANSI_CODE.sub("", " | ".join([f"{content['ename']}: {content['evalue']}"] + content["traceback"]))
            raise Failed(one_line(text)[:600])

    try:
        client.execute_interactive(code, timeout=TRIAL_SECONDS, output_hook=collect)
    except TimeoutError as silent:
        raise Failed(f"no answer within {TRIAL_SECONDS} s") from silent
    return ANSI_CODE.sub("", "\n".join(shown))


def one_line(text):
    return " ".join(str(text).split())


def end_kernel(manager):
    """Ends a kernel and what it started; it may never have lived."""
    try:
        if manager.has_kernel:
            manager.shutdown_kernel(now=True)
        manager.cleanup_resources()
    except (OSError, RuntimeError):
        pass


# ---- run -------------------------------------------------------------------------------------------------------------

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
    largest = (0, "")
    for number, (path, stem) in enumerate(zip(arguments.notebooks, stems), 1):
        started = time.time()
        notebook, memory = execute(path, f"[{number}/{len(stems)}] {stem}", arguments)
        largest = max(largest, (memory, stem))
        clean(notebook, stem, arguments.repository)
        hide_answers(notebook)
        write(notebook, os.path.join(arguments.site, stem + ".ipynb"))
        try:
            pages.write_page(notebook, openings[stem], course, arguments.site)
        except pages.ForeignSource as source:
            print(f"FAILED {stem}: the page would load what is no part of it: {source}", file=sys.stderr)
            sys.exit(1)
        if arguments.store:
            write(notebook, path)
        print(f"[{number}/{len(stems)}] {stem}: {len(notebook.cells)} cells, {time.time() - started:.0f} s"
              + (f", {memory} MiB" if memory else ""), flush=True)
    pages.write_index(course, arguments.repository, arguments.site)
    if len(stems) > 1:
        print(f"All {len(stems)} notebooks: {time.time() - all_started:.0f} s"
              + (f"; largest kernel {largest[0]} MiB, in {largest[1]}" if largest[0] else ""), flush=True)


def execute(path, label, arguments):
    """The executed notebook, and the most memory in MiB that its kernel had."""
    import nbformat
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    class Client(NotebookClient):
        position = 0
        memory = 0

        async def async_start_new_kernel(self, **options):
            # nbclient's own handlers would end in a traceback.
            stop_on_signals(lambda: kill_kernel(self.km))
            await super().async_start_new_kernel(**options)

        async def async_execute_cell(self, cell, cell_index, **options):
            self.position = cell_index + 1
            show_progress(f"{label}  cell {self.position}/{len(self.nb.cells)}")
            executed = await super().async_execute_cell(cell, cell_index, **options)
            if self.position == len(self.nb.cells):
                self.memory = most_memory(process_id(self.km))
            return executed

    notebook = nbformat.read(path, as_version=4)
    header = json.loads(json.dumps(notebook.metadata))
    log_path = os.path.join(arguments.site, os.path.basename(path) + ".log")
    client = Client(notebook, kernel_manager_class=AsyncKernelManager, kernel_name=KERNEL, timeout=arguments.timeout,
                    startup_timeout=KERNEL_START_SECONDS, record_timing=False,
                    resources={"metadata": {"path": arguments.directory}})

    def failed(reason):
        show_progress("")
        where = f"cell {client.position} of {len(notebook.cells)}" if client.position else "the start of the kernel"
        print(f"FAILED {os.path.basename(path)}, {where}:\n{reason}", file=sys.stderr, flush=True)
        if client.km is None:
            # nbclient has cleaned up already; its own exit hook would do so again and print a traceback.
            os._exit(1)
        sys.exit(1)

    with open(log_path, "w+", encoding="utf-8", errors="replace") as log:
        try:
            try:
                client.execute(stderr=log)
            except RuntimeError:
                # Another program can take a port after Jupyter has chosen it and before the kernel does.
                log.seek(0)
                if client.position or PORT_TAKEN not in log.read():
                    raise
                client.execute(stderr=log)
        except CellExecutionError:
            failed("\n".join(error_lines(notebook.cells[client.position - 1])))
        except CellTimeoutError:
            failed(f"not finished after {arguments.timeout} s. Allow more with --timeout SECONDS.")
        except (DeadKernelError, NoSuchKernel, OSError, RuntimeError) as error:
            log.seek(0)
            failed("\n".join([f"the kernel ended: {error}"] + log.read().splitlines()[-ERROR_LINES:]
                             + kernel_advice()))
    os.remove(log_path)
    show_progress("")
    notebook.metadata = nbformat.from_dict(header)
    return notebook, client.memory


def kernel_advice():
    """What to do about a kernel that does not live."""
    from jupyter_client.kernelspec import KernelSpecManager
    place = KernelSpecManager().find_kernel_specs().get(KERNEL)
    return [f"Its kernelspec is in {place}. If this happens again: java notebooks/Start.java check"] if place else []


def show_progress(text):
    """One line of a terminal that renews itself, cut to its width; nothing where the output goes to a file."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + text[:width] + CLEAR_TO_END_OF_LINE, end="", flush=True)


def stop_on_signals(before_the_end):
    """Ends this program when Ctrl-C or a request to end comes; Start.java tells the user."""
    def stop():
        before_the_end()
        os._exit(STATUS_OF_A_STOPPED_PROGRAM)

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop)
    except (NotImplementedError, RuntimeError):
        pass  # Windows: Ctrl-C arrives as KeyboardInterrupt.


def process_id(manager):
    """The process of a kernel; None if there is none."""
    return getattr(getattr(manager, "provisioner", None), "pid", None)


def kill_kernel(manager):
    """Kernels have a process group of their own; a launcher and its kernel go together."""
    process = process_id(manager)
    if process:
        try:
            os.killpg(os.getpgid(process), signal.SIGKILL)
        except (AttributeError, OSError):
            pass


def most_memory(process):
    """The most memory, in MiB, that the process and those it started ever had; 0 where the system does not tell."""
    total = 0
    try:
        family = {process}
        parents = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/status", encoding="ascii", errors="replace") as file:
                        status = file.read()
                    parents[int(entry)] = (int(PARENT.search(status).group(1)), status)
                except (OSError, AttributeError):
                    pass  # It has ended meanwhile.
        while True:
            grown = family | {child for child, (parent, _) in parents.items() if parent in family}
            if grown == family:
                break
            family = grown
        for member in family & parents.keys():
            peak = PEAK_MEMORY.search(parents[member][1])
            total += int(peak.group(1)) if peak else 0
    except OSError:
        pass
    return total // 1024


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


def hide_answers(notebook):
    """
    Hides what would answer a prediction: what the code cells under it show, up to the next text. JupyterLab reads
    outputs_hidden, the classic Notebook collapsed; both front ends show the output of a cell that is
    run.
    """
    predicted = False
    for cell in notebook.cells:
        if cell.cell_type != "code":
            predicted = PREDICTION in re.split(r"\n\s*\n", cell.source.strip())[-1]
        elif predicted and cell.outputs:
            cell.metadata.setdefault("jupyter", {})["outputs_hidden"] = True
            cell.metadata["collapsed"] = True
        else:
            cell.metadata.pop("collapsed", None)
            cell.metadata.get("jupyter", {}).pop("outputs_hidden", None)
            if not cell.metadata.get("jupyter", True):
                del cell.metadata["jupyter"]


def write(notebook, path):
    """Writes beside the file and then puts the new one in its place: on a full disk the old one stays whole."""
    import nbformat
    text = nbformat.writes(notebook)
    fresh = path + ".new"
    try:
        with open(fresh, "w", encoding="utf-8", newline="\n") as file:
            file.write(text if text.endswith("\n") else text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    except OSError:
        if os.path.exists(fresh):
            os.remove(fresh)
        raise


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    prober = commands.add_parser("probe")
    prober.add_argument("--kernel", default=KERNEL)
    trier = commands.add_parser("try")
    trier.add_argument("--directory", required=True)
    trier.add_argument("--jar")
    runner = commands.add_parser("run")
    runner.add_argument("--directory", required=True)
    runner.add_argument("--repository", required=True)
    runner.add_argument("--site", required=True)
    runner.add_argument("--mathjax", required=True)
    runner.add_argument("--timeout", type=int, required=True)
    runner.add_argument("--store", action="store_true")
    runner.add_argument("notebooks", nargs="+")
    arguments = parser.parse_args()
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    try:
        {"probe": probe, "try": try_kernel, "run": run}[arguments.command](arguments)
    except KeyboardInterrupt:
        sys.exit(STATUS_OF_A_STOPPED_PROGRAM)
    except OSError as error:
        place = f" {error.filename}" if error.filename else ""
        sys.exit(f"Cannot read or write{place}: {error.strerror or error}. What was there before is unchanged.")


main()
