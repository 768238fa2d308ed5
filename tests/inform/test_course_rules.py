"""What a course may ask on a day, who passes, and what a certificate says has changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.blocks import ClaimRef, Prose
from pennydrop.rooms.inform.rules.bodies import BadBody, keys_in
from pennydrop.rooms.inform.rules.certificates import LETTERS, grouped, read_code
from pennydrop.rooms.inform.rules.course_text import (
    BadCourse,
    check_course,
    read_modules,
    texts_of,
    unknown_claims,
    write_modules,
)
from pennydrop.rooms.inform.rules.course_versions import (
    changed_since,
    facts_of,
    version_of,
    words_mark,
)
from pennydrop.rooms.inform.rules.courses import (
    FEWEST_ASKED,
    Course,
    CourseHead,
    Module,
    Option,
    Question,
    asked_of,
    is_enough,
    result_of,
)
from pennydrop.rooms.inform.rules.guides import Reader
from pennydrop.rooms.inform.rules.starter.lessons import read_course, starter_courses
from pennydrop.rooms.inform.rules.starter.reading import BadStarter, starter_claims
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.publish.rules.reading import FEWEST_WORDS, reading_age

ASKED_FOR = {
    "gps", "emergency-departments", "pharmacists", "first-responders", "teachers", "peers"
}  # fmt: skip
HARDEST = 11
HARDEST_SENTENCE = 13
CLAIMS = starter_claims()
COURSES = {one.course.head.slug: one.course for one in starter_courses()}
EVERY = pytest.mark.parametrize("course", COURSES.values(), ids=COURSES)
SUBSETS = st.sets(st.sampled_from(sorted(CLAIMS)))
any_course = st.sampled_from(list(COURSES.values()))

line = st.from_regex(r"[A-Z][a-z ,]{0,20}[a-z.]", fullmatch=True)
keys = st.lists(st.sampled_from(["a", "b-2", "c"]), min_size=1, max_size=2, unique=True)
question = st.builds(
    Question,
    line,
    st.lists(st.builds(Option, line, st.booleans()), min_size=1, max_size=4).map(tuple),
    line,
    keys.map(tuple),
)
block = st.one_of(st.builds(Prose, line), st.sampled_from(["a", "b-2"]).map(ClaimRef))
module = st.builds(
    Module,
    line,
    st.lists(block, max_size=4).map(tuple),
    st.lists(question, max_size=3).map(tuple),
)


@given(st.lists(module, max_size=3).map(tuple))
def test_what_is_written_reads_back_the_same(modules):
    assert read_modules(write_modules(modules)) == modules


@pytest.mark.parametrize(
    ("text", "number"),
    [("Words first.", 1), ("# One\n\n#### Deep", 3), ("# One\n\n{A}", 3),
     ("# One\n? Q\n+ Yes\n{a}\nmore", 5), ("\n# One\nWords.\n\n# Two\n##no", 6)],
)  # fmt: skip
def test_a_line_that_cannot_be_read_is_named(text, number):
    with pytest.raises(BadBody) as bad:
        read_modules(text)
    assert bad.value.line == number


def test_a_question_ends_at_an_empty_line_and_lists_are_words_elsewhere():
    (one,) = read_modules(
        "# One\n- a list\n- of words\n\n? What\nnow?\n+ This\n- That\n= So.\n{a}\n"
    )
    assert one.blocks == (Prose("- a list\n- of words"),)
    (asked,) = one.questions
    assert asked == Question(
        "What now?", (Option("This", True), Option("That", False)), "So.", ("a",)
    )


def test_each_course_that_was_asked_for_is_there():
    assert set(COURSES) == ASKED_FOR
    assert len({course.head.place for course in COURSES.values()}) == len(COURSES)


@EVERY
def test_a_shipped_course_rests_on_claims_that_exist_and_are_taught(course):
    assert unknown_claims(course, CLAIMS) == []
    for one in course.modules:
        taught = set(keys_in(one.blocks))
        for each in one.questions:
            assert set(each.rests_on) <= taught, f"asked before it is taught: {each.text}"


@EVERY
def test_every_question_can_be_answered_rightly_and_wrongly_and_says_why(course):
    check_course(course)
    assert len(course.questions) >= 10
    for one in course.questions:
        assert 0 < len(one.right) < len(one.options) and one.why and one.rests_on


@EVERY
def test_the_right_answer_is_not_always_in_the_same_place(course):
    firsts = [0 in one.right for one in course.questions]
    assert any(firsts) and not all(firsts)


@EVERY
def test_no_word_of_a_course_hurts(course):
    assert [word for text in texts_of(course) for word in avoided(text)] == []


@EVERY
def test_a_course_for_anybody_is_easy_to_read(course):
    texts = [*texts_of(course), *(CLAIMS[key].text for key in course.keys)]
    age = reading_age(texts)
    assert age is not None
    assert age <= HARDEST or course.head.reader is Reader.PROFESSIONAL


def test_no_question_for_anybody_is_hard():
    plain = [course for course in COURSES.values() if course.head.reader is Reader.ANYBODY]
    assert plain
    texts = [t for course in plain for q in course.questions for t in (q.text, q.why)]
    assert [t for t in texts if (reading_age([t] * FEWEST_WORDS) or 0) > HARDEST_SENTENCE] == []


@given(any_course, SUBSETS)
def test_whatever_may_be_shown_all_right_passes_and_all_wrong_fails(course, shown):
    """Where enough is left; where it is not, nobody passes. No hidden claim is asked about."""
    asked = asked_of(course, CLAIMS, shown)
    assert all(set(one.question.rests_on) <= shown for one in asked)
    right = result_of(course, asked, {one.mark: True for one in asked})
    wrong = result_of(course, asked, {one.mark: False for one in asked})
    assert right.passed == is_enough(course, asked) and not wrong.passed
    assert not result_of(course, asked, {}).passed


@given(any_course, st.data())
def test_the_pass_mark_counts_only_what_is_asked(course, data):
    asked = asked_of(course, CLAIMS, set(CLAIMS))
    marks = data.draw(st.lists(st.booleans(), min_size=len(asked), max_size=len(asked)))
    answers = {one.mark: right for one, right in zip(asked, marks, strict=True)}
    done = result_of(course, asked, {**answers, "of-another-course": True})
    assert done.passed == (done.right >= done.needed)
    assert done.passed == (sum(marks) / len(asked) >= course.head.pass_mark / 100)


def test_of_several_right_answers_all_are_needed_and_no_other():
    options = tuple(Option(text, text in "ab") for text in "abc")
    both = Question("Which?", options, "So.", ("a",))
    assert both.several and both.is_right({0, 1})
    assert not any(map(both.is_right, ({0}, {1}, {0, 1, 2}, {2}, set())))


def test_a_question_left_open_is_named_by_its_module():
    course = COURSES["gps"]
    asked = asked_of(course, CLAIMS, set(CLAIMS))
    answers = {one.mark: True for one in asked if one.module != 2}
    done = result_of(course, asked, answers)
    assert done.still == (2,) and not done.passed


def test_an_answer_to_older_words_does_not_count():
    course = COURSES["gps"]
    asked = asked_of(course, CLAIMS, set(CLAIMS))
    key = asked[0].question.rests_on[0]
    changed = {**CLAIMS, key: replace(CLAIMS[key], text="Other words.")}
    again = asked_of(course, changed, set(CLAIMS))
    resting = [key in one.question.rests_on for one in asked]
    differ = [old.mark != new.mark for old, new in zip(asked, again, strict=True)]
    assert differ == resting and any(resting) and not all(resting)


def test_a_version_changes_with_words_and_with_facts_and_says_what_is_new():
    course = COURSES["peers"]
    some = set(course.keys[3:])
    words, facts = words_mark(course), facts_of(course, CLAIMS, some)
    key = course.keys[5]
    other = {**CLAIMS, key: replace(CLAIMS[key], text="Other words.")}
    now = facts_of(course, other, set(course.keys) - {course.keys[4]})
    found = changed_since(words, facts, words_now=words, facts_now=now)
    assert (found.new, found.gone, found.words) == (4, 1, False) and found
    assert not changed_since(words, facts, words_now=words, facts_now=facts)
    renamed = replace(course, head=replace(course.head, pass_mark=90))
    assert len({version_of(words, facts), version_of(words, now),
                version_of(words_mark(renamed), facts)}) == 3  # fmt: skip


def course_with(**change):
    one = Question("What?", (Option("This", True), Option("That", False)), "So.", ("a",))
    many = [replace(one, text=f"Question {n}?") for n in range(FEWEST_ASKED)]
    many[0] = replace(many[0], **change)
    return Course(CourseHead("a", "A", "For all.", 5), (Module("M", (ClaimRef("a"),), (*many,)),))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"options": (Option("This", False), Option("That", False))}, "right answer"),
        ({"options": (Option("This", True), Option("That", True))}, "wrong answer"),
        ({"options": (Option("This", True), Option("This", False))}, "the same"),
        ({"why": ""}, "say why"),
        ({"rests_on": ()}, "rests on"),
        ({"rests_on": ("b",)}, "no module says"),
        ({"text": "Question 1?"}, "twice"),
        ({"why": "Addicts can get help."}, "can hurt"),
        ({"why": "Because 50 mg is much."}, "dose"),
    ],
)
def test_a_question_that_does_not_hold_is_refused(change, why):
    check_course(course_with())
    with pytest.raises(BadCourse, match=why):
        check_course(course_with(**change))


def test_a_file_with_a_slip_is_refused_by_name():
    for text in ("slug = 1 =", 'slug = "a"\nplaec = 1', 'slug = "a"', HEAD + "body = 'x'"):
        with pytest.raises(BadStarter, match="slip.toml"):
            read_course("slip.toml", text)


HEAD = 'slug = "a"\ntitle = "A"\nsummary = "S."\nminutes = 5\n'


@given(st.text(LETTERS, min_size=16, max_size=16))
def test_a_code_is_read_as_it_is_printed_and_as_people_type_it(code):
    assert read_code(grouped(code)) == code
    assert read_code(f" {grouped(code).lower().replace('-', ' ')}") == code
    assert read_code(code[1:]) is None and read_code(f"0{code[1:]}") is None
