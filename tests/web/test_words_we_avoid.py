"""Words that hurt stand nowhere in our own voice: no page, script, printed sheet or message, and
nothing that the invented team wrote. People choose their own words, so quotes are left alone.

What ships as claims and guides is held to it in tests/inform/test_starter.py.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from pennydrop.rooms.inform.rules.words import avoided
from tests.demo.texts import staff_prose

HOUSE = Path(__file__).parents[2] / "pennydrop"
PAGES = sorted([*HOUSE.rglob("templates/**/*.html"), *HOUSE.rglob("templates/**/*.txt")])
PLAIN = sorted([*HOUSE.rglob("*.typ"), *HOUSE.rglob("static/**/*.js")])
SHIPPED = sorted(HOUSE.rglob("*.toml"))
CODE = sorted(path for path in HOUSE.rglob("*.py") if "migrations" not in path.parts)
SPARED = {
    "rooms/inform/rules/words.py",  # the list itself
    "rooms/listen/rules/risk_words/sayings.py",  # what people say, to be heard when they do
    "rooms/listen/rules/speakers.py",  # what others call a speaker, and whom a text may name
    "rooms/understand/rules/identifiers/people.py",
    "rooms/understand/rules/exchange/writing.py",  # names that formats and protocols have
    "rooms/publish/views/listing.py",
    "web/mail.py",
}
_NO_WORDS = {"url", "include", "load", "extends", "static"}


def words_of_page(text: str) -> str:
    """What a template shows: without marks, and with what is said inside a tag of a part."""
    text = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}", " ", text, flags=re.DOTALL)
    text = re.sub(r"\{%\s*(\w+)(.*?)%\}", _said_in_tag, text, flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", " x ", text, flags=re.DOTALL)
    attributes = " . ".join(re.findall(r'(?:alt|title|aria-label|placeholder)="([^"]*)"', text))
    return unescape(re.sub(r"<[^>]*>", " ", text) + " . " + attributes)


def _said_in_tag(tag: re.Match[str]) -> str:
    said = [] if tag[1] in _NO_WORDS else re.findall(r'"([^"]* [^"]*)"', tag[2])
    return f" {' . '.join(said)} "


def words_of_code(text: str) -> str:
    """The strings with more than one word, without those that explain the code."""
    tree = ast.parse(text)
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    found = [n.value for n in strings if isinstance(n.value, str) and id(n) not in told]
    return " . ".join(one for one in found if " " in one)


def words_of_translation(text: str) -> str:
    """What stands between quotes in a file of translations, lines that go on as one."""
    joined = re.sub(r'"\n"', "", text)
    return " . ".join(re.findall(r'^msg\S* "(.*)"$', joined, re.MULTILINE))


def words_of_data(text: str) -> str:
    """The strings of a TOML file, without the titles that others gave to their pages."""
    return " . ".join(_strings(tomllib.loads(text)))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        spared = "publisher" in value
        for part in value.values():
            yield from () if spared else _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def hurtful(paths: list[Path], read) -> Iterator[str]:
    for path in paths:
        name = str(path.relative_to(HOUSE))
        if name not in SPARED:
            yield from (f"{name}: {word.found}" for word in avoided(read(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    ("paths", "read"), [(PAGES, words_of_page), (PLAIN, str), (SHIPPED, words_of_data),
                        (CODE, words_of_code)],
    ids=["pages", "printed and scripts", "what ships", "code"],
)  # fmt: skip
def test_no_word_that_hurts_stands_in_our_voice(paths, read):
    assert len(paths) > 10
    assert list(hurtful(paths, read)) == []


def test_no_word_that_hurts_stands_in_a_translation():
    """Both sides of each: what is to be put into another language, and what was."""
    files = sorted(HOUSE.rglob("locale/**/*.po"))
    assert files and list(hurtful(files, words_of_translation)) == []
    said = 'msgid ""\n"She got "\n"clean"\nmsgstr "Roedd hi\\n"\n#: a.html:1\n'
    assert [word.found for word in avoided(words_of_translation(said))] == ["got clean"]


def test_the_invented_team_writes_no_word_that_hurts():
    assert [(name, word.found) for name, text in staff_prose() for word in avoided(text)] == []


def test_what_a_page_says_is_read_wherever_it_stands():
    page = """{% load ui %}{% notice title="For addicts" %}<p title="a junkie">{{ x }} got clean
    {% endnotice %}{# abusers #}"""
    assert {word.found for word in avoided(words_of_page(page))} == {"addicts", "junkie",
                                                                      "got clean"}  # fmt: skip
    code = '"""About users."""\ntext = "Drug users may sign in."\nname = "users"\n'
    assert [word.found for word in avoided(words_of_code(code))] == ["Drug users"]
