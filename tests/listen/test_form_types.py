"""Every type and every spelling of the standard, and what becomes of it here."""

import pytest

from pennydrop.rooms.listen.rules.form import Group, Kind, Repeat, read_form
from pennydrop.rooms.listen.rules.form.types import Means, near, read_type
from pennydrop.rooms.listen.rules.form.writing import write_rows
from tests.listen.forming import YESNO, made, messages, places


def asked(kind, **columns):
    """The one question of a form with this type and these columns."""
    names = "".join(f"{name} | " for name in columns)
    cells = "".join(f"{cell} | " for cell in columns.values())
    table = f"| survey |\n| | type | name | label | {names}\n| | {kind} | a | A | {cells}\n"
    return made(table.replace("| \n", "|\n")).placed()[0].item


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("text", Kind.TEXT), ("string", Kind.TEXT), ("q string", Kind.TEXT),
        ("add text prompt", Kind.TEXT), ("barcode", Kind.TEXT), ("Text", Kind.TEXT),
        ("integer", Kind.INTEGER), ("int", Kind.INTEGER), ("decimal", Kind.DECIMAL),
        ("date", Kind.DATE), ("add date prompt", Kind.DATE), ("time", Kind.TIME),
        ("dateTime", Kind.DATETIME), ("datetime", Kind.DATETIME), ("date time", Kind.DATETIME),
        ("add dateTime prompt", Kind.DATETIME), ("note", Kind.NOTE), ("q note", Kind.NOTE),
        ("acknowledge", Kind.ACKNOWLEDGE), ("trigger", Kind.ACKNOWLEDGE), ("range", Kind.RANGE),
        ("image", Kind.IMAGE), ("photo", Kind.IMAGE), ("q picture", Kind.IMAGE),
        ("audio", Kind.AUDIO), ("add video prompt", Kind.VIDEO), ("file", Kind.FILE),
        ("geopoint", Kind.GEOPOINT), ("gps", Kind.GEOPOINT), ("location", Kind.GEOPOINT),
        ("hidden", Kind.HIDDEN), ("percentage", Kind.INTEGER), ("phone number", Kind.TEXT),
        ("number of days in last month", Kind.INTEGER),
        ("select_one yn", Kind.SELECT_ONE), ("select one yn", Kind.SELECT_ONE),
        ("select one from yn", Kind.SELECT_ONE), ("select1 yn", Kind.SELECT_ONE),
        ("add select one prompt using yn", Kind.SELECT_ONE),
        ("select_multiple yn", Kind.SELECT_MULTIPLE), ("Select Multiple yn", Kind.SELECT_MULTIPLE),
        ("select all that apply yn", Kind.SELECT_MULTIPLE),
        ("select all that apply from yn", Kind.SELECT_MULTIPLE),
        ("add select multiple prompt using yn", Kind.SELECT_MULTIPLE), ("rank yn", Kind.RANK),
    ],
)  # fmt: skip
def test_all_spellings_of_a_type_mean_one_thing(written, kind):
    assert asked(written).kind is kind


def test_what_is_asked_what_is_shown_and_what_is_silent():
    form = made("""
    | survey |
    | | type | name | label | calculation | read_only |
    | | text | a | A | | |
    | | note | n | N | | |
    | | calculate | c | | 1 + 1 | |
    | | hidden | h | | | |
    | | integer | r | R | ${a} | yes |
    | | acknowledge | k | K | | |
    """)
    assert [q.name for q in form.questions()] == ["a", "k"]
    assert [q.name for q in form.pages()] == ["a", "n", "r", "k"]
    assert [placed.path for placed in form.placed()][-1] == "/data/k"


def test_old_types_bring_their_limit_unless_the_author_gave_one():
    assert asked("percentage").constraint == "0 <= . and . <= 100"
    assert asked("percentage", constraint=". > 5").constraint == ". > 5"
    assert str(asked("number of days in last year").hint) == "A number from 0 to 365."


