"""The only part of this room that other rooms may import: values in, frozen values out."""

from pennydrop.rooms.listen.actions.originals import drop_originals
from pennydrop.rooms.listen.actions.studies import set_approach
from pennydrop.rooms.listen.actions.texts import Arrived, NewPart, NewText, bring_in_texts
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
    places_of,
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
from pennydrop.rooms.listen.rules.speakers import is_staff_word, names_in
from pennydrop.rooms.listen.rules.turn_places import TurnPlace, turn_places

__all__ = [
    "NEEDS",
    "Arrived",
    "AskedColumn",
    "ConsentState",
    "HideLine",
    "NewPart",
    "NewText",
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
    "TurnPlace",
    "bring_in_texts",
    "is_staff_word",
    "names_in",
    "places_of",
    "turn_places",
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
