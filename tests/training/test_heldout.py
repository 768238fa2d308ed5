"""The held-out passages are what their README says: enough of each kind, exact, invented."""

import re
from collections import Counter

import pytest

from training.counting import README, checks, counts, digits_of, with_counts
from training.reading import (
    DIRECT,
    HELD_OUT,
    INDIRECT,
    LOOKALIKE,
    STYLES,
    BadPassage,
    Mark,
    Passage,
    Weight,
    held_out,
    read,
)
from training.reading import GROUPS as MORE_NAMES

MAIL_PROVIDERS = re.compile(
    r"(gmail|googlemail|outlook|hotmail|live|icloud|me|yahoo|aol|proton(mail)?|btinternet|sky|nhs)\."
)
# https://www.ofcom.org.uk: numbers kept for radio and television drama, without the first 0.
DRAMA = re.compile(
    r"7700900\d{3}|1632960\d{3}|(113|114|115|116|117|118|121|131|141|151|161)496\d{4}"
    r"|2079460\d{3}|191498\d{4}|2896496\d{3}|2920180\d{3}|808157\d{4}"
)
GROUPS = set(
    "afghan arabic bengali brazilian bulgarian chinese english eritrean filipino ghanaian greek"
    " gujarati igbo iranian irish jamaican japanese jewish korean kurdish lithuanian nepali"
    " nickname polish portuguese punjabi romanian scottish somali tamil traveller turkish ukrainian"
    " urdu vietnamese welsh yoruba zimbabwean".split()
)


@pytest.fixture(scope="module")
def passages():
    return held_out()


@pytest.fixture(scope="module")
def measuring(passages):
    """These and the passages by which groups of names are compared."""
    return (*passages, *held_out(MORE_NAMES))


def test_there_is_enough_of_each_kind(passages):
    found = Counter(mark.weight for passage in passages for mark in passage.marks)
    assert len(passages) >= 330
    assert found[Weight.DIRECT] >= 500
    assert found[Weight.INDIRECT] >= 350
    assert found[Weight.LOOKALIKE] >= 600
    assert sum(passage.clean for passage in passages) >= 95


def test_every_style_has_its_share(passages):
    styles = Counter(passage.style for passage in passages)
    assert set(styles) == set(STYLES)
    assert min(styles.values()) >= 0.15 * len(passages)


def test_every_type_and_every_group_of_names_is_there(passages):
    marks = [mark for passage in passages for mark in passage.marks]
    assert {mark.type for mark in marks} == DIRECT | INDIRECT | {LOOKALIKE}
    groups = Counter(mark.culture for mark in marks if mark.culture)
    assert set(groups) == GROUPS
    assert min(groups.values()) >= 12, groups


def test_no_passage_is_there_twice_or_says_nearly_the_same(passages):
    openings = Counter(" ".join(passage.text.lower().split()[:6]) for passage in passages)
    assert openings.most_common(1)[0][1] == 1


def test_each_passage_has_20_to_160_words(passages):
    outside = [each.id for each in passages if not 20 <= len(each.text.split()) <= 160]
    assert outside == []


def test_a_file_can_be_read_at_a_sitting():
    files = [path.read_text(encoding="utf-8") for path in HELD_OUT.glob("*.txt")]
    assert len(files) >= len(STYLES)
    assert max(len(text.splitlines()) for text in files) <= 300


def test_marks_are_exact_ordered_and_apart(passages):
    for passage in passages:
        after = 0
        for mark in passage.marks:
            assert after <= mark.start < mark.end <= len(passage.text)
            surface = passage.surface(mark)
            assert surface == surface.strip() and "{" not in surface and "\n" not in surface
            after = mark.end


def test_what_is_hidden_in_one_passage_is_left_alone_in_another(passages):
    """The same word is a person, a town or a handle here, and a drug, a month or a verb there."""
    hidden, left = set(), set()
    for passage in passages:
        for mark in passage.marks:
            heap = left if mark.weight is Weight.LOOKALIKE else hidden
            heap.add(passage.surface(mark).lower())
    assert len(hidden & left) >= 45
    assert {"mandy", "molly", "april", "robin", "frank", "will", "reading"} <= hidden & left


