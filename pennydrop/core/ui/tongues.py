"""Which words of a page are in its language, and which are still in English.

A translation comes out of the catalogue between two marks that no keyboard types (private use, so
no text of anybody's holds them). When a page in another language is ready, the marks say which of
its words were translated; everything else on it is English and is told so to screen readers, be it
a sentence that nobody has translated yet or the title of a report. The marks go no further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

ENGLISH = "en"
_START, _END = "\ue0c0", "\ue0c1"
_MARKS = str.maketrans("", "", _START + _END)
# A tag with its quoted values whole, a comment, or one mark; what is between them is text.
_TOKEN = re.compile(
    rf"""(<!--.*?-->|</?[A-Za-z](?:"[^"]*"|'[^']*'|[^>"'])*>|<![^>]*>|[{_START}{_END}])""",
    re.DOTALL,
)
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_LANG = re.compile(r"""\slang=["']([^"']*)["']""")
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_NOT_READ = frozenset({"script", "style"})
# Nothing may stand inside these but text: the language goes upon the element itself.
_TEXT_ALONE = frozenset({"title", "option", "textarea", "text", "desc"})


def marked(text: str) -> str:
    """The text as one that was translated."""
    return f"{_START}{text}{_END}"


def is_marked(text: str) -> bool:
    return _START in text


def unmarked(text: str) -> str:
    """The text without marks, for anything that is no page."""
    return text.translate(_MARKS)


def say_what_is_english(page: str, language: str) -> str:
    """A whole page in a language, with `lang` on every run of words that is in another, and without
    marks. An element that names a language itself is believed for what was not translated."""
    return "".join(_Writer(language).written(_TOKEN.split(page)))


@dataclass
class _Run:
    """Words in one language."""

    language: str
    text: str


@dataclass
class _Writer:
    """Walks through a page once. `open`: the elements it is in, each with the language that it (or
    one round it) names; `opening`: the last opening tag, while nothing but text came after it."""

    language: str
    open: list[tuple[str, str, bool]] = field(default_factory=list)
    depth: int = 0
    opening: str = ""
    runs: list[_Run] = field(default_factory=list)

    def written(self, tokens: list[str]) -> Iterator[str]:
        for token in tokens:
            if token in (_START, _END):
                self.depth = max(0, self.depth + (1 if token == _START else -1))
            elif token.startswith("<") and _NAME.match(token):
                yield from self._tag(unmarked(token))
            elif token.startswith("<!"):
                yield from self._flush(closes=False)
                yield token
            elif token:
                self._text(token)
        yield from self._flush(closes=False)

    def _tag(self, tag: str) -> Iterator[str]:
        name = _NAME.match(tag)[1].lower()  # type: ignore[index]  # the caller matched it
        if tag.startswith("</"):
            yield from self._flush(closes=True)
            self._close(name)
            yield tag
            return
        yield from self._flush(closes=False)
        if name in _EMPTY or tag.endswith("/>"):
            yield tag
            return
        found = _LANG.search(tag)
        around, told = self._here()
        # The page's own language on <html> says nothing of words that nobody translated.
        own = bool(found) and name != "html"
        self.open.append((name, found[1] if found else around, told or own))
        self.opening = tag

    def _close(self, name: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == name:
                del self.open[place:]
                return

    def _here(self) -> tuple[str, bool]:
        """The language of where we are, and whether an element of the page names it."""
        if not self.open:
            return self.language, False
        _, language, told = self.open[-1]
        return language, told

    def _text(self, text: str) -> None:
        here, told = self._here()
        if not any(letter.isalpha() for letter in unescape(text)):
            language = self.runs[-1].language if self.runs else here
        elif self.depth:
            language = self.language
        else:
            language = here if told else ENGLISH
        if self.runs and self.runs[-1].language == language:
            self.runs[-1].text += text
        else:
            self.runs.append(_Run(language, text))

    def _flush(self, *, closes: bool) -> Iterator[str]:
        """The last opening tag and the words after it."""
        runs, opening = self.runs, self.opening
        self.runs, self.opening = [], ""
        here, _ = self._here()
        name = self.open[-1][0] if self.open else ""
        if name in _NOT_READ:
            yield opening + "".join(run.text for run in runs)
        elif opening and closes and len(runs) == 1 and runs[0].language != here:
            yield _with_language(opening, runs[0].language) + runs[0].text
        else:
            yield opening
            for run in runs:
                yield run.text if name in _TEXT_ALONE else _said(run, here)


def _with_language(tag: str, language: str) -> str:
    if _LANG.search(tag):
        return _LANG.sub(f' lang="{language}"', tag)
    return f'{tag[:-1]} lang="{language}">'


def _said(run: _Run, here: str) -> str:
    if run.language == here:
        return run.text
    lead = run.text[: len(run.text) - len(run.text.lstrip())]
    trail = run.text[len(run.text.rstrip()) :]
    return f'{lead}<span lang="{run.language}">{run.text.strip()}</span>{trail}'
