"""What a name is offered as, from the words beside it; and who may be one person."""

from uuid import UUID, uuid4

import pytest

from pennydrop.rooms.listen.public import HideLine
from pennydrop.rooms.understand.queries.suggesting import Turn, found_in
from pennydrop.rooms.understand.rules.identifiers import find_identifiers
from pennydrop.rooms.understand.rules.relations import asked_kind, kinds_beside, one_person
from pennydrop.rooms.understand.views.review import shared_stand_ins
from tests.understand.test_numbering import Desk


def kinds(text):
    spans = find_identifiers(text)
    return {text[s.start : s.end]: k for s, k in zip(spans, kinds_beside(text, spans), strict=True)}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("I rang my sister Amy last night", "sibling"),
        ("my mum's name is Amy", "parent"),
        ("me mum Amy knew", "parent"),
        ("our Amy came round", "relative"),
        ("my boyfriend, Amy, left", "partner"),
        ("my ex Amy left", "partner"),
        ("my ex-wife Amy left", "partner"),
        ("my little girl Amy cried", "child"),
        ("my nan Amy died", "grandparent"),
        ("my GP, Dr Amy said", "doctor"),
        ("I saw Dr. Amy", "doctor"),
        ("her key worker Amy helped", "worker"),
        ("the nurse, Amy, said", "worker"),
        ("my boss Amy knew", "boss"),
        ("my teacher Amy told me", "teacher"),
        ("my dealer Amy texted", "dealer"),
        ("my flatmate Amy left", "flatmate"),
        ("my cousin Amy knew", "cousin"),
        ("a mate called Amy drove", "friend"),
        ("Amy, my best mate, drove", "friend"),
        ("Amy is my sister", "sibling"),
        ("Amy's my key worker", "worker"),
        ("Amy, the worker, put it up", "worker"),
        ("Amy, the one I told you of, came", ""),
        ("Amy, her mum, came", ""),
        ("Amy, me mum, rang", "parent"),
        ("Amy - my mum - rang", "parent"),
        ("Amy, who's my mum, rang", "parent"),
        ("Amy, one of my mates, rang", "friend"),
        ("Amy, a mate of mine, rang", "friend"),
        ("Amy, a friend, rang", "friend"),
        ("a mate of mine called Amy rang", "friend"),
        ("a friend of mine, Amy, rang", "friend"),
        ("Our neighbour Amy rang", "neighbour"),
        ("Amy, our neighbour, rang", "neighbour"),
        ("my colleague Amy rang", "colleague"),
        ("my brothers Amy and Josh", "sibling"),
        ("So it's me and Amy. We've been mates since reception.", "friend"),
        ("Amy and me are best mates", "friend"),
        ("me and Amy left. My mates stayed.", ""),
        ("Josh and Amy. We've been mates", ""),
        ("My mum works nights. Her name's Amy.", "parent"),
        ("My mum works nights, she's called Amy and she's kind", "parent"),
        ("I live with my mum. We call her Amy.", "parent"),
        ("I live with my nan. Amy is her name.", "grandparent"),
        ("There's my key worker. They're called Amy.", "worker"),
        ("I live with my mum. Amy.", "parent"),
        ("I live with my mum – Amy – in town", "parent"),
        ("My mum went down there. Amy, she's known for it.", "parent"),
        ("My dad and my sister came. Her name's Amy.", "sibling"),
        # nobody of the teller's own, or nothing said
        ("My dad went down there. Amy, she's known for it.", ""),
        ("My mum went down there. Amy, Josh and me stayed.", ""),
        ("My mum and my sister came. Her name's Amy.", ""),
        ("My mum's mate came. Her name's Amy.", ""),
        ("His mum came. Her name's Amy.", ""),
        ("My mum left. I went out. There was a girl. Her name's Amy.", ""),
        ("I live with my mum. Amy came.", ""),
        ("I told Amy my mum was ill", ""),
        ("Amy, a mum of two, came", ""),
        ("his sister Amy rang", "person"),
        ("my brother's girlfriend Amy rang", "person"),
        ("I asked Sister Amy at church", "person"),
        ("our vicar Amy said", ""),
        ("a lad called Amy came", ""),
        ("Amy, my sister's boyfriend, came", ""),
        ("I rang my sister. Amy came too", ""),
        ("my sister and Amy came", ""),
    ],
)
def test_the_words_beside_a_name_say_what_it_stands_for(said, kind):
    assert kinds(said)["Amy"] == kind


