"""Prints polynomials of the formulas: python3 lib/src/test/python/log_coefficients.py

exp in double arithmetic, ln(1 + u)/u, (a - tanh a)/a^3: minimax for the relative error, by Remez' algorithm.
sinh and cosh in float: minimax for the absolute error. For exp in float, the error of the coefficients in use beside
the least possible one. Needs mpmath.
"""
import struct

from mpmath import cos, cosh, exp, expm1, log, log1p, lu_solve, matrix, mp, mpf, nstr, pi, polyval, sinh, sqrt, tanh

mp.dps = 50
GRID = 1500
# Enough wherever the errors can be levelled; coefficients that were rounded before can make that impossible.
EXCHANGES = 12
# EXP of FloatMath.
EXP = ["0x1.fffffcp-2", "0x1.55548ap-3", "0x1.55584ep-5", "0x1.123f74p-7", "0x1.6ad78ep-10"]


def remez(f, weight, low, high, degree, fixed=()):
    """The coefficients, the first ones fixed, that minimise max |weight (f - p)|, and that maximum."""
    low, high = mpf(low), mpf(high)
    first = len(fixed)
    free = degree + 1 - first

    def chebyshev(k, count):
        return (low + high) / 2 - (high - low) / 2 * cos(pi * (k + mpf(1) / 2) / count)

    grid = [chebyshev(k, GRID) for k in range(GRID)]
    rest = [f(x) - polyval(list(fixed)[::-1], x) if fixed else f(x) for x in grid]
    powers = [x ** first for x in grid]
    weights = [weight(x) for x in grid]
    extrema = [round((k + 0.5) / (free + 1) * GRID) for k in range(free + 1)]
    for _ in range(EXCHANGES):
        a, b = matrix(free + 1, free + 1), matrix(free + 1, 1)
        for row, i in enumerate(extrema):
            for k in range(free):
                a[row, k] = grid[i] ** (k + first)
            a[row, free] = (-1) ** row / weights[i]
            b[row] = rest[i]
        solution = lu_solve(a, b)
        coefficients = list(solution)[:free]
        errors = [weights[i] * (rest[i] - powers[i] * polyval(coefficients[::-1], grid[i])) for i in range(GRID)]
        greatest = max(abs(e) for e in errors)
        if greatest < abs(solution[free]) * mpf("1.001"):
            break
        extrema = alternating(errors, free + 1)
    return list(fixed) + coefficients, greatest


def alternating(errors, count):
    """The positions of the greatest errors of alternating sign."""
    found = []
    for i, e in enumerate(errors):
        if found and errors[found[-1]] * e > 0:
            if abs(e) > abs(errors[found[-1]]):
                found[-1] = i
        else:
            found.append(i)
    while len(found) > count:
        found.pop(0 if abs(errors[found[0]]) < abs(errors[found[-1]]) else -1)
    return found


def to_float(x):
    return mpf(struct.unpack("f", struct.pack("f", float(x)))[0])


def show(name, coefficients, error, digits=repr, kind="relative"):
    print(f"{name}: {kind} error 2^{nstr(log(error, 2), 4)}")
    for k, c in enumerate(coefficients):
        print(f"  {k}: {digits(float(c))}")


def shrink(s):
    """(a - tanh a) / a^3 at a^2 = s."""
    a = sqrt(s)
    return (a - tanh(a)) / (a * s)


def stepwise(f, weight, low, high, degree, fixed=()):
    """Like remez, but each coefficient is rounded to float before the next ones are fitted."""
    fixed = list(fixed)
    while len(fixed) <= degree:
        coefficients, _ = remez(f, weight, low, high, degree, fixed)
        fixed.append(to_float(coefficients[len(fixed)]))
    return fixed


def greatest_error(f, weight, coefficients, low, high):
    xs = [low + (high - low) * (k + mpf("0.5")) / 2000 for k in range(2000)]
    return max(abs(weight(x) * (f(x) - polyval(coefficients[::-1], x))) for x in xs)


def float_exp():
    half = log(2) / 2
    f, weight = lambda r: (expm1(r) - r) / r ** 2, lambda r: r ** 2 * exp(-r)
    in_use = [mpf(float.fromhex(c)) for c in EXP]
    print("EXP: relative error of e^r 2^" + nstr(log(greatest_error(f, weight, in_use, -half, half), 2), 4)
          + ", the least possible 2^" + nstr(log(remez(f, weight, -half, half, 4)[1], 2), 4))
    # 0.1 % beyond the interval.
    end = (half * mpf("1.001")) ** 2
    for name, g, weight, degree, fixed in (
            ("SINH", lambda s: (sinh(sqrt(s)) - sqrt(s)) / sqrt(s) ** 3, lambda s: s * sqrt(s), 1, []),
            ("COSH", lambda s: (cosh(sqrt(s)) - 1) / s, lambda s: s, 2, [mpf("0.5")])):
        coefficients = stepwise(g, weight, 0, end, degree, fixed)
        show(name, coefficients, greatest_error(g, weight, coefficients, mpf(0), end), float.hex, "absolute")


def main():
    float_exp()
    half = log(2) / 2 * mpf("1.0001")
    show("EXP7", *remez(exp, lambda x: exp(-x), -half, half, 7))
    show("EXP11", *remez(exp, lambda x: exp(-x), -half, half, 11, [mpf(1), mpf(1)]))
    show("LOG", *remez(lambda u: log1p(u) / u, lambda u: u / log1p(u), 0, 1, 10))
    # Each coefficient is rounded to float before the next ones are fitted; the first is 1/3, in two parts.
    high = mpf("1.03125") ** 2
    fixed = stepwise(shrink, lambda s: 1 / shrink(s), 0, high, 8, [mpf(1) / 3])
    error = max(abs(sum(c * s ** k for k, c in enumerate(fixed)) / shrink(s) - 1)
                for s in (high * k / 2000 for k in range(1, 2001)))
    show("SHRINK", fixed, error, float.hex)


if __name__ == "__main__":
    main()
