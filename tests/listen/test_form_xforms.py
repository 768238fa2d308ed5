"""ODK XForms, as other tools write them, become the same form as the XLSForm they came from."""

import pytest
from pyxform.xls2xform import convert

from pennydrop.rooms.listen.queries.form_files import NoForm, read_form_file
from pennydrop.rooms.listen.rules.form import FormProblems, Kind, Repeat
from tests.listen.forming import made

TABLE = """
| survey |
| | type | name | label::English (en) | label::Cymraeg (cy) | hint::English (en) | relevant | required | constraint | constraint_message::English (en) | calculation | choice_filter | default | appearance | parameters | repeat_count |
| | text | a | Hello | Helo | Say | | yes | string-length(.) < 9 | Shorter | | | | multiline | | |
| | select_one yn | b | Choose ${a} | Dewis ${a} | | ${a} = 'x' | | | | | cf = ${a} | | | | |
| | begin_group | g | Group | Grwp | | ${b} = 'y' | | | | | | | field-list | | |
| | select_multiple yn | c | Many | Llawer | | | | | | | | y | | | |
| | begin_repeat | r | Each | Pob | | | | | | | | | | | ${n} |
| | integer | d | Number | Rhif | | | | . > ${n} | | | | | | | |
| | calculate | e | | | | | | | | ${d} + 1 | | | | | |
| | end_repeat | | | | | | | | | | | | | | |
| | end_group | | | | | | | | | | | | | | |
| | integer | n | N | N | | | | | | | | 1 + 1 | | | |
| | range | s | Scale | Graddfa | | | | | | | | | | start=0 end=4 step=1 | |
| | date | t | When | Pryd | | | | | | | | | | | |
| | rank yn | u | Rank | Rhengu | | | | | | | | | | | |
| | image | v | Picture | Llun | | | | | | | | | | | |
| | acknowledge | w | Ok | Iawn | | | | | | | | | | | |
| | note | x | Sum ${n} | Swm ${n} | | | | | | | | | | | |
| | hidden | y | | | | | | | | | | | | | |
| | deviceid | z | | | | | | | | | | | | | |
| choices |
| | list_name | name | label::English (en) | label::Cymraeg (cy) | cf |
| | yn | y | Yes | Ie | 1 |
| | yn | n | No | Na | 2 |
| settings |
| | form_title | form_id | version | default_language |
| | Two tongues | two | 3 | English (en) |
"""  # noqa: E501


@pytest.fixture(scope="module")
def both():
    return made(TABLE), read_form_file(convert(TABLE).xform.encode(), "two.xml")


def test_it_is_called_the_same(both):
    ours, theirs = both
    for field in ("title", "form_id", "version", "root", "languages", "default_language"):
        assert getattr(theirs, field) == getattr(ours, field)


def test_it_has_the_same_questions_in_the_same_places(both):
    ours, theirs = both
    # Their converter puts the count of a repeat and the like into nodes of their own.
    mine = [(p.path, type(p.item), getattr(p.item, "kind", "")) for p in ours.placed()]
    assert [(p.path, type(p.item), getattr(p.item, "kind", "")) for p in theirs.placed()] == mine


def test_it_says_the_same_in_both_languages(both):
    ours, theirs = both
    for one, other in zip(ours.placed(), theirs.placed(), strict=True):
        for field in ("label", "hint"):
            assert getattr(other.item, field).said == getattr(one.item, field).said, one.path
    a = theirs.question("a")
    assert str(a.constraint_message) == "Shorter" and a.required == "true()"
    assert [(c.name, c.label.said, dict(c.extra)["cf"]) for c in theirs.question("b").choices] == [
        (c.name, c.label.said, dict(c.extra)["cf"]) for c in ours.question("b").choices
    ]


def test_its_logic_comes_along_as_paths(both):
    _, theirs = both
    by_path = {p.path: p.item for p in theirs.placed()}
    assert by_path["/data/b"].relevant.split() == ["/data/a", "=", "'x'"]
    assert "/data/a" in by_path["/data/b"].choice_filter
    assert isinstance(by_path["/data/g/r"], Repeat) and "/data/n" in by_path["/data/g/r"].count
    assert by_path["/data/g/r/e"].calculation.split() == ["../d", "+", "1"]
    assert by_path["/data/n"].default == "1 + 1"
    assert by_path["/data/g/c"].default == "y" and by_path["/data/a"].appearance == "multiline"
    assert dict(by_path["/data/s"].parameters) == {"start": "0", "end": "4", "step": "1"}


def test_what_tells_who_somebody_is_is_left_out_here_too(both):
    _, theirs = both
    assert any("“deviceid” was left out" in remark.message for remark in theirs.remarks)


HEAD = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms">"""


def xform(instance, body, model=""):
    return read_form_file(
        f"{HEAD}<h:head><h:title>T</h:title><model><instance>{instance}</instance>{model}</model>"
        f"</h:head><h:body>{body}</h:body></h:html>".encode(),
        "t.xml",
    )


