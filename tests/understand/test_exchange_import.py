"""A project of another tool comes in: its codings wait on the originals, and none is lost."""

import datetime as dt
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Participant, Source
from pennydrop.rooms.listen.public import hide_lists, original_segments
from pennydrop.rooms.understand.actions.codes import CodeInUse, delete_code
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.merging import merge_codes
from pennydrop.rooms.understand.actions.names_out import NotOpened, sign_names_out
from pennydrop.rooms.understand.actions.projects import Terms, bring_in_project
from pennydrop.rooms.understand.models import Code, Coding, Lost, Memo, Pending, Segment
from pennydrop.rooms.understand.queries.holdings import holdings
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.pending import waiting_among
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from pennydrop.rooms.understand.rules.exchange.opening import open_project, read_project
from pennydrop.rooms.understand.rules.exchange.placing import place
from pennydrop.rooms.understand.rules.exchange.project import Dialect
from tests.understand.deciding import hide
from tests.understand.exchanging import Made, described, guid, in_dialect, places, selection

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
AGREED = {"take_part": "yes", "analyse": "yes"}
TOLD = (
    "Interviewer: Who came along?\r\n\r\n"
    "Dean: My sister Amy \U0001f642 drove me to Norwich. It burned like glass.\r\n\r\n"
    "Dean: Amy stayed all night, nobody wrote it down."
)
PASSAGES = ["sister Amy \U0001f642 drove me", "Amy", "burned like glass", "all night, nobody"]


@pytest.fixture
def told():
    made = Made()
    code = made.code("Pain")
    spans = places(TOLD, PASSAGES)
    made.text("Dean Smith.docx", TOLD, spans, code=code, unit="utf16")
    memo = selection("memo", 23, 30, code, described("Amy matters here"))
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{memo}</TextSource>")
    return made


@pytest.fixture
def bring(study, at):
    def come(made, **terms):
        project = open_project(made.zipped(), "p.qdpx")
        return bring_in_project(
            study=study.pk, project=project, terms=Terms(**terms), by="user:1", at=at
        )

    return come


def agree(person, at):
    record_consent(participant=person, answers=AGREED, sheet=None, how="paper", by="t", at=at)


def coded(source):
    rows = Coding.objects.filter(text=source).order_by("start", "end")
    return [passage(source, row.start, row.end) for row in rows]


def test_the_text_is_kept_to_the_letter_and_closed_until_names_are_out(study, told, bring, at):
    made = bring(told)
    (source,) = made.sources
    turns = original_segments(source)
    assert "".join(turn.text for turn in turns) == TOLD.replace("\r\n", "\n")
    assert [turn.speaker for turn in turns] == ["Interviewer", "P001", "P001"]
    assert (made.codings, made.opened, waiting_among([source])) == (5, 0, {source: 5})
    assert not Coding.objects.exists() and not Segment.objects.exists()
    # Unknown means no: nobody can open it before consent is noted.
    with pytest.raises(NotOpened):
        sign_names_out(source=source, by="user:1", at=at)
    assert hide_lists([Participant.objects.get().pk]).popitem()[1] == ["Dean"]


def test_codings_move_with_the_names_that_are_taken_out(told, bring, at):
    (source,) = bring(told).sources
    agree(Participant.objects.get(), at)
    decide_many(
        source=source, rulings=[hide("Amy", "[sister 1]"), hide("Norwich", "[town 1]")],
        rest="hide", by="user:1", at=at,
    )  # fmt: skip
    text = sign_names_out(source=source, by="user:1", at=at)
    assert coded(source) == [
        "long?\n", "sister [sister 1] \U0001f642 drove me", "[sister 1]", "burned like glass",
        "all night, nobody",
    ]  # fmt: skip
    assert not Lost.objects.exists()
    assert not Pending.objects.exists()
    assert {row.by for row in Coding.objects.all()} == {"import:Ana"}
    memo = open_memos(text.study, Memo.objects.filter(text=text))[0]
    assert memo.words == "[sister 1] matters here" and memo.start is not None


FORMS = ["Amy", "Norwich", "glass", "My sister", "night"]


