"""Interrupts the Java kernel in the middle of cells of every kind; argument: the library's jar.

Prints a line per case, and ends with status 1 if one does not hold: the interrupted cell ends with the error within two
seconds, the next cell answers, nothing of the old cell appears in it, no thread goes on with a cell's code, and the
kernel is the same process all along.
"""

import queue
import re
import subprocess
import sys
import time

from jupyter_client.manager import KernelManager

LONGEST_CELL = 60
LONGEST_ANSWER = 2.0
PAUSE_BEFORE_INTERRUPT = 0.3

# A cell prints this when it has come to what is to be interrupted.
MARK = "System.out.print(\"begun \");\n"

# The threads, but for the one of this cell, that are inside a cell's code, or are workers of the library.
THREADS = """
System.out.print(Thread.getAllStackTraces().entrySet().stream()
    .filter(entry -> entry.getKey() != Thread.currentThread())
    .filter(entry -> entry.getKey().getName().startsWith("worker") || Arrays.stream(entry.getValue())
        .anyMatch(frame -> frame.getClassName().startsWith("REPL.")))
    .map(entry -> entry.getKey().getName()).sorted().toList());
"""

# What is declared first, what is interrupted, and what the error says besides that the cell was stopped.
CASES = {
    "sleeping": ("", "while (true) { Thread.sleep(10); }", "at .(#"),
    "sleeping, swallows the interrupt":
        ("", "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } }", "at .(#"),
    "busy": ("long rounds = 0;", "while (true) {\n  rounds++;\n}", "|-->   rounds++;"),
    "busy, nothing in it": ("", "while (true) { }", "at .(#"),
    "busy, counts without a bound": ("void count() { int i = 0; while (true) i++; }", "count();", "at .count(#"),
    "busy, counts past its bound":
        ("int sum(int n) { int sum = 0; for (int i = 0; i <= n; i++) sum += i; return sum; }",
         "sum(Integer.MAX_VALUE);", "at .sum(#"),
    "busy, counts back and forth":
        ("int stay(int n) { int k = 0; for (int i = 0; i < n; i++) { k += i; i--; } return k; }", "stay(9);",
         "at .stay(#"),
    "busy, do while": ("", "double half = 1; do { half = half / 2 + 1; } while (half > 0);", "at .(#"),
    "busy, catches exceptions":
        ("", "while (true) { try { Math.floorDiv(1, 0); } catch (Exception e) { } }", "at .(#"),
    "busy, catches all": ("", "while (true) { try { while (true) { } } catch (Throwable t) { } }", "at .(#"),
    "busy, then catches it and ends": ("", "try { while (true) { } } catch (Throwable t) { }", ""),
    "counting loops, one in another":
        ("double total = 0;", "for (int i = 0; i < 1_000_000_000; i++) {\n"
         "  for (int j = 0; j < 10_000; j++) { total += j; }\n}", "at .(#"),
    "recursion": ("int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }", "fib(60);", "at .fib(#"),
    "recursion in a class":
        ("class Tower { long moves(int n) { return n == 0 ? 0 : 1 + moves(n - 1) + moves(n - 1); } }",
         "new Tower().moves(60);", "at Tower.moves(#"),
    "recursion of lambda expressions":
        ("Function<Integer, Integer>[] steps = new Function[1];\n"
         "steps[0] = n -> n < 2 ? n : steps[0].apply(n - 1) + steps[0].apply(n - 2);", "steps[0].apply(60);", "at "),
    "endless stream": ("", "IntStream.iterate(1, i -> i + 1).filter(i -> i < 0 && i > 0).findFirst();", "at "),
    "parallel stream": ("", "LongStream.range(0, Long.MAX_VALUE).parallel().map(i -> i * i).sum();", ""),
    "parallel stream, sleeping":
        ("", "IntStream.range(0, 1000).parallel().forEach(i -> {\n"
         "  try { Thread.sleep(5000); } catch (InterruptedException e) { throw new RuntimeException(e); } });", ""),
    "threads of its own":
        ("Thread[] busy = new Thread[3];", "for (int i = 0; i < 3; i++) {\n"
         "  busy[i] = new Thread(() -> { while (true) { System.out.println(\"old\"); } });\n  busy[i].start();\n}\n"
         "for (Thread one : busy) { one.join(); }", "at .(#"),
    "a pool":
        ("ExecutorService pool = Executors.newFixedThreadPool(2);", "pool.submit(() -> { while (true) { } }).get();",
         "at .(#"),
    "the same pool again": ("", "pool.submit(() -> { while (true) { } }).get();", "at .(#"),
    "a pool, sleeping": ("", "pool.submit(() -> { while (true) { Thread.sleep(5000); } }).get();", "at .(#"),
    "printing": ("", "for (int i = 0; ; i++) { System.out.println(\"old \" + i); }", "at .(#"),
    "printing, catches all":
        ("", "while (true) { try { System.out.println(\"old\"); } catch (Throwable t) { } }", "at .(#"),
    "printing to both streams":
        ("", "while (true) { System.out.println(\"old\"); System.err.println(\"old\"); }", "at .(#"),
    "drawing":
        ("", "while (true) {\n  Plot chart = Plots.chart(\"old\", \"x\", \"y\");\n"
         "  chart.addLine(\"line\", new double[] {0, 1}, new double[] {0, 1});\n"
         "  Show.chart(chart, \"A line.\");\n}", "at .(#"),
}


