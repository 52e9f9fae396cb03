"""Makes the tables of lib/src/main/resources/activations/tables, to the byte. Usage, from the project's folder:

    python lib/src/tables/make_tables.py [function ...]

Needs mpmath (requirements.txt). The variable TABLES names another folder.

A table describes a function g of t >= 0, which is all of an activation function or the part of it that bends (see
FUNCTIONS), in pieces, one after the other on the line, each of 8 or 16 segments. Each segment has a node and the
coefficients of a polynomial:

    k = round(((A3 t + A2) t + A1) t) - first,   d = t - node[k],   g(t) = c0[k] + c1[k] d + c2[k] d^2 + ...

A last row holds what c1 lacks where g(0) = 0, or else what c0 lacks where g has its zero: nothing in most tables.

1. Segments. The first piece holds nearly all numbers that occur; its cubic is searched for such that the worst of its
   segments is as good as possible. In the tail g falls like exp(-a(t)), and the index is a(t), in units of DECAY.
2. Nodes (Gal 1986). Of the floats about the best place for a node the one where g and g' are nearest to floats: c0 and
   c1 are these floats. A zero of g is a node of its own, since beside it only a relative error is allowed.
3. Coefficients. c2, c3 ... minimise the greatest error in units of g (Remez); they are rounded to floats one at a time,
   and those that are left are fitted anew.
4. The tail is stored times 2^64, for g leaves the normal floats there.
"""

import math
import os
import random
import struct
import sys
from pathlib import Path

from mpmath import mp, mpf

mp.prec = 160

FOLDER = Path(os.environ.get("TABLES", Path(__file__).parents[1] / "main/resources/activations/tables"))
UNIT = 2.0 ** -24
SCALE = 64
"""How far the exponent falls in a segment of the tail, by the degree of the polynomials."""
DECAY = {6: mpf("0.75"), 7: mpf("1.05"), 8: mpf("1"), 9: mpf("1.1")}
"""The share of the neighbouring segment that a polynomial covers too: the index is rounded."""
OVERLAP = 2e-6
"""From here down a number rounds to 0 in float."""
VANISHED = mpf(2) ** -151
"""A float plus this is rounded to an integer."""
ROUND = 1.5 * 2 ** 23


def to_float(x):
    """The float nearest to x."""
    sign, x = (-1 if x < 0 else 1), abs(mpf(x))
    if x == 0:
        return 0.0
    exponent = int(mp.floor(mp.log(x, 2)))
    scale = mpf(2) ** (max(exponent, -126) - 23)
    return sign * float(mp.nint(x / scale) * scale)


# --- the functions ----------------------------------------------------------------------------------------------------

def sigmoid(x):
    return 1 / (1 + mp.exp(-x))


def phi(x):
    return mp.exp(-x * x / 2) / mp.sqrt(2 * mp.pi)


def cdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def times_sigmoid(a):
    """t sigmoid(-a(t)), the bent part of x sigmoid(a(x)) for an odd a."""
    return lambda t: t * sigmoid(-a(t))


def slope_of_times_sigmoid(a, slope):
    """The derivative of x sigmoid(a(x)) at -t."""
    return lambda t: sigmoid(-a(t)) * (1 - t * slope(t) * sigmoid(a(t)))


def tanh_exponent(x):
    return 2 * mp.sqrt(2 / mp.pi) * (x + mpf("0.044715") * x ** 3)


def tanh_exponent_slope(x):
    return 2 * mp.sqrt(2 / mp.pi) * (1 + 3 * mpf("0.044715") * x * x)


def sigmoid_exponent(x):
    return mpf("1.702") * x


def mish(x):
    return x * mp.tanh(mp.log1p(mp.exp(x)))


def mish_slope(x):
    t = mp.exp(x)
    w = t * (t + 2) + 2
    return t * ((t + 2) * w + 4 * x * (t + 1)) / w ** 2


