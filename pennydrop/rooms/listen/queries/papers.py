"""The DPIA and the information sheet of one study, filled in from its real settings."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db import connection

from pennydrop.core.documents.blocks import Block, Heading, Prose, Table
from pennydrop.core.people.models import Membership
from pennydrop.core.people.rules import MAY, May, Role
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.builtin import SHIPPED
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.studies import counts_of, newest_form, newest_sheet
from pennydrop.rooms.listen.rules.consent import Scope
from pennydrop.rooms.listen.rules.form import NotAForm, form_from_json
from pennydrop.rooms.listen.rules.papers import (
    RISKS,
    age_line,
    blank,
    blanks_in,
    pieces_of,
    retention_line,
    review_line,
    safeguarding_line,
    take_back_line,
)
from pennydrop.rooms.listen.rules.sheet import (
    WHO_TO_ASK,
    says_whom_to_ask,
    split_facts,
    split_sheet,
    whom_to_ask,
)

CONTACT = "a name, a phone number and when somebody answers"
WHOM = {
    "used": "people who use or used {substance}",
    "affected": "people close to somebody who uses {substance}: family, partners and friends",
    "both": "people who use or used {substance}, and people close to them",
}
READS = (
    (May.SEE_ORIGINALS, "original words, to take names out"),
    (May.CODE, "words with names taken out"),
    (May.SIGN, "passages put forward for release"),
    (May.WITHDRAW, "receipts; takes words back on a person’s wish"),
)


@dataclass(frozen=True)
class Paper:
    """One paper as blocks of a document. `blanks`: how many places a person must fill."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    blanks: int


def paper_of(study: Study, name: str) -> Paper | None:
    """`dpia` or `information-sheet`; None for anything else."""
    maker = {"dpia": _dpia, "information-sheet": _sheet}.get(name)
    return maker(study) if maker else None


def _dpia(study: Study) -> Paper:
    text = (SHIPPED / "dpia.md").read_text(encoding="utf-8")
    for word, value in _words(study).items():
        text = text.replace("{" + word + "}", value)
    blocks = tuple(
        Heading(piece.level, piece.text)
        if piece.kind == "heading"
        else TABLES[piece.text](study)
        if piece.kind == "table"
        else Prose(piece.text)
        for piece in pieces_of(text)
    )
    return _paper("dpia", "Data protection impact assessment", blocks)


def _words(study: Study) -> dict[str, str]:
    entered, counts, sheet = settings_of(study), counts_of(study.pk), newest_sheet(study.pk)
    return {
        "organisation": study.organisation.name,
        "substance": study.substance,
        "title": study.title,
        "whom": WHOM[study.asks_whom].replace("{substance}", study.substance),
        "invented": "It is an invented study, for demonstration." if study.invented else "",
        "counts": f"{counts.people} people; {counts.surveys} survey answers, {counts.interviews} "
        f"interviews, {counts.focus_groups} focus groups",
        "retention": retention_line(entered),
        "scopes": ", ".join(scope.value.replace("_", " ") for scope in Scope),
        "reconfirm_days": str(entered.reconfirm_days),
        "review": review_line(entered),
        "sheet_version": str(sheet.version) if sheet else "0",
        "take_back": take_back_line(entered),
        "age": age_line(entered),
        "safeguarding": safeguarding_line(entered),
    }


def _questions(study: Study) -> Block:
    version = newest_form(study.pk)
    try:
        asked = form_from_json(version.definition).questions() if version else ()
    except NotAForm:
        asked = ()
    rows = tuple((str(n), str(question.label)) for n, question in enumerate(asked, start=1))
    return Table("What is asked online", ("No.", "Question"), rows or (("–", "Nothing online."),))