@settings(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(hidden=st.sets(st.sampled_from(FORMS)), cuts=st.lists(
    st.tuples(st.integers(0, 150), st.integers(1, 40)), min_size=1, max_size=8, unique=True
))  # fmt: skip
def test_whatever_is_hidden_every_coding_is_placed_or_listed(study, at, hidden, cuts):
    """Codings cut anywhere, also through names: each lands on the words it had, or waits."""
    clean = TOLD.replace("\r\n", "\n")
    spans = [(a, min(a + n, len(clean))) for a, n in cuts if a < len(clean)]
    made = Made()
    made.text("s", clean, spans, code=made.code("C"))
    # Cut anywhere, they say nothing of how they count.
    project = place(replace(read_project(made.zipped(), "p"), fixed=Dialect()))
    brought = bring_in_project(
        study=study.pk, project=project, terms=Terms(consents=AGREED), by="user:1", at=at
    )
    (source,) = brought.sources
    decide_many(
        source=source, rulings=[hide(f, f"[friend {n}]") for n, f in enumerate(sorted(hidden), 1)],
        rest="keep", by="user:1", at=at,
    )  # fmt: skip
    sign_names_out(source=source, by="user:1", at=at)
    rows = Coding.objects.filter(text=source)
    lost = Lost.objects.filter(text=source).count()
    assert not Pending.objects.filter(source=source).exists()
    assert brought.codings == len(spans)
    # Two of one coder that have become one passage are one.
    assert len({(r.start, r.end) for r in rows}) == len(rows) <= len(spans) - lost
    whole = "".join(one.text for one in segments_of(source))
    assert all(words and words in whole for words in coded(source))
    if not hidden:
        shown = {re.sub(r"\[(?:name|person) \d+\]", "Dean", words) for words in coded(source)}
        assert shown >= {clean[a:b] for a, b in spans if not _cuts_a_name(clean, a, b)}


def _cuts_a_name(text, start, end):
    """Whether an end falls inside the label that is always hidden, so that it snaps outward."""
    names = [(n, n + 4) for n in range(len(text)) if text.startswith("Dean", n)]
    return any(a < cut < b for a, b in names for cut in (start, end))


def test_names_out_before_and_consent_noted_open_everything_at_once(bring):
    made = bring(in_dialect("utf16", 2, 1), consents=AGREED, names_out=True)
    assert made.opened == 1 and not Pending.objects.exists()
    assert sorted(coded(made.sources[0])) == sorted(
        ["nobody believed me", "It burned like glass.", "that’s cystitis, love",
         "cafe\u0301 talk went on", "ألم شديد كل ليلة", "The doctor wrote nothing down"]
    )  # fmt: skip


def test_names_out_without_consent_opens_nothing(bring):
    made = bring(in_dialect("utf16", 2, 1), names_out=True)
    assert made.opened == 0 and Pending.objects.count() == 6


def test_cases_say_who_is_who_and_one_of_two_can_be_opened_first(bring, at):
    raw = "Bo: it burned like glass.\nCal: nobody wrote it down.\nBo: and again.\n"
    made = Made()
    code = made.code("C")
    key = made.text("g", raw, places(raw, ["glass.\nCal: nobody", "again", "burned"]), code=code)
    turns = [(0, 26), (26, 53), (53, len(raw))]
    marks = "".join(selection(f"turn {n}", a, b, None) for n, (a, b) in enumerate(turns))
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{marks}</TextSource>")
    refs = [[0, 2], [1]]
    made.more = "<Cases>" + "".join(
        f'<Case guid="{guid(name)}" name="{name}">'
        + "".join(f'<SelectionRef targetGUID="{guid(f"selection turn {n}")}"/>' for n in mine)
        + "</Case>"
        for name, mine in zip(("Bo", "Cal"), refs, strict=True)
    ) + "</Cases>"  # fmt: skip
    (source,) = bring(made).sources
    assert key and [t.speaker for t in original_segments(source)] == ["P001", "P002", "P001"]
    assert Source.objects.get().kind == "focus_group"
    bo, cal = Participant.objects.order_by("number")
    agree(bo, at)
    decide_many(source=source, rulings=[], rest="keep", by="user:1", at=at)
    sign_names_out(source=source, by="user:1", at=at)
    assert [w for w in coded(source) if w] == ["burned", "again"]
    assert Pending.objects.count() == 1  # it reaches into Cal's words
    agree(cal, at)
    sign_names_out(source=source, by="user:1", at=at)
    assert not Pending.objects.exists() and Coding.objects.count() == 3
    assert "nobody" in "".join(coded(source))


def test_what_waits_goes_with_the_person_who_takes_their_words_back(told, bring, at):
    bring(told)
    person = Participant.objects.get()
    told_of = {one.what: one.count for one in holdings(person.pk)}
    assert told_of["labels that we put on the words"] == 5
    assert told_of["notes on the words"] == 1
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert not Pending.objects.exists()
    assert receipt.removed["understand"]["labels that we put on the words"] == 5


def test_a_code_that_something_waits_for_stays_or_moves(told, bring, study, at):
    bring(told)
    code = Code.objects.get()
    with pytest.raises(CodeInUse):
        delete_code(code=code.pk, by="user:1", at=at)
    other = Code.objects.create(study=study.pk, name="Hurt", by="user:1", at=at)
    merge_codes(code=code.pk, into=other.pk, by="user:1", at=at)
    assert set(Pending.objects.filter(sealed=None).values_list("code", flat=True)) == {other.pk}


def test_the_teams_own_words_never_keep_a_persons(bring, study):
    raw = "I told them that it burned like broken glass for years."
    made = Made()
    code = made.code("it burned like broken glass for years", described(raw))
    made.code("A code", f'<NoteRef targetGUID="{guid("n")}"/>')
    made.code("Long " * 30)
    made.text("s", raw, places(raw, ["glass"]), code=code)
    made.more = (
        f'<Notes><Note guid="{guid("n")}"><PlainTextContent>They told them that it burned like '
        "broken glass</PlainTextContent></Note></Notes>"
    )
    brought = bring(made)
    names = set(Code.objects.values_list("name", flat=True))
    assert "it burned like broken glass …" in names and all(len(n) <= 80 for n in names)
    staff = [*Code.objects.values_list("definition", flat=True)]
    staff += Memo.objects.values_list("plain_words", flat=True)
    assert not any("broken glass" in words for words in staff)
    assert Pending.objects.filter(sealed__isnull=False).count() == 2 == brought.memos
    assert any("repeated somebody" in one for one in brought.remarks)


def test_codes_are_found_again_and_same_names_stay_apart(bring, study, at):
    here = Code.objects.create(study=study.pk, name="pain", by="user:1", at=at)
    made = Made()
    made.code("Pain")
    child = '<Code name="Other" isCodable="true" guid="{}"/>'
    made.code("Work", child.format(guid("a")))
    made.code("Home", child.format(guid("b")))
    bring(made)
    bring(made)
    assert Code.objects.count() == 5 and Code.objects.get(name="pain").pk == here.pk
    assert len({row.parent_id for row in Code.objects.filter(name="Other")}) == 2


def test_what_cannot_be_placed_stays_listed_without_words_or_file_names(bring):
    made = Made()
    code = made.code("Pain")
    made.text("Karen.docx", "it burned like glass", [], code=code)
    far = selection("far", 900, 950, code)
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{far}</TextSource>")
    bring(made)
    words = Memo.objects.get(text=None).plain_words
    assert "1 × Pain: it lies outside the text" in words and "Karen" not in words


def test_when_somebody_coded_is_kept_unless_no_clock_has_been_there(bring, at):
    made = Made()
    code = made.code("C")
    raw = "one two"
    made.text("s", raw, places(raw, ["one", "two"]), code=code)
    first, second = ("2019-05-04T10:00:00Z", "2999-01-01T00:00:00Z")
    parts = made.sources[0].split("<Coding ")
    made.sources[0] = f'<Coding creationDateTime="{first}" '.join(parts[:2]) + (
        f'<Coding creationDateTime="{second}" {parts[2]}'
    )
    bring(made)
    times = set(Pending.objects.values_list("at", flat=True))
    assert times == {dt.datetime(2019, 5, 4, 10, tzinfo=dt.UTC), at}
