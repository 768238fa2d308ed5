"""What a blind reader marks: in one list, hidden where it was marked; and who may read blind."""

from collections import Counter

import pytest
from django.urls import reverse

from pennydrop.core.people.rules import Role
from pennydrop.rooms.understand.actions import second_reading as acting
from pennydrop.rooms.understand.actions.deidentify import decide, decide_many
from pennydrop.rooms.understand.actions.names_out import StillUndecided, sign_names_out
from pennydrop.rooms.understand.models import NameStep, SecondMark
from pennydrop.rooms.understand.queries.marking import names_marked
from pennydrop.rooms.understand.queries.review import originals_of
from pennydrop.rooms.understand.queries.second_reading import compared
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.offering import said_kind
from pennydrop.rooms.understand.rules.second_reading import places_marked
from tests.understand.deciding import hide, keep, read, result
from tests.understand.told import somebody, tell

db = pytest.mark.django_db(databases=["default", "keys"])
FIRST, SECOND = "user:901", "user:902"
# Opening a sentence, a word such as Grace may be no name: the finder is not asked what it thinks.
GRACE = "Grace and me went. I told Grace. Grace, she laughed. Say grace first."


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash):
    return tell(study, [(ash, GRACE), (ash, "Danny from the gasworks came on the sunflower bus.")])


def begin(source, *words, at, every=False):
    acting.begin_second_read(source=source.pk, by=SECOND, at=at)
    for one in words:
        acting.mark_words(
            source=source.pk, words=one, place=None, every=every, by=SECOND, at=at
        )  # fmt: skip


def read_blind(source, *words, at):
    begin(source, *words, at=at)
    return acting.finish_second_read(source=source.pk, by=SECOND, at=at)


def settle(source, found, decision="hide", surrogate="person 8", *, at):
    acting.settle_second(
        source=source.pk, mark=found.mark, decision=decision, surrogate=surrogate, by=FIRST, at=at
    )


def the(source):
    (found,) = compared(read(source))
    return found


@pytest.mark.parametrize(
    ("words", "text", "times"),
    [
        ("Grace", GRACE, 3),
        ("grace", GRACE, 3),
        ("Grace", "Grace Larter came. GRACE! Disgrace. Graces.", 2),
        ("Grace Larter", "Grace  Larter, Grace’s mum", 1),
        ("Will", "Will came. I will go, Will’s car.", 2),
        ("27", "I was 27, at no. 27b", 1),
        ("a (b", "a (b", 1),
        ("zebra", "no such animal", 0),
    ],
)
def test_a_marked_word_is_marked_wherever_it_may_be_a_name(words, text, times):
    assert len(places_marked(words, text)) == times


@db
def test_what_stands_in_small_letters_is_told_and_marked_if_they_say_so(source, at):
    begin(source, "Grace", at=at)
    assert SecondMark.objects.count() == 3

    def left():
        (named,) = names_marked(originals_of(source.pk), list(SecondMark.objects.all()))
        return named.left

    assert left() == 1
    acting.mark_words(source=source.pk, words="Grace", place=None, every=True, by=SECOND, at=at)
    assert SecondMark.objects.count() == 4 and left() == 0


@db
@pytest.mark.postgres
def test_hiding_it_hides_each_place_that_was_marked(source, at):
    decide(source=source.pk, ruling=keep("Grace"), by=FIRST, at=at)
    read_blind(source, "Grace", at=at)
    (waits,) = the(source).waiting
    settle(source, waits, at=at)
    assert result(source)[0].count("[person 8]") == 3 and "Grace" not in result(source)[0]
    assert not the(source).waiting
    assert NameStep.objects.filter(what="added").count() == 1


@db
def test_all_forms_of_a_name_are_hidden_with_it(source, at):
    decide_many(source=source.pk, rulings=[], rest="keep", by=FIRST, at=at)
    read_blind(source, "Danny from the gasworks", "gasworks", at=at)
    (waits,) = the(source).waiting
    assert {waits.words, *waits.also} == {"Danny from the gasworks", "gasworks"}
    settle(source, waits, at=at)
    assert not the(source).waiting and "gasworks" not in result(source)[1]


@db
def test_it_goes_out_of_signed_words_too(source, at):
    decide_many(source=source.pk, rulings=[], rest="keep", by=FIRST, at=at)
    sign_names_out(source=source.pk, by=FIRST, at=at)
    read_blind(source, "Grace", "sunflower bus", "bus", at=at)
    for waits in the(source).waiting:
        settle(source, waits, at=at)
    words = segments_of(source.pk)
    assert "Grace" not in words[0].text and "bus" not in words[1].text
    assert "Say grace first" in words[0].text and not the(source).waiting


