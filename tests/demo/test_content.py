"""The invented demonstration study keeps the promises a real study would have to keep.

These tests read the data files alone (no Django): every coded or quoted passage stands in the
de-identified text, nothing that was to be hidden is left, and nobody is quoted who said no.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "pennydrop" / "web" / "demo" / "content"
SEEDS = ROOT.parent / "shared" / "data" / "seeds"

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


def load(name: str) -> Any:
    return json.loads((CONTENT / name).read_text(encoding="utf-8"))


def form_pattern(form: str) -> str:
    return rf"(?<!\w){re.escape(form)}(?!\w)"


def deidentify(text: str, identifiers: list[list[str]]) -> str:
    """Replace each form by its surrogate: longest first, whole words, any case."""
    if not identifiers:
        return text
    surrogates = {form.lower(): surrogate for form, _, surrogate in identifiers}
    forms = sorted((form for form, _, _ in identifiers), key=len, reverse=True)
    pattern = "|".join(form_pattern(form) for form in forms)
    return re.sub(pattern, lambda m: surrogates[m.group(0).lower()], text, flags=re.IGNORECASE)


class Text:
    """One source of the demonstration study, raw and de-identified, passage by passage."""

    def __init__(self, ref: str, fidelity: str, reviewed: bool) -> None:
        self.ref, self.fidelity, self.reviewed = ref, fidelity, reviewed
        self.raw: list[tuple[str, str]] = []  # (speaker or question, words)
        self.identifiers: list[list[str]] = []
        self.hide: list[str] = []
        self.consents: dict[str, dict[str, bool | None]] = {}  # by speaker
        self.pseudonyms: list[str] = []

    def passages(self, question: str | None = None) -> list[tuple[str, str]]:
        return [
            (who, deidentify(words, self.identifiers))
            for who, words in self.raw
            if question is None or who == question
        ]

    def consent_of(self, who: str) -> dict[str, bool | None]:
        return self.consents.get(who) or self.consents.get("*", {})


def read_turns(file: str) -> list[tuple[str, str]]:
    lines = (CONTENT / file).read_text(encoding="utf-8").splitlines()
    turns = []
    for line in lines:
        speaker, colon, words = line.partition(": ")
        assert colon and words, f"{file}: not a 'Name: words' line: {line[:40]}"
        turns.append((speaker, words))
    return turns


def survey_texts() -> dict[str, Text]:
    texts = {}
    for answer in load("survey.json"):
        text = Text(answer["ref"], "word_for_word", reviewed=True)
        text.raw = list(answer["answers"].items())
        text.identifiers, text.hide = answer["identifiers"], answer["hide"]
        text.consents = {"*": answer["consents"]}
        text.pseudonyms = [answer["pseudonym"]]
        texts[text.ref] = text
    return texts


def interview_texts() -> dict[str, Text]:
    texts = {}
    for row in load("interviews.json"):
        text = Text(row["ref"], row["fidelity"], row["reviewed"])
        text.raw = read_turns(row["file"])
        text.identifiers, text.hide = row["identifiers"], row["hide"]
        people = [who for who, role in row["speakers"].items() if role == "participant"]
        text.consents = {who: row["consents"] for who in people}
        text.pseudonyms = [row["pseudonym"]]
        texts[text.ref] = text
    return texts


def focus_group_texts() -> dict[str, Text]:
    texts = {}
    for row in load("focus_groups.json"):
        text = Text(row["ref"], row["fidelity"], row["reviewed"])
        text.raw = read_turns(row["file"])
        for who, person in row["participants"].items():
            text.identifiers += person["identifiers"]
            text.hide += person["hide"]
            text.consents[who] = person["consents"]
            text.pseudonyms.append(person["pseudonym"])
        texts[text.ref] = text
    return texts


SURVEY, INTERVIEWS, GROUPS = survey_texts(), interview_texts(), focus_group_texts()
TEXTS = {**SURVEY, **INTERVIEWS, **GROUPS}


def quotes() -> list[dict[str, Any]]:
    themes = load("themes.json")
    return [quote for theme in themes["themes"] for quote in theme["quotes"]] + themes["waiting"]


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def staff_prose() -> list[tuple[str, str]]:
    """Every text the team wrote about the study, with a name for the message."""
    found = [(f"memo {n}", memo["text"]) for n, memo in enumerate(load("memos.json"))]
    for theme in load("themes.json")["themes"]:
        prose = [theme["title"], theme["central_idea"], theme["insight"], theme["narrative"]]
        found.append((f"theme {theme['title']}", "\n".join(prose)))
    findings = load("findings.json")
    for key, value in findings.items():
        found.append((f"findings {key}", "\n".join(value) if isinstance(value, list) else value))
    return found


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


def test_no_hidden_form_stands_in_another_persons_public_words() -> None:
    """A name hidden in one source must not stand open in a quote, memo, theme or finding."""
    forms = {
        form
        for text in TEXTS.values()
        for form, kind, _ in text.identifiers
        if kind in {"person", "place", "organisation", "phone", "email", "handle"}
        and form[0].isupper()
    }
    public = [(q["source"], piece) for q in quotes() for piece in q["pieces"]] + staff_prose()
    for where, words in public:
        for form in forms:
            assert not re.search(form_pattern(form), words), (where, form)


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


def passage_of(quote: dict[str, Any]) -> tuple[str, str]:
    text = TEXTS[quote["source"]]
    held = [
        (who, words)
        for who, words in text.passages(quote["question"])
        if all(piece in words for piece in quote["pieces"])
    ]
    assert len(held) == 1, f"{quote['source']}: pieces stand in {len(held)} passages"
    return held[0]


def test_every_quote_is_found_in_order_and_allowed() -> None:
    for quote in quotes():
        text = TEXTS[quote["source"]]
        who, words = passage_of(quote)
        at = 0
        for piece in quote["pieces"]:
            assert words.count(piece) == 1, (quote["source"], piece)
            assert words.find(piece) >= at, (quote["source"], piece)
            at = words.find(piece) + len(piece)
        assert text.fidelity == "word_for_word" and text.reviewed, quote["source"]
        consents = text.consent_of(who)
        assert consents.get("quote") is True and consents.get("publish") is True, quote["source"]
        assert quote["attribution"]


def test_clarifications_follow_a_word_of_the_quote() -> None:
    some = [(quote, c) for quote in quotes() for c in quote["clarifications"]]
    assert some, "the tour shows at least one clarification"
    for quote, clarification in some:
        held = [p for p in quote["pieces"] if re.search(form_pattern(clarification["after"]), p)]
        assert len(held) == 1 and clarification["text"], quote["source"]


def test_every_quote_is_coded_with_a_code_of_its_theme() -> None:
    codings = load("codings.json")
    themes = load("themes.json")
    waiting = {theme["title"]: [] for theme in themes["themes"]}
    for quote in themes["waiting"]:
        waiting[quote["theme"]].append(quote)
    for theme in themes["themes"]:
        coded = [c for c in codings if c["code"] in theme["codes"]]
        for quote in theme["quotes"] + waiting[theme["title"]]:
            assert any(
                c["source"] == quote["source"] and (c["text"] in p or p in c["text"])
                for c in coded
                for p in quote["pieces"]
            ), (theme["title"], quote["pieces"])


def test_themes_draw_on_every_kind_of_source() -> None:
    for theme in load("themes.json")["themes"]:
        sources = {quote["source"] for quote in theme["quotes"]}
        assert 3 <= len(theme["quotes"]) <= 5, theme["title"]
        for kind in (SURVEY, INTERVIEWS, GROUPS):
            assert sources & kind.keys(), theme["title"]


def test_staff_prose_repeats_no_participants_words() -> None:
    spoken: set[tuple[str, ...]] = set()
    for text in TEXTS.values():
        for _, words in text.passages():
            spoken |= runs(words_of(words), 6)
    for name, prose in staff_prose():
        repeated = runs(words_of(prose), 6) & spoken
        assert not repeated, (name, repeated)


def test_prose_gives_no_counts_in_figures() -> None:
    for theme in load("themes.json")["themes"]:
        assert not re.search(r"\d", theme["narrative"] + theme["insight"]), theme["title"]


def test_memos_hang_on_something() -> None:
    codes = {code["name"] for code in load("codebook.json")}
    kinds = set()
    for memo in load("memos.json"):
        kinds.add(memo["on"])
        if memo["on"] == "code":
            assert memo["ref"] in codes, memo
        elif memo["on"] == "source":
            assert memo["ref"] in TEXTS, memo
        elif memo["on"] == "passage":
            found = [w for _, w in TEXTS[memo["source"]].passages(memo["question"])]
            assert sum(w.count(memo["passage"]) for w in found) == 1, memo
        assert memo["by"] in {person["username"] for person in load("study.json")["people"]}
    assert kinds == {"code", "source", "passage", "study"}


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
