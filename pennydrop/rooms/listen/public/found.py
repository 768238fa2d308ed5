"""Sources found by their kind or by who speaks in them: counted at once, fetched a page at a time,
so that a study of a hundred thousand opens as fast as one of ten."""

from uuid import UUID

from django.db.models import Count, Q, QuerySet

from pennydrop.rooms.listen.models import Participant, Segment, Source
from pennydrop.rooms.listen.public.sources import KIND_ORDER, SourceCard, cards_of
from pennydrop.rooms.listen.rules.sought import Sought


class SourcesFound:
    """What a paginator pages: interviews, focus groups, survey answers, each by number.

    `kinds` counts what was sought by kind, whatever `kind` ("" all) is then listed.
    """

    def __init__(self, study: UUID, *, sought: Sought | None = None, kind: str = "") -> None:
        rows = Source.objects.filter(study=study)
        self._rows = rows.filter(_meant(study, sought)) if sought else rows
        counted = self._rows.values_list("kind").annotate(n=Count("pk")).order_by()
        self.kinds: dict[str, int] = dict(counted)
        self._listed = [one for one in KIND_ORDER if kind in {"", one} and one in self.kinds]

    def count(self) -> int:
        return sum(self.kinds[kind] for kind in self._listed)

    def __getitem__(self, part: slice) -> list[SourceCard]:
        """The cards of one page. Kind by kind, because each is read off an index in order."""
        start, stop = part.start or 0, part.stop
        found: list[Source] = []
        for kind in self._listed:
            here = self.kinds[kind]
            if start < here and stop > 0:
                found += self._of(kind)[max(start, 0) : min(stop, here)]
            start, stop = start - here, stop - here
        return cards_of(found)

    def _of(self, kind: str) -> QuerySet[Source]:
        return self._rows.filter(kind=kind).order_by("number")


def _meant(study: UUID, sought: Sought) -> Q:
    meant = Q(pk__in=[])
    if sought.person is not None:
        people = Participant.objects.filter(study=study, number=sought.person, staff=sought.staff)
        meant |= Q(pk__in=Segment.objects.filter(participant__in=people).values("source"))
    if sought.number is not None:
        kind = {"kind": sought.kind} if sought.kind else {}
        meant |= Q(number=sought.number, **kind)
    return meant