class Side:
    """A function g of t >= 0, what its errors are compared with (g itself if nothing is said), and its zero."""

    def __init__(self, g, zero=None, beside=None):
        self.g, self.zero, self.beside = g, None if zero is None else mpf(zero), beside or g


class Function:
    """What is tabulated: g, segments and degree of the polynomials, the end of the first piece, and how the tail falls.

    `decay` holds the coefficients A1, A2, A3 of -ln g in the tail, about; it is None if there is no tail. `right` is
    the g of positive x where it is another one; then the segments are those of each side.
    """

    def __init__(self, g, segments, degree, end, decay=None, zero=None, right=None):
        self.segments, self.degree, self.end, self.decay = segments, degree, mpf(end), decay
        self.sides = ([right] if right else []) + [Side(g, zero)]


GAUSSIAN = (0, mpf(1) / 2, 0)
EXPONENTIAL = (1, 0, 0)
GELU_SIGMOID = (mpf("1.702"), 0, 0)
SILU_ZERO = mpf("1.27846454276107379510935873902")
GELU_TANH = (mpf("1.5957691"), 0, mpf("0.0713548"))

FUNCTIONS = {
    # x > 0 ? x - g(x) : -g(-x)
    "gelu": Function(lambda t: t * cdf(-t), 16, 7, 6, GAUSSIAN, 0),
    "gelu_tanh": Function(times_sigmoid(tanh_exponent), 16, 8, "5.5", GELU_TANH, 0),
    "gelu_sigmoid": Function(times_sigmoid(sigmoid_exponent), 16, 6, "7.25", GELU_SIGMOID, 0),
    "silu": Function(times_sigmoid(lambda t: t), 8, 8, "9.25", EXPONENTIAL, 0),
    "mish": Function(lambda t: -mish(-t), 8, 8, 9, EXPONENTIAL, 0, Side(lambda t: t - mish(t), 0, mish)),
    # max(x, 0) + g(|x|)
    "softplus": Function(lambda t: mp.log1p(mp.exp(-t)), 8, 8, "9.5", EXPONENTIAL),
    # x > 0 ? 1 - g(x) : g(-x)
    "sigmoid": Function(lambda t: sigmoid(-t), 8, 8, "9.5", EXPONENTIAL),
    "gelu_slope": Function(lambda t: cdf(-t) - t * phi(t), 16, 8, "6.5", GAUSSIAN, "0.7517915246935644574579"),
    "gelu_tanh_slope": Function(slope_of_times_sigmoid(tanh_exponent, tanh_exponent_slope), 16, 7, "5.75", GELU_TANH,
                                "0.7524614220710162584879544"),
    "gelu_sigmoid_slope": Function(slope_of_times_sigmoid(sigmoid_exponent, lambda t: mpf("1.702")), 16, 7, "7.5",
                                   GELU_SIGMOID, SILU_ZERO / mpf("1.702")),
    "silu_slope": Function(slope_of_times_sigmoid(lambda t: t, lambda t: 1), 8, 9, 10, EXPONENTIAL, SILU_ZERO),
    "mish_slope": Function(lambda t: mish_slope(-t), 8, 9, 9, EXPONENTIAL, "1.19243121451549521213758834042",
                           Side(lambda t: 1 - mish_slope(t), None, mish_slope)),
    # x > 0 ? g(x) : -g(-x)
    "tanh": Function(mp.tanh, 8, 8, "9.0625", None, 0),
    # g(|x|)
    "tanh_slope": Function(lambda t: mp.sech(t) ** 2, 8, 9, "6.5", (2, 0, 0)),
    "sigmoid_slope": Function(lambda t: sigmoid(t) * sigmoid(-t), 8, 8, 10, EXPONENTIAL),
}


# --- segments -------------------------------------------------------------------------------------------------------

