"""From a reading to a goal: expression trees become terms of the trusted core's language.

Nothing here is trusted: what a term means is checked against the tree by the oracle's tests.
May import: ``reading``, ``context``, ``building``, ``terms``, ``polynomials``, ``syntax``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from symconv.errors import UnsupportedProblemError
from symconv.polynomials import TURN, ZERO, Poly, number, symbol
from symconv.proving import building as build
from symconv.proving.coefficients import Coefficients
from symconv.proving.complaints import complain
from symconv.proving.language import OPERATORS, SIGNS
from symconv.proving.limits import Bound, bounds
from symconv.proving.reading import Reading
from symconv.proving.signal_kinds import dimension_of, is_signal, literal_entries
from symconv.proving.stand_ins import prime_powers
from symconv.proving.tree import free_names, unfenced
from symconv.syntax.nodes import (
    Add,
    Call,
    Fence,
    Index,
    Infix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Summation,
    Vector,
    children,
)
from symconv.terms import Term

__all__ = ["Elaborator"]

Scope = dict[str, str]
"""What the bound indices are called in the term."""
HIGHEST_POWER = 12
LARGEST_SHIFT = 60


@dataclass(slots=True)
class Elaborator:
    """Builds the terms of one side; index names of different sums come out different."""

    reading: Reading
    coefficients: Coefficients
    used: set[str]
    """Names that no bound index may have."""
    signals: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.signals = {s.name: s.dimension for s in self.reading.signals}

    def fresh(self, name: str) -> str:
        """Return the name, or one like it, that nothing else has."""
        candidate, count = name, 0
        while candidate in self.used:
            count += 1
            candidate = f"{name}_{count}"
        self.used.add(candidate)
        return candidate

    # ------------------------------------------------------------------------------------------ numbers

    def number(self, node: Node, scope: Scope) -> Term:
        """Return the scalar term of an expression."""
        match node:
            case Number() | Name():
                return build.constant(self.coefficients.value(node, scope))
            case Fence(inner):
                return self.number(inner, scope)
            case Negative(inner):
                return build.negative(self.number(inner, scope))
            case Add(terms):
                return build.plus(*(self.number(t, scope) for t in terms))
            case Product(factors):
                return build.times(*(self.number(f, scope) for f in factors))
            case Quotient(numerator, denominator):
                return build.times(self.inverse(denominator, scope), self.number(numerator, scope))
            case Power(base, exponent):
                return self._power(base, exponent, scope)
            case Index(signal, indices):
                index = tuple(self.coefficients.integer(i, scope) for i in indices)
                return build.sample(self.signal(signal, scope, len(indices)), *index)
            case Summation():
                return self._sum(node, scope)
            case Call():
                return self._function(node, scope)
        raise UnsupportedProblemError(f"a {type(node).__name__.lower()} is no number")

    def inverse(self, node: Node, scope: Scope) -> Term:
        """Return 1/node for a product of numbers, scalars, powers and exponentials."""
        inner = unfenced(node)
        match inner:
            case Product(factors):
                return build.times(*(self.inverse(f, scope) for f in factors))
            case Negative(operand):
                return build.negative(self.inverse(operand, scope))
            case Quotient(numerator, denominator):
                return build.times(self.inverse(numerator, scope), self.number(denominator, scope))
            case Power(base, exponent):
                return self._power(base, Negative(exponent), scope)
            case Call("exp", (exponent,)):
                return build.phase(-self.coefficients.angle(exponent, scope))
        return build.constant(self.coefficients.reciprocal(inner, scope))

    def _power(self, base: Node, exponent: Node, scope: Scope) -> Term:
        amount = self.coefficients.integer(exponent, scope)
        self.coefficients.refuse_residues(amount, exponent, scope)
        fixed = amount.constant()
        inner = unfenced(base)
        if isinstance(fixed, int):
            if inner == Name("z") and fixed:
                return build.power("z", amount)
            if abs(fixed) > HIGHEST_POWER:
                complain(f"an exponent above {HIGHEST_POWER} is too large here", self.reading.source.at(exponent))
            if fixed == 0:
                return build.constant(1)
            make = self.number if fixed > 0 else self.inverse
            return build.times(*(make(inner, scope) for _ in range(abs(fixed))))
        return self._symbolic_power(inner, amount, scope)

    def _symbolic_power(self, base: Node, exponent: Poly, scope: Scope) -> Term:
        match base:
            case Name("I"):
                return build.phase(TURN * exponent * self.coefficients.quarter)
            case Name(name) if self.coefficients.is_scalar(name):
                return build.power(name, exponent)
            case Negative(inner):
                turned = build.phase(symbol("pi") * exponent)
                rest = unfenced(inner)
                if isinstance(rest, Number) and rest.value == 1:
                    return turned
                return build.times(turned, self._symbolic_power(rest, exponent, scope))
            case Number(value):
                return self._power_of_number(value, exponent, base)
            case Product(factors):
                return build.times(*(self._symbolic_power(unfenced(f), exponent, scope) for f in factors))
            case Quotient(top, bottom):
                return build.times(
                    self._symbolic_power(unfenced(top), exponent, scope),
                    self._symbolic_power(unfenced(bottom), -exponent, scope),
                )
            case Power(inner, inner_exponent):
                return self._symbolic_power(
                    unfenced(inner), exponent * self.coefficients.integer(inner_exponent, scope), scope
                )
            case Call("exp", (angle,)):
                return build.phase(self.coefficients.angle(angle, scope) * exponent)
            case Call("conj", (inner,)) if isinstance(unfenced(inner), Name):
                return build.conj(self._symbolic_power(unfenced(inner), exponent, scope))
        text = self.reading.source.at(base).text
        return complain(
            f"`{text}` to a symbolic power is outside the language: use a number, a scalar, z or exp as the base",
            self.reading.source.at(base),
        )

    def _power_of_number(self, value: Fraction, exponent: Poly, base: Node) -> Term:
        """Return value^exponent by prime numbers; what is a number in the exponent becomes a coefficient."""
        fixed = dict(exponent.terms).get((), 0)
        if not isinstance(fixed, int) or abs(fixed) > LARGEST_SHIFT:
            fixed = 0
        factors = [build.constant(number(value**fixed))] if fixed else []
        for name, count in prime_powers(value, self.reading.source.at(base)) if value != 1 else ():
            factors.append(build.power(name, (exponent - number(fixed)) * number(count)))
        return build.times(*factors) if factors else build.constant(1)

    def _sum(self, node: Summation, scope: Scope, point: tuple[str, ...] = ()) -> Term:
        """Return a sum; one of signals at a point."""
        lower, upper = bounds(node)
        limited = bool(lower or upper)
        inner, binders, guards = dict(scope), [], []
        for name in node.indices:
            bound = self.fresh(name)
            binders.append((bound, ZERO if limited else self.coefficients.modulus))
            guards += [build.guard(self._gap(bound, limit, scope)) for limit in lower]
            guards += [build.guard(-self._gap(bound, limit, scope)) for limit in upper]
            if not limited:
                self.coefficients.bind(bound)
            inner[name] = bound
        if point:
            body = build.sample(self.signal(node.body, inner, len(point)), *point)
        else:
            body = self.number(node.body, inner)
        return build.summation(tuple(binders), build.times(*guards, body))

    def _gap(self, index: str, limit: Bound, scope: Scope) -> Poly:
        self._refuse_residues_in_limits(limit.value, scope)
        return number(limit.factor) * symbol(index) - self.coefficients.integer(limit.value, scope)

    def _function(self, node: Call, scope: Scope) -> Term:
        match node.function, node.arguments:
            case "conj", (inner,):
                return build.conj(self.number(inner, scope))
            case (("Re" | "Im" | "abs2"), (inner,)):
                first, second = self.number(inner, scope), build.conj(self.number(inner, scope))
                return self._parts(node.function, first, second)
            case "exp", (inner,):
                return build.phase(self.coefficients.angle(inner, scope))
            case "inner", (f, g):
                d = dimension_of(f, self.signals) or dimension_of(g, self.signals) or 1
                return build.sample(build.apply("inner", self.signal(f, scope, d), self.signal(g, scope, d)))
            case "ztransform", (f, *rest):
                self._refuse_residues_of_line(node)
                return self._transform_at(f, rest[0] if rest else Name("z"), scope)
            case "dtft", (f, *rest):
                angle = self.coefficients.polynomial(rest[0] if rest else Name("omega"), scope)
                self._refuse_residues_of_line(node)
                return build.sample(build.apply("dtft", self.signal(f, scope, 1), numbers=(angle,)))
            case "diff", (body, variable):
                return self._derivative(body, variable, scope)
        raise UnsupportedProblemError(f"{node.function} is no number")

    def _transform_at(self, f: Node, argument: Node, scope: Scope) -> Term:
        """Return the z-transform at a point: by its definition where the point has exponentials or numbers in it."""
        inner = unfenced(argument)
        if isinstance(inner, Call) and inner.function == "exp":
            angle = self.coefficients.angle(inner.arguments[0], scope)
            return build.sample(build.apply("dtft", self.signal(f, scope, 1), numbers=(angle,)))
        if _needs_definition(inner):
            index = self.fresh("n")
            exponent = -symbol(index)
            value = build.sample(self.signal(f, scope, 1), index)
            return build.summation(((index, ZERO),), build.times(value, self._symbolic_power(inner, exponent, scope)))
        base, power = self.coefficients.base(argument, scope)
        return build.sample(build.apply("ztransform", self.signal(f, scope, 1), numbers=(base, power)))

    def _refuse_residues_in_limits(self, limit: Node, scope: Scope) -> None:
        bound = {scope[name] for name in free_names(limit) if name in scope} & self.coefficients.residues
        if bound:
            complain(
                "a limit that depends on an index modulo N is no function of it: over Z/N sums have fixed limits",
                self.reading.source.at(limit),
            )

    def _refuse_residues_of_line(self, node: Call) -> None:
        if self.reading.modulus is not None:
            complain(
                f"{node.function} sums over all of Z and is not defined over Z/N: use dft",
                self.reading.source.at(node),
            )

    @staticmethod
    def _parts(function: str, value: Term, conjugate: Term) -> Term:
        half, imaginary = build.constant(Coefficients.half), Coefficients.half * symbol("I")
        if function == "abs2":
            return build.times(value, conjugate)
        if function == "Re":
            return build.plus(build.times(half, value), build.times(half, conjugate))
        return build.plus(
            build.times(build.constant(-imaginary), value), build.times(build.constant(imaginary), conjugate)
        )

    def _derivative(self, body: Node, variable: Node, scope: Scope) -> Term:
        entry, conjugated = unfenced(variable), False
        if isinstance(entry, Call):
            entry, conjugated = unfenced(entry.arguments[0]), True
        if not isinstance(entry, Index) or not isinstance(name := unfenced(entry.signal), Name):
            complain("a derivative is by one sample of a named signal", self.reading.source.at(variable))
        index = tuple(self.coefficients.integer(i, scope) for i in entry.indices)
        return build.diff(self.number(body, scope), name.name, *index, conjugate=conjugated)

    # ------------------------------------------------------------------------------------------ signals

    def signal(self, node: Node, scope: Scope, dimension: int) -> Term:
        """Return the signal term of an expression."""
        match node:
            case Name("delta"):
                return build.delta(dimension, self.coefficients.modulus)
            case Name("step"):
                self.coefficients.need_line("step", "the unit step", node)
                return build.step(dimension)
            case Name(name):
                return build.signal(name)
            case Fence(inner):
                return self.signal(inner, scope, dimension)
            case Negative(inner):
                return build.negative(self.signal(inner, scope, dimension))
            case Add(terms):
                return build.plus(*(self.signal(t, scope, dimension) for t in terms))
            case Product(factors):
                place = self._signal_among(factors)
                return build.times(
                    *(
                        self.signal(f, scope, dimension) if i == place else self.number(f, scope)
                        for i, f in enumerate(factors)
                    )
                )
            case Quotient(numerator, denominator):
                return build.times(self.inverse(denominator, scope), self.signal(numerator, scope, dimension))
            case Infix(sign, left, right):
                return self._operator(SIGNS[sign], (left, right), {}, scope, dimension)
            case Vector():
                return self._literal(node, scope, dimension)
            case Call("seq", arguments):
                return self._sequence(arguments, scope)
            case Summation():
                point = tuple(self.fresh("n") for _ in range(dimension))
                modulus = self.coefficients.modulus
                return build.seq(tuple((v, modulus) for v in point), self._sum(node, scope, point))
            case Call("conj", (inner,)):
                return build.conj(self.signal(inner, scope, dimension))
            case Call("Re" | "Im" | "abs2" as function, (inner,)):
                first = self.signal(inner, scope, dimension)
                return self._parts(function, first, build.conj(self.signal(inner, scope, dimension)))
            case Call(function, arguments, options):
                if function in ("up", "down"):
                    self.coefficients.need_line(function, function, node)
                return self._operator(function, arguments, dict(options), scope, dimension)
            case Number():
                name = self.fresh("n")
                names = [name, *(self.fresh("n") for _ in range(dimension - 1))]
                return build.seq(tuple((v, self.coefficients.modulus) for v in names), build.constant(0))
        raise UnsupportedProblemError(f"a {type(node).__name__.lower()} is no signal")

    def _operator(
        self, name: str, arguments: tuple[Node, ...], options: dict[str, Node], scope: Scope, dimension: int
    ) -> Term:
        if name == "outer":
            u, v = (dimension_of(argument, self.signals) for argument in arguments)
            first = u or dimension - (v or 1)
            return build.apply(
                "outer", self.signal(arguments[0], scope, first), self.signal(arguments[1], scope, dimension - first)
            )
        count = OPERATORS[name].signals
        signals = tuple(self.signal(a, scope, dimension) for a in arguments[:count])
        if options:
            numbers = tuple(
                p
                for option, default in (("stride", 1), ("dilation", 1), ("padding", 0))
                for p in self._per_axis(options.get(option, Number(Coefficients.plain(default))), scope, dimension)
            )
        elif len(arguments) == count + 1:
            numbers = self._per_axis(arguments[count], scope, dimension)
        else:
            numbers = tuple(self.coefficients.integer(a, scope) for a in arguments[count:])
        return build.apply(name, *signals, numbers=numbers)

    def _per_axis(self, node: Node, scope: Scope, dimension: int) -> tuple[Poly, ...]:
        inner = unfenced(node)
        if isinstance(inner, Vector):
            return tuple(self.coefficients.integer(e, scope) for e in inner.entries)
        return (self.coefficients.integer(inner, scope),) * dimension

    def _sequence(self, arguments: tuple[Node, ...], scope: Scope) -> Term:
        inner, binders = dict(scope), []
        for argument in arguments[:-1]:
            if isinstance(argument, Name):
                inner[argument.name] = self.fresh(argument.name)
                self.coefficients.bind(inner[argument.name])
                binders.append((inner[argument.name], self.coefficients.modulus))
        return build.seq(tuple(binders), self.number(arguments[-1], inner))

    def _literal(self, vector: Vector, scope: Scope, dimension: int) -> Term:
        names = [self.fresh("n") for _ in range(dimension)]
        origin, modulus = vector.origin or (0,) * dimension, self.coefficients.modulus
        terms = []
        for point, entry in literal_entries(vector):
            deltas = (
                build.kronecker(symbol(v) - number(i - o), modulus)
                for v, i, o in zip(names, point, origin, strict=True)
            )
            terms.append(build.times(self.number(entry, scope), *deltas))
        return build.seq(tuple((v, modulus) for v in names), build.plus(*terms))

    def _signal_among(self, factors: tuple[Node, ...]) -> int:
        return next(i for i, f in enumerate(factors) if is_signal(f, self.signals))


def _needs_definition(point: Node) -> bool:
    """Tell whether a point of a z-transform is more than ± a product of powers of names."""
    match unfenced(point):
        case Number(value):
            return value != 1
        case Name(name):
            return name == "I"
        case Call(function):
            return function == "exp"
        case Power(base):
            return _needs_definition(base)
        case inner:
            return any(map(_needs_definition, children(inner)))
