"""Writes the 50-digit references of AccuracyTest: python3 lib/src/test/python/accuracy_reference.py

accuracy-reference.csv  f(x) and f'(x) at float inputs
derivative-zeros.csv    the zeros of derivatives and the Taylor series of f' about them
Needs mpmath. The inputs are the same on every run.
"""
import os
import random
import struct

from mpmath import mp, mpf, erfc, exp, expm1, findroot, log1p, pi, cosh, sqrt, tanh, taylor
import mpmath

mp.dps = 50
# Cancellation (x - tanh x at tiny x, 1 + tanh in the tail of gelu_tanh) eats digits: compute with plenty, print 30.
WORKING_DIGITS = 400
PRINTED_DIGITS = 30

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "resources", "activations")


def d(text):
    """The parameter as the double that Java gets."""
    return mpf(float(text))


def sigmoid(x):
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def sech2(x):
    return 1 / cosh(x) ** 2


def softplus(x):
    return max(x, mpf(0)) + log1p(exp(-abs(x)))


def clip(x, low, high):
    return min(max(x, low), high)


def swish(b):
    return (lambda x: x * sigmoid(b * x),
            lambda x: sigmoid(b * x) * (1 + b * x * sigmoid(-b * x)))


def elu(a):
    return (lambda x: x if x > 0 else a * expm1(x), lambda x: mpf(1) if x > 0 else a * exp(x))


def celu(a):
    return (lambda x: x if x > 0 else a * expm1(x / a), lambda x: mpf(1) if x > 0 else exp(x / a))


SELU_ALPHA = d("1.6732632423543772848170429916717")
SELU_SCALE = d("1.0507009873554804934193349852946")


def selu():
    return (lambda x: SELU_SCALE * (x if x > 0 else SELU_ALPHA * expm1(x)),
            lambda x: SELU_SCALE * (1 if x > 0 else SELU_ALPHA * exp(x)))


def leaky(a):
    return (lambda x: x if x > 0 else a * x, lambda x: mpf(1) if x > 0 else a)


def soft_plus(b):
    return (lambda x: softplus(b * x) / b, lambda x: sigmoid(b * x))


def square_plus(b):
    return (lambda x: (x + sqrt(x * x + b)) / 2, lambda x: (1 + x / sqrt(x * x + b)) / 2)


def soft_shrink(l):
    return (lambda x: x - l if x > l else x + l if x < -l else mpf(0), lambda x: mpf(1 if abs(x) > l else 0))


def hard_shrink(l):
    return (lambda x: x if abs(x) > l else mpf(0), lambda x: mpf(1 if abs(x) > l else 0))


def threshold(t, v):
    return (lambda x: x if x > t else v, lambda x: mpf(1 if x > t else 0))


def hard_tanh(low, high):
    return (lambda x: clip(x, low, high), lambda x: mpf(1 if low < x < high else 0))


def gelu():
    phi = lambda x: exp(-x * x / 2) / sqrt(2 * pi)
    cdf = lambda x: erfc(-x / sqrt(2)) / 2
    return lambda x: x * cdf(x), lambda x: cdf(x) + x * phi(x)


def gelu_tanh():
    c, a = sqrt(2 / pi), d("0.044715")
    # ½(1 + tanh u) = σ(2u)
    u2 = lambda x: 2 * c * (x + a * x ** 3)
    du2 = lambda x: 2 * c * (1 + 3 * a * x ** 2)
    return (lambda x: x * sigmoid(u2(x)),
            lambda x: sigmoid(u2(x)) * (1 + x * du2(x) * sigmoid(-u2(x))))


def mish():
    def derivative(x):
        t = tanh(softplus(x))
        return t + x * sigmoid(x) * (1 - t * t)
    return lambda x: x * tanh(softplus(x)), derivative


ONE = mpf(1)
# The name in AccuracyRow -> (f, f')
FUNCTIONS = {
    "relu": (lambda x: max(x, mpf(0)), lambda x: mpf(1 if x > 0 else 0)),
    "leaky_relu": leaky(d("0.01")),
    "leaky_relu(0.3)": leaky(d("0.3")),
    "prelu": leaky(d("0.25")),
    "prelu(-0.7)": leaky(d("-0.7")),
    "rrelu": leaky(d(0.5 * 0.125 + 0.5 * (1 / 3))),
    "relu6": (lambda x: clip(x, mpf(0), mpf(6)), lambda x: mpf(1 if 0 < x < 6 else 0)),
    "squared_relu": (lambda x: max(x, mpf(0)) ** 2, lambda x: 2 * max(x, mpf(0))),
    "elu": elu(ONE),
    "elu(0.7)": elu(d("0.7")),
    "celu": celu(ONE),
    "celu(0.7)": celu(d("0.7")),
    "selu": selu(),
    "sigmoid": (sigmoid, lambda x: sigmoid(x) * sigmoid(-x)),
    "hard_sigmoid": (lambda x: clip(x + 3, mpf(0), mpf(6)) / 6, lambda x: ONE / 6 if -3 < x < 3 else mpf(0)),
    "log_sigmoid": (lambda x: -softplus(-x), lambda x: sigmoid(-x)),
    "tanh": (tanh, sech2),
    "hard_tanh": hard_tanh(-ONE, ONE),
    "hard_tanh(-0.3, 0.7)": hard_tanh(d("-0.3"), d("0.7")),
    "tanhshrink": (lambda x: x - tanh(x), lambda x: tanh(x) ** 2),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
    "softplus": soft_plus(ONE),
    "softplus(0.1)": soft_plus(d("0.1")),
    "softplus(2.5)": soft_plus(d("2.5")),
    "squareplus": square_plus(mpf(4)),
    "squareplus(0.3)": square_plus(d("0.3")),
    "softshrink": soft_shrink(d("0.5")),
    "softshrink(0.1)": soft_shrink(d("0.1")),
    "hardshrink": hard_shrink(d("0.5")),
    "hardshrink(0.1)": hard_shrink(d("0.1")),
    "threshold": threshold(ONE, mpf(0)),
    "threshold(0.1, 20.7)": threshold(d("0.1"), d("20.7")),
    "silu": swish(ONE),
    "swish": swish(ONE),
    "swish(1.7)": swish(d("1.7")),
    "hard_swish": (lambda x: x * clip(x + 3, mpf(0), mpf(6)) / 6,
                   lambda x: mpf(0) if x <= -3 else ONE if x >= 3 else (2 * x + 3) / 6),
    "gelu": gelu(),
    "gelu_tanh": gelu_tanh(),
    "gelu_sigmoid": swish(mpf("1.702")),
    "mish": mish(),
    "sparse_plus": (lambda x: mpf(0) if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
                    lambda x: clip(x + 1, mpf(0), mpf(2)) / 2),
    "sparse_sigmoid": (lambda x: clip(x + 1, mpf(0), mpf(2)) / 2, lambda x: ONE / 2 if -1 < x < 1 else mpf(0)),
    "identity": (lambda x: x, lambda x: ONE),
}

