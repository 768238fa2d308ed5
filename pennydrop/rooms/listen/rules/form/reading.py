"""XLSForm rows into a form. Every fault is collected, so that one reading shows them all."""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pennydrop.rooms.listen.rules.form.checks import check_cells, check_logic
from pennydrop.rooms.listen.rules.form.choices import Lists, read_lists
from pennydrop.rooms.listen.rules.form.draft import NAME, Draft, Open
from pennydrop.rooms.listen.rules.form.logic import languages_of
from pennydrop.rooms.listen.rules.form.media import remarks_on
from pennydrop.rooms.listen.rules.form.model import ChoiceList, Form, Remark
from pennydrop.rooms.listen.rules.form.problems import FormProblems, NoSurvey, Problem
from pennydrop.rooms.listen.rules.form.rows import Rows
from pennydrop.rooms.listen.rules.form.settings import Settings, merged, read_settings
from pennydrop.rooms.listen.rules.form.sheet import (
    CHOICE_ALIASES,
    SETTING_ALIASES,
    SURVEY_ALIASES,
    Row,
    Sheets,
    Table,
    find,
    table,
)

MOST_ROWS = 5_000
MOST_PROBLEMS = 200
REFERENCE = re.compile(r"\$\{\s*(?:last-saved#)?([^}]*?)\s*\}")
_STEP = re.compile(r"/\s*([^\W\d][\w.-]*)")
_SHEETS = ("survey", "choices", "external_choices", "settings")


def read_form(
    sheets: Sheets, name: str = "", files: Sheets | None = None,
    media: Collection[str] | None = None,
) -> Form:  # fmt: skip
    """Read the sheets survey, choices, external_choices and settings (all but the first optional).

    Sheets are rows of text, the first filled row being the column names; rows are counted from 1.
    A workbook with one sheet has its questions there, whatever its name. `name` is the title where
    the form gives none. `files` are the rows of files that choices come from, by file name;
    `media` the names of the pictures and sounds that are there (None: nobody asks).
    Raises FormProblems with every fault found, each naming sheet, row and column.
    """
    survey = table("survey", _survey(sheets), SURVEY_ALIASES)
    choices = table("choices", find(sheets, "choices") or [], CHOICE_ALIASES)
    external = table("external_choices", find(sheets, "external_choices") or [], CHOICE_ALIASES)
    setting = table("settings", find(sheets, "settings") or [], SETTING_ALIASES)
    settings = read_settings(setting)
    _check_tables(survey, choices, external)
    default, remarks = _default_language(settings, survey, choices)
    lists = read_lists(choices, external, default, settings.twice)
    draft = Draft(settings.root, default, _mentioned(sheets))
    draft.remarks.extend([*settings.remarks, *remarks])
    if media is not None:
        draft.remarks.extend(remarks_on((survey, choices, external), default, media))
    _check_root(draft, settings)
    known = {file: table(file, rows, CHOICE_ALIASES) for file, rows in (files or {}).items()}
    _read_rows(draft, Rows(draft, lists, known), survey, default)
    form = _form(draft, settings, lists, (survey, choices, external), name)
    beside = check_cells(form, (survey, choices, external, setting))
    _raise_all([*draft.problems, *lists.problems, *check_logic(form, draft.places), *beside])
    return form


def _survey(sheets: Sheets) -> Sequence[Sequence[str]]:
    found = find(sheets, "survey")
    if found is not None:
        return found
    only = next(iter(sheets.values())) if len(sheets) == 1 else []
    if _has_types(only):
        return only
    near = difflib.get_close_matches("survey", [name.lower() for name in sheets], n=1)
    said = (
        f"There is one called “{near[0]}”: rename it to “survey”."
        if near
        else "Name the sheet with the questions “survey”."
    )
    problem = Problem("survey", 0, "", f"there is no sheet of this name. {said}")
    looks = near or any(find(sheets, name) is not None for name in _SHEETS)
    raise FormProblems([problem]) if looks else NoSurvey([problem])


def _has_types(sheet: Sequence[Sequence[str]]) -> bool:
    return table("survey", sheet, SURVEY_ALIASES).has("type")


def _check_tables(survey: Table, *others: Table) -> None:
    if len(survey.filled) > MOST_ROWS:
        message = f"there are {len(survey.filled):,} rows; at most {MOST_ROWS:,} fit. Split it."
        raise FormProblems([Problem("survey", 0, "", message)])
    problems = [
        Problem(found.name, found.top, second.header,
                f"this column and “{first.header}” say the same. Take one of the two out.")
        for found in (survey, *others)
        for first, second in found.twice()
    ]  # fmt: skip
    problems += [
        Problem("survey", survey.top, column, f"there is no column “{column}”. Add it to the first "
                "row; it is needed for every question.")
        for column in ("type", "name")
        if not survey.has(column)
    ]  # fmt: skip
    if problems:
        raise FormProblems(problems)


