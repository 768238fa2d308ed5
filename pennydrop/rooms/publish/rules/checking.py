"""What stands in the way of a release, and what to weigh before one."""

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pennydrop.core.numbers.small import STEP, least_shown

MOST_FROM_ONE = 2
MOST_SHARE = Fraction(1, 5)
SHORTEST_ALT = 12
WHOLE = "The findings"
_NAMES = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
          "eighteen", "nineteen", "twenty")  # fmt: skip
_WHO = (
    "people|persons?|participants?|interviewees?|respondents?|members?|women|woman|men|man|"
    "mothers?|fathers?|parents?|partners?|relatives?|patients?|adults?|teenagers?|survivors?"
)
_COUNT = re.compile(
    rf"(?<![\w.,£/-])(\d{{1,3}}|{'|'.join(_NAMES)})\s+(?:(?:of\s+(?:the\s+|our\s+|these\s+)?)|"
    rf"(?:other|older|younger|young|different|more|further|of the)\s+)?({_WHO})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Problem:
    """Something found before release. `stops`: nothing is released while it is there; anything
    else may stay for a reason that a person gives.

    `block` counts from 1; 0 means the findings as a whole. `quote` is understand's id, or empty.
    `kind`: what sort of thing was found, kept beside the reason; `page`: where it is put right,
    `go`: what a link to it says.
    `blocks`: where the same was found in several; each gets a link.
    `tick`: what a reason is sent under, see `with_tick`.
    `outside`: what somebody without an account reads instead of `text`, where that names a
    participant or says what only the study knows; else empty.
    """

    stops: bool
    where: str
    text: str
    block: int = 0
    quote: str = ""
    kind: str = ""
    page: str = ""
    go: str = ""
    tick: str = ""
    outside: str = ""
    blocks: tuple[int, ...] = ()

    def __str__(self) -> str:
        return f"{self.where}: {self.text}"


@dataclass(frozen=True)
class QuoteFacts:
    """What has to be known of a quote to judge it, without its words."""

    id: str
    study: str
    source_title: str
    fidelity: str
    participants: tuple[str, ...]
    signed_by: tuple[str, ...]
    consent: str
    blocks: tuple[str, ...]


def check_quote(
    quote: QuoteFacts, *, studies: Collection[str], refused: Mapping[str, str]
) -> tuple[str, ...]:
    """Why a quote may not leave; empty: it may. `studies`: those that the findings draw on;
    `refused`: participant -> what they did not agree to, for those who have not agreed to be
    published word for word."""
    reasons = list(quote.blocks)
    if quote.study not in studies:
        reasons.append("It belongs to another study, which these findings do not draw on.")
    loose = quote.fidelity != "word_for_word"
    if loose and not _named(reasons, "word for word", "notes", "memory"):
        reasons.append("Its source is not word for word, so it cannot be printed as a quote.")
    if len(set(quote.signed_by)) < 2 and not _named(reasons, "sign"):
        reasons.append("Two people have not yet signed it.")
    said = [refused[person] for person in quote.participants if person in refused]
    if said and not _named(reasons, "consent", "agree", "said no", "not asked"):
        reasons += said
    if not quote.participants:
        reasons.append("It holds nobody's words.")
    return tuple(dict.fromkeys(reasons))


def _named(reasons: Sequence[str], *words: str) -> bool:
    """Whether one of the reasons says this already."""
    return any(word in reason.lower() for reason in reasons for word in words)


# What a finding that was let stand is called beside its reason.
KINDS: Mapping[str, str] = {
    "after thanks": "A theme after the thanks",
    "comments": "Open comments",
    "beside earlier": "A count close to one in an earlier edition",
    "long card": "A card that says more than fits",
    "claims": "Sentences without evidence",
    "intruder": "How far somebody could be recognised",
    "names": "A word that may be a name",
    "no chart": "No chart",
    "no contact": "Nobody whom readers can ask",
    "no code": "Somebody quoted who has no private code",
    "no quote": "No quote",
    "no theme": "No theme",
    "not rounded": "A number that is not rounded",
    "names of ours": "Names and places in our own text",
    "often": "One person quoted often",
    "open places": "Places that are not written",
    "same again": "The same as the edition before",
    "alike": "Two quotes described alike",
    "rare facts": "Facts of one person side by side",
    "reading age": "Hard to read",
    "section": "A theme with little in it",
    "sheets": "More sheets than was meant",
    "table": "A small number in a table",
    "too many": "A word for more people than the figures say",
    "twice": "The same quote twice",
    "typed": "Numbers typed by hand",
    "typed small": "Small numbers typed by hand",
}


def with_tick(found: Problem) -> Problem:
    """The same with what its reason is sent under: another finding, another tick, so that a word
    that came in meanwhile is not let through."""
    if found.stops:
        return found
    whole = "\x1f".join([found.kind, found.where, found.text, found.quote])
    made = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return replace(found, tick=made)


def small_counts(text: str, *, threshold: int) -> tuple[str, ...]:
    """Counts of people under the threshold, as they stand in the text."""
    least = least_shown(threshold)
    return tuple(words for words, count in _counts(text) if count < least)


def unrounded_counts(text: str, *, threshold: int) -> tuple[str, ...]:
    """Counts of people that are large enough but not rounded."""
    least = least_shown(threshold)
    return tuple(words for words, count in _counts(text) if count >= least and count % STEP)


Told = dict[str, dict[int, str]]


def counts_by_who(texts: Iterable[str]) -> Told:
    """Every count of people in some texts: who are counted -> count -> the words it stands in."""
    found: Told = {}
    for text in texts:
        for words, count, who in _counted(text):
            found.setdefault(who, {})[count] = words
    return found


def too_near(
    texts: Iterable[str], before: Told, *, threshold: int
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Counts of the same sort of people that differ from an earlier one by less than the threshold,
    and not by nothing. Each with the earlier words."""
    return tuple(
        (words, earlier)
        for text in texts
        for words, count, who in _counted(text)
        for other, earlier in before.get(who, {}).items()
        if 0 < abs(count - other) < threshold
    )


def _counts(text: str) -> Iterable[tuple[str, int]]:
    return ((words, count) for words, count, _ in _counted(text))


def _counted(text: str) -> Iterable[tuple[str, int, str]]:
    for found in _COUNT.finditer(text):
        said = found[1].lower()
        yield found[0], int(said) if said.isdigit() else _NAMES.index(said), found[2].lower()


def quoted_too_often(quotes: Sequence[QuoteFacts]) -> tuple[tuple[str, int], ...]:
    """Participants with more than two quotes, or with more than a fifth of all of them."""
    times = Counter(person for quote in quotes for person in quote.participants)
    total = len(quotes)
    return tuple(
        (person, count)
        for person, count in times.items()
        if count > MOST_FROM_ONE or (count > 1 and Fraction(count, total) > MOST_SHARE)
    )


def missing_of_theme(*, told: bool, quoted: bool) -> str:
    """What a theme's section lacks for its readers; empty: nothing."""
    if told and quoted:
        return ""
    if told:
        return "This theme holds no quote: readers hear only us."
    if quoted:
        return "This theme holds quotes and no story: nothing says what they mean together."
    return "This theme holds no story and no quote. Write it, or leave it out."


def alt_problem(alt: str, title: str) -> str:
    """What is wrong with the words for somebody who does not see a chart; empty: nothing."""
    said = alt.strip()
    if not said or "{{" in said:
        return "The chart has no words for somebody who cannot see it."
    if len(said) < SHORTEST_ALT or said.casefold() == title.strip().casefold():
        return "The words for somebody who cannot see the chart do not say what it shows."
    return ""
