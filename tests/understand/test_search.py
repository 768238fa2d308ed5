"""Search: what is found, what may be typed, and that the index is never old."""

import threading
from dataclasses import replace

import pytest
from django.db import connections
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.queries import indexing
from pennydrop.rooms.understand.queries.copies import copied
from pennydrop.rooms.understand.queries.search import search
from pennydrop.rooms.understand.queries.texts import passage
from pennydrop.rooms.understand.queries.words import in_context, said_most
from pennydrop.rooms.understand.rules.searching import beginning, for_index, hits

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def found(study, typed):
    return [
        "".join(bit.text for bit in one.bits if bit.hit) for one in search(study.pk, typed).results
    ]


@pytest.mark.parametrize(
    ("typed", "hit"),
    [
        ("glass", ["glass"]),
        ("GLASS", ["glass"]),
        ("burn*", ["burned"]),
        ('"burned like glass"', ["burned like glass"]),
        ('"glass burned"', []),
        ("“burned like”", ["burned like"]),
        ("“like burned”", []),
        ("burned near/2 glass", ["burned like glass"]),
        ("night near/2 glass", []),
        ("glass or arms", ["glass", "arms"]),
        ("pain -nurse", ["pain"]),
        ("don't", ["don't"]),
        ("don’t", ["don't"]),
        ("[sister 1]", ["sister 1"]),
        ("cafe", []),
    ],
)
def test_what_is_found(study, interview, group, answer, typed, hit):
    got = found(study, typed)
    if typed == "burned near/2 glass":
        got = [" like ".join(got[0].replace("glass", " glass").split())]
    if typed == "[sister 1]":
        got = [got[0].replace("sister1", "sister 1")]
    assert got == hit


def test_a_hit_is_a_place_in_the_text_also_after_emoji(study, make_text):
    make_text(study, "survey", [("Ash", "🙂👩🏽‍⚕️ e\u0301 naïve café, I said")])
    (one,) = search(study.pk, "CAFE").results
    assert passage(one.source, one.start, one.end) == "café"


@given(st.text(alphabet=st.sampled_from("ab 'ʼ’\ufdd0\ufdd1🙂e\u0301"), max_size=40))
def test_the_indexed_text_is_as_long_as_the_text(text):
    assert len(for_index(text)) == len(text) and hits(for_index(text)) == []


PARTS = [*"ab\"'*-()^:+{}[]/\\ \x00%;.,|&!~é🙂", "NEAR", " near/3 ", " OR ", " AND ", " NOT "]
TYPED = st.lists(st.sampled_from(PARTS), max_size=25).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.one_of(TYPED, st.text(max_size=40)))
def test_nothing_that_is_typed_can_fail(study, interview, typed):
    search(study.pk, typed)


def test_a_correction_is_found_at_once(study, interview, at):
    assert found(study, "glass") and not found(study, "porcelain")
    row = Segment.objects.get(text=interview.id, order=1)
    words = passage(interview.id, 65536, 65536 + row.length).replace("glass", "china")
    correct_segment(segment=row.pk, text=words, by="user:1", at=at)
    assert found(study, "china") == ["china"] and found(study, "glass") == []


def test_an_unchanged_index_is_used_again_and_a_broken_one_is_made_anew(
    study, interview, monkeypatch
):
    search(study.pk, "glass")
    path = study_folder(study.pk) / "index.sqlite3"
    made = path.stat().st_mtime_ns
    search(study.pk, "pain")
    assert path.stat().st_mtime_ns == made
    path.write_bytes(b"not an index")
    assert found(study, "glass") == ["glass"]
    assert path.stat().st_mode & 0o077 == 0


def test_after_a_withdrawal_no_index_holds_the_words(study, interview, group, at):
    search(study.pk, "glass")
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert list(study_folder(study.pk).iterdir()) == []
    assert found(study, "glass") == [] and found(study, "arms") == ["arms"]


def test_words_taken_back_while_the_index_is_written_do_not_stay_in_it(
    study, interview, group, at, monkeypatch
):
    """The withdrawal empties scratch first; then a file that was begun before it is put there."""
    written = indexing.WORDS.write
    monkeypatch.setattr(
        "pennydrop.rooms.understand.actions.forgetting.drop_study", lambda study: None
    )

    def slow(index, study_id):
        written(index, study_id)
        if Segment.objects.filter(text=interview.id).exists():
            withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)

    monkeypatch.setattr(indexing, "WORDS", replace(indexing.WORDS, write=slow))
    assert found(study, "glass") == []
    left = [path.read_bytes() for path in study_folder(study.pk).iterdir()]
    assert left and not any(b"burned like glass" in data for data in left)


