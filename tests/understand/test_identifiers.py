"""What the finder finds, kind by kind, and what looks like an identifier and is none."""

import pytest

from pennydrop.rooms.understand.rules.identifiers import Label, find_identifiers, fold, mentions_of
from pennydrop.rooms.understand.rules.identifiers.dates import age
from pennydrop.rooms.understand.rules.identifiers.numbers import nhs_number_holds

FOUND = {
    "person": [
        ("my mate gaz had it", "gaz"),
        ("me and Tunde went halves", "Tunde"),
        ("called Lozza", "Lozza"),
        ("it was nurse Bisi", "Bisi"),
        ("Mr Begum rang", "Begum"),
        ("I saw jaswinder at the chemist", "jaswinder"),
        ("our kid Ryan", "Ryan"),
        ("M.K. sold it", "M.K."),
        ("Charlie said no", "Charlie"),
        ("my sister Charlie", "Charlie"),
        ("Rose told me to stop", "Rose"),
        ("his name's Zbig", "Zbig"),
        ("Karen's mum", "Karen"),
        ("with Faith and her baby", "Faith"),
        ("Lucy Palmer is my worker", "Lucy Palmer"),
        ("i rang will said he was busy", "will"),
        ("this is Aoife speaking", "Aoife"),
        ("my ex Will", "Will"),
        ("Jo-Anne helped me", "Jo-Anne"),
        ("KHADIJA was there", "KHADIJA"),
        ("it was Mark who found me", "Mark"),
        ("my son, Reuben, is six", "Reuben"),
        ("a lad named Smudge", "Smudge"),
        ("Dr. A. Mbeki", "A. Mbeki"),
        ("miss chowdhury from school", "chowdhury"),
    ],
    "phone": [
        ("ring 07700900123", "07700900123"),
        ("on 01603 555 123", "01603 555 123"),
        ("+44 (0)7700 900 555", "+44 (0)7700 900 555"),
        (
            "my number is oh seven nine double one, one two three, four five six",
            "oh seven nine double one, one two three, four five six",
        ),
        ("landline (020) 7946 0018", "(020) 7946 0018"),
        ("call Cromer 512345", "512345"),
        ("text me 0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
    ],
    "email": [
        ("k.fields@ketmail.co.uk", "k.fields@ketmail.co.uk"),
        (
            "its kez underscore b at hotmail dot co dot uk",
            "kez underscore b at hotmail dot co dot uk",
        ),
        ("my email is tom at outlook dot com", "tom at outlook dot com"),
    ],
    "web": [
        ("see www.mybladder.net/story", "www.mybladder.net/story"),
        ("https://a.example/x?y=1", "https://a.example/x?y=1"),
        ("its on ketstory.blog", "ketstory.blog"),
    ],
    "handle": [
        ("@kez_k", "@kez_k"),
        ("my insta is kezzak99", "kezzak99"),
        ("snap: bigdaz", "bigdaz"),
        ("add me on snapchat its bladder.queen", "bladder.queen"),
        ("u/ket_throwaway", "u/ket_throwaway"),
        ("liamod_99 on there", "liamod_99"),
    ],
    "nhs_number": [
        ("NHS no 943 476 5918", "943 476 5918"),
        ("my nhs number is 9434765919", "9434765919"),
        ("NHS number: 400 000 000", "400 000 000"),
    ],
    "postcode": [
        ("NR1 3JU", "NR1 3JU"),
        ("ip22 4aa", "ip22 4aa"),
        ("nr13ju", "nr13ju"),
    ],
    "address": [
        ("4 Lawson Rd", "4 Lawson Rd"),
        ("12a high street", "12a high street"),
        ("number seven Mousehold Avenue", "number seven Mousehold Avenue"),
        ("Flat 2, 9 Dereham Road", "Flat 2, 9 Dereham Road"),
        ("off Aylsham Road", "Aylsham Road"),
        ("29 magdalen street", "29 magdalen street"),
    ],
    "number": [
        ("NI is AB 12 34 56 C", "AB 12 34 56 C"),
        ("prison number A1234BC", "A1234BC"),
        ("reg AB12 CDE", "AB12 CDE"),
        ("case number 2023/1187", "2023/1187"),
        ("crime ref 36/11223/24", "36/11223/24"),
        ("bus pass number 633597 1234", "633597 1234"),
        ("policy HX-554091", "HX-554091"),
    ],
    "date": [
        ("12th of March 1994", "12th of March 1994"),
        ("born on the 3rd of May", "3rd of May"),
        ("12/03/94", "12/03/94"),
        ("3 May 1990", "3 May 1990"),
        ("on May 12th", "May 12th"),
        ("the twenty-first of June", "twenty-first of June"),
        ("2024-03-12", "2024-03-12"),
        ("born 12.3.1988", "12.3.1988"),
        ("March 5, 2021", "March 5, 2021"),
    ],
    "age": [
        ("I'm 34", "34"),
        ("im 22 now", "22"),
        ("thirty-four year old", "thirty-four"),
        ("34yo", "34"),
        ("a 52-year-old woman", "52"),
        ("when I was 21 I", "21"),
        ("she turned forty", "forty"),
        ("aged 19", "19"),
        ("by the time I was twenty-five,", "twenty-five"),
        ("he was 45 when he died", "45"),
    ],
    "place": [
        ("from Thetford", "Thetford"),
        ("we lived in norwich", "norwich"),
        ("down in Bath", "Bath"),
        ("near Castle Acre", "Castle Acre"),
        ("up in newcastle", "newcastle"),
        ("moved to Diss", "Diss"),
        ("Stoke-on-Trent", "Stoke-on-Trent"),
        ("in king's lynn", "king's lynn"),
        ("the lads from Sandwich", "Sandwich"),
        ("he lives in Chelsea", "Chelsea"),
    ],
    "organisation": [
        ("Earsham Ward", "Earsham Ward"),
        ("the Matthew Project", "Matthew Project"),
        ("at Lakeside Surgery", "Lakeside Surgery"),
        ("City College Norwich", "City College"),
        ("Thorpe St Andrew High School", "Thorpe St Andrew High School"),
        ("HMP Norwich", "HMP Norwich"),
        ("the Norfolk and Norwich Hospital", "Norfolk and Norwich Hospital"),
        ("bowthorpe medical centre", "bowthorpe medical"),
        ("Heartsease Academy", "Heartsease Academy"),
        ("at hellesdon hospital", "hellesdon hospital"),
    ],
}

LOOK_ALIKES = [
    "line of charlie",
    "I was on molly",
    "took some mandy",
    "Mary Jane",
    "special k and vitamin K",
    "do you want any Charlie",
    "we did Lucy",
    "a g of henry",
    "Will you come?",
    "I may go in May",
    "may be",
    "Mark my words",
    "the bill was fifty quid",
    "hope and faith",
    "Bath time",
    "reading a book",
    "in 2019",
    "last March",
    "on Monday",
    "since August 2021",
    "in June",
    "I'm 16",
    "when I was fifteen",
    "aged 12",
    "I'm 50 quid down",
    "I was 20 stone",
    "30 minutes",
    "at 20 quid a g",
    "forty quid",
    "two grams",
    "NHS",
    "A&E",
    "CGL",
    "NA and AA",
    "the FRANK website",
    "Samaritans",
    "Turning Point",
    "Change Grow Live",
    "We Are With You",
    "from Norfolk",
    "in Essex",
    "back to Poland",
    "ten years ago",
    "24/7",
    "my GP",
    "the hospital",
    "the ward",
    "my school",
    "at the surgery",
    "a high school",
    "10 minutes down the road",
    "I rose at six",
    "the doctor said",
    "my mum said",
    "my key worker said",
    "the nurse came",
    "he called me back",
    "called an ambulance",
    "my mate was there",
    "my sister did",
    "it was Christmas",
    "KETAMINE IS BAD",
    "OK so",
    "eGFR 41 and CT",
    "MSU negative",
    "Amitriptyline and Solifenacin",
    "Instagram and WhatsApp",
    "It's on Netflix",
    "I took 2 or 3 g, maybe 5",
    "every 20 minutes",
    "50 percent",
    "150 mg",
    "Yeah. Erm, nah.",
    "Gonna be fine",
    "Dunno really",
    "P4: Yeah",
    "Interviewer: So when",
    "Q1. What happened?",
    "I got a job at Tesco",
    "Bob's your uncle",
    "Jesus Christ",
    "the Crown Court",
    "God knows",
    "a rose",
    "grace period",
    "the art of it",
    "Buprenorphine helped",
    "Hull? no",
    "i started at 13",
    "It cost £1,200",
    "0.5 g",
    "10 out of 10",
    "at 7 30",
    "I was 18 months clean",
    "three, four, five times a night",
    "one two three",
    "up my nose",
    "Sandwich for lunch",
    "Ketty was cheap",
    "when i was on K",
    "he will said mum",
    "Stop. Please",
    "the Home Office",
    "Universal Credit",
    "PIP assessment",
    "Bladder Clinic",
    "the Pain Clinic",
    "Sixth Form College",
    "the General Hospital",
    "He did it in the Park",
]


@pytest.mark.parametrize(
    ("label", "text", "written"),
    [(label, text, written) for label, cases in FOUND.items() for text, written in cases],
)
def test_found(label: str, text: str, written: str) -> None:
    found = [(span.label, text[span.start : span.end]) for span in find_identifiers(text)]
    assert (label, written) in found


def test_every_label_has_examples() -> None:
    assert set(FOUND) | {Label.HIDDEN} == set(Label)


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert find_identifiers(text) == []


@pytest.mark.parametrize(
    ("person", "other"),
    [
        ("my sister Charlie was there", "a line of charlie was there"),
        ("Charlie said so", "we did some charlie"),
        ("Will said he would", "Will he come"),
        ("nurse May sat with me", "that was in May"),
        ("my mate Bill paid", "the bill was paid"),
        ("Mandy rang my mum", "they sell mandy"),
        ("I rang Lucy about it", "I bought Lucy off him"),
    ],
)
def test_the_same_word_in_two_senses(person: str, other: str) -> None:
    assert [span.label for span in find_identifiers(person)] == ["person"]
    assert find_identifiers(other) == []


def test_a_sister_and_a_drug_of_one_name_in_one_text() -> None:
    text = "My sister Charlie hated it. I was on charlie by then. I told Charlie in the end."
    assert [span.start for span in find_identifiers(text)] == [10, 61]


def test_found_once_is_found_everywhere() -> None:
    text = "They called him Smudgey. smudgey's flat was grim, and smudggey never slept."
    assert [span.start for span in find_identifiers(text)] == [16, 25, 54]


def test_the_parts_of_a_full_name_are_found_alone() -> None:
    text = "Zbigna Grobelny ran it. We all liked zbigna. No one liked GROBELNY."
    assert [text[s.start : s.end] for s in find_identifiers(text)] == [
        "Zbigna Grobelny", "zbigna", "GROBELNY"]  # fmt: skip


def test_what_the_person_listed_always_wins() -> None:
    text = "I did molly with the farm lot. Kerry is kerry.w@ketmail.co.uk."
    spans = find_identifiers(text, hide=["Molly", "the farm", "Kerry"])
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("molly", "hidden"), ("the farm", "hidden"), ("Kerry", "hidden"),
        ("kerry.w@ketmail.co.uk", "hidden")]  # fmt: skip
    assert {span.score for span in spans} == {1.0}