def test_choices_beside_their_question_and_controls_that_name_a_bind():
    form = xform(
        "<data id='t'><a/><b/></data>",
        "<select1 bind='one'><label>A</label><item><label>Yes</label><value>y</value></item>"
        "</select1><select ref='/data/b'><label>B</label><item><label>No</label>"
        "<value>n</value></item></select>",
        "<bind id='one' nodeset='/data/a' type='select1'/>",
    )
    a, b = form.questions()
    assert (a.kind, b.kind) == (Kind.SELECT_ONE, Kind.SELECT_MULTIPLE)
    assert [str(c.label) for c in (*a.choices, *b.choices)] == ["Yes", "No"]


def test_paths_may_begin_at_what_is_round_them():
    form = xform(
        "<data id='t'><g><a/><h><b/></h></g></data>",
        "<group ref='g'><label>G</label><input ref='a'><label>A</label></input>"
        "<group><input ref='./h/b'><label>B</label></input></group></group>",
        "<bind nodeset='g/a' type='int'/>",
    )
    assert [p.path for p in form.placed()] == ["/data/g", "/data/g/a", "/data/g/h", "/data/g/h/b"]
    assert form.question("a").kind is Kind.INTEGER and str(form.question("b").label) == "B"


def test_a_list_that_only_expressions_look_into_comes_along():
    form = xform(
        "<data id='t'><a/></data>",
        "<input ref='/data/a'><label>A</label></input>",
        "<itext><translation lang='fr'/><translation lang='en' default=''><text id='x'/>"
        "</translation></itext><instance id='other'><root><item><k>k1</k></item><item><k>k2</k>"
        "</item></root></instance>"
        "<bind nodeset='/data/a' relevant=\"instance('other')/root/item/k = 'k2'\"/>",
    )
    (listed,) = form.lookups
    assert [(choice.name, choice.extra) for choice in listed.choices] == [
        ("1", (("k", "k1"),)), ("2", (("k", "k2"),)),
    ]  # fmt: skip
    assert form.default_language == "en"


def test_the_order_is_that_of_the_body():
    form = xform(
        "<data id='t'><a/><k/><b/></data>",
        "<input ref='/data/b'><label>B</label></input>"
        "<input ref='/data/a'><label>A</label></input>",
        "<bind nodeset='/data/k' calculate='1 + 1'/>",
    )
    assert [p.item.name for p in form.placed()] == ["b", "a", "k"]


def test_choices_out_of_a_repeat_random_order_and_a_file():
    form = xform(
        "<data id='t'><r><who/></r><a/><b/><c/></data>",
        "<group ref='/data/r'><label>R</label><repeat nodeset='/data/r'><input ref='/data/r/who'>"
        "<label>W</label></input></repeat></group>"
        "<select1 ref='/data/a'><label>A</label><itemset nodeset=\"/data/r[./who != '']\">"
        "<value ref='who'/><label ref='who'/></itemset></select1>"
        "<select1 ref='/data/b'><label>B</label>"
        "<itemset nodeset=\"randomize(instance('l')/root/item[id != 'z'], 7)\">"
        "<value ref='id'/><label ref='title'/></itemset></select1>"
        "<select1 ref='/data/c'><label>C</label><itemset nodeset=\"instance('f')/root/item\">"
        "<value ref='name'/><label ref='label'/></itemset></select1>",
        "<instance id='l'><root><item><id>i</id><title>I</title></item></root></instance>"
        "<instance id='f' src='jr://file-csv/f.csv'/>",
    )
    a, b, c = (form.question(name) for name in "abc")
    assert (a.listed.source, a.choice_filter) == ("${who}", "./who != ''")
    assert [(x.name, str(x.label)) for x in b.choices] == [("i", "I")]
    assert dict(b.parameters) == {"randomize": "true", "seed": "7"}
    assert c.listed.source == "f.csv"


def test_a_value_that_a_text_works_out_is_shown_as_dots_and_said():
    label = "No. <output value='1 + 1'/> of <output value='/data/a'/>"
    body = f"<input ref='/data/a'><label>{label}</label></input>"
    form = xform("<data id='t'><a/></data>", body)
    assert str(form.questions()[0].label) == "No. … of ${a}"
    assert "worked-out values" in form.remarks[-1].message


def test_groups_inside_each_other_without_end_are_refused():
    with pytest.raises(NoForm, match="more than 30 groups"):
        xform("<data id='t'>" + "<g>" * 40 + "<a/>" + "</g>" * 40 + "</data>", "<group/>")


@pytest.mark.parametrize(
    ("control", "said"),
    [
        ("ref='/data/agee'", "“/data/agee” leads to nothing.* Did you mean “/data/age”"),
        ("bind='agee'", "there is no bind “agee”"),
        ("", "a control has no ref"),
    ],
)
def test_a_control_that_shows_nothing_is_an_error(control, said):
    with pytest.raises(FormProblems, match=said):
        xform("<data id='t'><age/></data>", f"<input {control}><label>A</label></input>")


def test_a_form_that_asks_nothing_says_so():
    form = xform("<data id='t'><age/></data>", "")
    assert "nothing here can be answered" in form.remarks[0].message
