"""${names} into paths, and what an expression mentions. pyxform is the judge where it can be."""

import re

import pytest
from pyxform.xls2xform import convert

from pennydrop.rooms.listen.rules.xpath import (
    ExpressionError,
    functions,
    names,
    parse,
    references,
    substitute,
    written,
)

PATHS = {
    "size": "/data/size",
    "child": "/data/child",
    "name": "/data/child/name",
    "age": "/data/child/more/age",
    "pet": "/data/child/more/pet",
    "breed": "/data/child/more/pet/breed",
    "colour": "/data/child/more/pet/colour",
}
REPEATS = ("/data/child", "/data/child/more/pet")
FORM = """
| survey |              |        |        |                       |
|        | type         | name   | label  | calculation           |
|        | integer      | size   | Size   |                       |
|        | begin_repeat | child  | Child  |                       |
|        | text         | name   | Name   |                       |
|        | begin_group  | more   | More   |                       |
|        | integer      | age    | Age    |                       |
|        | begin_repeat | pet    | Pet    |                       |
|        | text         | breed  | Breed  |                       |
|        | text         | colour | Colour |                       |
|        | calculate    | deep   |        | {deep}                |
|        | end_repeat   |        |        |                       |
|        | end_group    |        |        |                       |
|        | calculate    | middle |        | {middle}              |
|        | end_repeat   |        |        |                       |
|        | calculate    | top    |        | {top}                 |
"""
PLACES = {
    "deep": "/data/child/more/pet/deep",
    "middle": "/data/child/middle",
    "top": "/data/top",
}
TEXTS = [
    "${size} + 1",
    "${size}-${size}",
    "${name}",
    "${age} > 3 and ${breed} = 'x'",
    "count(${pet})",
    "count(${child})",
    "indexed-repeat(${name}, ${child}, ${size})",
    "indexed-repeat(${name}, ${child}, position(..))",
    "indexed-repeat(${breed}, ${child}, 1, ${pet}, 2)",
    "if(selected(${colour}, 'red'), concat(${name}, '-'), '')",
]


def plain(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def judged():
    """What pyxform makes of each text at each place."""
    found = {}
    for text in TEXTS:
        form = convert(
            FORM.format(deep=text, middle=text, top=text), validate=False, form_name="data"
        ).xform
        for place, path in PLACES.items():
            match = re.search(rf'nodeset="{path}"[^>]*?calculate="([^"]*)"', form)
            found[text, place] = match[1].replace("&lt;", "<").replace("&gt;", ">")
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", TEXTS)
def test_names_become_the_paths_that_pyxform_writes(judged, text, place):
    ours = substitute(text, PATHS, PLACES[place], REPEATS)
    assert plain(ours) == plain(judged[text, place])
    parse(ours)


def test_inside_a_predicate_the_way_starts_at_current():
    text = "instance('x')/root/item[a = ${age} and b = ${size}]"
    ours = substitute(text, PATHS, "/data/child/middle", REPEATS)
    assert plain(ours) == plain(
        "instance('x')/root/item[a = current()/../more/age and b = /data/size]"
    )


def test_a_path_in_quotes_is_what_choice_names_ask_for():
    ours = substitute("jr:choice-name(${name}, '${name}')", PATHS, "/data/child/middle", REPEATS)
    assert plain(ours) == "jr:choice-name(../name,'/data/child/name')"
    assert substitute("'in ${name} here'", PATHS, "/data/top") == "'in ${name} here'"


def test_last_saved_answers_are_a_list_of_their_own():
    ours = substitute("${last-saved#size} + 1", PATHS, "/data/top")
    assert plain(ours) == "instance('__last-saved')/data/size+1"


def test_from_itself_and_to_the_repeat_around_it():
    assert plain(substitute("${name}", PATHS, "/data/child/name", REPEATS)) == "../name"
    assert plain(substitute("${child}", PATHS, "/data/child/name", REPEATS)) == "/data/child"


@pytest.mark.parametrize(("text", "column"), [("1 + ${agge}", 5), ("f('${x y}', '${zz}')", 13)])
def test_an_unknown_name_is_told_with_its_column(text, column):
    with pytest.raises(ExpressionError) as caught:
        substitute(text, PATHS, "/data/top")
    assert caught.value.column == column


def test_what_is_mentioned():
    def said(text):
        return [str(path) for path in references(parse(text))]

    assert said("/data/a > ../b and selected(., 'x')") == ["/data/a", "../b", "."]
    assert said("instance('t')/root/item[c = /data/c and d = current()/../d]/label") == [
        "instance('t')/root/item/label",
        "instance('t')/root/item/c",
        "/data/c",
        "instance('t')/root/item/d",
        "current()/../d",
    ]
    assert said("/data/child[pet[name = ../age]/x]/y") == [
        "/data/child/y",
        "/data/child/pet/x",
        "/data/child/pet/name",
        "/data/child/pet/../age",
    ]
    assert said("count(//x) + (a | b)") == ["//x", "a", "b"]
    path = references(parse("instance('t')/root/item"))[0]
    assert (path.instance, path.top, path.current) == ("t", False, False)
    assert references(parse("current()/../x"))[0].current


def test_functions_and_names():
    expression = parse("if(${a} > 1, sum(${b}/x), today()) + ${a}")
    assert functions(expression) == {"if", "sum", "today"}
    assert [(n.name, n.column) for n in names(expression)] == [("a", 4), ("b", 18), ("a", 38)]
    assert [n.last_saved for n in names(parse("${last-saved#a} + ${b}"))] == [True, False]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("1+2*3", "1 + (2 * 3)"),
        ("(1+2)*3", "(1 + 2) * 3"),
        ("a//b", "a//b"),
        ("//a[ 1 ]/..", "//a[1]/.."),
        ("self::node()", "."),
        ("((a)|b)/c", "(a | b)/c"),
        ("-(a|b)", "-(a | b)"),
        ("0.00000000000000000123", "0.00000000000000000123"),
        ('"it\'s"', '"it\'s"'),
        ("${ a }/b", "${a}/b"),
        ("not ( true ( ) )", "not(true())"),
        ("/", "/"),
    ],
)
def test_written_again(text, again):
    assert written(parse(text).tree) == again
