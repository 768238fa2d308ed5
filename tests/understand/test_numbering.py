"""Numbers of stand-ins: what was shown is what is taken, whatever the order of decisions."""

from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.public import HideLine, Whose, hide_lists, sources_of
from pennydrop.rooms.listen.rules.speakers import NEW, STAFF
from pennydrop.rooms.understand.actions.deidentify import decide
from pennydrop.rooms.understand.queries.review import review_of
from pennydrop.rooms.understand.queries.suggesting import Turn, found_in, names_of_speakers
from pennydrop.rooms.understand.rules.kinds import number_in
from pennydrop.rooms.understand.rules.numbering import Held, offers
from pennydrop.rooms.understand.rules.offering import Suggester
from pennydrop.rooms.understand.rules.weighing import UNDECIDED, Ruling, weigh

DATABASE = pytest.mark.django_db(databases=["default", "keys"])
PEOPLE = ["Danny", "Karen", "Priya", "Olu", "Marek", "Shauna"]
PLACES = ["Acle", "Cromer", "Reepham", "Ludham"]
NUMBERS = ["07700 900123", "07700-900123", "07700 900456"]


class Desk:
    """One text under review, without a database: offers as the page shows them."""

    def __init__(self, text, lines=None):
        self.text, self.rulings, self.lines = text, {}, lines or {}
        self.hide = [line.term for theirs in self.lines.values() for line in theirs]
        self.found = found_in(
            [Turn(UUID(int=abs(hash((text, *self.hide)))), text, tuple(self.hide))]
        )[0]

    def look(self):
        rulings = list(self.rulings.values())
        mentions = weigh(self.text, self.found.spans, rulings)
        headings = self.found.headings(self.text)
        standing = {m.surrogate for m in mentions if m.surrogate}
        return Suggester(headings, rulings, standing, names_of_speakers(self.lines)), mentions

    def shown(self):
        """Form to the surrogate that stands or would stand for it."""
        suggester, mentions = self.look()
        return {m.text: suggester.surrogate_for(m) for m in mentions}

    def open_(self):
        return sorted({m.text for m in self.look()[1] if m.state == UNDECIDED})

    def decide(self, form, surrogate, decision="hide"):
        self.rulings[form] = Ruling(form, "person", decision, surrogate)


def told(words):
    return " ".join(f"I met {w} there." if w[0].isalpha() else f"I rang {w}." for w in words)


TOLD = st.lists(st.sampled_from(PEOPLE + PLACES + NUMBERS), min_size=1, max_size=14).map(told)


def numbers_of(surrogates, kind):
    return sorted(number for s in set(surrogates) if (number := number_in(s, kind)))


