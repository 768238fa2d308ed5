"""What the invented team wrote is held to the rules of the house.

A quote stands in its passage, in order, with leave to be quoted and published; staff prose
repeats no participant's words and gives no figures; a memo hangs on something that is there.
"""

import re
from typing import Any

from tests.demo.texts import (
    GROUPS,
    INTERVIEWS,
    SURVEY,
    TEXTS,
    form_pattern,
    load,
    quotes,
    runs,
    staff_prose,
    words_of,
)


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


def test_a_marked_omission_leaves_words_out() -> None:
    cut = [quote for quote in quotes() if len(quote["pieces"]) > 1]
    assert cut, "the tour shows at least one omission"
    for quote in cut:
        _, words = passage_of(quote)
        for before, after in zip(quote["pieces"], quote["pieces"][1:], strict=False):
            left_out = words[words.find(before) + len(before) : words.find(after)]
            assert re.search(r"\w", left_out), (quote["source"], before)


def test_clarifications_follow_a_word_of_the_quote() -> None:
    some = [(quote, c) for quote in quotes() for c in quote["clarifications"]]
    assert some, "the tour shows at least one clarification"
    for quote, clarification in some:
        held = [p for p in quote["pieces"] if re.search(form_pattern(clarification["after"]), p)]
        assert len(held) == 1 and clarification["text"], quote["source"]


def test_every_quote_is_coded_with_a_code_of_its_theme() -> None:
    codings = load("codings.json")
    themes = load("themes.json")
    waiting: dict[str, list[dict[str, Any]]] = {theme["title"]: [] for theme in themes["themes"]}
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