@pytest.mark.parametrize(
    "kind",
    """deviceid imei subscriberid simserial phonenumber username email audit start-geopoint
    background-audio background-geopoint uri:deviceid geotrace geoshape osm start end
    today""".split(),
)
def test_what_tells_who_or_where_is_left_out_and_said(kind):
    form = made(
        f"| survey |\n| | type | name | label |\n| | {kind} | meta_a | |\n| | text | b | B |"
    )
    assert [placed.item.name for placed in form.placed()] == ["b"]
    (remark,) = form.remarks
    assert (remark.sheet, remark.row, remark.column) == ("survey", 2, "type")
    assert f"“{kind}” was left out" in remark.message


def test_what_others_look_at_stays_as_a_blank_or_as_a_day():
    form = made("""
    | survey |
    | | type | name | label | relevant |
    | | start | began | | |
    | | deviceid | machine | | |
    | | text | b | On ${began} | ${machine} != '' |
    """)
    began, machine, _ = (placed.item for placed in form.placed())
    assert (began.kind, began.calculation) == (Kind.CALCULATE, "once(today())")
    assert (machine.kind, machine.default, machine.calculation) == (Kind.HIDDEN, "", "")
    assert "Only the day is kept" in form.remarks[0].message
    assert "always blank" in form.remarks[1].message


def test_a_place_is_only_ever_a_wide_area():
    form = made("| survey |\n| | type | name | label |\n| | geopoint | a | Where? |")
    assert "wide area" in form.remarks[0].message


def test_or_other_becomes_one_more_choice_and_an_open_question():
    form = made("""
    | survey |
    | | type | name | label | choice_filter |
    | | select_one yn or_other | a | A | name != 'n' |
    | | select_multiple yn | b | B | |
    | | text | c | C ${a_other} | |
    """)
    a, a_other, b, _ = form.questions()
    assert [choice.name for choice in a.choices] == ["y", "n", "other"]
    assert [choice.name for choice in b.choices] == ["y", "n"]
    assert (a_other.name, a_other.relevant) == ("a_other", "selected(../a, 'other')")
    assert a.choice_filter == "(name != 'n') or name = 'other'"


def test_or_other_needs_its_name():
    assert places("""
    | survey |
    | | type | name | label |
    | | text | a_other | A |
    | | select_one yn or_other | a | A |
    """) == [("survey", 3, "type")]


def test_groups_and_repeats_nest_and_know_their_paths():
    form = made("""
    | survey |
    | | type | name | label | repeat_count | appearance |
    | | begin group | g | G | | field-list |
    | | begin_repeat | r | R | 3 | |
    | | text | a | A | | |
    | | end_repeat | | | | |
    | | end group | | | | |
    | settings |
    | | name |
    | | top |
    """)
    group, repeat, a = form.placed()
    assert isinstance(group.item, Group) and group.item.appearance == "field-list"
    assert isinstance(repeat.item, Repeat) and repeat.item.count == "3"
    assert a.path == "/top/g/r/a" and a.repeats == (repeat.item,) and repeat.repeats == ()