def _check_root(draft: Draft, settings: Settings) -> None:
    if not NAME.match(settings.root):
        draft.wrong(settings.row, "name", f"“{settings.root}” cannot be a name. Leave it empty.")


def _default_language(
    settings: Settings, survey: Table, choices: Table
) -> tuple[str, list[Remark]]:
    """The language of the columns without one, and of whoever has not chosen yet."""
    asked = settings.get("default_language")
    spoken = [
        language
        for found in (survey, choices)
        for language in found.languages()
        if language and found.speaks(language)
    ]
    plainly = survey.speaks_plainly() or not spoken
    exact = next((name for name in spoken if name.lower() == asked.lower()), "")
    if exact or plainly:
        return exact or asked, []
    if not asked:
        return spoken[0], []
    row = settings.row
    message = f"nothing is written in “{asked}”, so “{spoken[0]}” is shown first."
    return spoken[0], [Remark(row.sheet, row.number, "default_language", message)]


def _mentioned(sheets: Sheets) -> frozenset[str]:
    """Every name that stands in some expression or text: `${name}`, or a step of a path."""
    cells = {str(cell) for rows in sheets.values() for row in rows for cell in row}
    joined = "\n".join(cell for cell in cells if "${" in cell or "/" in cell)
    return frozenset(REFERENCE.findall(joined)) | frozenset(_STEP.findall(joined))


def _read_rows(draft: Draft, rows: Rows, survey: Table, default: str) -> None:
    draft.open.append(Open(Row("survey", 0, {}, {}, {})))
    for row in survey.rows(default):
        rows.take(row)
    while len(draft.open) > 1:
        opened = draft.open[-1]
        draft.wrong(
            opened.row, "type", f"this {opened.block} is never ended. Add a row "
            f"“end_{opened.block}” after its last question.",
        )  # fmt: skip
        rows.close()
    if rows.unlabelled and not survey.has("label"):
        draft.problems = [p for p in draft.problems if p.column != "label"]
        message = "there is no column “label”. Add it: it holds what people read."
        draft.problems.append(Problem("survey", survey.top, "label", message))
    if not draft.open[0].items and not draft.problems:
        draft.problems.append(Problem("survey", 0, "", "there is no question. Add a row."))


def _form(
    draft: Draft, settings: Settings, lists: Lists, tables: Sequence[Table], name: str
) -> Form:
    told = merged(settings, draft.settings)
    languages = [draft.default, *(found for one in tables for found in one.languages())]
    remarks = [*draft.remarks, *lists.remarks]
    form = Form(
        title=told["form_title"] or told["form_id"] or name,
        form_id=told["form_id"] or name, version=settings.get("version"),
        items=tuple(draft.open[0].items), default_language=draft.default,
        languages=tuple(dict.fromkeys(languages)), root=draft.root,
        settings=settings.kept, remarks=tuple(sorted(remarks, key=_place)),
    )  # fmt: skip
    return _finished(form, draft, lists)


def _finished(form: Form, draft: Draft, lists: Lists) -> Form:
    """With the lists that only expressions look into (named in some `instance('…')`, shown by
    nothing), and with those languages alone in which something can be read."""
    shown = {listed.name for listed in form.lists()}
    files = [ChoiceList(name, source=f"{name}.csv") for name in draft.files]
    unshown = [
        lists.inner[name] for name in looked_into(form) if name in lists.inner and name not in shown
    ]
    nobody = Remark("survey", 0, "", "nothing here can be answered. Add a question.")
    remarks = form.remarks if form.questions() else (nobody, *form.remarks)
    whole = replace(form, lookups=(*unshown, *files), remarks=remarks)
    spoken = languages_of(whole)
    kept = (name for name in form.languages if name in spoken or name == form.default_language)
    return replace(whole, languages=tuple(kept))


def looked_into(form: Form) -> Mapping[str, None]:
    """The names in `instance('…')`, each once, in order."""
    texts = (
        text
        for found in form.placed()
        for text in vars(found.item).values()
        if isinstance(text, str) and "instance(" in text
    )
    names = (name for text in texts for name in re.findall(r"instance\(\s*['\"]([^'\"]+)", text))
    return dict.fromkeys(names)


def _place(fault: Problem | Remark) -> tuple[int, int]:
    return (_SHEETS.index(fault.sheet) if fault.sheet in _SHEETS else len(_SHEETS), fault.row)


def _raise_all(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    ordered = sorted(dict.fromkeys(problems), key=_place)
    more = len(ordered) - MOST_PROBLEMS
    if more > 0:
        last = Problem("survey", 0, "", f"and {more} more. Put these right first.")
        ordered = [*ordered[:MOST_PROBLEMS], last]
    raise FormProblems(ordered)
