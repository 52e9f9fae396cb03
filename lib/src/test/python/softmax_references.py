"""Writes the reference values of Softmax, computed with mpmath.

    python3 lib/src/test/python/softmax_references.py [file]

One line per case: the method; its input; for a gradient dy too; its output with 25 significant digits. Inputs are
floats, written as hexadecimal doubles. Fields are separated by semicolons, elements by spaces. A gradient's input y
is the correctly rounded float, and the reference is the gradient that this rounded y gives; in softmax's, the
greatest probability counts as 1 minus the others in the sum over dy_j y_j, for the rounded ones do not add up to 1.
"""

import random
import struct
import sys
from pathlib import Path

import mpmath
from mpmath import exp, inf, log, mp, mpf

from references import digits

mp.dps = 800  # e^(-1500) beside 1 still has its digits

LEAST = mpf(2) ** -149

ROWS = [
    [0, -40], [0, -30], [-30, 0], [0, -17], [0, -100], [0, -150], [0, -1000], [3, 3], [0, 0, 0, -35], [2, 2, -60],
    [0], [-7.5], [88, 0, -88], [1e30, -1e30, 1e30], [0, float("-inf")], [5, float("-inf"), -40], [0, -1e-7],
    [0.1, 0.2, 0.3, 0.4], [-40] * 50 + [0], [1e-40, 0], [16777216, 16777215],
]


def to_float(value):
    """The float nearest to an mpf, also where that is subnormal."""
    value = mpf(value)
    if mpmath.isinf(value) or value == 0:
        return float(value)
    exponent = max(mpmath.floor(log(abs(value), 2)) - 23, -149)
    unit = mpf(2) ** exponent
    return float(mpmath.nint(value / unit) * unit)


def rounded(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def softmax(x):
    greatest = max(x)
    powers = [exp(mpf(xi) - greatest) for xi in x]
    return [power / sum(powers) for power in powers]


def log_softmax(x):
    greatest = max(x)
    others = log(sum(exp(mpf(xi) - greatest) for xi in x))
    return [-inf if xi == -inf else mpf(xi) - greatest - others for xi in x]


def softmax_gradient(y, dy):
    y = [mpf(yi) for yi in y]
    top = y.index(max(y))
    mean = sum((mpf(dy[j]) - dy[top]) * y[j] for j in range(len(y)) if j != top)
    return [y[i] * (mpf(dy[i]) - dy[top] - mean) for i in range(len(y))]


def log_softmax_gradient(y, dy):
    return [mpf(dyi) - exp(mpf(yi)) * sum(map(mpf, dy)) for yi, dyi in zip(y, dy)]


def text(value):
    if mpmath.isinf(value):
        return "-Infinity"
    return "0" if abs(value) < LEAST / 1024 else digits(value)


def hexadecimal(values):
    return " ".join("-Infinity" if value == float("-inf") else float(value).hex() for value in values)


def main():
    here = Path(__file__).resolve().parent
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "resources/activations/softmax.csv"
    generator = random.Random(1)
    rows = [[rounded(x) for x in row] for row in ROWS]
    for scale in (1, 5, 20, 60):
        for _ in range(8):
            rows.append([rounded(generator.uniform(-scale, scale)) for _ in range(generator.randint(2, 6))])
    with open(path, "w", encoding="utf-8") as file:
        print("# Softmax: method; input; dy; output. Computed by lib/src/test/python/softmax_references.py with mpmath "
              + mpmath.__version__, file=file)
        for x in rows:
            top = x.index(max(x))
            right = [float(i == top) for i in range(len(x))]
            wrong = [float(i == len(x) - 1) for i in range(len(x))]
            some = [rounded(generator.uniform(-1, 1)) for _ in x]
            for method, values, method_of_gradient, gradient in (
                    ("forward", softmax(x), "backward", softmax_gradient),
                    ("logForward", log_softmax(x), "logBackward", log_softmax_gradient)):
                print(method, hexadecimal(x), "", " ".join(map(text, values)), sep=";", file=file)
                y = [to_float(value) for value in values]
                for dy in (right, wrong, some):
                    print(method_of_gradient, hexadecimal(y), hexadecimal(dy),
                          " ".join(map(text, gradient(y, dy))), sep=";", file=file)


if __name__ == "__main__":
    main()