@settings(deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_accepting_all_in_any_order_gives_what_was_shown_without_gaps(text, random):
    desk = Desk(text)
    first = desk.shown()
    for kind in ("person", "village in Norfolk", "phone number"):
        used = numbers_of(first.values(), kind)
        assert used == list(range(1, len(used) + 1))
    while waiting := desk.open_():
        form = random.choice(waiting)
        desk.decide(form, desk.shown()[form])
        assert desk.shown() == first


@settings(deadline=None)
@given(TOLD, st.randoms(use_true_random=False))
def test_whatever_is_decided_the_others_that_are_shown_stay(text, random):
    desk = Desk(text)
    while waiting := desk.open_():
        form = random.choice(waiting)
        before = desk.shown()
        free = desk.look()[0].next_of_kind()
        own = random.choice(
            ["[sister 1]", "[the vet]", free["person"], free["town"], "", "[person 1]"]
        )
        desk.decide(form, own, "hide" if own else "keep")
        after, owners = desk.shown(), [f for f in waiting if before[f] == own and f != form]
        for other in desk.open_():
            assert other in owners or after[other] == before[other]
        offered = [after[other] for other in desk.open_()]
        assert not set(offered) & {r.surrogate for r in desk.rulings.values() if r.surrogate}


def test_names_are_counted_as_they_are_read():
    shown = Desk("I met Priya there. I met Karen there. I met Danny there.").shown()
    assert shown == {"Priya": "[person 1]", "Karen": "[person 2]", "Danny": "[person 3]"}


FRIENDS = {"a": "friend", "b": "friend", "c": "friend"}


@pytest.mark.parametrize(
    ("held", "standing", "numbers"),
    [
        ([], [], "123"),
        ([Held("b", "[friend 2]")], [], "123"),
        ([Held("b", "[sister 1]")], [], "123"),
        # somebody else, in another source, is friend 1 already
        ([Held("x", "[friend 1]")], [], "234"),
        # words that nobody had found, here, were given friend 2
        ([Held("x", "[friend 2]")], ["[friend 2]"], "143"),
        ([Held("", "[friend 2]")], ["[friend 2]"], "143"),
        # a number given to another name is swapped, also along a row, and never in a circle
        ([Held("c", "[friend 1]")], [], "321"),
        ([Held("b", "[friend 1]"), Held("c", "[friend 2]")], [], "312"),
    ],
)
def test_numbers_that_are_in_use(held, standing, numbers):
    found = offers(FRIENDS, held, standing)
    holding = {one.unit for one in held}
    for unit, number in zip("abc", numbers, strict=True):
        assert unit in holding or found[unit] == f"[friend {number}]"


def test_a_speakers_own_name_is_one_name_and_no_friend():
    ash, staff = UUID(int=1), UUID(int=2)
    lines = {
        ash: [HideLine(t, Whose.OWN) for t in ("Dean Harker", "Dean", "Harker")],
        staff: [HideLine(t, Whose.STAFF) for t in ("Ros Miller", "Ros", "Miller")],
    }
    text = "Thanks Dean. I met Kevin there. I am Dean Harker and this is Ros, Ros Miller."
    desk = Desk(text, lines)
    shown = desk.shown()
    assert shown["Dean"] == shown["Dean Harker"] == "[name 1]"
    assert shown["Ros"] == shown["Ros Miller"] == "[worker 1]"
    assert shown["Kevin"] == "[person 1]"
    desk.decide("Dean", "[Otter]")
    assert desk.shown()["Dean Harker"] == "[Otter]" and desk.shown()["Kevin"] == "[person 1]"


DIALOGUE = b"""Ros: Thanks for coming, Dean. Was Danny there?
Dean: Danny was, and Karen, and Priya. My sister calls me Dean Harker.
Ros: And Marek?
Dean: Marek and Shauna came later. Then Karen left, and Ros rang.
"""


@pytest.fixture
def brought_in(study, at):
    import_files(
        study=study, files=[Upload.of("one.txt", DIALOGUE)], kind="interview",
        fidelity="word_for_word", speakers={"Ros": STAFF, "Dean": NEW},
        consents={"take_part": "yes", "analyse": "yes"}, by="user:1", at=at,
    )  # fmt: skip
    return sources_of(study.pk)[0]


def shown_in(source):
    return {part.text: part.surrogate for row in review_of(source).rows for part in row.parts
            if part.mention}  # fmt: skip


@DATABASE
def test_skipping_through_a_source_keeps_the_numbers(brought_in, at):
    first = shown_in(brought_in)
    assert first["Dean"] == "[name 1]" and first["Ros"] == "[worker 1]"
    assert [first[n] for n in ("Danny", "Karen", "Priya")] == [f"[person {n}]" for n in (1, 2, 3)]
    for step in range(20):
        waiting = review_of(brought_in).undecided
        if not waiting:
            break
        form = waiting[step % 2 % len(waiting)]
        ruling = Ruling(form.form, form.mention.label, "hide", form.surrogate)
        decide(source=brought_in.id, ruling=ruling, by="user:1", at=at)
        assert shown_in(brought_in) == first
    assert not review_of(brought_in).undecided


@DATABASE
def test_whose_name_it_is_stays_sealed(brought_in):
    (person,) = brought_in.participants
    row = Participant.objects.get(pk=person)
    assert b"Dean" not in bytes(row.hide) and b"own name" not in bytes(row.hide)
    assert sorted(hide_lists([person])[person]) == ["Dean", "Ros"]


@DATABASE
def test_the_kind_that_a_name_is_offered_as_leaves_its_number(client, colleague, brought_in):
    client.force_login(colleague)
    sent = {"do": "hide", "form": "Danny", "surrogate": "[person 1]", "suggested": "[person 1]"}
    client.post(
        reverse("understand:review-decide", args=[brought_in.id]), {**sent, "kind": "person"}
    )
    assert shown_in(brought_in)["Danny"] == "[person 1]"
