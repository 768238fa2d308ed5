"""A turn as HTML, by hand: a text of half a million characters has thousands of them, and one of
them is drawn anew with each coding. The words stand in the page exactly as they are kept, so that
the browser can count code points; nothing else is put inside `.said` but marks round them."""

import re
from collections.abc import Iterable, Mapping
from html import escape as html_escape
from itertools import groupby
from uuid import UUID

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from pennydrop.rooms.understand.queries.care import Fold
from pennydrop.rooms.understand.queries.codes import CodeRow
from pennydrop.rooms.understand.queries.codings import Passage
from pennydrop.rooms.understand.queries.memos import MemoAt
from pennydrop.rooms.understand.queries.people import Names
from pennydrop.rooms.understand.queries.workspace import Mark, Turn
from pennydrop.rooms.understand.rules.marking import lanes, stretches
from pennydrop.rooms.understand.rules.parting import Part
from pennydrop.rooms.understand.rules.positions import position

LANES = 6
NOBODY = UUID(int=0)
SHOWN = 48
_SURROGATE = re.compile(r"(\[[^\[\]\n]{1,60} \d{1,4}\])")
HELD_BACK = "This person no longer agrees that we read their words."


def draw_turns(turns: Iterable[Turn], names: Names) -> SafeString:
    return mark_safe("".join(draw_turn(turn, names) for turn in turns))


def draw_gaps(parts: Iterable[Part]) -> SafeString:
    """Parts of the text that are not drawn yet: each a link to it, until a script fetches it."""
    return mark_safe(
        "".join(
            f'<p class="gap" data-gap data-first="{part.first}" data-last="{part.last}" '
            f'data-size="{part.size}" data-turns="{part.turns}">'
            f'<a href="?from={part.first}#t{part.first}">Turns {part.first + 1} to '
            f"{part.last + 1}</a></p>"
            for part in parts
        )
    )


def draw_turn(turn: Turn, names: Names) -> SafeString:
    """One turn: who speaks, the words with their marks, stripes, and the codes by name."""
    who = escape(turn.speaker)
    if turn.fold is not None:
        return mark_safe(_folded(turn, turn.fold, who))
    if turn.text is None:
        held = f'<div class="said"><em class="s">{HELD_BACK}</em></div>'
        return mark_safe(
            f'<div class="seg" id="t{turn.order}" data-v="{turn.stamp}">'
            f'<div class="who">{who}</div>{held}</div>'
        )
    asked = " asked" if turn.asks else ""
    return mark_safe(
        f'<div class="seg" id="t{turn.order}" data-turn="{turn.order}" '
        f'data-v="{turn.stamp}" data-words-v="{turn.version}">'
        f'<div class="who"><span>{who}</span> <a class="turn-link" '
        f'href="?turn={turn.order}#t{turn.order}">Code<span class="vh"> all of turn '
        f"{turn.order + 1}, {who}</span></a></div>"
        f'<div class="said{asked}" role="group" tabindex="-1" '
        f'aria-label="Turn {turn.order + 1}, {who}">'
        f"{_words(turn)}</div>{_stripes(turn)}{_names(turn, names)}</div>"
    )


def _folded(turn: Turn, fold: Fold, who: str) -> str:
    """A turn with a hard passage that this reader has not opened. The page holds the form."""
    return (
        f'<div class="seg folded" id="t{turn.order}" data-v="{turn.stamp}">'
        f'<div class="who">{who}</div><div class="said"><span>Content note: {escape(fold.note)}. '
        f'</span><button type="submit" class="btn quiet small" form="open-form" name="hard" '
        f'value="{fold.id}">Open it<span class="vh">: turn {turn.order + 1}, {who}</span></button>'
        "</div></div>"
    )


def _words(turn: Turn) -> str:
    text = turn.text or ""
    by_id = {mark.span.id: mark for mark in turn.marks}
    parts = []
    for piece in stretches(len(text), [mark.span for mark in turn.marks]):
        words = _plain(text[piece.start : piece.end])
        over = [by_id[one] for one in piece.over]
        if not over:
            parts.append(words)
            continue
        on = " ".join(str(mark.span.id) for mark in over)
        parts.append(f'<mark class="{_ground(over)}" data-on="{on}">{words}</mark>')
    return "".join(parts)


def _ground(over: list[Mark]) -> str:
    """One colour, or two halves; more than two say so by a sign."""
    colours = list(dict.fromkeys(mark.look.colour for mark in over))
    ground = f"c{colours[0]}"
    if len(colours) > 1:
        ground += f" with-c{colours[1]}"
    return ground + (" many" if len(over) > 2 else "")


def _plain(words: str) -> str:
    """Escaped words; surrogates such as [friend 1] are underlined with dots."""
    parts = _SURROGATE.split(words)
    return "".join(
        f'<span class="surrogate">{escape(part)}</span>' if n % 2 else escape(part)
        for n, part in enumerate(parts)
    )


