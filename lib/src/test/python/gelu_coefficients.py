"""Makes the constants of the gelu formulas in GeluFormulas: python3 lib/src/test/python/gelu_coefficients.py

Each polynomial is minimax for the relative error of the function that it serves (Remez' algorithm in 160 bits or more).
Its coefficients are then rounded to float, and a seeded search among neighbouring floats takes back part of what
rounding cost. Prints Java constants; takes a few seconds. Needs mpmath and numpy.
"""
import random

import numpy as np
from mpmath import cos, diff, erfc, exp, findroot, floor, log, lu_solve, matrix, mp, mpf, nint, nstr, pi, polyval, sqrt

mp.prec = 200


def round_to_float(value):
    spacing = float_spacing(value)
    return nint(mpf(value) / spacing) * spacing


def float_spacing(value):
    return mpf(2) ** (int(floor(log(abs(mpf(value)), 2))) - 23)


def java(value):
    """A Java hexadecimal float literal."""
    mantissa, exponent = float(value).hex().split("p")
    return mantissa.rstrip("0").ljust(5 if value < 0 else 4, "0") + "p" + str(int(exponent)) + "f"


def remez(f, weight, low, high, degree, grid):
    """The polynomial that minimises the greatest weight(x) |f(x) - p(x)|: that maximum, and the coefficients."""
    n = degree + 1
    low, high = mpf(low), mpf(high)
    node = lambda i, count: (low + high) / 2 - (high - low) / 2 * cos(pi * i / count)
    xs = [node(i, n) for i in range(n + 1)]
    points = [node(i, grid) for i in range(grid + 1)]
    values = [f(x) for x in points]
    weights = [weight(x) for x in points]
    best = None
    for _ in range(12):
        a, y = matrix(n + 1, n + 1), matrix(n + 1, 1)
        for i, x in enumerate(xs):
            for j in range(n):
                a[i, j] = x ** j
            a[i, n] = (-1) ** i / weight(x)
            y[i] = f(x)
        solution = lu_solve(a, y)
        coefficients = [solution[j] for j in range(n)]
        errors = [w * (v - polyval(coefficients[::-1], x)) for x, v, w in zip(points, values, weights)]
        worst = max(abs(e) for e in errors)
        if best is None or worst < best[0]:
            best = worst, coefficients
        if worst < abs(solution[n]) * (1 + mpf("1e-3")):
            break
        extrema, current = [], 0
        for i in range(1, grid + 1):
            if errors[i] * errors[current] < 0:
                extrema.append(current)
                current = i
            elif abs(errors[i]) > abs(errors[current]):
                current = i
        extrema.append(current)
        while len(extrema) > n + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < n + 1:
            break
        xs = [points[i] for i in extrema]
    return best


def neighbours(f, weight, low, high, coefficients, points, tries):
    """Floats near the rounded coefficients with a smaller greatest error; the search is seeded."""
    c = [round_to_float(v) for v in coefficients]
    grid = [low + (high - low) * (i + mpf("0.37")) / points for i in range(points)]
    weights = [weight(x) for x in grid]
    error = np.array([float((f(x) - polyval(c[::-1], x)) * w) for x, w in zip(grid, weights)])
    effect = np.array([[float(w * x ** j) for x, w in zip(grid, weights)] for j in range(len(c))])
    spacing = [float(float_spacing(v)) for v in c]
    random.seed(1)
    worst = np.abs(error).max()
    for _ in range(tries):
        chosen = random.sample(range(len(c)), random.choice([1, 2, 2, 3]))
        steps = [random.choice([-2, -1, 1, 2]) for _ in chosen]
        moved = error - sum(s * spacing[j] * effect[j] for j, s in zip(chosen, steps))
        if np.abs(moved).max() < worst:
            worst, error = np.abs(moved).max(), moved
            for j, s in zip(chosen, steps):
                c[j] += s * spacing[j]
    return worst, c


def report(prefix, first, coefficients, minimax, rounded):
    print("// %s: relative error 2^%.1f, with float coefficients 2^%.1f"
          % (prefix, float(log(minimax, 2)), float(log(rounded, 2))))
    for j, c in enumerate(coefficients, first):
        print("%s_%d = %s" % (prefix, j, java(c)))


def hi_lo(name, value):
    hi = round_to_float(value)
    print("%s_HI = %s" % (name, java(hi)))
    print("%s_LO = %s" % (name, java(round_to_float(value - hi))), "//", nstr(value, 36))


def mills(t):
    """Phi(-t) / e^(-t^2/2)."""
    return erfc(t / sqrt(mpf(2))) / 2 * exp(t * t / 2)


