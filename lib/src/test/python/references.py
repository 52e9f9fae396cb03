"""Writes the reference values of the activation functions, computed with mpmath.

    python3 lib/src/test/python/references.py [directory [points]]

One file per function: x as a hexadecimal double, then f(x) and f'(x) with 25 significant digits. Each value is
computed with 400 and with 800 digits, which must agree to 40, so that no cancellation can spoil it.
`points` is the number of random points on [-40, 40] (default 160, a quarter of it for piecewise functions).
"""

import random
import sys
from pathlib import Path

import mpmath
from mpmath import mp, mpf, erf, erfc, exp, expm1, log, log1p, pi, sqrt, tanh

SMALLEST = mpf(2) ** -1080  # far below half the least double: printed as 0


def sigma(x):
    return 1 / (1 + exp(-x))


def cdf(x):
    return erfc(-x / sqrt(2)) / 2


def pdf(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def gelu_tanh_argument(x):
    return sqrt(2 / pi) * (x + mpf("0.044715") * x**3)


def gelu_tanh_slope(x):
    t = tanh(gelu_tanh_argument(x))
    return (1 + t) / 2 + x / 2 * (1 - t * t) * sqrt(2 / pi) * (1 + 3 * mpf("0.044715") * x**2)


def swish(beta):
    return lambda x: x * sigma(beta() * x), lambda x: sigma(beta() * x) + beta() * x * sigma(beta() * x) * (
        1 - sigma(beta() * x))


def mish_slope(x):
    t = tanh(log(1 + exp(x)))
    return t + x * (1 - t * t) * sigma(x)


def elu(alpha):
    return lambda x: x if x > 0 else alpha * expm1(x), lambda x: mpf(1) if x > 0 else alpha * exp(x)


def celu(alpha):
    return lambda x: x if x > 0 else alpha * expm1(x / alpha), lambda x: mpf(1) if x > 0 else exp(x / alpha)


# Klambauer et al. 2017, equation 14.
def selu_alpha():
    return -sqrt(2 / pi) / (erfc(1 / sqrt(mpf(2))) * exp(mpf(1) / 2) - 1)


def selu_scale():
    c, e = erfc(1 / sqrt(mpf(2))), mpmath.e
    return (1 - c * sqrt(e)) * sqrt(2 * pi) / sqrt(
        2 * erfc(sqrt(mpf(2))) * e**2 + pi * c**2 * e - 2 * (2 + pi) * c * sqrt(e) + pi + 2)


def two_slopes(alpha):
    return lambda x: x if x > 0 else alpha * x, lambda x: mpf(1) if x > 0 else alpha


def softplus(beta):
    return lambda x: log1p(exp(beta * x)) / beta, lambda x: sigma(beta * x)


def squareplus(b):
    return lambda x: (x + sqrt(x * x + b)) / 2, lambda x: (1 + x / sqrt(x * x + b)) / 2


def clip(low, high):
    return lambda x: min(max(low, x), high), lambda x: mpf(low < x < high)


def shrink(bound, amount):
    def value(x):
        return x - amount if x > bound else x + amount if x < -bound else mpf(0)
    return value, lambda x: mpf(abs(x) > bound)


def threshold(bound, other):
    return lambda x: x if x > bound else other, lambda x: mpf(x > bound)


def double(text):
    """The double nearest to a decimal number, as Java reads it."""
    return mpf(float(text))


SMOOTH = {
    "sigmoid": (sigma, lambda x: sigma(x) * (1 - sigma(x))),
    "log_sigmoid": (lambda x: -log1p(exp(-x)), lambda x: sigma(-x)),
    "tanh": (tanh, lambda x: 1 - tanh(x) ** 2),
    "tanhshrink": (lambda x: x - tanh(x), lambda x: tanh(x) ** 2),
    "softplus": softplus(mpf(1)),
    "softplus_3.7": softplus(double("3.7")),
    "squareplus": squareplus(mpf(4)),
    "squareplus_0.3": squareplus(double("0.3")),
    "elu": elu(mpf(1)),
    "elu_1.3": elu(double("1.3")),
    "celu": celu(mpf(1)),
    "celu_0.7": celu(double("0.7")),
    "selu": (lambda x: selu_scale() * (x if x > 0 else selu_alpha() * expm1(x)),
             lambda x: selu_scale() * (mpf(1) if x > 0 else selu_alpha() * exp(x))),
    "silu": swish(lambda: mpf(1)),
    "swish": swish(lambda: mpf(1)),
    "swish_2.3": swish(lambda: double("2.3")),
    "gelu": (lambda x: x * cdf(x), lambda x: cdf(x) + x * pdf(x)),
    "gelu_tanh": (lambda x: x / 2 * (1 + tanh(gelu_tanh_argument(x))), gelu_tanh_slope),
    "gelu_sigmoid": swish(lambda: mpf("1.702")),
    "mish": (lambda x: x * tanh(log(1 + exp(x))), mish_slope),
    "softsign": (lambda x: x / (1 + abs(x)), lambda x: 1 / (1 + abs(x)) ** 2),
}

PIECEWISE = {
    "relu": (lambda x: max(x, mpf(0)), lambda x: mpf(x > 0)),
    "leaky_relu": two_slopes(double("0.01")),
    "leaky_relu_-0.3": two_slopes(double("-0.3")),
    "prelu": two_slopes(mpf("0.25")),
    "rrelu": two_slopes((double("1") / 8 + double(str(1 / 3))) / 2),
    "relu6": clip(mpf(0), mpf(6)),
    "squared_relu": (lambda x: max(x, mpf(0)) ** 2, lambda x: 2 * max(x, mpf(0))),
    "hard_sigmoid": (lambda x: min(max(x + 3, mpf(0)), mpf(6)) / 6, lambda x: mpf(-3 < x < 3) / 6),
    "hard_tanh": clip(mpf(-1), mpf(1)),
    "hard_tanh_-2_0.3": clip(mpf(-2), double("0.3")),
    "softshrink": shrink(mpf("0.5"), mpf("0.5")),
    "softshrink_0.3": shrink(double("0.3"), double("0.3")),
    "hardshrink": shrink(mpf("0.5"), mpf(0)),
    "threshold": threshold(mpf(1), mpf(0)),
    "threshold_0.3_-2": threshold(double("0.3"), mpf(-2)),
    "hard_swish": (lambda x: x * min(max(x + 3, mpf(0)), mpf(6)) / 6,
                   lambda x: mpf(0) if x <= -3 else (2 * x + 3) / 6 if x < 3 else mpf(1)),
    "sparse_plus": (lambda x: mpf(0) if x <= -1 else (x + 1) ** 2 / 4 if x < 1 else x,
                    lambda x: min(max(x + 1, mpf(0)), mpf(2)) / 2),
    "sparse_sigmoid": (lambda x: min(max(x + 1, mpf(0)), mpf(2)) / 2, lambda x: mpf(-1 < x < 1) / 2),
    "identity": (lambda x: x, lambda x: mpf(1)),
}

# The zeros of the derivative, where digits cancel.
ZEROS = {"gelu": -0.7517915246935645, "gelu_tanh": -0.7524614220710163, "gelu_sigmoid": -0.7511542554412889,
         "silu": -1.2784645427610738, "swish": -1.2784645427610738, "swish_2.3": -0.5558541490265538,
         "mish": -1.1924312145154952, "hard_swish": -1.5}

SPECIAL = {
    "erf": (erf, lambda x: 2 / sqrt(pi) * exp(-x * x)),
    "normal_cdf": (cdf, pdf),
    "log1p_exp": softplus(mpf(1)),
}


def stable(f, x):
    """f(x) with 40 sure digits; 0 if it is less than SMALLEST.

    With 400 digits, nothing above SMALLEST can vanish beside a 1.
    """
    mp.dps = 800
    sure = f(x)
    mp.dps = 400
    value = f(x)
    if abs(sure) < SMALLEST and abs(value) < SMALLEST:
        return mpf(0)
    if abs(value - sure) > abs(sure) * mpf(10) ** -40:
        raise ArithmeticError(f"no agreement at {x}")
    return sure


def inputs(name, points, seed):
    generator = random.Random(seed)
    xs = {generator.uniform(-40, 40) for _ in range(points)}
    xs |= {generator.uniform(-4, 4) for _ in range(points // 2)}
    xs |= {-generator.uniform(40, 760) for _ in range(points // 8)}
    xs |= {generator.uniform(40, 760) for _ in range(points // 16)}
    xs |= {-generator.uniform(20, 23) for _ in range(points // 16)}  # gelu_tanh underflows
    xs |= {-generator.uniform(700, 750) / scale for scale in (1, 1.702, 2.3, 3.7) for _ in range(points // 16)}
    xs |= {generator.choice((-1, 1)) * 2 ** generator.uniform(-1074, -2) for _ in range(points // 8)}
    xs |= {generator.choice((-1, 1)) * 2 ** generator.uniform(-30, 5) for _ in range(points // 2)}
    xs |= {-5e-324, 5e-324, 1e150, -1e150, 1e9, -1e9, 8e18, -8e18}
    for x in (0.1, 0.3, 0.5, 0.7, 1, 1.3, 1.5, 2, 3, 6, 18.75, 37.5, 38, 38.5, 40):
        xs |= {float(x), -float(x)}
    xs |= {0.0}
    zero = ZEROS.get(name)
    if zero is not None:
        xs |= {zero} | {zero + sign * 2**-k for sign in (-1, 1) for k in range(2, 54, 3)}
    return sorted(xs)


def digits(value):
    return "0" if value == 0 else mpmath.nstr(value, 25, strip_zeros=True, min_fixed=0, max_fixed=3)


def write(directory, name, functions, points):
    value, slope = functions
    with open(directory / f"{name}.csv", "w", encoding="utf-8") as file:
        print(f"# {name}: x, f(x), f'(x); computed by lib/src/test/python/references.py with mpmath {mpmath.__version__}", file=file)
        for x in inputs(name, points, seed=name):
            exact = mpf(x)
            print(f"{x.hex()},{digits(stable(value, exact))},{digits(stable(slope, exact))}", file=file)


def main():
    here = Path(__file__).resolve().parent
    directory = Path(sys.argv[1]) if len(sys.argv) > 1 else here.parent / "resources/activations/reference"
    points = int(sys.argv[2]) if len(sys.argv) > 2 else 160
    directory.mkdir(parents=True, exist_ok=True)
    for name, functions in SMOOTH.items():
        write(directory, name, functions, points)
    for name, functions in PIECEWISE.items():
        write(directory, name, functions, points // 4)
    for name, functions in SPECIAL.items():
        write(directory, f"special-{name}", functions, points)


if __name__ == "__main__":
    main()