@db
def test_each_mark_is_in_exactly_one_list(source, at):
    decide(source=source.pk, ruling=hide("Danny", "[friend 1]"), by=FIRST, at=at)
    marked = ("Danny from the gasworks", "gasworks", "Danny", "Grace", "sunflower bus", "bus")
    read_blind(source, *marked, at=at)
    found = the(source)
    lists = (found.both, found.ours, found.theirs)
    said = Counter(form for one in lists for f in one for form in (f.words, *f.also))
    assert {words: said[words] for words in marked} == dict.fromkeys(marked, 1)
    assert sum(f.count for one in (found.both, found.theirs) for f in one) == (
        SecondMark.objects.count()
    )


@db
def test_a_place_that_only_they_saw_of_a_name_that_both_saw_waits(source, at):
    """The finder points to Grace, and not to "grace": nothing of ours touches that."""
    begin(source, "Grace", every=True, at=at)
    acting.finish_second_read(source=source.pk, by=SECOND, at=at)
    (both,) = the(source).both
    assert both.waiting and both.count == 4 and not the(source).theirs
    decide_many(source=source.pk, rulings=[], rest="hide", by=FIRST, at=at)
    with pytest.raises(StillUndecided, match="Grace"):
        sign_names_out(source=source.pk, by=FIRST, at=at)
    (both,) = the(source).both
    assert both.instead in result(source)[0]  # it begins at what stands for it already
    settle(source, both, surrogate=both.instead, at=at)
    assert not the(source).waiting and "grace" not in result(source)[0].lower()
    sign_names_out(source=source.pk, by=FIRST, at=at)


@db
def test_a_name_that_is_hidden_stays_counted_as_they_found_it(source, at):
    """Acting on what they found does not make it ours, and the figure no better."""
    read_blind(source, "Danny", "sunflower bus", "came", at=at)
    before = the(source).said
    for waits in the(source).waiting:
        settle(source, waits, "hide", at=at)
    assert the(source).said == before and "found 3 names" in before
    assert {one.words for one in the(source).theirs} == {"sunflower bus", "came"}


@db
def test_what_is_left_as_it_is_counts_as_no_name_and_that_is_said(source, at):
    read_blind(source, "Danny", "sunflower bus", "came", at=at)
    for waits in the(source).waiting:
        settle(source, waits, "keep" if waits.words == "came" else "hide", at=at)
    found = the(source)
    assert [one.words for one in found.left] == ["came"]
    assert [one.words for one in found.theirs] == ["sunflower bus"]
    assert "found 2 names" in found.said and "1 thing that stays as it is" in found.said


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("My sister blossom came.", "blossom", "sibling"),
        ("I went to gull school.", "gull school", "school"),
        ("I was 34 then.", "34", "[30s]"),
        ("We went to cromer.", "cromer", "small town in Norfolk"),
        ("Ring 07700 900123.", "07700 900123", "phone number"),
        ("On the sunflower bus.", "sunflower bus", "person"),
    ],
)
def test_what_words_are_as_far_as_the_rules_can_tell(text, words, kind):
    start = text.index(words)
    assert said_kind(text, start, start + len(words)) == kind


@db
def test_the_choice_begins_at_what_the_finder_says(client, colleague, study, ash, at):
    text = (
        "We went to Cromer, to gull school. I was 34. Kez drove the sunflower bus. Then Kez left."
    )
    source = tell(study, [(ash, text)])
    decide_many(source=source.pk, rulings=[], rest="keep", by=FIRST, at=at)
    read_blind(source, "Cromer", "gull school", "34", "sunflower bus", at=at)
    by_words = {one.words: one for one in the(source).waiting}
    begins = {words: one.kind or one.instead for words, one in by_words.items()}
    assert begins == {
        "Cromer": "[small town in Norfolk]", "gull school": "school", "34": "[30s]",
        "sunflower bus": "person",
    }  # fmt: skip
    client.force_login(colleague)
    page = client.get(address("review-second", source) + "?show=1").content.decode()
    assert '<option value="school" selected>' in page
    assert '<option value="">30s</option>' in page
    sent = {"mark": by_words["34"].mark, "do": "hide", "kind": "", "surrogate": ""}
    client.post(address("second-settle", source), sent)
    assert "I was [30s]." in result(source)[0]


def address(name, source):
    return reverse(f"understand:{name}", args=[source.pk])


@pytest.fixture
def second(person):
    return person("second", Role.COORDINATOR)


@db
def test_a_mark_is_taken_back_alone(client, second, source):
    client.force_login(second)
    client.post(address("second-begin", source))
    client.post(address("second-mark", source), {"form": "Grace"})
    page = client.get(address("review-second", source)).content.decode()
    assert "“Grace” stands in 1 more place in small letters" in page
    first = SecondMark.objects.order_by("start").first()
    client.post(address("second-unmark", source), {"mark": first.pk})
    assert SecondMark.objects.count() == 2
    client.post(address("second-mark", source), {"form": "Grace", "every": "on"})
    assert SecondMark.objects.count() == 4