def test_names_and_places_known_to_the_study() -> None:
    text = "we went to the red barn with wibble"
    spans = find_identifiers(text, names=["Wibble"], places=["Red Barn"])
    assert [(text[s.start : s.end], s.label) for s in spans] == [
        ("red barn", "place"), ("wibble", "person")]  # fmt: skip


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (
            "Karen",
            "karen, KAREN, Karen's and Karen’s, not Karenina",
            ["karen", "KAREN", "Karen", "Karen"],
        ),
        ("Zoë", "zoe and ZOË and Zoe\u0308", ["zoe", "ZOË", "Zoe\u0308"]),
        ("Phillip", "philip or Philipp", ["philip", "Philipp"]),
        ("Ann", "an apple for ann", ["ann"]),
        ("O'Leary", "oleary and O’Leary", ["oleary", "O’Leary"]),
        ("Castle Acre", "castle-acre, Castle  Acre", ["castle-acre", "Castle  Acre"]),
        (
            "07700 900123",
            "07700900123 or 07700-900-123, not 077009001234",
            ["07700900123", "07700-900-123"],
        ),
        ("Will", "will you tell Will? I will. my brother will said no", ["Will", "will"]),
        ("Kez", "@kez_free is kez", ["kez"]),
        ("Łukasz", "lukasz", ["lukasz"]),
        ("", "nothing", []),
        ("👍", "ok 👍", ["👍"]),
    ],
)
def test_mentions(term: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in mentions_of(term, text)] == found


