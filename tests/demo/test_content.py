"""The invented demonstration study keeps the promises a real study would have to keep.

These tests read the data files alone (no Django): every coded passage stands in the
de-identified text, nothing that was to be hidden is left, and no sentence is borrowed.
"""

import json
import re
from pathlib import Path

import pytest

from pennydrop.rooms.understand.rules.kinds import KINDS, is_band, kind_in
from pennydrop.rooms.understand.rules.whereabouts import is_description
from tests.demo.texts import (
    CONTENT,
    GROUPS,
    INTERVIEWS,
    SEEDS,
    SURVEY,
    TEXTS,
    deidentify,
    form_pattern,
    load,
    quotes,
    read_turns,
    runs,
    staff_prose,
    words_of,
)

QUESTIONS = {"start", "change", "harms", "barriers", "services", "help", "recovery"}
SCOPES = {"take_part", "analyse", "quote", "publish", "keep", "contact_again"}
FIDELITIES = {"word_for_word", "notes", "remembered"}
DOSE = re.compile(r"\d+\s?(mg|g|grams?)\b", re.IGNORECASE)
FIXED_FORMS = {
    "phone": re.compile(r"\b0\d{4}\s?\d{6}\b"),
    "e-mail": re.compile(r"\S+@\S+\.\S+"),
    "handle": re.compile(r"(?<!\S)@\w+"),
    "age": re.compile(r"\b(?:I'm|I am|im|aged)\s(?:1[7-9]|[2-9]\d)\b", re.IGNORECASE),
}


def test_counts() -> None:
    assert (len(SURVEY), len(INTERVIEWS), len(GROUPS)) == (40, 12, 2)
    assert len(load("codings.json")) >= 260
    assert 18 <= len(load("codebook.json")) <= 24
    assert len(load("memos.json")) == 12
    themes = load("themes.json")
    assert len(themes["themes"]) == 4 and len(themes["waiting"]) == 2
    assert 14 <= sum(len(theme["quotes"]) for theme in themes["themes"]) <= 18
    assert 6 <= len(load("findings.json")["key_points"]) <= 7


def test_refs_and_pseudonyms_are_unique() -> None:
    assert len(TEXTS) == 54
    pseudonyms = [pseudonym for text in TEXTS.values() for pseudonym in text.pseudonyms]
    assert len(pseudonyms) == len(set(pseudonyms))
    assert all(re.fullmatch(r"P\d{3}", pseudonym) for pseudonym in pseudonyms)


def test_the_person_who_withdraws_stands_in_the_edition() -> None:
    ref = load("memorable.json")["withdraw_me"]
    assert TEXTS[ref].pseudonyms == ["P014"]
    published = [quote for theme in load("themes.json")["themes"] for quote in theme["quotes"]]
    assert any(quote["source"] == ref for quote in published)


def test_transcripts_have_the_promised_shape() -> None:
    fidelities = [text.fidelity for text in INTERVIEWS.values()]
    assert {kind: fidelities.count(kind) for kind in FIDELITIES} == {
        "word_for_word": 10,
        "notes": 1,
        "remembered": 1,
    }
    assert [ref for ref, text in INTERVIEWS.items() if not text.reviewed] == ["I12"]
    for ref, text in INTERVIEWS.items():
        assert 25 <= len(text.raw) <= 70, ref
        assert 900 <= sum(len(words.split()) for _, words in text.raw) <= 2200, ref
    for ref, text in GROUPS.items():
        assert len(text.raw) >= 60 and 5 <= len(text.consents) <= 6, ref


@pytest.mark.parametrize("name", ["interviews.json", "focus_groups.json"])
def test_every_speaker_is_known_and_speaks(name: str) -> None:
    for row in load(name):
        assert {who for who, _ in read_turns(row["file"])} == set(row["speakers"]), row["ref"]


def test_consents_are_whole() -> None:
    for ref, text in {**INTERVIEWS, **GROUPS}.items():
        for who, consents in text.consents.items():
            assert set(consents) == SCOPES, (ref, who)
            assert consents["take_part"] is True and consents["analyse"] is True
    for ref, text in SURVEY.items():
        assert set(text.consents["*"]) == SCOPES - {"take_part", "analyse"}, ref
        assert {question for question, _ in text.raw} <= QUESTIONS, ref
    given = [next(iter(text.consents.values())) for text in INTERVIEWS.values()]
    assert [c["quote"] for c in given].count(None) == 1
    assert [c["quote"] for c in given].count(False) == 1
    assert [c["publish"] for c in given].count(False) == 1


def test_one_question_answers_have_one_answer() -> None:
    modes = {answer["ref"]: answer["mode"] for answer in load("survey.json")}
    assert set(modes.values()) == {"seven", "one"}
    assert all(len(SURVEY[ref].raw) == 1 for ref, mode in modes.items() if mode == "one")


@pytest.mark.parametrize("ref", sorted(TEXTS))
def test_every_identifier_stands_in_its_text(ref: str) -> None:
    whole = "\n".join(words for _, words in TEXTS[ref].raw)
    for form, _, _ in TEXTS[ref].identifiers:
        assert re.search(form_pattern(form), whole, re.IGNORECASE), (ref, form)


