"""Words in one language or in several."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Text:
    """What is read, by language: pairs of (language, words), none of them empty.

    The first pair is the one to fall back on (the form's default language where it has one).
    The language "" is that of a column without a language. Words may hold `${name}`: the answer
    to that question stands there.
    """

    said: tuple[tuple[str, str], ...] = ()

    def in_language(self, language: str) -> str:
        """The words in this language, else in the language to fall back on, else nothing."""
        return next((words for name, words in self.said if name == language), str(self))

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.said)

    def __str__(self) -> str:
        return self.said[0][1] if self.said else ""

    def __bool__(self) -> bool:
        return bool(self.said)


def plain(words: str, language: str = "") -> Text:
    """Words in one language; nothing where there are none."""
    return Text(((language, words),)) if words else Text()


def texts(pairs: Iterable[tuple[str, str]]) -> Text:
    """Pairs as they come, without the empty ones."""
    return Text(tuple((language, words) for language, words in pairs if words))
