"""A whole study speaks of a name in one way, until somebody says that it is another's."""

from uuid import UUID

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.actions.deidentify import decide, decide_many, reopen
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.queries.suggesting import Turn, found_in
from pennydrop.rooms.understand.rules.offering import Suggester
from pennydrop.rooms.understand.rules.sexes import says_sex
from pennydrop.rooms.understand.rules.weighing import UNDECIDED, Ruling, same, weigh
from tests.beginnings import open_now
from tests.understand.deciding import hide, keep, place_of, read, result
from tests.understand.test_numbering import PEOPLE, PLACES, told
from tests.understand.told import somebody, tell

DATABASE = pytest.mark.django_db(databases=["default", "keys"])


class Interview:
    """One person's text among those of a study, without a database."""

    def __init__(self, number, text):
        self.text, self.rulings = text, {}
        self.found = found_in([Turn(UUID(int=number + (hash(text) & (2**100 - 1))), text, ())])[0]


class Study:
    """Several texts under review, as their pages show them."""

    def __init__(self, texts):
        self.texts = [Interview(number, text) for number, text in enumerate(texts)]
        self.parted = set()

    def look(self, at):
        here = self.texts[at]
        mentions = weigh(here.text, here.found.spans, list(here.rulings.values()))
        elsewhere = [r for other in self.texts if other is not here
                     for r in other.rulings.values() if r.decision == "hide"]  # fmt: skip
        suggester = Suggester(
            here.found.headings(here.text), list(here.rulings.values()),
            {m.surrogate for m in mentions if m.surrogate}, {}, elsewhere,
        )  # fmt: skip
        return suggester, mentions

    def shown(self, at):
        suggester, mentions = self.look(at)
        return {m.text: suggester.surrogate_for(m) for m in mentions}

    def open_(self, at):
        return sorted({m.text for m in self.look(at)[1] if m.state == UNDECIDED})

    def decide(self, at, form, surrogate):
        what = "hide" if surrogate else "keep"
        self.texts[at].rulings[form] = Ruling(form, "person", what, surrogate)

    def part(self, at, form):
        self.parted.add(same(form))
        self.decide(at, form, self.look(at)[0].parted(self.shown(at)[form]))

    def join(self, at, form):
        """As somebody else of the study has it, whoever comes first."""
        theirs = [r.surrogate for other in self.texts if other is not self.texts[at]
                  for r in other.rulings.values() if r.form == form and r.surrogate]  # fmt: skip
        if theirs:
            self.decide(at, form, theirs[0])

    def held(self):
        """Stand-in -> the names it was given to; name -> the stand-ins it was given."""
        names, stand_ins = {}, {}
        for text in self.texts:
            for ruling in text.rulings.values():
                if ruling.surrogate:
                    names.setdefault(ruling.surrogate, set()).add(same(ruling.form))
                    stand_ins.setdefault(same(ruling.form), set()).add(ruling.surrogate)
        return names, stand_ins

    def is_sound(self):
        names, stand_ins = self.held()
        assert all(len(its) == 1 for its in names.values()), names
        assert all(len(its) == 1 for n, its in stand_ins.items() if n not in self.parted)
        for at in range(len(self.texts)):
            shown = self.shown(at)
            assert len(set(shown.values()) - {""}) == len([s for s in shown.values() if s])
            for form in self.open_(at):
                assert names.get(shown[form], {same(form)}) == {same(form)}


TEXTS = st.lists(
    st.lists(st.sampled_from(PEOPLE + PLACES), min_size=1, max_size=6).map(told),
    min_size=2,
    max_size=4,
)


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.randoms(use_true_random=False))
def test_in_any_order_one_name_is_one_stand_in_and_no_stand_in_two_names(texts, random):
    study = Study(texts)
    for _ in range(14):
        at = random.randrange(len(texts))
        form = random.choice(sorted(study.shown(at)) or [""])
        if not form:
            continue
        before, waiting = study.shown(at), form in study.open_(at)
        what = random.choice(["take", "take", "take", "part", "join", "keep", "reopen"])
        if what == "take" and waiting:
            study.decide(at, form, before[form])
        elif what == "part" and before[form]:
            study.part(at, form)
        elif what == "join":
            study.join(at, form)
        elif what == "keep":
            study.decide(at, form, "")
        elif what == "reopen":
            study.texts[at].rulings.pop(form, None)
        study.is_sound()
        after = study.shown(at)
        assert not waiting or all(after[f] == before[f] for f in study.open_(at) if f != form)