class Cost:
    """How hard segments of the first piece are on one side, from derivatives of g on a grid."""

    POINTS = 480

    def __init__(self, side, function):
        degree, end = function.degree, function.end
        self.segments = function.segments
        self.degree, self.high, self.zero = degree, float(end), None if side.zero is None else float(side.zero)
        if side.zero is not None:
            self.zero_slope = float(one_sided_slope(side.g, side.zero))
        self.step = self.high / (self.POINTS - 1)
        self.x = [i * self.step for i in range(self.POINTS)]
        # Beside 0, for some functions are even or have a corner there.
        points = [mpf(x) if x else mpf(self.step) / 1000 for x in self.x]
        taylor = [mp.taylor(side.g, x, degree + 1) for x in points]
        self.value = [float(c[0]) for c in taylor]
        self.slope = [float(c[1]) for c in taylor]
        self.last = [abs(float(c[degree + 1])) for c in taylor]
        self.beside = [abs(float(side.beside(x))) for x in points]

    def of(self, left, right):
        first = max(0, int(left / self.step))
        last = min(self.POINTS - 1, int(right / self.step) + 1)
        points = range(first, last + 1)
        quarter = (right - left) / 4
        remainder = 2 * max(self.last[first:last + 1]) / UNIT
        if self.zero is not None and left - 1e-9 <= self.zero <= right:
            points = [i for i in points if abs(self.x[i] - self.zero) > self.step / 2]
            if not points:
                return 0.0
            fit = remainder * quarter ** self.degree / min(self.beside[i] / abs(self.x[i] - self.zero) for i in points)
            return 1.5 * fit + 2.7 * max(
                abs(self.value[i] - self.zero_slope * (self.x[i] - self.zero)) / self.beside[i] for i in points)
        beside = self.beside[first:last + 1]
        fit = 1.3 * remainder * quarter ** (self.degree + 1) / math.sqrt(min(beside) * max(beside))
        bent = min(self.bent(points, node) for node in
                   range(first + len(points) // 5, first + 4 * len(points) // 5 + 1, max(1, len(points) // 12)))
        return 1.5 * fit + 2.2 * bent

    def bent(self, points, node):
        """How far g is from its tangent at a node: rounding errors grow with it."""
        v, s, t = self.value[node], self.slope[node], self.x[node]
        tangent = [v + s * (self.x[i] - t) for i in points]
        return max(abs(self.value[i] - y) / self.beside[i] for i, y in zip(points, tangent)) + halved(v, tangent)

    def worst(self, cubic, limit):
        worst = 0.0
        for left, right in segments(cubic, 0.0, self.high, self.segments):
            worst = max(worst, self.of(left, right))
            if worst >= limit:
                break
        return worst


def halved(value, tangent):
    """A penalty where c0 - s is not exact, as it is if c0 + c1 d is between c0 / 2 and 2 c0."""
    return 0 if abs(value) / 2 < min(abs(y) for y in tangent) and max(abs(y) for y in tangent) < 2 * abs(value) else 0.08


def index(cubic, x):
    return ((cubic[2] * x + cubic[1]) * x + cubic[0]) * x


def segments(cubic, low, high, most):
    """The segments from low to high, in order; a few more than `most` if there are more."""
    found, left = [], low
    k = math.floor(index(cubic, low) + 0.5)
    while left < high:
        a, b = left, high
        if index(cubic, high) > k + 0.5:
            for _ in range(60):
                middle = (a + b) / 2
                a, b = (middle, b) if index(cubic, middle) < k + 0.5 else (a, middle)
        else:
            a = high
        found.append((left, a))
        left, k = a, k + 1
        if len(found) > most + 1:
            break
    # A boundary that is a float lies beside the exact one.
    return [(a, b) for a, b in found if b - a > OVERLAP * abs(b)]


def rising(cubic, low, high):
    return all(cubic[0] + x * (2 * cubic[1] + 3 * cubic[2] * x) > 0
               for x in (low + (high - low) * i / 50 for i in range(51)))


def find_cubic(function, rounds=1200):
    """The cubic whose worst segment is best: first anywhere, then around the best so far."""
    costs = [Cost(side, function) for side in function.sides]
    rng = random.Random(1)
    high = float(function.end)
    best, least = None, math.inf
    for i in range(rounds):
        if best is None or i < rounds // 3:
            # The density of segments at both ends and between, free of each other.
            ends = [math.exp(4 * rng.random() - 2) for _ in range(3)]
            slopes = [2 * (ends[1] - ends[0]) / high, 2 * (ends[2] - ends[1]) / high]
            second = (slopes[1] - slopes[0]) / high
            cubic = [ends[0], (slopes[0] - second * high / 2) / 2, second / 3]
        else:
            size = rng.choice((0.1, 0.03, 0.01, 0.003))
            cubic = [c * (1 + size * (2 * rng.random() - 1)) for c in best]
        if not rising(cubic, 0.0, high):
            continue
        # As many segments as there are; the first one is half a segment.
        size = (function.segments - 0.5 - 1e-3) / index(cubic, high)
        cubic = [c * size for c in cubic]
        if len(segments(cubic, 0.0, high, function.segments)) > function.segments:
            continue
        worst = 0.0
        for cost in costs:
            worst = max(worst, cost.worst(cubic, least))
        if worst < least:
            best, least = cubic, worst
    return [to_float(c) for c in best], least


def one_sided_slope(g, x):
    """g'(x), from the right if x is 0."""
    return mp.diff(g, x, direction=0 if x else 1)


# --- coefficients -----------------------------------------------------------------------------------------------------

def solve(rows):
    """Solves a small linear system, given with its right side as last column."""
    n = len(rows)
    for i in range(n):
        pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for r in range(i + 1, n):
            factor = rows[r][i] / rows[i][i]
            for c in range(i, n + 1):
                rows[r][c] -= factor * rows[i][c]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (rows[i][n] - sum(rows[i][c] * x[c] for c in range(i + 1, n))) / rows[i][i]
    return x


def minimax(u, target, weight, degree):
    """The constant term of the polynomial that minimises the greatest |target - p(u)| * weight, by exchange (Remez)."""
    n, m = degree + 1, len(u)
    reference = [round((m - 1) * (0.5 - 0.5 * math.cos(math.pi * i / n))) for i in range(n + 1)]
    best, least = None, math.inf
    for _ in range(30):
        rows = [[u[i] ** p for p in range(n)] + [(-1) ** j / weight[i], target[i]] for j, i in enumerate(reference)]
        polynomial = solve(rows)[:n]
        error = [(target[i] - sum(c * u[i] ** p for p, c in enumerate(polynomial))) * weight[i] for i in range(m)]
        worst = max(abs(e) for e in error)
        if worst < least:
            best, least = polynomial, worst
        # Of each run of equal signs the greatest error, and of these the n + 1 neighbours that are greatest.
        extremes = []
        for i in range(m):
            if extremes and (error[extremes[-1]] > 0) == (error[i] > 0):
                if abs(error[i]) > abs(error[extremes[-1]]):
                    extremes[-1] = i
            else:
                extremes.append(i)
        while len(extremes) > n + 1:
            del extremes[0 if abs(error[extremes[0]]) < abs(error[extremes[-1]]) else -1]
        if len(extremes) < n + 1 or extremes == reference:
            break
        reference = extremes
    return best[0]


class Segment:
    """The polynomial of one segment."""

    POINTS = 120
    CANDIDATES = 1500

    def __init__(self, g, beside, degree, left, right, anchor=None):
        """Of the node `anchor`, or of the best one."""
        margin = OVERLAP * max(abs(left), abs(right))
        self.left, self.right = left - margin, right + margin
        width = self.right - self.left
        middle = mpf(left + right) / 2
        taylor = [float(c) for c in mp.taylor(g, middle, 16)]
        self.taylor, self.middle = taylor, float(middle)
        grid = [self.left + width * (0.5 - 0.5 * math.cos(math.pi * (i + 0.5) / self.POINTS))
                for i in range(self.POINTS)]
        values = [g(mpf(x)) for x in grid]
        self.beside = [abs(beside(mpf(x))) for x in grid]
        self.node = self.choose_node(grid, [float(v) for v in values]) if anchor is None else anchor
        value, slope = g(mpf(self.node)), one_sided_slope(g, mpf(self.node))
        self.c = [to_float(value), to_float(slope)]
        self.rest = 0.0
        if anchor:
            # Beside its zero, g is c1 d and the little that c0 stands for, which must not disturb the product.
            self.c[0], self.rest = 0.0, self.c[0]
        elif anchor == 0 and abs(slope - self.c[1]) > UNIT / 8 * abs(slope):
            self.rest = to_float(slope - self.c[1])
        kept = self.c[0] + (mpf(self.rest) if anchor else 0), self.c[1] + (0 if anchor else mpf(self.rest))
        points = [(x, v, b) for x, v, b in zip(grid, values, self.beside) if abs(x - self.node) > width * 1e-3]
        half = max(abs(p[0] - self.node) for p in points)
        u = [(p[0] - self.node) / half for p in points]
        distance = [mpf(p[0]) - mpf(self.node) for p in points]
        weight = [float(d * d / p[2]) for d, p in zip(distance, points)]
        # What is left of g without its tangent, over d^2; the errors of c0 and c1 are added in the end.
        target = [float((p[1] - value - slope * d) / (d * d)) for d, p in zip(distance, points)]
        for power in range(degree - 1):
            c = minimax(u, target, weight, degree - 2 - power)
            rounded = to_float(mpf(c) / mpf(half) ** power)
            self.c.append(rounded)
            # Divided by u, so that what is sought is always a polynomial.
            target = [(t - rounded * half ** power) / x for t, x in zip(target, u)]
            weight = [w * abs(x) for w, x in zip(weight, u)]
        lost = [float((value - kept[0] + (slope - kept[1]) * d) / p[2]) for d, p in zip(distance, points)]
        self.error = max(abs(math.copysign(1, x) ** (degree - 1) * t * w + e)
                         for x, t, w, e in zip(u, target, weight, lost)) / UNIT

    def choose_node(self, grid, values):
        width = self.right - self.left
        beside = [float(b) for b in self.beside]

        # Where the tangent is closest to g, and then, about there, where c0 and c1 are best.
        def bent(node):
            v, s = self.near(node)
            tangent = [v + s * (x - node) for x in grid]
            return max(abs(y - z) / b for y, z, b in zip(values, tangent, beside)) + halved(v, tangent)
        best = min((self.left + width * i / 24 for i in range(5, 20)), key=bent)
        rng = random.Random(7)
        ends = [(grid[i], beside[i] * UNIT) for i in (0, len(grid) // 2, len(grid) - 1)]
        least = math.inf
        for _ in range(self.CANDIDATES):
            node = to_float32(best + width * 0.06 * (2 * rng.random() - 1))
            value, slope = self.near(node)
            value, slope = to_float32(value) - value, to_float32(slope) - slope
            error = abs(value) / ends[1][1] + max(abs(value + slope * (x - node)) / unit for x, unit in ends)
            if error < least:
                least, chosen = error, node
        return chosen

    def near(self, x):
        """g(x) and g'(x) to double precision."""
        d = x - self.middle
        value, slope = 0.0, 0.0
        for c in reversed(self.taylor):
            slope = slope * d + value
            value = value * d + c
        return value, slope


def to_float32(x):
    return struct.unpack("f", struct.pack("f", x))[0]


# --- tables -----------------------------------------------------------------------------------------------------------

class Piece:
    """The segments of each side: the cubic, the first index, and node, c0, c1 ..., rest of each segment."""

    def __init__(self, function, cubic, low, high, scale, report):
        self.cubic, self.high, self.scale = cubic, high, scale
        self.first = first_index(cubic, low)
        self.rows = [[] for _ in range(function.degree + 3)]
        for side in function.sides:
            self.add(side, function, low, report)

    def add(self, side, function, low, report):
        start = len(self.rows[0])
        for row in self.rows:
            row += [0.0] * function.segments
        scale = mpf(2) ** self.scale
        for left, right in segments(self.cubic, low, self.high, function.segments):
            anchor = None
            if side.zero is not None and left - 1e-9 <= side.zero <= right:
                anchor = to_float(side.zero)
            segment = Segment(lambda t: scale * side.g(t), lambda t: scale * side.beside(t), function.degree, left, right,
                              anchor)
            k = start + math.floor(index(self.cubic, (left + right) / 2) + 0.5) - self.first
            for row, entry in zip(self.rows, [segment.node] + segment.c + [segment.rest]):
                row[k] = entry
            report(f"  [{left:9.5f}, {right:9.5f}]  node {segment.node:12.8g}  error {segment.error:.3f}")


def pieces(function, report):
    cubic, cost = find_cubic(function)
    report(f"  cost of the worst segment {cost:.3f}")
    made = [Piece(function, cubic, 0.0, float(function.end), 0, report)]
    if function.decay is None:
        return made
    low = float(function.end)
    end = tail_end(function)
    cubic = [to_float(a / DECAY[function.degree]) for a in function.decay]
    while low < end:
        high = last_of_piece(cubic, low, end, function.segments)
        made.append(Piece(function, cubic, low, high, SCALE, report))
        low = high
    return made


def last_of_piece(cubic, low, end, count):
    """The last float whose segment, as floats compute it, is one of those that begin just right of low, or end."""
    first = first_index(cubic, low)
    a, b = bits(low), bits(end)
    while b - a > 1:
        middle = (a + b) // 2
        a, b = (middle, b) if computed_index(cubic, number(middle), first) < count else (a, middle)
    return number(b) if computed_index(cubic, number(b), first) < count else number(a)


def first_index(cubic, low):
    """The index of the segment that begins at low or next to it."""
    first = computed_index(cubic, to_float32(low + 2 * OVERLAP * abs(low)), 0)
    assert computed_index(cubic, step(low, 1), first) == 0
    return first


def computed_index(cubic, t, first):
    """The index less the first, as floats compute it: which way a half is rounded depends on both."""
    def fma(a, b, c):
        return to_float(mpf(a) * mpf(b) + mpf(c))
    return int(fma(t, fma(t, fma(t, cubic[2], cubic[1]), cubic[0]), ROUND - first) - ROUND)


def bits(x):
    return struct.unpack("i", struct.pack("f", x))[0]


def number(i):
    return struct.unpack("f", struct.pack("i", i))[0]


def step(x, count):
    return number(bits(x) + count)


def tail_end(function):
    """A float beyond which g rounds to 0."""
    t = float(function.end)
    while abs(function.sides[-1].g(mpf(t))) > VANISHED:
        t += 0.25
    return t


def write(name, report=print):
    report(name)
    made = pieces(FUNCTIONS[name], report)
    lines = [f"# {name}: made by lib/src/tables/make_tables.py. For each piece: the end of its interval, the exponent of",
             "# its scale, the first index, A1, A2, A3; then, of each segment, node, c0, c1 ..., rest."
             + (" There are two sides." if len(FUNCTIONS[name].sides) > 1 else "")]
    for piece in made:
        lines.append("")
        lines.append(" ".join([piece.high.hex(), str(piece.scale), str(piece.first)] + [c.hex() for c in piece.cubic]))
        lines.extend(" ".join(short(entry) for entry in row) for row in piece.rows)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="ascii")


def short(x):
    """A float in hexadecimal without the zeros at its end."""
    mantissa, exponent = x.hex().split("p")
    return (mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa) + "p" + exponent


if __name__ == "__main__":
    for wanted in sys.argv[1:] or FUNCTIONS:
        write(wanted)
