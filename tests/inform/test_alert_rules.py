"""What an alert may say, when it may go out, and when it ends."""

import datetime as dt
import itertools
import re
import uuid
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.inform.rules.alerts import (
    BadAlert,
    Evidence,
    Grade,
    Issued,
    Level,
    Message,
    State,
    check_alert,
    gaps,
    tidied,
)
from pennydrop.rooms.inform.rules.cap import NAMESPACE, write_cap
from pennydrop.rooms.inform.rules.claims import Side, Source
from tests.inform.alerting import TODAY, text

AT = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
KEY = uuid.UUID(int=7)
BOTH = tuple(Grade(side, "somebody", Level.WARNING, True, TODAY) for side in Side)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"found": ""}, "what was found"),
        ({"why": "A pill held 250 mg."}, "dose"),
        ({"why": "Addicts take it."}, "can hurt"),
        ({"found": "premium stuff"}, "praise"),
        ({"sold_as": "Blue Star™"}, "praise"),
        ({"why": "It is very pure."}, "draw people in"),
        ({"found": "a strong opioid"}, "draw people in"),
        ({"source": Source("A page", "A board")}, "https address"),
        ({"source": Source("", "A board", link="https://a.example/")}, "title"),
        ({"samples": 0}, "empty"),
        ({"level": Level.WARNING, "evidence": Evidence.TOLD}, "cannot be a Warning"),
        ({"first_seen": TODAY, "last_seen": TODAY - dt.timedelta(1)}, "seen last before"),
        ({"why": "It\x00 matters."}, "cannot be shown"),
        ({"looks": "x" * 121}, "at most 120"),
    ],
)
def test_words_that_do_not_belong_in_an_alert_are_refused(said, why):
    with pytest.raises(BadAlert, match=why):
        check_alert(text(**said))


def test_strength_may_be_said_with_a_reason_that_the_reader_is_told():
    check_alert(text(found="a strong opioid", strength="It is strong enough to stop breathing."))
    assert tidied(text(found="  two \n words ")).found == "two words"


def test_it_waits_for_two_people_of_two_sides_who_agree():
    assert gaps(text(), BOTH, ["a", "b"], today=TODAY) == ()
    for number in (0, 1):
        assert len(gaps(text(), BOTH[:number], ["a", "b"][:number], today=TODAY)) == 2 - number
    assert "One person" in gaps(text(), BOTH, ["a", "a"], today=TODAY)[0]
    assert "level" in gaps(text(level=Level.CARE), BOTH, ["a", "b"], today=TODAY)[0]


@given(review=st.integers(-5, 30), last=st.integers(-5, 120), today=st.integers(-5, 130))
def test_it_is_passed_on_for_a_fortnight_at_most_and_ends_by_itself(review, last, today):
    said = text(review_by=TODAY + dt.timedelta(review), expires=TODAY + dt.timedelta(last))
    fine = not gaps(said, BOTH, ["a", "b"], today=TODAY)
    assert fine == (0 <= review <= 14 and 0 <= last <= 92)
    state = Issued(KEY, 1, said, BOTH, AT).state(TODAY + dt.timedelta(today))
    assert (state is State.CURRENT) == (today <= min(review, last))


@pytest.mark.parametrize("agreed", list(itertools.product((True, False), repeat=2)))
def test_its_look_is_told_only_where_both_agree(agreed):
    grades = [Grade(s, "x", Level.WARNING, a, TODAY) for s, a in zip(Side, agreed, strict=True)]
    assert bool(Issued(KEY, 1, text(looks="white"), tuple(grades), AT).looks) == all(agreed)


