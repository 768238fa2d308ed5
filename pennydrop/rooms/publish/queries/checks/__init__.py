"""The release check: everything that stands in the way of an edition, and what to weigh."""

from dataclasses import replace

from pennydrop.rooms.listen.public import StudyCard
from pennydrop.rooms.publish.queries.checks import again, own_words, quotes, texts, whole
from pennydrop.rooms.publish.queries.checks.ready import Ready, as_pdf, places, read_draft
from pennydrop.rooms.publish.queries.drafts import Draft
from pennydrop.rooms.publish.queries.first_look import first_look_problems
from pennydrop.rooms.publish.rules.checking import with_tick

__all__ = ["Ready", "as_pdf", "check_draft", "places", "read_draft"]


def check_draft(study: StudyCard, draft: Draft, *, printing: bool = True) -> Ready:
    """The draft with everything that was found. `printing`: also try the PDF (half a second)."""
    ready = read_draft(study, draft)
    found = [
        *whole.as_a_whole(ready),
        *again.said_already(ready),
        *whole.waiting(ready),
        *whole.commented(ready),
        *whole.stands_on(ready),
        *whole.tried(ready),
        *texts.without_contact(ready),
        *quotes.in_quotes(ready),
        *quotes.of_concern(ready),
        *first_look_problems(study, draft.id, ready.blocks, ready.cards, places(ready.blocks)),
        *quotes.names_in_quotes(ready),
        *quotes.of_one_person(ready, study),
        *quotes.described_alike(ready),
        *quotes.together(ready, study),
        *texts.in_texts(ready),
        *texts.in_sections(ready),
        *texts.in_numbers(ready, study),
        *texts.in_words(ready),
        *own_words.typed(ready, study),
        *own_words.names_and_places(ready),
        *texts.beside_earlier(ready, study),
        *texts.hard_to_read(ready),
        *whole.in_charts(ready),
        *whole.on_cards(ready),
    ]
    if printing and not any(problem.stops for problem in found):
        found += whole.in_print(ready)
    ordered = sorted(found, key=lambda problem: (not problem.stops, problem.block))
    return replace(ready, problems=tuple(map(with_tick, ordered)))
