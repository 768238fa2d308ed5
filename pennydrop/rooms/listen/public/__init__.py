"""The only part of this room that other rooms may import: values in, frozen values out."""

from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.studies import set_approach
from pennydrop.rooms.listen.public.answers import (
    AskedColumn,
    answered_values,
    asked_columns,
    form_workbooks,
)
from pennydrop.rooms.listen.public.people import (
    ParticipantCard,
    consents_of,
    day_withdrawn,
    drafting,
    hide_lines,
    hide_lists,
    participants_of,
    who_agrees,
)
from pennydrop.rooms.listen.public.sources import (
    OriginalSegment,
    SourceCard,
    gathered_between,
    original_segments,
    source_card,
    sources_of,
    turns_with_originals,
)
from pennydrop.rooms.listen.public.studies import StudyCard, open_studies, studies_in, study_card
from pennydrop.rooms.listen.rules.consent import (
    NEEDS,
    ConsentState,
    NotConsented,
    Reply,
    Scope,
    Use,
    check_may,
    may,
    version_line,
)
from pennydrop.rooms.listen.rules.hiding import HideLine, Whose, terms_of

__all__ = [
    "NEEDS",
    "AskedColumn",
    "ConsentState",
    "HideLine",
    "NotConsented",
    "OriginalSegment",
    "ParticipantCard",
    "Reply",
    "Scope",
    "SourceCard",
    "StudyCard",
    "Use",
    "Whose",
    "answered_values",
    "asked_columns",
    "check_may",
    "consents_of",
    "day_withdrawn",
    "drafting",
    "drop_originals",
    "form_workbooks",
    "gathered_between",
    "hide_lines",
    "hide_lists",
    "may",
    "open_studies",
    "original_segments",
    "participants_of",
    "source_card",
    "set_approach",
    "sources_of",
    "studies_in",
    "study_card",
    "terms_of",
    "turns_with_originals",
    "version_line",
    "who_agrees",
]