def test_telephone_numbers_are_kept_for_drama(measuring):
    for passage, mark in of_type(measuring, "phone"):
        assert DRAMA.fullmatch(dialled(passage.surface(mark))), (passage.id, passage.surface(mark))


def test_mail_and_web_addresses_are_nobody_s(measuring):
    for kind in ("email", "web"):
        for passage, mark in of_type(measuring, kind):
            said = re.sub(r"\s+at\s+", "@", passage.surface(mark).lower())
            said = re.sub(r"\s+dot\s+", ".", said)
            assert not MAIL_PROVIDERS.match(said.rpartition("@")[2]), passage.id


def test_nhs_numbers_begin_with_digits_not_given_out(measuring):
    numbers = [passage.surface(mark) for passage, mark in of_type(measuring, "nhs")]
    assert all(digits_of(number).startswith("999") for number in numbers)
    assert {checks(number) for number in numbers} == {True, False}


@pytest.mark.parametrize(
    "said, digits",
    [
        ("oh double seven double oh, nine hundred, three one eight", "07700900318"),
        ("o77oo 9oo 442", "07700900442"),
        ("nine nine nine, six oh one", "999601"),
        ("Nought one six three two", "01632"),
    ],
)
def test_a_number_is_read_as_it_is_said(said, digits):
    assert digits_of(said) == digits


@pytest.mark.parametrize("number, right", [("943 476 5919", True), ("943 476 5918", False)])
def test_the_check_digit_is_worked_out_as_the_nhs_does(number, right):
    assert checks(number) is right


def test_the_readme_counts_what_is_there(passages):
    page = README.read_text(encoding="utf-8")
    assert with_counts(page, counts(passages)) == page, "python -m training.counting --write"


def test_a_passage_is_read_with_its_places():
    written = "--- id=I001 style=note\nSaw {{name:polish|Ola}} in {{place|Diss}},\nno {{not|K}}.\n"
    marks = (Mark(4, 7, "name", "polish"), Mark(11, 15, "place"), Mark(20, 21, "not"))
    passage = Passage("I001", "note", "Saw Ola in Diss,\nno K.", marks)
    assert list(read(written, "a.txt")) == [passage]
    assert [passage.surface(mark) for mark in marks] == ["Ola", "Diss", "K"]


@pytest.mark.parametrize(
    "written, told",
    [
        ("Hello\n", "line 1: text before"),
        ("--- id=1 style=note\nHello\n", "line 1: a passage begins with"),
        ("--- id=I001 style=song\nHello\n", "line 1: the style 'song'"),
        ("--- id=I001 style=note\n\n", "line 1: I001 has no text"),
        ("--- id=I001 style=note\nSaw\n{{town|Diss}}\n", "line 3: 'town' is no type"),
        ("--- id=I001 style=note\n{{name|Ola}}\n", "line 2: 'Ola': names"),
        ("--- id=I001 style=note\n{{place:polish|Diss}}\n", "line 2: 'Diss': names"),
        ("--- id=I001 style=note\n{{place| Diss}}\n", "line 2: ' Diss' begins or ends"),
        ("--- id=I001 style=note\n{{place|Diss {{not|K}}}}\n", "line 2: a mark is not closed"),
        ("--- id=I001 style=note\n{{place|}}\n", "line 2: a mark is not closed"),
    ],
)
def test_what_is_written_wrong_is_named_with_its_line(written, told):
    with pytest.raises(BadPassage, match=f"a.txt, {re.escape(told)}"):
        list(read(written, "a.txt"))


def test_an_id_twice_is_refused(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("--- id=I001 style=note\nHello\n")
    with pytest.raises(BadPassage, match=r"b.txt: the id I001 is used twice"):
        held_out(tmp_path)


def of_type(passages, kind):
    return [(each, mark) for each in passages for mark in each.marks if mark.type == kind]


def dialled(surface):
    """A number as it is dialled, without the first 0 or the country's code."""
    return re.sub(r"^(?:0044|44|0)", "", digits_of(surface))