# The functions with a minimum where f' passes through zero, and a guess of where. That of hard_swish, -1.5, is exact.
ZEROS = {"silu": -1.28, "swish": -1.28, "swish(1.7)": -0.752, "gelu": -0.752, "gelu_tanh": -0.7525,
         "gelu_sigmoid": -0.751, "mish": -1.19}

# Kinks and parameters of the functions above; their neighbours are tried on every function.
POINTS = [0.0, 0.1, 0.3, 0.5, 0.7, 1.0, 1.5, 3.0, 6.0]


def to_float(x):
    return struct.unpack("f", struct.pack("f", x))[0]


def neighbours(x, count):
    """The floats around x > 0, count on each side."""
    bits = struct.unpack("I", struct.pack("f", x))[0]
    return [struct.unpack("f", struct.pack("I", bits + k))[0] for k in range(-min(count, bits), count + 1)]


def inputs(zero):
    rng = random.Random(42)
    xs = []
    for p in POINTS:
        xs += neighbours(p, 1)
    for exponent in list(range(-149, -24, 9)) + list(range(-24, 7)) + list(range(7, 128, 10)):
        xs.append(to_float(min(rng.uniform(1, 2) * 2.0 ** exponent, 3.4e38)))
    xs += [to_float(rng.uniform(1, 20)) for _ in range(20)]
    xs += [to_float(rng.uniform(20, 110)) for _ in range(20)]
    xs.append(to_float(3.4028234663852886e38))
    if zero is not None:
        xs += neighbours(-zero, 3)
        xs += [to_float(-zero + s * 2.0 ** -k) for k in range(4, 22, 3) for s in (-1, 1)]
    xs += [-x for x in xs]
    return sorted(set(xs))


def digits(x):
    # Everything below 1e-400 is zero as a double and as a float.
    return "0" if abs(x) < mpf(10) ** -400 else mpmath.nstr(x, PRINTED_DIGITS, strip_zeros=True)


def split(x):
    high = float(x)
    return high, float(x - mpf(high))


HEADER = """# {what}
# Computed with mpmath {version} at {working} digits by lib/src/test/python/accuracy_reference.py, printed to {printed}.
"""


def header(what):
    return HEADER.format(what=what, version=mpmath.__version__, working=WORKING_DIGITS, printed=PRINTED_DIGITS)


def main():
    mp.dps = WORKING_DIGITS
    zeros = {name: findroot(FUNCTIONS[name][1], mpf(guess)) for name, guess in ZEROS.items()}
    with open(os.path.join(OUT, "accuracy-reference.csv"), "w") as out:
        out.write(header("f(x) and f'(x) of each function at float inputs x."))
        out.write("function;x;value;derivative\n")
        for name, (f, derivative) in FUNCTIONS.items():
            zero = float(zeros[name]) if name in zeros else -1.5 if name == "hard_swish" else None
            for x in inputs(zero):
                out.write(f"{name};{x!r};{digits(f(mpf(x)))};{digits(derivative(mpf(x)))}\n")
    mp.dps = 60
    with open(os.path.join(OUT, "derivative-zeros.csv"), "w") as out:
        out.write(header("The zeros x0 of derivatives, as the sum of two doubles, "
                         "and f'(x0 + d) = c1 d + c2 d^2 + ... + c12 d^12.").replace(
                             f"at {WORKING_DIGITS}", "at 60"))
        out.write("function;high;low;" + ";".join(f"c{k}" for k in range(1, 13)) + "\n")
        for name in ZEROS:
            x0 = findroot(FUNCTIONS[name][1], zeros[name])
            high, low = split(x0)
            cs = taylor(FUNCTIONS[name][1], x0, 12)[1:]
            out.write(";".join([name, repr(high), repr(low)] + [repr(float(c)) for c in cs]) + "\n")


if __name__ == "__main__":
    main()
