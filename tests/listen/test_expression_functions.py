"""Every function: what it is for, blank, what does not fit, and how many values it takes."""

import math
from datetime import datetime

import pytest

from pennydrop.rooms.listen.rules.xpath import ARITY, Context, ExpressionError, Names, parse
from pennydrop.rooms.listen.rules.xpath.library import EAGER, LAZY
from tests.listen.expression_examples import NAN, RAISES, WORKS
from tests.listen.expressions import MOMENT, context, household, words, works_out


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


def test_every_function_is_tried():
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
