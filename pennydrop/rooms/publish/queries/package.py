"""The data package of an edition: what it tells, as tables, and nothing finer."""

import io
import textwrap
import zipfile
from collections.abc import Iterator, Sequence

from pennydrop.core.documents.blocks import (
    Figure,
    Heading,
    Insight,
    PhotoRef,
    Prose,
    QuoteRef,
    Theme,
)
from pennydrop.core.documents.copies import INVENTED, Copy
from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.core.documents.prose import plain
from pennydrop.core.documents.resolved import Quote, chart_of, photo_of, quote_of
from pennydrop.core.documents.text_writing import WIDTH, write_text
from pennydrop.core.numbers.small import meanings
from pennydrop.core.ui.charts import as_table
from pennydrop.rooms.listen.public import contact_of
from pennydrop.rooms.publish.queries.editions import EditionCard, read_edition, released_figures
from pennydrop.rooms.publish.queries.printing import edition_copy
from pennydrop.rooms.publish.rules.figures import KINDS, Figures, said_of
from pennydrop.rooms.publish.rules.package import ABOUT_ADDRESS, DICTIONARY, FILES, LIMITS, TERMS
from pennydrop.rooms.publish.rules.wording import NO_CONTACT

Rows = Iterator[tuple[str, ...]]


def edition_package(card: EditionCard, *, site: str) -> bytes:
    """A ZIP of CSV files with what each column means, and how it may be used. The same edition with
    the same words left gives the same bytes, as long as the same people can be asked."""
    copy = edition_copy(read_edition(card), site=site)
    figures = released_figures(card.id)
    tables = {
        "people.csv": _people(figures),
        "themes.csv": _themes(copy, figures),
        "codebook.csv": _codebook(copy),
        "quotes.csv": _quotes(copy),
        "charts.csv": _charts(copy),
    }
    files = {name: as_csv(_heads(name), rows) for name, rows in tables.items()}
    files["dictionary.csv"] = as_csv(DICTIONARY, _dictionary())
    files["edition.txt"] = write_text(copy)
    photos = _photos(copy)
    files["READ ME.txt"] = _read_me(copy, figures, contact_of(card.study))
    return _packed({name: text.encode() for name, text in files.items()} | photos, copy)


def _heads(name: str) -> tuple[str, ...]:
    return tuple(column for column, _ in FILES[name])


def _dictionary() -> Rows:
    for name, columns in FILES.items():
        for column, meaning in columns:
            yield name, column, meaning


def _people(figures: Figures) -> Rows:
    for kind in figures.kinds:
        cell = figures.people[kind]
        yield KINDS[kind], _number(cell.shown), cell.said


def _number(shown: int | None) -> str:
    return "" if shown is None else str(shown)


def _themes(copy: Copy, figures: Figures) -> Rows:
    for number, block in enumerate(_theme_blocks(copy), start=1):
        told = figures.themes.get(block.theme_id, {})
        for kind in figures.kinds:
            if kind in told:
                cell, base = told[kind], figures.people[kind]
                said = said_of(cell, base)
                yield str(number), block.title, KINDS[kind], _number(cell.shown), said


def _theme_blocks(copy: Copy) -> list[Theme]:
    return [block for block in copy.blocks if isinstance(block, Theme)]


def _codebook(copy: Copy) -> Rows:
    for number, theme in enumerate(_theme_blocks(copy), start=1):
        inside = _section(copy, theme)
        told = "\n\n".join(plain(block.markdown) for block in inside if isinstance(block, Prose))
        insights = [plain(block.markdown) for block in inside if isinstance(block, Insight)]
        yield str(number), theme.title, told, "\n".join(insights)


def _section(copy: Copy, theme: Theme) -> list[object]:
    """The blocks between a theme's title and the next section."""
    inside: list[object] = []
    for block in copy.blocks[copy.blocks.index(theme) + 1 :]:
        if isinstance(block, Theme) or (isinstance(block, Heading) and block.level == 2):
            break
        inside.append(block)
    return inside


def _quotes(copy: Copy) -> Rows:
    section, count = "", 0
    for place, block in enumerate(copy.blocks, start=1):
        if isinstance(block, Heading | Theme):
            section = block.text if isinstance(block, Heading) else block.title
        elif isinstance(block, QuoteRef):
            count += 1
            yield str(count), section, *_quote(quote_of(place, block, copy.resolve))


def _quote(quote: Quote) -> tuple[str, str, str, str]:
    if quote.removed:
        return "", "", "", "removed at the person's wish"
    words = "".join(piece.text for piece in quote.printed)
    return words, quote.attribution, "yes" if quote.verbatim else "no", "public"


def _charts(copy: Copy) -> Rows:
    count = 0
    for place, block in enumerate(copy.blocks, start=1):
        if not isinstance(block, Figure):
            continue
        count += 1
        chart = chart_of(place, block, copy.resolve)
        table = as_table(chart)
        for row in table.rows:
            for column, said in zip(table.head[1:], row[1:], strict=True):
                yield str(count), chart.title, row[0], column, said


def _photos(copy: Copy) -> dict[str, bytes]:
    """The team's own pictures in the order of the edition; what they show stands in its text."""
    blocks = enumerate(copy.blocks, start=1)
    found = [photo_of(n, one, copy.resolve) for n, one in blocks if isinstance(one, PhotoRef)]
    return {f"picture-{n}.{one.ending}": one.data for n, one in enumerate(found, start=1)}


def _read_me(copy: Copy, figures: Figures, contact: str) -> str:
    parts = [
        f"Data of: {copy.title}\n{copy.subtitle}".strip(),
        f"{copy.organisation}\n{copy.edition_line}\n{copy.current_line}".strip(),
        *([INVENTED] if copy.invented else []),
        "WHAT IS IN IT",
        "\n".join(f"- {name}" for name in FILES),
        "- dictionary.csv says what each column means; edition.txt is the whole edition\n  as text,"
        " and says what its pictures show.",
        "HOW TO READ THE FIGURES",
        *_listed(meanings(figures.threshold)),
        "WHAT IT CANNOT TELL",
        *_listed(LIMITS),
        "HOW IT MAY BE USED",
        *_listed(TERMS),
        "WHOM TO ASK",
        contact or f"{NO_CONTACT} Ask {copy.organisation} itself.",
        *([ABOUT_ADDRESS] if copy.address else []),
    ]
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in parts) + "\r\n"


def _listed(lines: Sequence[str]) -> list[str]:
    return [
        textwrap.fill(line, WIDTH, initial_indent="- ", subsequent_indent="  ") for line in lines
    ]


def _packed(files: dict[str, bytes], copy: Copy) -> bytes:
    day = (copy.date.year, copy.date.month, copy.date.day, 0, 0, 0)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        for name, content in files.items():
            about = zipfile.ZipInfo(name, day)
            packed.writestr(about, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()