def test_what_is_said_of_somebody_may_show_that_it_is_another():
    study = Study(["My sister Amy rang.", "I met my mate Amy. Amy knew Amy Larter.", "Amy left."])
    study.decide(0, "Amy", study.shown(0)["Amy"])
    assert study.shown(0)["Amy"] == "[sibling 1]"
    assert study.shown(1)["Amy"] == "[friend 1]"  # nobody's sister there
    assert study.shown(2)["Amy"] == "[sibling 1]"
    study.decide(1, "Amy", "[friend 1]")
    assert study.shown(2)["Amy"] == "[sibling 1]", "whoever came first"


@pytest.mark.parametrize(
    "chosen", ["[sister 1]", "[mother 2]", "[his brother]", "[policewoman 3]", "[a man from work]"]
)
def test_a_sex_that_was_chosen_for_other_words_is_not_offered_here(chosen):
    study = Study(["My sister Amy rang.", "Amy left with Karen."])
    study.decide(0, "Amy", chosen)
    assert study.shown(0)["Amy"] == chosen, "there somebody chose it"
    assert study.shown(1)["Amy"] == "[person 1]"
    study.decide(1, "Amy", chosen)
    assert study.shown(1)["Amy"] == chosen, "now they chose it here too"
    suggester, _ = study.look(1)
    assert not says_sex(suggester.parted(chosen))


def test_a_person_and_a_place_of_one_name_are_two():
    study = Study(["We moved to Cromer in May.", "We moved to Cromer in May. Acle is near."])
    study.texts[0].rulings["Cromer"] = Ruling("Cromer", "person", "hide", "[friend 1]")
    assert study.shown(1)["Cromer"] == "[small town in Norfolk]"


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def first(study, ash):
    return tell(study, [(ash, "Danny drove me to Cromer. Karen came.")])


@pytest.fixture
def second(study):
    return tell(study, [(somebody(study), "Priya knew Danny. We moved to Acle, near Cromer.")])


def offered(source):
    return {form.form: form.surrogate for form in read(source).forms}


@DATABASE
@pytest.mark.postgres
def test_the_same_name_is_offered_as_it_stands_with_others(study, first, second, at):
    decide_many(source=first.pk, rulings=[], rest="hide", by="user:1", at=at)
    assert offered(first) == {
        "Danny": "[person 1]", "Karen": "[person 2]", "Cromer": "[small town in Norfolk]"
    }  # fmt: skip
    assert offered(second) == {
        "Danny": "[person 1]", "Cromer": "[small town in Norfolk]", "Priya": "[person 3]",
        "Acle": "[village in Norfolk]",
    }  # fmt: skip
    decide_many(source=second.pk, rulings=[], rest="hide", by="user:1", at=at)
    assert result(second) == [
        "[person 3] knew [person 1]. We moved to [village in Norfolk], near "
        "[small town in Norfolk]."
    ]


@DATABASE
def test_another_study_does_not_matter(new_study, first, at):
    other_study = open_now(new_study)
    elsewhere = tell(other_study, [(somebody(other_study), "Danny and Karen came.")])
    decide_many(source=elsewhere.pk, rulings=[hide("Danny", "[friend 9]")], by="user:1", at=at)
    assert offered(first)["Danny"] == "[person 1]"


def press(client, source, form, do, **more):
    place = place_of(source, form)
    sent = {"segment": place.segment, "start": place.start, "end": place.end, "form": form,
            "label": "person", "do": do, **more}  # fmt: skip
    return client.post(reverse("understand:review-decide", args=[source.pk]), sent, follow=True)


