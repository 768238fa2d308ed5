"""One row of the survey into what it makes: a question, a group's edge, or a remark."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from pennydrop.rooms.listen.rules.form.choices import Lists, from_file, with_other
from pennydrop.rooms.listen.rules.form.draft import Draft, group_from
from pennydrop.rooms.listen.rules.form.loops import unrolled
from pennydrop.rooms.listen.rules.form.model import ChoiceList, Kind, Pairs, Question
from pennydrop.rooms.listen.rules.form.parameters import BadParameters, read_parameters
from pennydrop.rooms.listen.rules.form.sheet import Row, Table
from pennydrop.rooms.listen.rules.form.texts import plain
from pennydrop.rooms.listen.rules.form.types import Means, Read, near, read_type

TRUE = frozenset({"yes", "true", "true()"})
FALSE = frozenset({"no", "false", "false()"})
QUOTES = str.maketrans("‘’“”", "''\"\"")
OWN = frozenset(
    """
    type name relevant required read_only constraint calculation choice_filter default trigger
    appearance parameters repeat_count disabled
    """.split()
)
FILES = frozenset({".csv", ".xml", ".geojson"})
_TRIGGER = re.compile(r"\s*\$\{[^{}]+\}\s*(,\s*\$\{[^{}]+\}\s*)*\Z")
_SILENT = {Kind.CALCULATE, Kind.HIDDEN}


class Rows:
    """Takes the rows of the survey one after the other into a draft."""

    def __init__(self, draft: Draft, lists: Lists, files: Mapping[str, Table]) -> None:
        self.draft = draft
        self.lists = lists
        self.files = files
        self.unlabelled = False
        self.takes: Mapping[Means, Callable[[Row, Read], None]] = {
            Means.QUESTION: self._question, Means.CHOOSING: self._question,
            Means.BEGIN: self._begin, Means.END: self._end, Means.DAY: self._left_out,
            Means.IDENTIFYING: self._left_out, Means.DRAWN: self._left_out,
            Means.LOOKUP: self._lookup, Means.SETTING: self._setting,
            Means.UNKNOWN: self._unknown,
        }  # fmt: skip

    def take(self, row: Row) -> None:
        if row.get("disabled").lower() in TRUE:
            self.draft.remark(row, "disabled", "this row is switched off, so it is left out.")
        elif row.get("type"):
            read = read_type(row.get("type"))
            self.takes[read.means](row, read)
        elif row.get("name") or row.text("label"):
            self.draft.wrong(row, "type", "the type is missing. Write “text” for an open question.")

    def _unknown(self, row: Row, read: Read) -> None:
        self.draft.named(row)
        meant = near(read.rest)
        hint = f"Did you mean “{meant}”?" if meant else "Write “text” for an open question."
        self.draft.wrong(row, "type", f"“{read.rest}” is not a type of question. {hint}")

    def _setting(self, row: Row, read: Read) -> None:
        self.draft.settings[read.rest] = row.get("name")

    def _lookup(self, row: Row, read: Read) -> None:
        self.draft.files.append(self.draft.named(row))
        message = "the file is not read here: write its rows on the sheet “choices”."
        self.draft.remark(row, "type", message)

    def _left_out(self, row: Row, read: Read) -> None:
        """Nothing that tells who or where somebody is. Where an expression looks at it, it stays
        as a value that is always blank (a time becomes the day), so that the form still works."""
        why = {
            Means.DAY: "an exact time would help to tell who somebody is",
            Means.DRAWN: "a line or a shape on a map would tell where somebody lives",
        }.get(read.means, "it would help to tell who somebody is")
        if row.get("name") not in self.draft.mentioned:
            self.draft.remark(row, "type", f"“{read.rest}” was left out: {why}.")
            return
        name = self.draft.named(row)
        if read.means is Means.DAY:
            self.draft.put(Question(name, Kind.CALCULATE, calculation="once(today())"))
            stays = "Only the day is kept, because other rows look at it."
        else:
            self.draft.put(Question(name, Kind.HIDDEN))
            stays = "Other rows look at it; for them it is always blank."
        self.draft.remark(row, "type", f"“{read.rest}” was left out: {why}. {stays}")

    def _begin(self, row: Row, read: Read) -> None:
        if read.block == "loop" and read.rest not in self.lists.inner:
            message = f"the sheet “choices” has no list “{read.rest}” to go through."
            self.draft.wrong(row, "type", message)
        self.draft.begin(row, read.block, read.rest)

    def _end(self, row: Row, read: Read) -> None:
        opened = self.draft.open[-1]
        if len(self.draft.open) == 1:
            self.draft.wrong(
                row, "type", f"this ends a {read.block} that was not begun. Take the row out, or "
                f"add a row “begin_{read.block}” before.",
            )  # fmt: skip
        elif opened.block != read.block:
            name = opened.row.get("name")
            self.draft.wrong(
                row, "type", f"this ends a {read.block}, but what is open is the {opened.block} "
                f"“{name}” of row {opened.row.number}. Write “end_{opened.block}”.",
            )  # fmt: skip
            self.close()
        else:
            self.close()

    def close(self) -> None:
        """Put what is complete into what is round it."""
        opened = self.draft.end()
        fields = {
            "relevant": flag(opened.row.get("relevant"), "false()"),
            "read_only": flag(opened.row.get("read_only")),
            "repeat_count": logic(opened.row.get("repeat_count")),
        }
        group = group_from(opened, kept(opened.row), fields)
        listed = self.lists.inner.get(opened.rest)
        self.draft.put(unrolled(group, listed) if opened.block == "loop" and listed else group)

    def _question(self, row: Row, read: Read) -> None:
        assert read.kind
        name = row.get("name")
        if not name and read.kind is Kind.NOTE:
            row = Row(row.sheet, row.number, {**row.cells, "name": f"note_{row.number}"},
                      row.words, row.headers)  # fmt: skip
        name = self.draft.named(row)
        self._check(row, read)
        listed = self._listed(row, read) if read.means is Means.CHOOSING else None
        question = _asked(row, read, name, listed, self._parameters(row, read.kind))
        if read.hint and not question.hint:
            question = replace(question, hint=plain(read.hint, self.draft.default))
        if read.or_other and listed:
            self._or_other(row, question)
        else:
            self.draft.put(question)
        if read.kind is Kind.GEOPOINT:
            self.draft.remark(row, "type", "a place is asked for as a wide area, never as a point.")

    def _check(self, row: Row, read: Read) -> None:
        said = row.text("label") or row.text("hint") or row.text("guidance_hint") or read.hint
        shown = bool(said or row.media())
        if not shown and read.kind not in _SILENT:
            self.unlabelled = True
            message = "the question itself is missing. Write what people will read."
            self.draft.wrong(row, "label", message)
        if read.kind is Kind.CALCULATE and not row.get("calculation") and not row.get("default"):
            message = "what to work out is missing. Write an expression, such as “${a} + ${b}”."
            self.draft.wrong(row, "calculation", message)
        if row.get("trigger") and not _TRIGGER.match(row.get("trigger")):
            message = "write the names of questions, such as “${a}”, with commas between."
            self.draft.wrong(row, "trigger", message)

    def _parameters(self, row: Row, kind: Kind) -> Pairs:
        try:
            return read_parameters(kind, row.get("parameters"), self.lists.inner)
        except BadParameters as bad:
            self.draft.wrong(row, "parameters", str(bad))
            return ()

    def _or_other(self, row: Row, question: Question) -> None:
        """As the standard has it: one more choice, and an open question if it is chosen."""
        assert question.listed
        fields = {**vars(question), "listed": with_other(question.listed, self.draft.default)}
        if question.choice_filter:
            fields["choice_filter"] = f"({question.choice_filter}) or name = 'other'"
        self.draft.put(Question(**fields))
        name = f"{question.name}_other"
        if name in self.draft.open[-1].names:
            message = f"“or_other” needs the name “{name}”, which is used already."
            self.draft.wrong(row, "type", message)
        self.draft.open[-1].names.setdefault(name, row.number)
        self.draft.places.setdefault(self.draft.path(name), row)
        label = plain("Please say what.", self.draft.default)
        relevant = f"selected(../{question.name}, 'other')"
        self.draft.put(Question(name, Kind.TEXT, label, relevant=relevant))

    def _listed(self, row: Row, read: Read) -> ChoiceList | None:
        name = read.rest
        if not name:
            written = row.get("type").split()[0]
            self.draft.wrong(row, "type", f"name a list after the type, such as “{written} yesno”.")
            return None
        if name.startswith("${"):
            return ChoiceList(name.strip("${}"), source=name)
        if read.from_file or PurePath(name).suffix.lower() in FILES:
            return self._from_file(row, name)
        known = self.lists.outer if read.external else self.lists.inner
        if name not in known:
            sheet = "external_choices" if read.external else "choices"
            near_name = _near(name, known)
            self.draft.wrong(
                row, "type", f"the sheet “{sheet}” has no list “{name}”. "
                + (f"Did you mean “{near_name}”?" if near_name else "Add it there."),
            )  # fmt: skip
            return None
        if name in self.lists.spaced and read.kind is not Kind.SELECT_ONE:
            spaced = self.lists.spaced[name]
            message = "more than one can be chosen, so take the space out of this name."
            self.draft.wrong(spaced, "name", message)
        return known[name]

    def _from_file(self, row: Row, name: str) -> ChoiceList | None:
        path = PurePath(name)
        if path.suffix.lower() not in FILES:
            message = f"“{name}” is not the name of a file. Write one such as “towns.csv”."
            self.draft.wrong(row, "type", message)
            return None
        if name not in self.files:
            message = f"the choices are in “{name}”, which did not come with the form."
            self.draft.remark(row, "type", message)
            return ChoiceList(path.stem, source=name)
        pairs = dict(self._parameters(row, Kind.SELECT_ONE))
        value, label = pairs.get("value", "name"), pairs.get("label", "label")
        return ChoiceList(path.stem, from_file(self.files[name], self.draft.default, value, label))


def _near(name: str, known: Mapping[str, ChoiceList]) -> str:
    plain_name = name.lower().replace(" ", "_")
    plainly = {other.lower().replace(" ", "_"): other for other in known}
    near = difflib.get_close_matches(plain_name, plainly, n=1, cutoff=0.75)
    return plainly[near[0]] if near else ""


def _asked(
    row: Row, read: Read, name: str, listed: ChoiceList | None, parameters: Pairs
) -> Question:
    assert read.kind
    return Question(
        name=name, kind=read.kind, label=row.text("label"),
        hint=row.text("hint"),
        guidance=row.text("guidance_hint"), short=row.text("short"),
        required=flag(row.get("required")), required_message=row.text("required_message"),
        relevant=flag(row.get("relevant"), "false()"),
        constraint=logic(row.get("constraint")) or read.constraint,
        constraint_message=row.text("constraint_message"),
        calculation=logic(row.get("calculation")),
        choice_filter=logic(row.get("choice_filter")), default=row.get("default"),
        trigger=row.get("trigger"), read_only=flag(row.get("read_only")),
        appearance=row.get("appearance"), parameters=parameters, listed=listed,
        media=row.media(), kept=kept(row),
    )  # fmt: skip


def kept(row: Row) -> Pairs:
    return tuple((name, text) for name, text in row.cells.items() if name not in OWN)


def logic(cell: str) -> str:
    """An expression as it is kept: on one line, with the quotes that XPath knows."""
    return re.sub(r"\s+", " ", cell.translate(QUOTES)).strip()


def flag(cell: str, no: str = "") -> str:
    """An expression that may also be written as yes or no; `no` is what is kept for a no."""
    text = logic(cell)
    if text.lower() in TRUE:
        return "true()"
    return no if text.lower() in FALSE else text