@pytest.mark.parametrize(
    ("asked", "answer", "kind"),
    [
        ("And what's your mum called?", "Amy.", "parent"),
        ("I see. What's your mum's name?", "It's Amy, she works.", "parent"),
        ("Your key worker, what's their name?", "Erm, Amy", "worker"),
        ("What's your mum called?", "I forget. Amy came.", ""),
        ("What's your mum called? And who helped?", "Amy.", ""),
        ("What are your mum and your sister called?", "Amy.", ""),
        ("What's his mum called?", "Amy.", ""),
        ("", "Amy.", ""),
    ],
)
def test_the_question_before_a_name_says_who_it_is(asked, answer, kind):
    turns = [Turn(uuid4(), asked, ()), Turn(uuid4(), answer, ())]
    found = found_in(turns)[1]
    said = {answer[s.start : s.end]: k for s, k in zip(found.spans, found.beside, strict=True)}
    assert said.get("Amy", "") == kind


def test_names_in_a_row_share_one_plural():
    assert kinds("my kids Ella, Josh and Sam slept, and Amy came") == {
        "Ella": "child", "Josh": "child", "Sam": "child", "Amy": "",
    }  # fmt: skip
    assert kinds("my boss Amy and Josh came") == {"Amy": "boss", "Josh": ""}


def test_a_first_name_goes_with_the_one_fuller_name_that_begins_with_it():
    assert one_person(["Amy Larter", "Amy", "Karen", "Larter"]) == {"Amy": "Amy Larter"}
    assert one_person(["Dave", "Dave Smith", "Dave Jones"]) == {}
    assert one_person(["Amy", "my sister Amy"]) == {"Amy": "my sister Amy"}
    assert one_person(["Amy", "my sister Amy", "Amy Larter"]) == {
        "Amy": "Amy Larter", "my sister Amy": "Amy Larter",
    }  # fmt: skip
    assert one_person(["Amy", "my sister Amy", "my mate Amy", "my uncle"]) == {}
    assert one_person(["Hobbs", "Mr Hobbs", "Mrs Hobbs"]) == {}


def test_who_it_is_may_stand_on_the_persons_own_list_too():
    lines = {UUID(int=1): [HideLine("my sister Amy"), HideLine("my uncle")]}
    shown = Desk("So my sister Amy rang. Amy always does, not my uncle.", lines).shown()
    assert shown == {
        "my sister Amy": "[sibling 1]", "Amy": "[sibling 1]", "my uncle": "[relative 1]",
    }  # fmt: skip


def test_a_person_is_offered_one_stand_in_by_what_was_said_of_them():
    desk = Desk(
        "I met Karen there. I rang my sister Amy Larter. Then Amy came. Dr Patel said so, and my "
        "mate Danny. Patel rang."
    )
    first = desk.shown()
    assert first == {
        "Karen": "[person 1]", "Amy Larter": "[sibling 1]", "Amy": "[sibling 1]",
        "Patel": "[doctor 1]", "Danny": "[friend 1]",
    }  # fmt: skip
    desk.decide("Amy Larter", "[sibling 1]")
    assert desk.shown() == first
    # Two people after all: the reviewer gives one of them another number, and nobody else moves.
    desk.decide("Amy", desk.look()[0].next_of_kind()["friend"])
    assert desk.shown() == {**first, "Amy": "[friend 2]"}


def test_a_stand_in_for_several_names_is_shown_with_them_and_an_age_band_is_not():
    shown = [("Amy", "[sibling 1]"), ("Amy Larter", "[sibling 1]"), ("Karen", "[person 1]"),
             ("17", "[late teens]"), ("18", "[late teens]"), ("kept", "")]  # fmt: skip
    assert shared_stand_ins(shown) == [("[sibling 1]", ["Amy", "Amy Larter"])]


@pytest.mark.parametrize("question", ["", ".", " ?! ", "\n", "And what's"])
def test_what_asks_for_nobody_names_no_kind(question):
    assert asked_kind(question) == ""