@DATABASE
@pytest.mark.postgres
def test_two_of_one_name_are_parted_and_joined_again(client, colleague, ash, first, second, at):
    client.force_login(colleague)
    decide(source=first.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    start = place_of(second, "Danny").start
    page = client.get(reverse("understand:review", args=[second.pk]), {"at": f"0-{start}"})
    page = page.content.decode()
    assert f"is [friend 1] in the words of {ash.name} too" in page
    assert "Another one here: [friend 2]" in page
    press(client, second, "Danny", "another")
    assert offered(second)["Danny"] == "[friend 2]" and offered(first)["Danny"] == "[friend 1]"
    page = press(client, second, "Priya", "keep").content.decode()
    assert f"In the words of {ash.name} “Danny” is [friend 1]" in page
    press(client, second, "Danny", "same")
    assert offered(second)["Danny"] == "[friend 1]"
    # It is one step, and undone as one.
    client.post(reverse("understand:review-decide", args=[second.pk]), {"do": "last"})
    assert offered(second)["Danny"] == "[friend 2]"


@DATABASE
def test_a_sex_chosen_elsewhere_is_shown_and_taken_by_one_press(
    client, colleague, ash, first, second, at
):
    client.force_login(colleague)
    decide(source=first.pk, ruling=hide("Danny", "[his brother]"), by="user:1", at=at)
    assert offered(second)["Danny"] == "[person 2]"
    page = client.get(reverse("understand:review", args=[second.pk])).content.decode()
    assert f"In the words of {ash.name} “Danny” is [his brother]" in page
    press(client, second, "Danny", "same")
    assert offered(second)["Danny"] == "[his brother]"
    page = client.get(reverse("understand:review", args=[second.pk])).content.decode()
    assert "Another one here: [person" in page and "[his brother 2]" not in page
    press(client, second, "Danny", "another")
    assert offered(second)["Danny"] == "[person 3]" and offered(first)["Danny"] == "[his brother]"


@DATABASE
def test_a_name_that_nobody_else_says_can_be_neither(client, colleague, first):
    client.force_login(colleague)
    answer = press(client, first, "Karen", "another")
    assert answer.status_code == 422 and "Nobody else in this study" in answer.content.decode()


@DATABASE
def test_an_offer_given_away_meanwhile_gives_the_next_one(client, colleague, first, second):
    client.force_login(colleague)
    both = {"surrogate": "[person 1]", "suggested": "[person 1]"}
    press(client, first, "Danny", "hide", **both)
    press(client, second, "Priya", "hide", **both)  # both pages had been open
    assert offered(second)["Priya"] == "[person 2]" != offered(first)["Danny"]


@DATABASE
def test_a_stand_in_of_two_names_is_told(client, colleague, ash, first, second, at):
    client.force_login(colleague)
    decide(source=first.pk, ruling=hide("Karen", "[friend 1]"), by="user:1", at=at)
    decide(source=second.pk, ruling=hide("Priya", "[friend 1]"), by="user:1", at=at)
    page = client.get(reverse("understand:review", args=[second.pk])).content.decode()
    assert f"In the words of {ash.name} [friend 1] stands for another name" in page
    assert "Karen" not in page


@DATABASE
def test_kept_and_opened_again_names_are_not_offered(first, second, at):
    decide(source=first.pk, ruling=keep("Danny"), by="user:1", at=at)
    assert offered(second)["Danny"] == "[person 2]"
    decide(source=first.pk, ruling=hide("Danny", "[friend 4]"), by="user:1", at=at)
    assert offered(second)["Danny"] == "[friend 4]"
    reopen(source=first.pk, place=place_of(first, "Danny"), by="user:1", at=at)
    assert offered(second)["Danny"] == "[person 2]"


@DATABASE
def test_a_number_is_not_given_again_when_what_it_stood_for_is_gone(study, ash, first, second, at):
    decide_many(source=first.pk, rulings=[], rest="hide", by="user:1", at=at)
    sign_names_out(source=first.pk, by="user:1", at=at)
    assert destroy_originals(study=study.pk, by="user:1", at=at) == 1
    assert offered(second) == {
        "Priya": "[person 3]", "Danny": "[person 4]", "Acle": "[village in Norfolk]",
        "Cromer": "[small town in Norfolk 2]",
    }  # fmt: skip