def test_folding_joins_spellings_of_one_mention() -> None:
    assert fold("Philip's") == fold("PHILLIP") == fold("phillip’s")
    assert fold("King's  Lynn") == fold("king's-lynn")
    assert fold("Karen") != fold("Karin")


def test_nhs_check_digit() -> None:
    assert nhs_number_holds("9434765919")
    assert not nhs_number_holds("9434765918")
    assert not nhs_number_holds("943476591")


@pytest.mark.parametrize(
    ("written", "years"), [("34", 34), ("Thirty-four", 34), ("nineteen", 19), ("fourty", 40)]
)
def test_ages_in_words(written: str, years: int) -> None:
    assert age(written) == years


@pytest.mark.parametrize("term", ["my mum's shop", "My Mum’s shop"])
def test_a_possessive_inside_a_term_does_not_hide_it(term):
    text = "I work in my mum's shop. I put the sign up."
    assert [text[start:end] for start, end in mentions_of(term, text)] == ["my mum's shop"]


def test_a_street_is_found_without_its_house_number_too():
    text = "We live on Foghorn Parade, I am 14 Foghorn Parade; she: Flat 2b, 14 Foghorn Parade."
    found = [text[span.start : span.end] for span in find_identifiers(text)]
    assert "Foghorn Parade" in found and "14 Foghorn Parade" in found
