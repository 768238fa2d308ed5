"""Every function: what it is for, blank, what does not fit, and how many values it takes."""

import math
from datetime import date, datetime

import pytest

from pennydrop.rooms.listen.rules.xpath import ARITY, Context, ExpressionError, Names, parse
from pennydrop.rooms.listen.rules.xpath.library import EAGER, LAZY
from tests.listen.expressions import MOMENT, context, household, words, works_out

# One degree by one degree at the equator, by the exact formula of such a cell: R² Δλ sin φ.
CELL = round(6_378_100**2 * math.radians(1) * math.sin(math.radians(1)), 2)

WORKS = [
    ("string(5.50)", "5.5"),
    ("string(true())", "true"),
    ("string(/data/nowhere)", ""),
    ("concat(/data/child/name, '!', 1)", "AnnBob!1"),
    ("concat(/data/blank)", ""),
    ("join(', ', /data/child/name)", "Ann, Bob"),
    ("join('-', 'a', 1, /data/child/age)", "a-1-7-12"),
    ("join(', ')", ""),
    ("join(', ', /data/nowhere)", ""),
    ("substr('hello', 1, 3)", "el"),
    ("substr('hello', -2)", "lo"),
    ("substr('', 0, 9)", ""),
    ("substr('hello', 4, 2)", ""),
    ("substr('hello', '')", "hello"),
    ("substr('hello', 9)", ""),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring('12345', -42, 1 div 0)", "12345"),
    ("substring-before('a/b/c', '/')", "a"),
    ("substring-before('abc', 'x')", ""),
    ("substring-after('a/b/c', '/')", "b/c"),
    ("substring-after('abc', '')", "abc"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("translate('aa', 'aa', 'bc')", "bb"),
    ("string-length('héllo')", 5.0),
    ("string-length('')", 0.0),
    ("string-length(12)", 2.0),
    ("normalize-space('  a \t b ')", "a b"),
    ("normalize-space('')", ""),
    ("contains('abc', '')", True),
    ("contains('', 'a')", False),
    ("contains(123, 2)", True),
    ("starts-with('abc', 'ab')", True),
    ("ends-with('abc', 'bc')", True),
    ("ends-with('', 'a')", False),
    ("regex('NR1 3AB', '[A-Z]{2}[0-9] ?[0-9][A-Z]{2}')", True),
    ("regex('x12', '[0-9]+')", False),
    ("regex('', '.*')", True),
    ("digest('', 'MD5', 'hex')", "d41d8cd98f00b204e9800998ecf8427e"),
    ("digest('abc', 'SHA-1', 'hex')", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("digest('abc', 'SHA-256')", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    ("base64-decode('w6nDqMOx')", "éèñ"),
    ("base64-decode('a')", ""),
    ("base64-decode('')", ""),
    ("if('', 1, 2)", 2.0),
    ("if(/data/blank, 1, 2)", 2.0),
    ("if(/data/size, 'a', 'b')", "a"),
    ("coalesce('', 'b')", "b"),
    ("coalesce('a', 'b')", "a"),
    ("coalesce(number(''), 'b')", "b"),
    ("coalesce(0, 'b')", 0.0),
    ("coalesce('', '')", ""),
    ("true()", True),
    ("false()", False),
    ("boolean('false')", True),
    ("boolean(0)", False),
    ("boolean(/data/blank)", False),
    ("boolean(/data/size)", True),
    ("boolean(number('x'))", False),
    ("boolean(today())", True),
    ("not('')", True),
    ("not(/data/chosen)", False),
    ("boolean-from-string('TRUE')", True),
    ("boolean-from-string('yes')", False),
    ("boolean-from-string('')", False),
    ("boolean-from-string(1)", True),
    ("checklist(2, 3, 1, 0, 'x', '')", True),
    ("checklist(-1, 1, 1, 1)", False),
    ("checklist(2, -1, /data/child/age)", True),
    ("checklist(0, 0)", True),
    ("weighted-checklist(3, 5, 1 = 1, 4, 1 = 2, 9)", True),
    ("weighted-checklist(5, -1, 1, 4)", False),
    ("weighted-checklist(19, 19, /data/child/name, /data/child/age)", True),
    ("depend(5, /data/size)", 5.0),
    ("number('12')", 12.0),
    ("number(true())", 1.0),
    ("number(/data/size)", 3.0),
    ("number('2024-05-31')", 19874.0),
    ("int(-3.9)", -3.0),
    ("int('3.9')", 3.0),
    ("int(1 div 0)", math.inf),
    ("floor(-1.5)", -2.0),
    ("ceiling(1.2)", 2.0),
    ("floor(-1 div 0)", -math.inf),
    ("sum(/data/child/age)", 19.0),
    ("sum(/data/child/name)", 0.0),
    ("sum(/data/nowhere)", 0.0),
    ("max(/data/child/age)", 12.0),
    ("max(3, '', 'x', 5)", 5.0),
    ("max(-2, -1)", -1.0),
    ("min(/data/child/age, 1)", 1.0),
    ("min('4')", 4.0),
    ("round(2.5)", 3.0),
    ("round(-2.5)", -2.0),
    ("round(2.345, 2)", 2.35),
    ("round(1.005, 2)", 1.01),
    ("round(-50.55, -2)", -100.0),
    ("round(626.3, -3)", 1000.0),
    ("round(1 div 0, 2)", math.inf),
    ("pow(2, 10)", 1024.0),
    ("pow(10, 400)", math.inf),
    ("pow(0, -1)", math.inf),
    ("log(exp(2))", 2.0),
    ("log(0)", -math.inf),
    ("log10(1000)", 3.0),
    ("abs(-2.5)", 2.5),
    ("sin(pi() div 2)", 1.0),
    ("cos(0)", 1.0),
    ("tan(0)", 0.0),
    ("asin(1) * 2", math.pi),
    ("acos(1)", 0.0),
    ("atan(1) * 4", math.pi),
    ("atan2(1, 1) * 4", math.pi),
    ("sqrt(9)", 3.0),
    ("exp(0)", 1.0),
    ("exp(1000)", math.inf),
    ("exp10(3)", 1000.0),
    ("pi()", math.pi),
    ("count(/data/child)", 2.0),
    ("count(/data/nowhere)", 0.0),
    ("count(/data/*[. = ''])", 1.0),
    ("count-non-empty(/data/*)", 6.0),
    ("count-non-empty(/data/blank)", 0.0),
    ("position(/data/child[2])", 2.0),
    ("position(/data/nowhere)", 0.0),
    ("name(/data/*[1])", "blank"),
    ("local-name(/data/child[1]/age)", "age"),
    ("name(/data/zz)", ""),
    ("namespace-uri(/data)", ""),
    ("pulldata('towns', 'label', 'name', 'diss')", "Diss"),
    ("pulldata('towns', 'label', 'name', 'x')", ""),
    ("pulldata('towns', 'zip', 'name', 'diss')", ""),
    ("pulldata('towns', 'label', 'name', '')", ""),
    ("today()", date(2024, 7, 15)),
    ("now()", MOMENT),
    ("date('2024-2-9')", date(2024, 2, 9)),
    ("date('2024-02-09T23:30:00.000Z')", date(2024, 2, 9)),
    ("date('2024-07-09T23:30:00.000Z')", date(2024, 7, 10)),
    ("date(14127.9)", date(2008, 9, 5)),
    ("date('')", ""),
    ("date(number(''))", ""),
    ("date(today() - 1)", date(2024, 7, 14)),
    ("date-time('')", ""),
    ("decimal-date-time('1970-01-02T06:00:00.000Z')", 1.25),
    ("decimal-date-time('')", ""),
    ("decimal-date-time('2024-07-15')", 19919 - 1 / 24),
    ("decimal-date-time(1.5)", 1.5),
    ("decimal-time('12:00')", 0.5),
    ("decimal-time('18:00:00.000+01:00')", 0.75),
    ("decimal-time('2024-07-15T05:00:00.000Z')", 0.25),
    ("decimal-time(3.75)", 0.75),
    ("decimal-time('')", ""),
    ("format-date('2024-02-09', '%Y %y %m %n %b %d %e %a %%')", "2024 24 02 2 Feb 09 9 Fri %"),
    ("format-date('2024-02-09', '%A %B %W')", "Friday February 6"),
    ("format-date('', '%Y')", ""),
    ("format-date-time('2024-02-09T03:04:05.006', '%H:%M:%S.%3 %h')", "03:04:05.006 3"),
    ("format-date(0, '%d/%m/%Y')", "01/01/1970"),
    ("selected(/data/chosen, 'apple')", True),
    ("selected(/data/chosen, 'app')", False),
    ("selected('a b', 'a b')", False),
    ("selected('', '')", True),
    ("selected('1 2', 2)", True),
    ("is-selected('a', ' a ')", True),
    ("selected-at(/data/chosen, 1)", "crimson"),
    ("selected-at('a b', 2)", ""),
    ("selected-at('a b', -1)", ""),
    ("selected-at('a b', '')", ""),
    ("count-selected(/data/chosen)", 2.0),
    ("count-selected(/data/blank)", 0.0),
    ("jr:choice-name('a', ' /data/chosen ')", "a"),
    ("jr:itext('hello')", "hello"),
    ("version()", ""),
    ("property('deviceid')", ""),
    ("distance('0 0; 0 1')", 111318.85),
    ("distance('0 0', '0 1 5 5')", 111318.85),
    ("area('0 0; 0 1; 1 1; 1 0; 0 0')", CELL),
    ("enclosed-area('0 0; 0 1')", 0.0),
    ("geofence('0.5 0.5', '0 0; 0 1; 1 1; 1 0; 0 0')", True),
    ("geofence('2 0.5', '0 0; 0 1; 1 1; 1 0; 0 0')", False),
    ("intersects('0 0; 1 1; 0 1; 1 0')", True),
    ("intersects('0 0; 0 1; 1 1; 0 0')", False),
    ("intersects('')", False),
    ("intersects('0 0; 0 2; 1 1; 0 1')", True),
]

NAN = [
    "number('')",
    "number('x')",
    "int('')",
    "floor('x')",
    "ceiling('')",
    "max()",
    "min('', 'x')",
    "round('')",
    "round(1, '')",
    "round(1, 31)",
    "pow(-1, 0.5)",
    "log(-1)",
    "sqrt(-1)",
    "asin(2)",
    "sin(1 div 0)",
    "abs('')",
    "atan2('', 1)",
    "exp('')",
    "distance('0 0')",
    "distance('here')",
    "area('')",
    "area('91 0; 0 0; 1 1')",
]

RAISES = [
    "count('x')",
    "sum(5)",
    "count-non-empty('x')",
    "position('x')",
    "name('x')",
    "randomize('x')",
    "date('no date')",
    "date('2024-02-30')",
    "date(true())",
    "date(9999999999)",
    "date-time('x')",
    "format-date('x', '%Y')",
    "format-date(today(), '%Q')",
    "format-date(today(), '%')",
    "decimal-date-time('-1000')",
    "decimal-time('25:00')",
    "decimal-date-time(1 div 0)",
    "digest('a', 'MD4')",
    "digest('a', 'MD5', 'octal')",
    "uuid(-1)",
    "uuid('x')",
    "uuid(9999999)",
    "weighted-checklist(1, 1, /data/child, 1)",
    "instance('nowhere')",
    "pulldata('x', 'a', 'b', 'c')",
    "current()",
    "string-length()",
    "normalize-space()",
    "number()",
    "string()",
    "name()",
    "position()",
    "once(1)",
    "geofence('', '')",
    "geofence('0 0', '0 0; 1 1')",
    "indexed-repeat('a', /data/child, 1)",
    "indexed-repeat(/data/child/age, 'a', 1)",
    "regex('a', '(')",
    "$x",
    "${x}",
    ". = 1",
    "../a",
    "'a' | /data",
    "concat('a')/b",
    "today()[1]",
]


@pytest.mark.parametrize(("text", "value"), WORKS, ids=[text for text, _ in WORKS])
def test_what_a_function_gives(text, value):
    got = works_out(text, context(household()))
    assert type(got) is type(value)
    if isinstance(value, float):
        assert got == pytest.approx(value, rel=1e-12, abs=1e-12)
    else:
        assert got == value


@pytest.mark.parametrize("text", NAN)
def test_what_gives_no_number(text):
    assert math.isnan(works_out(text, context(household())))


@pytest.mark.parametrize("text", RAISES)
def test_what_cannot_be_worked_out_says_so(text):
    with pytest.raises(ExpressionError) as caught:
        works_out(text, context(household()))
    assert caught.value.message.endswith(".")


def test_every_function_has_its_number_of_values_and_the_other_way_round():
    assert set(ARITY) == set(EAGER) | set(LAZY) | {"indexed-repeat"}


def test_every_function_is_tried_above():
    tried = " ".join(text for text, _ in WORKS) + " ".join(NAN) + " ".join(RAISES)
    elsewhere = {"last", "extract-signed", "random", "uuid"}
    assert {name for name in ARITY if f"{name}(" not in tried} <= elsewhere


@pytest.mark.parametrize("name", sorted(ARITY))
def test_one_value_too_few_or_too_many_is_found_when_reading(name):
    arity = ARITY[name]
    parse(f"{name}({', '.join(['/a'] * arity.least)})")
    for wrong in {arity.least - 1, arity.most + 1, arity.least + 1 if arity.by > 1 else -1}:
        if 0 <= wrong < 100:
            with pytest.raises(ExpressionError, match="needs"):
                parse(f"{name}({', '.join(['/a'] * wrong)})")


def test_once_keeps_what_is_there():
    answers = household()
    assert works_out("once('new')", context(answers, "/data/blank")) == "new"
    assert works_out("once('new')", context(answers, "/data/size")) == 3.0


def test_chance_is_handed_in():
    where = context(household())
    assert 0 <= works_out("random()", where) < 1
    again = context(household())
    assert works_out("uuid()", where) != works_out("uuid()", where)
    assert works_out("random()", context()) == works_out("random()", again)
    identifier = works_out("uuid()", where)
    assert (len(identifier), identifier[14], identifier[19] in "89ab") == (36, "4", True)
    assert len(works_out("uuid(8)", where)) == 8


LETTERS = "count(/l/i)"


@pytest.mark.parametrize(
    ("seed", "order"),
    [  # the orders that other tools give for these seeds
        ("42", "AFCBDE"),
        ("'42'", "AFCBDE"),
        ("-42", "EDAFBC"),
        ("1", "BFEACD"),
        ("1.9", "BFEACD"),
        ("11111111", "ACDBFE"),
    ],
)
def test_a_seed_shuffles_alike_everywhere(letters, seed, order):
    assert "".join(words(works_out(f"randomize(/l/i, {seed})", letters))) == order


def test_other_seeds_and_none_shuffle_too(letters):
    for seed in ("", ", ''", ", 'a word'", ", 1 div 0", ", -1 div 0", ", 2147483647", ", 0"):
        shuffled = words(works_out(f"randomize(/l/i{seed})", letters))
        assert sorted(shuffled) == list("ABCDEF")
    one, other = (words(works_out(f"randomize(/l/i, '{s}')", letters)) for s in ("a", "b"))
    assert one != other


@pytest.fixture
def letters():
    from pennydrop.rooms.listen.rules.xpath import Node, document

    return context(document(Node("l", children=[Node("i", c, repeat=True) for c in "ABCDEF"])))


def test_the_form_answers_for_labels_texts_and_itself():
    where = Context(
        MOMENT,
        label_of=lambda value, path: f"{path}:{value}",
        text_of=lambda name: name.upper(),
        version="3",
        properties={"language": "en"},
    )
    assert works_out("jr:choice-name('a', '/data/q')", where) == "/data/q:a"
    assert works_out("jr:itext('hi')", where) == "HI"
    assert works_out("version()", where) == "3"
    assert works_out("property('language')", where) == "en"


def test_names_of_months_can_be_another_language():
    polish = Names(("styczeń", "luty", *["x"] * 10), ("poniedziałek", *["x"] * 6))
    where = Context(MOMENT, names=polish)
    assert works_out("format-date('2024-02-05', '%e %B, %a')", where) == "5 luty, pon"


def test_a_moment_knows_its_zone():
    given = works_out("date-time('2024-07-15T10:00:00.000Z')")
    assert isinstance(given, datetime) and given.hour == 11  # summer in London
    assert works_out("date-time('2024-07-15')").hour == 0
    assert works_out("date-time(0)").year == 1970


def test_a_signed_text_is_given_back_and_a_forged_one_is_not():
    """RFC 8032, 7.1, test 3: the message is the two bytes af 82."""
    from base64 import b64encode

    key = bytes.fromhex("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025")
    signature = bytes.fromhex(
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    message = bytes.fromhex("af82")

    def extract(contents, by=key):
        a, b = b64encode(contents).decode(), b64encode(by).decode()
        return works_out(f"extract-signed('{a}', '{b}')")

    assert extract(signature + message) == message.decode("utf-8", "replace")
    assert extract(signature + b"af83") == ""
    assert extract(signature + message, by=key[::-1]) == ""
    assert extract(signature[:63]) == ""
    assert extract(signature + message, by=b"short") == ""
    assert works_out("extract-signed('no base64!', '')") == ""