class Failure(Exception):
    pass


def require(condition, sentence):
    if not condition:
        raise Failure(sentence)


class Run:
    """What came of a cell: its text, its error's text, its reply, and the seconds from the last interrupt to its end."""

    def __init__(self, kernel, code, interrupts, answer):
        self.text, self.error = "", ""
        client = kernel.client
        request = client.execute(code, allow_stdin=answer is not None)
        begun = last = time.time()
        left = list(interrupts)
        idle = asked = False
        while not idle:
            require(time.time() < begun + LONGEST_CELL, f"no end of {code}, printed {self.text[-200:]!r}")
            if left and ("begun" in self.text or asked):
                time.sleep(left.pop(0))
                kernel.interrupt()
                last = time.time()
            if answer is not None and not asked:
                try:
                    client.get_stdin_msg(timeout=0.02)
                    asked = True
                    if not interrupts:
                        client.input(answer)
                except queue.Empty:
                    pass
            try:
                message = client.get_iopub_msg(timeout=0.02)
            except queue.Empty:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                self.text += content["text"]
            elif kind in ("execute_result", "display_data"):
                self.text += "".join(content["data"].values())
            elif kind == "error":
                self.error += "\n".join(content["traceback"])
            elif kind == "status" and message["parent_header"].get("msg_id") == request:
                idle = content["execution_state"] == "idle"
        self.seconds = time.time() - last
        self.error = re.sub("\x1b\\[[0-9;]*m", "", self.error)
        reply = client.get_shell_msg(timeout=5)
        while reply["parent_header"].get("msg_id") != request:
            reply = client.get_shell_msg(timeout=5)
        self.status = reply["content"]["status"]


class Kernel:
    def __init__(self):
        self.manager = KernelManager(kernel_name="java")
        self.manager.start_kernel(stderr=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LONGEST_CELL)

    def interrupt(self):
        """Interrupts it and waits for its word that it is done."""
        request = self.client.session.msg("interrupt_request", {})
        self.client.control_channel.send(request)
        reply = self.client.get_control_msg(timeout=10)
        require(reply["msg_type"] == "interrupt_reply" and reply["parent_header"]["msg_id"] == request["header"]["msg_id"],
                f"the interrupt was answered with {reply}")

    def run(self, code, interrupts=(), answer=None):
        """Runs a cell. Interrupts it so many seconds after it has printed "begun" or asked for input, each."""
        return Run(self, code, interrupts, answer)

    def result(self, code):
        run = self.run(code)
        require(run.status == "ok", f"{code} gave {run.text!r} {run.error}")
        return run.text

    def interrupted(self, code, expected="", interrupts=(PAUSE_BEFORE_INTERRUPT,), answer=None):
        run = self.run(code, interrupts, answer)
        require(run.status == "error", f"the status is {run.status}; printed {run.text[-200:]!r}")
        require(run.seconds < LONGEST_ANSWER, f"the answer took {run.seconds:.2f} s")
        require("Interrupted: the cell was stopped." in run.error and expected in run.error,
                "the error reads " + run.error)
        return run

    def require_nothing_left(self):
        threads = self.result(THREADS)
        require(threads == "[]", f"the next cell shows {threads[:300]!r}")
        two = self.result("1 + 1")
        require(two == "2", f"1 + 1 gave {two!r}")


def marked(code):
    return "{ " + MARK + code + " }"


def case(kernel, declared, code, expected):
    kernel.result(declared)
    run = kernel.interrupted(marked(code), expected)
    require("background" not in run.error, "the error reads " + run.error)
    kernel.require_nothing_left()
    return run