# The elements of OASIS CAP 1.2 in the order of its schema, and those that have to be there.
ALERT = "identifier sender sent status msgType source scope note references info".split()
INFO = (
    "language category event urgency severity certainty effective expires senderName headline "
    "description instruction web area"
).split()
VALUES = {
    "status": {"Actual", "Exercise"},
    "msgType": {"Alert", "Update", "Cancel"},
    "scope": {"Public"},
    "category": {"Health"},
    "urgency": {"Immediate", "Expected", "Future", "Past", "Unknown"},
    "severity": {"Extreme", "Severe", "Moderate", "Minor", "Unknown"},
    "certainty": {"Observed", "Likely", "Possible", "Unlikely", "Unknown"},
}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
MUST = {"identifier", "sender", "sent", "status", "msgType", "scope"}
MUST_INFO = {"category", "event", "urgency", "severity", "certainty", "area"}


def faults_of(written):
    """What of a message the schema would refuse."""
    root = ET.fromstring(written)
    info = root.find(f"{{{NAMESPACE}}}info")
    faults = []
    for node, order, must in ((root, ALERT, MUST), (info, INFO, MUST_INFO)):
        names = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in node]
        faults += [name for name in names if name not in order]
        faults += ["order"] * (names != sorted(names, key=order.index))
        faults += [f"no {name}" for name in must - set(names)]
        faults += ["empty" for child in node if not len(child) and not (child.text or "").strip()]
    for name, allowed in VALUES.items():
        faults += [name for one in root.iter(f"{{{NAMESPACE}}}{name}") if one.text not in allowed]
    for name in ("sent", "effective", "expires"):
        faults += [
            name for one in root.iter(f"{{{NAMESPACE}}}{name}") if not TIME.fullmatch(one.text)
        ]
    if re.search(r"[\s,<&]", root.findtext(f"{{{NAMESPACE}}}identifier")):
        faults.append("identifier")
    return faults


@pytest.mark.parametrize(("month", "ends"), [(1, "23:59:59-00:00"), (7, "22:59:59-00:00")])
def test_a_message_ends_at_the_minute_when_our_own_page_ends_it(month, ends):
    day = dt.date(2026, month, 5)
    issued = Issued(KEY, 1, text(review_by=day, expires=day), BOTH, AT)
    written = ET.fromstring(cap(issued))
    assert written.findtext(f".//{{{NAMESPACE}}}expires") == f"{day}T{ends}"


def cap(alert, instruction=("Call 999.",)):
    return write_cap(
        alert, instruction=instruction, page="https://p.example/alerts/7/", sender="p.example"
    )


@given(
    level=st.sampled_from(Level), evidence=st.sampled_from(Evidence), invented=st.booleans(),
    earlier=st.integers(0, 3), withdrawn=st.booleans(),
    words=st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
    steps=st.lists(st.sampled_from(["Call 999.", "Stay & help <them>."]), max_size=3),
)  # fmt: skip
def test_every_alert_that_can_go_out_is_a_message_that_the_schema_allows(
    level, evidence, invented, earlier, withdrawn, words, steps
):
    said = tidied(text(level=level, evidence=evidence, why=words))
    try:
        check_alert(said)
    except BadAlert:
        return
    before = tuple((number + 1, AT) for number in range(earlier))
    alert = Issued(
        KEY, earlier + 1, said, BOTH, AT, before, AT if withdrawn else None,
        "It was a mistake." if withdrawn else "", invented,
    )  # fmt: skip
    written = cap(alert, steps)
    assert faults_of(written) == []
    root = ET.fromstring(written)
    references = (root.findtext(f"{{{NAMESPACE}}}references") or "").split()
    assert len(references) == earlier + withdrawn
    assert all(len(one.split(",")) == 3 for one in references)
    assert (alert.message is Message.NEW) == (not references)


def test_a_fault_in_a_message_would_be_found():
    good = cap(Issued(KEY, 1, text(), BOTH, AT))
    assert faults_of(good) == []
    assert faults_of(good.replace(b"Severe", b"Bad")) == ["severity"]
    assert faults_of(good.replace(b"-00:00</sent>", b"Z</sent>").replace(b"<ns0:", b"<"))
    assert faults_of(good.replace(b">Health<", b"> <"))