def test_a_loop_asks_once_for_every_choice():
    form = made("""
    | survey |
    | | type | name | label |
    | | begin loop over yn | l | L |
    | | integer | number | How many %(label)s (%(name)s)? |
    | | end loop | | |
    """)
    assert [(p.path, str(p.item.label)) for p in form.placed()][2:5:2] == [
        ("/data/l/y/number", "How many Yes (y)?"), ("/data/l/n/number", "How many No (n)?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    ["caption", "Label", "LABEL", "label::English (en)", "label:English (en)", "label :: English"],
)
def test_labels_come_under_many_headers(header):
    form = made(f"| survey |\n| | type | name | {header} |\n| | text | a | What? |")
    assert str(form.questions()[0].label) == "What?"


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("relevance", "relevant"), ("bind::relevant", "relevant"), ("bind:relevant", "relevant"),
        ("Relevant", "relevant"), ("calculate", "calculation"), ("bind::calculate", "calculation"),
        ("bind::constraint", "constraint"), ("choice filter", "choice_filter"),
        ("body::appearance", "appearance"), ("control::appearance", "appearance"),
        ("readonly", "read_only"), ("read only", "read_only"), ("bind::readonly", "read_only"),
        ("bind::required", "required"), ("Required", "required"), ("Default", "default"),
    ],
)  # fmt: skip
def test_columns_come_under_many_names(header, field):
    value = "name = 'y'" if field == "choice_filter" else "1 + 1"
    table = f"| survey |\n| | command | tag | caption | {header} |\n"
    form = made(table + f"| | select_one yn | a | A | {value} |")
    assert getattr(form.questions()[0], field) == value


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("constraint_message", "constraint_message"), ("constraint message", "constraint_message"),
        ("jr:constraintMsg", "constraint_message"), ("constraining message", "constraint_message"),
        ("bind::jr:constraintMsg", "constraint_message"), ("requiredMsg", "required_message"),
        ("bind:jr:requiredMsg", "required_message"), ("required_message", "required_message"),
        ("guidance_hint", "guidance"), ("Hint", "hint"),
    ],
)  # fmt: skip
def test_messages_come_under_many_names(header, field):
    table = f"| survey |\n| | type | name | label | {header} |\n| | text | a | A | Said |"
    assert str(getattr(made(table).questions()[0], field)) == "Said"


@pytest.mark.parametrize("header", ["image", "media::image", "media:image", "Image"])
def test_pictures_come_under_many_names(header):
    table = f"| survey |\n| | type | name | label | {header} |\n| | text | a | A | a.png |"
    ((kind, words),) = made(table).questions()[0].media
    assert (kind, str(words)) == ("image", "a.png")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [("yes", "true()"), ("TRUE", "true()"), ("true()", "true()"), ("no", ""), ("FALSE", ""),
     ("${a} = ‘x’", "${a} = 'x'"), ("${a}\N{NO-BREAK SPACE}=  “x”", '${a} = "x"')],
)  # fmt: skip
def test_yes_and_no_and_clever_quotes_in_expressions(cell, kept):
    head = "| survey |\n| | type | name | label | required |\n| | text | a | A | |\n"
    assert made(f"{head}| | text | b | B | {cell} |").questions()[1].required == kept


def test_languages_and_what_is_missing_in_one():
    form = made("""
    | survey |
    | | type | name | label::English (en) | label::Cymraeg (cy) | hint |
    | | select_one yn | a | Why? | Pam? | Say |
    | | text | b | How? | | |
    | choices |
    | | list_name | name | label::English (en) | label::Polski (pl) |
    | | yn | y | Yes | Tak |
    """)
    a, b = form.questions()
    assert form.languages == ("English (en)", "Cymraeg (cy)", "Polski (pl)")
    assert form.default_language == "English (en)"
    assert a.label.in_language("Cymraeg (cy)") == "Pam?"
    assert a.hint.in_language("Cymraeg (cy)") == "Say" and a.hint.languages == ("English (en)",)
    assert b.label.in_language("Cymraeg (cy)") == "How?"
    assert a.said("y", "Polski (pl)") == "Tak"


def test_the_default_language_stays_the_default_after_being_given_back():
    form = made("""
    | survey |
    | | type | name | label::English | label::Cymraeg |
    | | text | a | Why? | Pam? |
    | settings |
    | | default_language |
    | | cymraeg |
    """)
    assert form.languages == ("Cymraeg", "English") and str(form.questions()[0].label) == "Pam?"
    assert read_form(write_rows(form)) == form


def test_a_default_language_that_is_not_there_is_said():
    form = made("""
    | survey |
    | | type | name | label::English |
    | | text | a | A |
    | settings |
    | | default_language |
    | | Polski |
    """)
    assert form.default_language == "English"
    assert "nothing is written in “Polski”" in form.remarks[0].message


