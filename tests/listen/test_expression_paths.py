"""Paths: steps, predicates, rounds of a repeat, lists, and what is not relevant."""

import pytest

from pennydrop.rooms.listen.rules.xpath import ExpressionError, Node, document
from tests.listen.expressions import context, household, one, towns, words, works_out


@pytest.fixture
def answers():
    return household()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/data/child/name", ["Ann", "Bob"]),
        ("//name", ["Ann", "Rex", "Tom", "Bob", "Kit"]),
        ("/data//pet/name", ["Rex", "Tom", "Kit"]),
        ("/data/child/pet[1]/name", ["Rex", "Kit"]),
        ("(/data/child/pet)[2]/name", ["Tom"]),
        ("/data/child[age > 10]/name", ["Bob"]),
        ("/data/child[2]/name", ["Bob"]),
        ("/data/child[last()]/name", ["Bob"]),
        ("/data/child[position() = /data/nth]/name", ["Bob"]),
        ("/data/child[pet/name = 'Tom']/name", ["Ann"]),
        ("/data/child[age > 5][2]/name", ["Bob"]),
        ("/data/child[name]/pet[name != 'Rex'][1]/name", ["Tom", "Kit"]),
        ("/data/child[3]/name", []),
        ("/data/child/../size", ["3"]),
        ("/data/child/pet/name/../../name", ["Ann", "Bob"]),
        ("/data/*[self::size]", ["3"]),
        ("/data/size | /data/blank | /data/size", ["", "3"]),
        ("/data/child[1]/following-sibling::child/name", ["Bob"]),
        ("/data/nth/preceding-sibling::*[1]/name", ["Bob"]),
        ("/data/size/following-sibling::*[1]", ["2010-05-31"]),
        ("/data/child/pet/name/ancestor::child/name", ["Ann", "Bob"]),
        ("/data/child[1]/descendant::name", ["Ann", "Rex", "Tom"]),
        ("/data/size/ancestor-or-self::*[1]", ["3"]),
        ("/data/child/node()[1]", ["Ann", "Bob"]),
        ("/data/child/name/text()", ["Ann", "Bob"]),
        ("/data/blank/text()", []),
        ("/data/child::child/child::age", ["7", "12"]),
        ("/data/jr:*", []),
        ("/nothing/name", []),
    ],
)
def test_paths(answers, text, found):
    assert words(works_out(text, context(answers))) == found


def test_from_a_question(answers):
    where = context(answers, "/data/child[2]/age")
    assert works_out(". > 10", where) is True
    assert words(works_out("../name", where)) == ["Bob"]
    assert words(works_out("current()/../pet/name", where)) == ["Kit"]
    assert works_out("position(..)", where) == 2.0
    assert works_out("string-length()", where) == 2.0
    assert works_out("number() + 1", where) == 13.0
    assert works_out("name()", where) == "age"


def test_a_path_in_full_means_this_round_but_a_count_of_rounds_means_all(answers):
    where = context(answers, "/data/child[2]/age")
    assert words(works_out("/data/child/name", where)) == ["Bob"]
    assert works_out("count(/data/child)", where) == 2.0
    assert works_out("sum(/data/child/age)", where) == 12.0
    assert words(works_out("/data/child[1]/name", where)) == ["Ann"]
    assert works_out("sum(/data/child/age)", context(answers, "/data/size")) == 19.0
    pet = context(answers, "/data/child[1]/pet[2]/name")
    assert words(works_out("/data/child/pet/name", pet)) == ["Tom"]
    assert words(works_out("/data/child/name", pet)) == ["Ann"]
    assert works_out("count(/data/child/pet)", pet) == 2.0


def test_indexed_repeat(answers):
    def gives(text, here=""):
        return words(works_out(f"indexed-repeat({text})", context(answers, here)))

    assert gives("/data/child/name, /data/child, 2") == ["Bob"]
    assert gives("/data/child/name, /data/child, /data/nth") == ["Bob"]
    assert gives("/data/child/name, /data/child, ''") == ["Ann"]
    assert gives("/data/child/name, /data/child, 0") == ["Ann"]
    assert gives("/data/child/name, /data/child, 3") == []
    assert gives("/data/child/pet/name, /data/child, 1, /data/child/pet, 2") == ["Tom"]
    assert gives("/data/child/pet/name, /data/child/pet, 2, /data/child, 1") == ["Tom"]
    assert gives("/data/child/name, /data/child, 1", "/data/child[2]/age") == ["Ann"]


def test_lists(answers):
    where = context(answers, "/data/size")
    rows = "instance('towns')/root/item"
    assert words(works_out(f"{rows}[county = 'norfolk']/label", where)) == ["Cromer", "Diss"]
    assert words(works_out(f"{rows}[name = current()/../blank]", where)) == []
    assert works_out(f"count({rows}[county = /data/blank])", where) == 0.0
    assert words(works_out(f"{rows}[position() = current()]/name", where)) == ["eye"]
    with pytest.raises(ExpressionError, match="list"):
        works_out("instance('villages')/root/item", where)


def test_what_is_not_relevant_is_not_there(answers):
    where = context(answers)
    bob = one("/data/child[2]", where)
    for node in bob.everything():
        node.relevant = False
    assert works_out("count(/data/child)", where) == 1.0
    assert works_out("sum(/data/child/age)", where) == 7.0
    assert works_out("/data/child[2]/name = ''", where) is True
    assert works_out("string(/data)", where).endswith("RexTom2")


def test_strict_says_where_a_path_leads_nowhere(answers):
    strict = context(answers, strict=True)
    for text in ("/cant//support", "/data/namespace:*", "/text()", "/descendant::blah", "/a | /b"):
        with pytest.raises(ExpressionError, match="There is no"):
            works_out(text, strict)
    assert works_out("count(/data/child[5])", strict) == 0.0


def test_no_form_at_all():
    with pytest.raises(ExpressionError, match="no form here"):
        works_out("/data/x")
    with pytest.raises(ExpressionError, match="none here"):
        works_out("x")


def test_a_search_through_everything_is_stopped():
    many = document(Node("data", children=[Node("x", "1") for _ in range(200)]))
    assert works_out("count(//x[//x[. = 1]])", context(many)) == 200.0
    with pytest.raises(ExpressionError, match="too much"):
        works_out("count(//*[count(//*[count(//*[count(//*) > 1]) > 1]) > 1])", context(many))


def test_the_tree_can_change_between_two_looks(answers):
    where = context(answers)
    data = one("/data", where)
    assert works_out("count(/data/child)", where) == 2.0
    new = data.add(Node("child", children=[Node("name", "Cleo")], repeat=True))
    assert words(works_out("/data/child/name", where)) == ["Ann", "Bob", "Cleo"]
    assert new.path == "/data/child[3]"
    data.remove(one("/data/child[1]", where))
    assert words(works_out("/data/child/name", where)) == ["Bob", "Cleo"]
    data.add(Node("child", children=[Node("name", "Zoe")], repeat=True), before=new)
    assert words(works_out("/data/child/name", where)) == ["Bob", "Zoe", "Cleo"]
    new.named("name")[0].text = "Dora"
    assert works_out("/data/child[3]/name = 'Dora'", where) is True
    with pytest.raises(ValueError, match="not in list"):
        data.remove(towns())


def test_a_node_says_where_it_is(answers):
    assert one("/data/child[2]/pet[1]/name", context(answers)).path == "/data/child[2]/pet[1]/name"
    assert one("/", context(answers)).path == "/"
