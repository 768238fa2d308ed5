"""The texts around a study's questions, in English and in the other languages of its form."""

from collections.abc import Mapping
from uuid import UUID

from pennydrop.core.concerns import told_before
from pennydrop.rooms.listen.models import FormVersion, Study, Wording
from pennydrop.rooms.listen.queries.gate import settings_of
from pennydrop.rooms.listen.queries.studies import newest_form, newest_sheet
from pennydrop.rooms.listen.queries.walks import plan_for
from pennydrop.rooms.listen.rules.age import age_question
from pennydrop.rooms.listen.rules.form import NotAForm
from pennydrop.rooms.listen.rules.languages import is_english
from pennydrop.rooms.listen.rules.sheet import split_facts, split_sheet
from pennydrop.rooms.listen.rules.wording import ASKED, PAGES, Text, texts_in


def english_of(study: Study) -> dict[str, str]:
    """Every text that people may read around the questions, as it stands today."""
    sheet, settings = newest_sheet(study.pk), settings_of(study)
    parts, facts = (
        split_sheet(sheet.text if sheet else ""),
        split_facts(sheet.facts if sheet else ""),
    )
    texts = {
        "title": study.public_title, "sheet_short": parts.short, "sheet_more": parts.details,
        "settings_more": facts.kept, "limits": sheet.limits if sheet else "",
        "limits_passed_on": told_before(study.pk), "limits_told": facts.told,
        "next_steps": study.next_steps,
    }  # fmt: skip
    if settings.minimum_age is not None:
        age = age_question(settings.minimum_age, settings.below_age)
        texts |= {"age_question": age.question, "age_hint": age.hint}
    return {**texts, **ASKED, **PAGES}


def kept_wording(study: UUID, language: str) -> Mapping[str, Mapping[str, str]]:
    """The newest version in a language; nothing where there is none."""
    row = Wording.objects.filter(study=study, language=language).order_by("-version").first()
    return row.texts if row else {}


def texts_of(study: Study, language: str) -> list[Text]:
    return texts_in(english_of(study), kept_wording(study.pk, language))


def form_read(study: UUID) -> FormVersion | None:
    """The newest version of the questions; None where there is none that can be read."""
    version = newest_form(study)
    try:
        return version if version and plan_for(version) else None
    except NotAForm:
        return None


def other_languages(study: UUID) -> tuple[str, ...]:
    """The languages of the newest form that our own pages are not written in, as it names them."""
    version = form_read(study)
    names = plan_for(version).form.languages if version else ()
    return tuple(name for name in names if not is_english(name))


def language_read(version: FormVersion | None, chosen: str) -> str:
    """The form's name for the language that is read: the `chosen` one, or its own. Empty where
    that is English, as our own pages are."""
    if version is None:
        return ""
    form = plan_for(version).form
    name = chosen or form.default_language or form.languages[0]
    return "" if is_english(name) else name