def _stripes(turn: Turn) -> str:
    """Stripes in lanes; each is named by the mouse here, and for everybody in the list beside."""
    if not turn.marks:
        return ""
    by_id = {mark.span.id: mark for mark in turn.marks}
    every = lanes([mark.span for mark in turn.marks])
    drawn = "".join(
        f'<i class="lane">{"".join(_stripe(by_id[span.id]) for span in lane)}</i>'
        for lane in every[:LANES]
    )
    more = f'<i class="s">+{len(every) - LANES}</i>' if len(every) > LANES else ""
    return f'<div class="stripes" aria-hidden="true">{drawn}{more}</div>'


def _stripe(mark: Mark) -> str:
    name = escape(mark.look.name)
    return f'<b class="c{mark.look.colour}" data-of="{mark.span.id}" title="{name}"></b>'


def _names(turn: Turn, names: Names) -> str:
    """The codes on this turn by name, and its memos: each opens its passage."""
    if not turn.marks and not turn.memos:
        return ""
    rows = [_name(turn, mark, names) for mark in turn.marks]
    rows += [_memo(turn, memo, names) for memo in turn.memos]
    return f'<ul class="named">{"".join(rows)}</ul>'


def _memo(turn: Turn, memo: MemoAt, names: Names) -> str:
    low, high = max(memo.start - position(turn.order, 0), 0), memo.end - position(turn.order, 0)
    short, who = escape(_shortened((turn.text or "")[low:high])), escape(names[memo.by])
    return (
        f'<li><a href="?start={memo.start}&amp;end={memo.end}#t{turn.order}" '
        f'data-noted="{memo.id}" title="Memo by {who}"><i class="note-sign" aria-hidden="true"></i>'
        f'<span>Memo</span><span class="vh"> on “{short}”, by {who}</span></a></li>'
    )


def _name(turn: Turn, mark: Mark, names: Names) -> str:
    short = _short(turn, mark)
    name, who = escape(mark.look.name), escape(names[mark.by])
    return (
        f'<li><a href="?coding={mark.span.id}#t{turn.order}" data-coding="{mark.span.id}" '
        f'title="{name}, coded by {who}"><i class="swatch c{mark.look.colour}" aria-hidden="true">'
        f'</i><span>{name}</span><span class="vh"> on “{escape(short)}”, by {who}</span></a></li>'
    )


def draw_passages(study: UUID, passages: Iterable[Passage], codes: Iterable[CodeRow]) -> SafeString:
    """Coded passages in reading order as list items, each with its codes and the way to its
    context; words that two people coded alike stand once, with both."""
    looks = {
        code.id: f'<i class="swatch c{code.colour}" aria-hidden="true"></i> {escape(code.name)}'
        for code in codes
    }
    held = list(passages)
    # Asked once and filled in for each source: a long list has hundreds of them.
    way = reverse("understand:workspace", args=[study, NOBODY]).split(str(NOBODY))
    ways = {
        one.source: (f'<a href="{str(one.source).join(way)}?coding=', f">{escape(one.title)}</a>, ")
        for one in held
    }
    names = Names()
    rows = []
    for _, alike in groupby(held, key=lambda one: (one.start, one.end, one.source)):
        one, *more = alike
        look = _looks([one, *more], looks, names) if more else looks[one.code]
        rows.append(_passage(one, look, *ways[one.source]))
    return mark_safe("".join(rows))


def _looks(alike: list[Passage], looks: Mapping[UUID, str], names: Names) -> str:
    """The codes of one passage, and its coders where there are several."""
    codes = " · ".join(looks[code] for code in dict.fromkeys(one.code for one in alike))
    coders = [html_escape(names[by]) for by in dict.fromkeys(one.by for one in alike)]
    return codes if len(coders) < 2 else f"{codes} · coded by {' and '.join(coders)}"


def _passage(one: Passage, look: str, way: str, title: str) -> str:
    # The standard library's: Django's asks each time whether the text is lazy.
    words = f"<em>{HELD_BACK}</em>" if one.words is None else f"“{html_escape(one.words.strip())}”"
    words = f"Content note: {html_escape(one.note)}. Open it in its place." if one.note else words
    kept = "" if one.fidelity == "word_for_word" else f" · {one.fidelity}, not word for word"
    return (
        f'<li><p class="said-words">{words}</p><p class="s">{look} · '
        f'{way}{one.id}#t{one.turn}"{title}{html_escape(one.speaker)}{kept}</p></li>'
    )


def draw_reading(turn: Turn) -> SafeString:
    """One turn as one person coded it: the words with their marks, and the codes by name."""
    if turn.text is None:
        said = f"Content note: {escape(turn.fold.note)}." if turn.fold else HELD_BACK
        return mark_safe(f'<p><em class="s">{said}</em></p>')
    none = "" if turn.marks else '<p class="s">No code on these words.</p>'
    rows = "".join(
        f'<li><i class="swatch c{mark.look.colour}" aria-hidden="true"></i> '
        f"{escape(mark.look.name)}: “{escape(_short(turn, mark))}”</li>"
        for mark in turn.marks
    )
    return mark_safe(
        f'<p class="said read">{_words(turn)}</p>'
        + (f'<ul class="read-codes">{rows}</ul>' if rows else none)
    )


def _short(turn: Turn, mark: Mark) -> str:
    return _shortened((turn.text or "")[mark.span.start : mark.span.end])


def _shortened(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"