def test_a_search_while_somebody_withdraws_leaves_nothing_behind(
    study, interview, group, at, django_capture_on_commit_callbacks
):
    """Before it is committed others still see the words, and may write a new index of them."""
    search(study.pk, "glass")
    kept = (study_folder(study.pk) / "index.sqlite3").read_bytes()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
        (study_folder(study.pk) / "index.sqlite3").write_bytes(kept)
    assert list(study_folder(study.pk).iterdir()) == []


def test_people_who_changed_their_mind_are_not_found_but_still_not_copied(study, group, agree):
    agree(group.people["Cal"], {"analyse": "no"})
    assert found(study, "arms") == []
    assert copied(study.pk, "they look at your arms before they say hello")


def test_a_run_over_two_turns_is_found(study, make_text):
    make_text(
        study, "interview", [("Ash", "It was just"), ("Ash", "a"), ("Ash", "long wait there")]
    )
    assert copied(study.pk, "it was just a long wait") == [
        ("it was just a long wait", "Interview 1")
    ]


def test_search_through_its_page(client, colleague, study, interview, group):
    client.force_login(colleague)
    there = reverse("understand:search", args=[study.pk])
    page = client.get(there, {"q": "glass"}).content.decode()
    assert "<mark>glass</mark>" in page and "1 turn" in page
    nothing = client.get(there, {"q": "burnings"}).content.decode()
    near = reverse("understand:near", args=[study.pk])
    assert 'href="?q=burn%2A"' in nothing and f'href="{near}?q=burnings"' in nothing
    assert "<mark>burned</mark>" in client.get(there, {"q": "burn*"}).content.decode()
    assert "There is no word in that" in client.get(there, {"q": "*** -"}).content.decode()
    for typed in ('"', "***", "NEAR(", "x" * 5000, "\x00"):
        assert client.get(there, {"q": typed, "page": "x"}).status_code == 200
    assert client.get(there, {"q": "<script>"}).content.decode().count("<script>") == 0


def test_a_mark_on_a_letter_hides_no_match(study, make_text):
    """The index reads it as part of the word; for a regular expression the word is over."""
    make_text(study, "survey", [("Eve", "A hub\u0301s and a hub.")])
    assert [one.places for one in search(study.pk, r"/\bhub\b/").results] == [((2, 5), (14, 17))]
    make_text(study, "survey", [("Eve", "A dub\u0301s.")])
    assert search(study.pk, r"/\bdub\b/").total == 1


def test_a_line_in_context_cuts_no_word(study, make_text):
    words = "could not even begin to say how much it hurt me that winter in the old flat when "
    make_text(study, "interview", [("Ash", f"{words}nobody {words}")])
    [line] = in_context(search(study.pk, "nobody").results)
    said = words.split()
    for shown in (line.before, line.after):
        assert "…" in shown and 5 < len(shown.split())
        assert set(shown.replace("…", "").split()) <= set(said)


@pytest.mark.parametrize(("typed", "wider"), [
    ("pains", "pain*"), ("Burning", "burn*"), ("believed", "believ*"), ("nurse", "nurs*"),
    ("gp", ""), ("pain*", ""), ("no pain", ""), ("-pain", ""), ("/pain/", ""), ("", ""),
])  # fmt: skip
def test_a_single_word_is_offered_as_a_beginning(typed, wider):
    assert beginning(typed) == wider


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_many_who_search_at_once_all_find_it(study, interview, group):
    answers = []

    def look():
        try:
            answers.append(found(study, "glass"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [["glass"]] * 6
    assert [path.name for path in study_folder(study.pk).iterdir()] == ["index.sqlite3"]


def test_words_of_a_new_text_are_counted_with_the_others(study, interview, make_text):
    """Added to the file, and the same when it is made anew."""
    before = {one.word: (one.times, one.turns) for one in said_most(study.pk)}
    make_text(study, "survey", [("Eve", "Pain, pain; a nurse listened, and zebras.")])
    after = {one.word: (one.times, one.turns) for one in said_most(study.pk)}
    assert after["pain"] == (before["pain"][0] + 2, before["pain"][1] + 1)
    assert after["zebras"] == (1, 1) and "happened" not in after
    (study_folder(study.pk) / "index.sqlite3").unlink()
    assert {one.word: (one.times, one.turns) for one in said_most(study.pk)} == after
    assert found(study, "/zeb\\w+/") == ["zebras"]
