"""What one edition says otherwise than the one before it, from what is public of both."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pennydrop.core.numbers.plural import plural
from pennydrop.rooms.publish.rules.figures import KINDS, Figures


@dataclass(frozen=True)
class Contents:
    """What an edition holds, without anybody's words. `titles`: theme -> title; `blocks`: a block's
    key -> what it says of our own, or nothing where its keys were not kept; `quotes`: their ids."""

    titles: Mapping[str, str]
    blocks: Mapping[str, str]
    quotes: frozenset[str]
    figures: Figures


def changes(before: Contents, after: Contents) -> tuple[str, ...]:
    """In sentences: themes, quotes, texts, figures. Empty: nothing that a reader would see."""
    return (
        *_themes(before, after),
        *_quotes(before, after),
        *_texts(before, after),
        *_figures(before, after),
    )


def _themes(before: Contents, after: Contents) -> Iterator[str]:
    old, new = before.titles, after.titles
    yield from (f"New theme: {new[key]}." for key in new if key not in old)
    yield from (f"Theme no longer in it: {old[key]}." for key in old if key not in new)
    for key in new:
        if key in old and old[key] != new[key]:
            yield f"The theme “{old[key]}” is called “{new[key]}” now."


def _quotes(before: Contents, after: Contents) -> Iterator[str]:
    come, gone = len(after.quotes - before.quotes), len(before.quotes - after.quotes)
    if come:
        yield f"{plural(come, 'quote was', 'quotes were')} added."
    if gone:
        yield f"{plural(gone, 'quote is', 'quotes are')} no longer in it."


def _texts(before: Contents, after: Contents) -> Iterator[str]:
    old, new = before.blocks, after.blocks
    if not old or not new:
        return
    come, gone = len(set(new) - set(old)), len(set(old) - set(new))
    other = sum(old[key] != new[key] for key in set(old) & set(new))
    parts = [(come, "added"), (other, "rewritten"), (gone, "taken out")]
    for count, what in parts:
        if count:
            ours = plural(count, "part of our own text was", "parts of our own text were")
            yield f"{ours} {what}."


def _figures(before: Contents, after: Contents) -> Iterator[str]:
    old, new = before.figures, after.figures
    for kind in new.kinds:
        was = old.people.get(kind)
        if was is not None and was.said != new.people[kind].said:
            yield f"{KINDS[kind]}: {new.people[kind].said} people, before {was.said}."
    changed = sum(
        cell.said != old.themes[theme][kind].said
        for theme, row in new.themes.items()
        for kind, cell in row.items()
        if kind in old.themes.get(theme, {})
    )
    if changed:
        yield f"{plural(changed, 'figure')} of themes changed; all others stay as released."
