"""How findings are cited: in words, as BibTeX, RIS and CSL-JSON, and as schema.org metadata.

Formats: BibTeX's `@techreport` (Patashnik, "BibTeXing", 1988), RIS (its tags as Zotero and EndNote
read them), CSL-JSON 1.0 (citation-style-language/schema), schema.org `Report`.
"""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#",
    "$": r"\$", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_IN_HTML = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


@dataclass(frozen=True)
class Work:
    """One edition of one document. `key`: a short name that no other edition has; `kind`: what
    readers call such a document; `address`: where it stands, `newest`: where the newest edition of
    the document always stands."""

    key: str
    title: str
    subtitle: str
    organisation: str
    kind: str
    number: int
    day: dt.date
    address: str
    newest: str
    themes: tuple[str, ...] = ()

    @property
    def whole_title(self) -> str:
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


def in_words(work: Work) -> str:
    return (
        f"{_flat(work.organisation)} ({work.day.year}). {_flat(work.whole_title)}. "
        f"{work.kind}, edition {work.number}. {work.address}"
    )


def bibtex(work: Work) -> str:
    """The organisation stands in braces of its own, or it would be read as a person's name."""
    fields = {
        "author": f"{{{_latex(work.organisation)}}}",
        "title": f"{{{_latex(work.whole_title)}}}",
        "institution": _latex(work.organisation),
        "type": _latex(work.kind),
        "number": f"Edition {work.number}",
        "year": str(work.day.year),
        "month": str(work.day.month),
        "url": work.address,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@techreport{{{work.key},", *lines, "}", ""])


def ris(work: Work) -> str:
    fields = [
        ("TY", "RPRT"), ("AU", _flat(work.organisation)), ("TI", _flat(work.whole_title)),
        ("PB", _flat(work.organisation)), ("PY", str(work.day.year)),
        ("DA", f"{work.day:%Y/%m/%d}"), ("M3", work.kind), ("ET", str(work.number)),
        ("UR", work.address),
        *(("KW", _flat(theme)) for theme in work.themes), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def csl(work: Work) -> str:
    day = work.day
    entry = {
        "id": work.key,
        "type": "report",
        "genre": work.kind,
        "title": _flat(work.whole_title),
        "author": [{"literal": _flat(work.organisation)}],
        "publisher": _flat(work.organisation),
        "edition": str(work.number),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "URL": work.address,
        "language": "en-GB",
    }
    return json.dumps([entry], ensure_ascii=False, indent=2) + "\n"


def schema_org(work: Work) -> str:
    """JSON-LD that can stand inside a page: nothing in it can end the element round it."""
    organisation = {"@type": "Organization", "name": _flat(work.organisation)}
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": work.address,
        "url": work.address,
        "name": _flat(work.title),
        "genre": work.kind,
        "datePublished": work.day.isoformat(),
        "version": str(work.number),
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "author": organisation,
        "publisher": organisation,
        "isPartOf": {"@type": "CreativeWork", "@id": work.newest},
    }
    if work.subtitle:
        data["alternativeHeadline"] = _flat(work.subtitle)
    if work.themes:
        data["keywords"] = [_flat(theme) for theme in work.themes]
    text = json.dumps(data, ensure_ascii=False)
    return "".join(_IN_HTML.get(letter, letter) for letter in text)


def _flat(text: str) -> str:
    """On one line: a line end would begin another field."""
    return " ".join(text.split())


def _latex(text: str) -> str:
    return "".join(_LATEX.get(letter, letter) for letter in _flat(text))