def _who(study: Study) -> Block:
    members = Membership.objects.filter(organisation=study.organisation_id, user__is_active=True)
    counted = Counter(members.values_list("role", flat=True))
    rows = tuple(
        (role.label, str(counted[role.value]), "; ".join(w for act, w in READS if act in MAY[role]))
        for role in Role
        if counted[role.value] and any(act in MAY[role] for act, _ in READS)
    )
    none = (("Nobody yet", "0", ""),)
    return Table("Who can read what", ("Role", "People", "Can read"), rows or none)


def _places(study: Study) -> Block:
    kind = "a SQLite file" if connection.vendor == "sqlite" else "a PostgreSQL database"
    copy = (
        f"one copy, overwritten each day; an older one is gone within {settings.KEY_COPY_DAYS} days"
        if settings.KEY_COPY
        else blank("where the one copy of the key store is kept")
    )
    rows = (
        ("Data", f"{kind}; words only sealed", blank("which machine; where its backups are")),
        ("Key store", f"apart from the data; {copy}", blank("which machine; who keeps the paper")),
        ("Working copies", "search index and rendered pages; never backed up", "the same machine"),
    )
    return Table("Where the data lie", ("What", "How", "Where"), rows)


def _risks(study: Study) -> Block:
    rows = tuple((risk, done, blank("low, medium or high")) for risk, done in RISKS)
    rows += ((blank("a risk of your own"), blank("what you do about it"), blank("how high")),)
    return Table("Risks", ("Risk", "What is done", "What is left"), rows)


def _signing(study: Study) -> Block:
    who = ("Measures agreed by", "Advice of the data protection officer", "Remaining risk taken by")
    rows = tuple((line, blank("name and role"), blank("day")) for line in who)
    return Table("Agreed", ("Step", "Who", "When"), rows)


TABLES: dict[str, Callable[[Study], Block]] = {
    "questions": _questions,
    "who": _who,
    "places": _places,
    "risks": _risks,
    "signing": _signing,
}


def _sheet(study: Study) -> Paper:
    """The newest version as people read it, with a blank for each setting that is not entered."""
    newest = newest_sheet(study.pk)
    if newest is None:
        return _paper("information-sheet", "Information sheet", ())
    parts, facts = split_sheet(newest.text), split_facts(newest.facts)
    texts = [
        (study.public_title, parts.short),
        ("More about this", "\n\n".join(filter(None, (parts.details, facts.kept)))),
        ("What we keep to ourselves, and what we cannot", _lines(newest.limits, facts.told)),
        (WHO_TO_ASK, "" if _says_whom(study, newest.text) else f"**{blank(CONTACT)}**"),
        ("Not settled yet", _unsettled(study)),
    ]
    blocks = tuple(b for title, text in texts if text for b in (Heading(2, title), Prose(text)))
    return _paper("information-sheet", f"Information sheet, version {newest.version}", blocks)


def _says_whom(study: Study, text: str) -> bool:
    return bool(whom_to_ask(settings_of(study))) or says_whom_to_ask(text)


def _unsettled(study: Study) -> str:
    """A blank for each setting that people are told and that nobody has entered."""
    s = settings_of(study)
    wanted = {
        "how long words are kept": s.keep_until,
        "until when taking back reaches everything": s.take_back,
        "from what age people take part": s.minimum_age,
        "who may be told when somebody is in danger": s.lead_name,
        "who checked the study": s.review_kind,
    }
    return "\n\n".join(
        f"**{blank(what)}**" for what, entered in wanted.items() if entered in ("", None)
    )


def _lines(*texts: str) -> str:
    return "\n\n".join(filter(None, texts))


def _paper(name: str, title: str, blocks: tuple[Block, ...]) -> Paper:
    texts = [block.markdown for block in blocks if isinstance(block, Prose)]
    texts += [
        cell for block in blocks if isinstance(block, Table) for row in block.rows for cell in row
    ]
    return Paper(name, title, blocks, blanks_in(texts))


def papers_of(study: Study) -> list[Paper]:
    found = (paper_of(study, name) for name in ("dpia", "information-sheet"))
    return [paper for paper in found if paper is not None]
