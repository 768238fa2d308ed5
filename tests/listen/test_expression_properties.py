"""Whatever is written: read, told apart, written again, worked out; never anything but an answer
or an ExpressionError."""

import math
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.rules.xpath import (
    ARITY,
    ExpressionError,
    evaluate,
    functions,
    names,
    parse,
    references,
    substitute,
    to_boolean,
    to_number,
    to_string,
    written,
)
from pennydrop.rooms.listen.rules.xpath.tree import (
    ANYWHERE,
    Call,
    Chain,
    Named,
    Negative,
    Number,
    Path,
    Step,
    Text,
)
from tests.listen.expressions import context, household

OPERATORS = [["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"]]
PIECES = [
    "1",
    ".5",
    "'a'",
    '""',
    "a",
    "or",
    "and",
    "div",
    "mod",
    "*",
    "/",
    "//",
    ".",
    "..",
    "(",
    ")",
    "[",
    "]",
    ",",
    "+",
    "-",
    "=",
    "!=",
    "<",
    ">=",
    "|",
    "$v",
    "${a}",
    "::",
    "@",
    "child",
    "text()",
    "not",
    "count",
    "if",
    "today()",
    "regex",
    "/data/child/name",
    "date",
    " ",
    "é",
    "“",
    "&",
    "\n",
]

names_ = st.sampled_from(["data", "child", "age", "name", "and", "div", "x-y.z", "é", "jr:q"])
tests_ = st.one_of(names_, st.sampled_from(["*", "node()", "text()", "jr:*"]))


def trees():
    leaves = st.one_of(
        st.floats(0, 1e30, allow_nan=False).map(Number),
        st.text(alphabet="ab'\"<& ", max_size=5)
        .filter(lambda t: not ("'" in t and '"' in t))
        .map(Text),
        names_.map(lambda name: Named(name.replace(":", "_"))),
        steps(st.nothing()).map(Path),
        steps(st.nothing()).map(lambda found: Path(found, top=True)),
        st.sampled_from([Call("true", ()), Call("today", ()), Path((), top=True)]),
    )
    return st.recursive(leaves, bigger, max_leaves=12)


def steps(predicates):
    found = tuple_of(predicates, 1) if not predicates.is_empty else st.just(())
    step = st.builds(Step, st.sampled_from(["child", "parent", "self", "ancestor"]), tests_, found)
    return st.lists(st.one_of(step, step, st.just(ANYWHERE)), max_size=3).flatmap(
        lambda front: step.map(lambda last: (*front, last))
    )


def tuple_of(strategy, most):
    return st.lists(strategy, max_size=most).map(tuple)


def bigger(inner):
    calls = st.sampled_from(sorted(name for name, arity in ARITY.items() if arity.takes(2)))
    origins = st.one_of(
        inner.filter(lambda tree: not isinstance(tree, Number | Text)),
        st.just(Call("current", ())),
    )
    return st.one_of(
        st.builds(Negative, inner),
        st.sampled_from(OPERATORS).flatmap(
            lambda signs: st.builds(
                Chain,
                inner,
                st.lists(st.tuples(st.sampled_from(signs), inner), min_size=1, max_size=3).map(
                    tuple
                ),
            )
        ),
        st.builds(lambda name, a, b: Call(name, (a, b)), calls, inner, inner),
        steps(inner).map(Path),
        st.builds(lambda found: Path(found, top=True), steps(inner)),
        st.builds(lambda found, origin: Path(found, origin=origin), steps(inner), origins),
        st.builds(lambda origin, one: Path((), origin=origin, filters=(one,)), origins, inner),
    )


@settings(max_examples=150, deadline=None)
@given(trees())
def test_written_and_read_again_is_the_same(tree):
    text = written(tree)
    again = parse(text).tree
    assert again == merged(tree), text
    assert written(again) == written(merged(tree))


def merged(tree):
    """As the parser makes it: four minus signs are two, five are three minus two, and so on."""
    match tree:
        case Negative():
            signs, inner = 0, tree
            while isinstance(inner, Negative):
                signs, inner = signs + 1, inner.operand
            inner = merged(inner)
            for _ in range(signs if signs < 3 else 2 - signs % 2):
                inner = Negative(inner)
            return inner
        case Chain(first, rest):
            return Chain(merged(first), tuple((sign, merged(part)) for sign, part in rest))
        case Call(name, arguments):
            return Call(name, tuple(map(merged, arguments)))
        case Path():
            found = tuple(
                Step(s.axis, s.test, tuple(map(merged, s.predicates))) for s in tree.steps
            )
            origin = None if tree.origin is None else merged(tree.origin)
            return Path(found, tree.top, origin, tuple(map(merged, tree.filters)))
    return tree


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.text(max_size=30), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
)
@example("1" * 400)
@example("9" * 5000)
@example("round(1, 9999999999999999999)")
@example("date(1e9)")
@example("substr('a', 1 div 0, -1 div 0)")
@example("int(1 div 0) + round(-1 div 0, 3) + selected-at('a', 1 div 0)")
@example("'\ud800'")
@example("digest('\ud800', 'MD5')")
def test_any_text_is_answered_or_told(text):
    where = context(household(), "/data/child[1]/age")
    try:
        expression = parse(text)
    except ExpressionError as problem:
        assert 0 <= problem.column <= len(text) + 1
        return
    references(expression), functions(expression), names(expression)
    try:
        value = evaluate(expression, where)
    except ExpressionError as problem:
        assert problem.message
        return
    assert isinstance(to_string(value), str)
    assert isinstance(to_number(value), float)
    assert isinstance(to_boolean(value), bool)


@settings(max_examples=150, deadline=None)
@given(trees())
def test_any_tree_is_worked_out_or_told(tree):
    where = context(household(), "/data/child[1]/age")
    try:
        value = evaluate(parse(written(tree)), where)
    except ExpressionError:
        return
    assert isinstance(value, str | float | bool | date | list)


FUNCTION_VALUES = st.sampled_from(
    [
        "''",
        "'a b'",
        "0",
        "-1.5",
        "1 div 0",
        "0 div 0",
        "true()",
        "today()",
        "now()",
        "/data/child/name",
        "/data/none",
        "/data/child",
        "'2024-05-31'",
        "'0 0; 0 1; 1 1'",
        "'%Y'",
        "'(a+)+'",
        ".",
        "9999999999999",
        "'٣'",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_any_function_with_any_values(data):
    name = data.draw(st.sampled_from(sorted(ARITY)))
    arity = ARITY[name]
    sizes = [n for n in range(arity.least, min(arity.most, 6) + 1) if arity.takes(n)]
    size = data.draw(st.sampled_from(sizes))
    given_ = [data.draw(FUNCTION_VALUES) for _ in range(size)]
    try:
        value = evaluate(
            parse(f"{name}({', '.join(given_)})"), context(household(), "/data/child[1]/age")
        )
    except ExpressionError:
        return
    assert isinstance(value, str | float | bool | date | list)
    assert isinstance(to_string(value), str)


@settings(max_examples=80, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_survives_as_text(number):
    again = to_number(to_string(number))
    assert math.isclose(again, number, rel_tol=1e-12, abs_tol=1e-12)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_replacing_names_raises_nothing_else_and_leaves_none(text):
    try:
        replaced = substitute(text, {"a": "/data/child/age"}, "/data/child/name", ["/data/child"])
        assert not names(parse(replaced))
    except ExpressionError:
        pass