def test_settings_name_the_form_and_what_would_send_answers_elsewhere_is_left_out():
    form = made("""
    | survey |
    | | type | name | label |
    | | text | a | A |
    | settings |
    | | Form_Title | Form ID | version | style | submission_url |
    | | T | t1 | 7 | pages | https://elsewhere.example |
    """)
    assert (form.title, form.form_id, form.version) == ("T", "t1", "7")
    assert form.settings == (("style", "pages"),)
    assert "never sent elsewhere" in form.remarks[0].message


def test_choices_from_elsewhere():
    form = made("""
    | survey |
    | | type | name | label | choice_filter | parameters |
    | | select_one_external towns | a | A | county = 'x' | |
    | | select_one_from_file places.csv | b | B | | value=id label=title |
    | | select_multiple_from_file absent.csv | c | C | | |
    | choices |
    | | list_name | name | label |
    | external_choices |
    | | list_name | name | label | county |
    | | towns | n | North | x |
    """, files={"places.csv": [["id", "title", "kind"], ["1", "One", "z"]]})  # fmt: skip
    a, b, c = form.questions()
    assert a.listed.external and a.choices[0].extra == (("county", "x"),)
    assert (b.listed.name, b.choices[0].name, str(b.choices[0].label)) == ("places", "1", "One")
    assert (c.listed.source, c.choices) == ("absent.csv", ())
    assert any("did not come with the form" in remark.message for remark in form.remarks)


def test_choices_that_are_answers_of_a_repeat():
    form = made("""
    | survey |
    | | type | name | label | choice_filter |
    | | begin_repeat | person | P | |
    | | text | who | W | |
    | | integer | age | A | |
    | | end_repeat | | | |
    | | select_one ${who} | eldest | Who? | ${age} > 17 |
    """)
    assert form.question("eldest").listed.source == "${who}"


def test_the_same_name_twice_in_a_list_only_where_the_settings_allow_it():
    table = "| survey |\n| | type | name | label |\n| | select_one yn | a | A |" + YESNO
    assert places(f"{table}| | yn | y | Oh yes |") == [("choices", 4, "name")]
    allowed = "| settings |\n| | allow_choice_duplicates |\n| | yes |"
    assert len(made(f"{table}| | yn | y | Oh yes |\n{allowed}").questions()[0].choices) == 3


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ("| choices |\n| | list_name | label |\n| | yn | Yes |", ("choices", 1, "name"),
         "no column"),
        ("| choices |\n| | name | label |\n| | y | Yes |", ("choices", 1, "list_name"),
         "no column"),
        ("| choices |\n| | list_name | name | label |\n| | yn |  | Yes |", ("choices", 2, "name"),
         "name is missing"),
        ("| choices |\n| | list_name | name | label |\n| | yn | a b | Yes |",
         ("choices", 2, "name"), "take the space out"),
        ("| choices |\n| | list_name | name | label |\n| | Yn | a | Yes |",
         ("survey", 2, "type"), "Did you mean “Yn”?"),
    ],
)  # fmt: skip
def test_faults_in_the_choices_have_their_place(table, place, said):
    survey = "| survey |\n| | type | name | label |\n| | select_multiple yn | a | A |\n"
    assert place in places(survey + table)
    assert said in messages(survey + table)


@pytest.mark.parametrize(
    ("kind", "cell", "said"),
    [
        ("range", "start=1 end=ten", "“end” is “ten”, which is no number"),
        ("range", "start=0 end=10 step=0", "“step” is 0"),
        ("range", "start=0;end=3;step=9", "larger than the whole scale"),
        ("range", "begin=0", "“begin” means nothing for this type"),
        ("range", "start 1", "write pairs"),
        ("range", "tick_labelset=nope", "no list “nope”"),
        ("select_one yn", "randomize=maybe", "either true or false"),
        ("select_one yn", "seed=1", "needs “randomize=true”"),
        ("select_one yn", "randomize=true seed=x", "is a number"),
        ("text", "lines=3", "It understands: rows"),
    ],
)
def test_parameters_that_mean_nothing_are_named(kind, cell, said):
    table = f"| survey |\n| | type | name | label | parameters |\n| | {kind} | a | A | {cell} |"
    assert places(table) == [("survey", 2, "parameters")]
    assert said in messages(table)