@pytest.mark.parametrize("ref", sorted(TEXTS))
def test_nothing_to_hide_is_left(ref: str) -> None:
    text = TEXTS[ref]
    blank = [[form, kind, "[]"] for form, kind, _ in text.identifiers]  # "[name 23]" is no age
    left = "\n".join(deidentify(words, blank) for _, words in text.raw)
    for term in text.hide + [form for form, _, _ in text.identifiers]:
        assert not re.search(form_pattern(term), left, re.IGNORECASE), (ref, term)
    for kind, pattern in FIXED_FORMS.items():
        assert not pattern.search(left), (ref, kind)
    for person in load("study.json")["people"]:
        assert not re.search(form_pattern(person["name"]), left), (ref, person["name"])
    for speaker in text.consents.keys() - {"*"}:
        assert not re.search(form_pattern(speaker), left), (ref, speaker)


def test_no_hidden_form_stands_open_anywhere_else() -> None:
    """A name hidden in one source must not stand open in another, nor in what the team wrote."""
    forms = {
        form
        for text in TEXTS.values()
        for form, kind, _ in text.identifiers
        if kind in {"person", "place", "organisation"} and form[0].isupper()
    }
    pattern = re.compile("|".join(form_pattern(form) for form in sorted(forms)))
    read = [(ref, words) for ref, text in TEXTS.items() for _, words in text.passages()]
    read += [(quote["source"], piece) for quote in quotes() for piece in quote["pieces"]]
    for where, words in read + staff_prose():
        assert not pattern.search(words), (where, pattern.findall(words))


def test_codebook_is_a_tree_of_known_colours() -> None:
    codes = load("codebook.json")
    names = [code["name"] for code in codes]
    assert len(names) == len(set(names))
    for code in codes:
        assert code["parent"] is None or code["parent"] in names[: names.index(code["name"])]
        assert code["colour"] in range(1, 7) and code["definition"]


def test_every_coding_stands_once_in_the_deidentified_text() -> None:
    names = {code["name"] for code in load("codebook.json")}
    for coding in load("codings.json"):
        text = TEXTS[coding["source"]]
        assert text.reviewed and coding["code"] in names and coding["coder"] in {"ros", "dev"}
        assert (coding["question"] is not None) == (coding["source"] in SURVEY), coding
        found = sum(w.count(coding["text"]) for _, w in text.passages(coding["question"]))
        assert found == 1, (found, coding)


def test_only_participants_are_coded() -> None:
    for coding in load("codings.json"):
        text = TEXTS[coding["source"]]
        speakers = {who for who, w in text.passages(coding["question"]) if coding["text"] in w}
        if coding["source"] not in SURVEY:
            assert speakers <= text.consents.keys(), coding


def test_codings_reach_every_reviewed_source() -> None:
    coded = {coding["source"] for coding in load("codings.json")}
    assert {ref for ref, text in {**INTERVIEWS, **GROUPS}.items() if text.reviewed} <= coded
    assert len(coded & SURVEY.keys()) >= 30
    parents = {code["parent"] for code in load("codebook.json")}
    leaves = {code["name"] for code in load("codebook.json")} - parents
    assert leaves == {coding["code"] for coding in load("codings.json")}


def test_no_coding_is_said_twice() -> None:
    rows = [json.dumps(coding, sort_keys=True) for coding in load("codings.json")]
    assert len(rows) == len(set(rows))


def all_files() -> list[Path]:
    return sorted(path for path in CONTENT.rglob("*") if path.suffix in {".json", ".txt"})


def test_try_files_are_interviews_to_import() -> None:
    names = sorted(path.name for path in (CONTENT / "try").glob("*"))
    assert names == ["Interview A.txt", "Interview B.txt", "Interview C.txt"]
    for name in names:
        turns = read_turns(f"try/{name}")
        assert len(turns) >= 20 and len({who for who, _ in turns}) == 2, name


@pytest.mark.parametrize("path", all_files(), ids=lambda path: path.name)
def test_no_dose_is_given(path: Path) -> None:
    assert not DOSE.search(path.read_text(encoding="utf-8"))


def test_no_sentence_is_borrowed() -> None:
    if not SEEDS.is_dir():
        pytest.skip(f"the seed documents are not here: {SEEDS.name}")
    seeds: set[tuple[str, ...]] = set()
    for seed in SEEDS.glob("*.txt"):
        seeds |= runs(words_of(seed.read_text(encoding="utf-8")), 8)
    assert len(seeds) > 1000
    for path in all_files():
        shared = runs(words_of(path.read_text(encoding="utf-8")), 8) & seeds
        assert not shared, (path.name, shared)


def test_what_is_said_to_stand_on_something_is_said() -> None:
    prose = "\n".join(text for _, text in staff_prose())
    plain = re.sub(r"[*_]", "", prose)
    codes = {code["name"] for code in load("codebook.json")}
    themes = {theme["title"] for theme in load("themes.json")["themes"]}
    named = {"code": codes, "theme": themes, "figure": {"themes", "people"}}
    for row in load("evidence.json"):
        assert row["called"] in named.get(row["on"], {""}), row
        assert [start for start in row["sentences"] if start not in plain] == [], row


# What no kind says: words of the team's own, which have no number.
OWN_WORDS = {
    "[interviewer]", "[facilitator]", "[youth leader]", "[a boat]", "[a festival]", "[pupils]",
    "[some years ago]", "[a few years ago]",
}  # fmt: skip


@pytest.mark.parametrize("ref", sorted(TEXTS))
def test_stand_ins_are_of_the_kinds_that_the_page_offers(ref: str) -> None:
    """What was decided before and what is offered next speak of things in the same words."""
    for form, _, surrogate in TEXTS[ref].identifiers:
        kind = kind_in(surrogate)
        known = kind in KINDS and surrogate != f"[{kind}]"
        said = is_band(surrogate) or is_description(kind) or surrogate in OWN_WORDS
        assert known or said, (ref, form, surrogate)