def gelu_mills():
    pole, centre, end = mpf(2), mpf("0.3125"), mpf("13.3")
    # Makes M nearly w (w + offset), and the offset nearly a multiple of 2^-24.
    numerator = round_to_float(mpf("1.12"))
    t = lambda w: numerator / w - pole
    ratio = lambda w: mills(t(w)) / w
    # Small t weighs more: there the function's relative error is nothing but this one.
    weight = lambda u: (1 + 2 * exp(-10 * t(u + centre))) / ratio(u + centre)
    low, high = numerator / (end + pole) - centre, numerator / pole - centre
    minimax, c = remez(lambda u: ratio(u + centre), weight, low, high, 11, 401)
    offset = nint((c[0] - centre) * 2 ** 24) / 2 ** 24
    print("MILLS_NUMERATOR =", java(numerator))
    print("MILLS_OFFSET =", java(offset), "// error 2^%.1f" % float(log(abs(c[0] - centre - offset), 2)))
    rest = lambda u: (ratio(u + centre) - (u + centre) - offset) / u
    rounded, c = neighbours(rest, lambda u: u * weight(u), low, high, [c[1] - 1] + c[2:], 400, 20000)
    report("MILLS", 0, c, minimax, rounded)

    # For the derivative of M, least squares of the error relative to M will do.
    ws = [low + centre + (high - low) * i / 40 for i in range(41)]
    rows = np.array([[float(1 / ratio(w)), float(w / ratio(w))] for w in ws])
    slopes = np.array([float((ratio(w) + w * diff(ratio, w)) / numerator / ratio(w)) for w in ws])
    fit = np.linalg.lstsq(rows, slopes, rcond=None)
    for j, c in enumerate(fit[0]):
        print("MILLS_SLOPE_%d = %s" % (j, java(round_to_float(c))))


def gelu_slope():
    b = lambda t: mills(t) - t / sqrt(2 * pi)
    zero = findroot(b, mpf("0.75"))
    centre, pole, end = mpf(1), mpf("3.5"), mpf(14)

    def slope(t):
        if abs(t - zero) < mpf("1e-15"):
            t = zero + mpf("1e-15")
        return 2 * b(t) / (zero - t) - 1

    t = lambda z: (centre + pole * z) / (1 - z)
    f = lambda z: slope(t(z))
    weight = lambda z: 1 / (1 + slope(t(z)))
    low, high = -centre / pole, (end - centre) / (end + pole)
    minimax, c = remez(f, weight, low, high, 8, 400)
    rounded, c = neighbours(f, weight, low, high, c, 400, 6000)
    report("SLOPE", 0, c, minimax, rounded)
    high = nint(zero * 2 ** 20) / 2 ** 20
    middle = round_to_float(zero - high)
    print("ZERO_HI =", java(high))
    print("ZERO_MID =", java(middle))
    print("ZERO_LO =", java(round_to_float(zero - high - middle)), "//", nstr(zero, 36))


def near_zero(prefix, numerator, zero, reach):
    """numerator(zero - d) / d - lead, a polynomial in d."""
    def quotient(d):
        d = d if abs(d) > mpf("1e-15") else mpf("1e-15")
        return numerator(zero - d) / d

    lead = nint(quotient(mpf(0)) * 4) / 4
    f, weight = lambda d: quotient(d) - lead, lambda d: 1 / quotient(d)
    minimax, c = remez(f, weight, -reach, reach, 6, 300)
    c = [round_to_float(v) for v in c]
    grid = [reach * i / 200 for i in range(-200, 201)]
    rounded = max(abs(weight(d) * (f(d) - polyval(c[::-1], d))) for d in grid)
    hi_lo(prefix + "_ZERO", zero)
    print("%s_LEAD = %sf" % (prefix, nstr(lead, 3)))
    report(prefix, 0, c, minimax, rounded)


def main():
    gelu_mills()
    gelu_slope()
    hi_lo("SCALE", mpf("1.702"))
    linear = 2 * sqrt(2 / pi)
    cubic = linear * mpf("0.044715")
    # A multiple of 2^-20, so that subtracting it from LINEAR + CUBIC t^2 leaves no error.
    linear_hi = nint(linear * 2 ** 20) / 2 ** 20
    print("LINEAR_HI =", java(linear_hi))
    print("LINEAR_LO =", java(round_to_float(linear - linear_hi)), "//", nstr(linear, 36))
    hi_lo("CUBIC", cubic)
    tail = lambda a: 1 + exp(-a) - a
    near_zero("SIGMOID", tail, findroot(tail, mpf("1.278")), mpf("0.5002"))
    slope = lambda t: 1 + exp(-(linear * t + cubic * t ** 3)) - (linear * t + 3 * cubic * t ** 3)
    near_zero("TANH", slope, findroot(slope, mpf("0.7524")), mpf("0.3127"))


if __name__ == "__main__":
    main()