def test_parameters_are_read():
    question = asked("range", parameters="Start=0, end=5 ; step=0.5")
    assert question.parameters == (("start", "0"), ("end", "5"), ("step", "0.5"))
    assert question.parameter("end") == "5" and question.parameter("nope") == ""


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ("| | calculate | c | | |", ("survey", 2, "calculation"), "what to work out"),
        ("| | text | c | C | | a |", ("survey", 2, "trigger"), "with commas between"),
        ("| | select_one_from_file towns | c | C | |", ("survey", 2, "type"), "a file"),
        ("| | select_one_external towns | c | C | |", ("survey", 2, "type"), "external_choices"),
        ("| | begin loop over nope | c | C | |\n| | end loop |", ("survey", 2, "type"), "no list"),
        ("| | begin_group | g | G | |\n| | text | a | A | |\n| | end_repeat |",
         ("survey", 4, "type"), "what is open is the group “g” of row 2"),
        ("| | begin_repeat | r | R | |\n| | end_repeat |\n| | begin_group | g | |\n"
         "| | begin_repeat | r | R | |\n| | end_repeat |\n| | end_group |",
         ("survey", 5, "name"), "another repeat, in row 2"),
        ("| | select_one  | c | C | |", ("survey", 2, "type"), "name a list"),
    ],
)  # fmt: skip
def test_faults_in_the_survey_have_their_place(table, place, said):
    head = "| survey |\n| | type | name | label | calculation | trigger |\n"
    assert place in places(head + table)
    assert said in messages(head + table)


def test_two_columns_that_say_the_same_are_refused():
    table = "| survey |\n| | type | name | value | label |\n| | text | a | b | A |"
    assert places(table) == [("survey", 1, "value")]


def test_the_column_is_called_what_the_author_called_it():
    table = "| survey |\n| | type | name | Caption | relevance |\n| | text | a |  | ${z} = 1 |"
    assert sorted(places(table)) == [("survey", 2, "Caption"), ("survey", 2, "relevance")]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("txet", "text"), ("select_on yn", "select_one yn"), ("begin_grop", "begin_group"),
        ("integr", "integer"), ("datetme", "dateTime"), ("xyzzy", ""),
    ],
)  # fmt: skip
def test_a_slip_in_a_type_gets_a_suggestion(written, meant):
    assert read_type(written).means is Means.UNKNOWN
    assert near(written) == meant


def test_rows_without_a_type_are_notes_to_oneself_or_faults():
    table = "| survey |\n| | type | name | label | mine |\n| | text | a | A | |\n| | | | | x |\n"
    assert len(made(table).questions()) == 1
    assert places(f"{table}| | | b | B | |") == [("survey", 4, "type")]


def test_a_row_can_be_switched_off():
    form = made("| survey |\n| | type | name | label | disabled |\n| | text | a | A | yes |\n"
                "| | text | b | B | no |")  # fmt: skip
    assert [q.name for q in form.questions()] == ["b"]


def test_too_deep_and_too_long_are_refused_in_words():
    deep = "".join(f"| | begin_group | g{n} | |\n" for n in range(40))
    ends = "| | end_group |\n" * 40
    head = "| survey |\n| | type | name | label |\n"
    assert "more than 30 groups" in messages(f"{head}{deep}| | text | a | A |\n{ends}")
    rows = "".join(f"| | text | a{n} | A |\n" for n in range(5_001))
    assert "at most 5,000 fit" in messages(head + rows)
    bad = "".join(f"| | txet | a{n} | A |\n" for n in range(300))
    assert "and 100 more" in messages(head + bad)