def compiling(kernel):
    """Interrupted while the rest of the cell is compiled, or between two of its parts."""
    run = kernel.interrupted(MARK + " ".join(f"int v{i} = {i};" for i in range(3000)))
    kernel.require_nothing_left()
    return run


def idle(kernel):
    for _ in range(3):
        kernel.interrupt()
        kernel.require_nothing_left()


def twice(kernel):
    run = kernel.interrupted(marked("while (true) { try { Thread.sleep(3); } catch (Exception e) { } }"), "", [0.3, 0])
    kernel.require_nothing_left()
    return run


def variables(kernel):
    kernel.interrupted("int kept = 0;\n" + marked("while (true) { kept++; Thread.sleep(1); }"))
    require(int(kernel.result("kept")) > 0, "the variable has lost its value")


def value(kernel):
    run = kernel.run("record Endless() { public String toString() { " + MARK + " while (true) { } } }\n"
                     "new Endless()", [PAUSE_BEFORE_INTERRUPT])
    require(run.status == "error" and run.seconds < LONGEST_ANSWER and "interrupted" in run.error,
            f"{run.status} {run.error} after {run.seconds:.2f} s")
    kernel.require_nothing_left()
    return run


def background(kernel):
    """What cannot be stopped: the cell says so, and stays silent when it goes on after three seconds."""
    run = kernel.interrupted("java.net.ServerSocket server = new java.net.ServerSocket(0);\n"
                             "server.setSoTimeout(3000);\n" + marked("while (true) {\n  try { server.accept(); }\n"
                             "  catch (Throwable t) { System.out.println(\"old\"); }\n}"), "in the background")
    require(kernel.result("1 + 1") == "2", "the next cell does not answer")
    slept = kernel.result("Thread.sleep(3500);")
    require(slept == "", f"the next cell shows {slept!r}")
    kernel.require_nothing_left()
    return run


def counting(kernel):
    """A loop that only counts has no check, and ends by itself; its cell is answered before."""
    run = kernel.interrupted("double grow(double x) { for (int i = 0; i < 2_000_000_000; i++) x = x / 3 + 1; return x; }\n"
                             + marked("grow(1);"))
    while kernel.result(THREADS) != "[]":
        time.sleep(0.1)
    return run


def reading(kernel):
    run = kernel.interrupted("new Scanner(System.in).nextLine()", "", answer="old")
    kernel.require_nothing_left()
    read = kernel.run("new Scanner(System.in).nextLine()", answer="new")
    require(read.text == "new", f"read {read.text!r} {read.error}")
    return run


def training(kernel):
    return case(kernel, "Sequential network = MultilayerPerceptron.of(Activations.gelu(), Initialization.HE,\n"
                "    new SplittableRandom(1), 784, 128, 10);\nDataset digits = StrokeDigits.of(1000, 1);",
                "try (Workers workers = Workers.of(2)) {\n"
                "  Trainer.of(network, Loss.SOFTMAX_CROSS_ENTROPY, Optimizer.sgd(0.01, 0)).workers(workers)\n"
                "      .batchSize(50).epochs(100_000).train(digits);\n}", "interrupted")


def main():
    kernel = Kernel()
    process = kernel.result("ProcessHandle.current().pid()")
    kernel.result("%jars " + sys.argv[1])
    kernel.result("import activations.*; import activations.nn.*; import activations.nn.data.*;\n"
                  "import activations.notebook.*;\n"
                  "import org.knowm.xchart.*; import java.util.function.*; import java.util.stream.*;")
    # The first charts take long, and no interrupt ends a drawing half way.
    kernel.result("for (int i = 0; i < 10; i++) { Show.chart(Plots.chart(\"first\", \"x\", \"y\"), \"Nothing.\"); }")

    tests = {name: (lambda parts=parts: case(kernel, *parts)) for name, parts in CASES.items()}
    for test in (compiling, idle, twice, variables, value, background, counting, reading, training):
        tests[test.__name__] = lambda test=test: test(kernel)
    failures = 0
    for name in sys.argv[2:] or tests:
        try:
            run = tests[name]()
            print(f"{name}: {f'{run.seconds:.2f} s' if run else 'holds'}", flush=True)
        except Failure as failure:
            failures += 1
            print(f"{name}: FAILED, {failure}", flush=True)
    if kernel.result("ProcessHandle.current().pid()") != process:
        failures += 1
        print("FAILED: the kernel was restarted")
    kernel.client.stop_channels()
    kernel.manager.shutdown_kernel(now=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
