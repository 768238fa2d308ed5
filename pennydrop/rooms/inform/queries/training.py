"""The record of an organisation: who passed which course, and how it has aged."""

from collections.abc import Iterable, Sequence

from pennydrop.rooms.inform.models import Course
from pennydrop.rooms.inform.queries.certificates import CertificateView

HEAD = (
    "name", "workplace", "account", "course", "passed_on", "right", "asked", "pass_mark",
    "version", "facts_new_since", "facts_gone_since", "words_changed_since", "counts", "kept_until",
)  # fmt: skip


def how_many(course: Course, record: Iterable[CertificateView]) -> dict[str, int]:
    """How many passed a course, and for how many of them it has changed since."""
    mine = [one for one in record if one.row.course_id == course.pk]
    return {"passed": len(mine), "aged": sum(bool(one.changed) for one in mine)}


def csv_rows(record: Iterable[CertificateView]) -> Iterable[Sequence[str]]:
    """The record as cells under `HEAD`. `account` says whether there is one here. Without codes: a
    table that is handed on must not open certificates."""
    for one in record:
        row, learner, changed = one.row, one.learner, one.changed
        yield (
            learner.name, learner.workplace, "yes" if learner.account else "no", row.title,
            row.passed_on.isoformat(), str(row.right), str(row.asked), str(row.pass_mark),
            one.version, str(changed.new), str(changed.gone), "yes" if changed.words else "no",
            "no" if row.draft else "yes", row.kept_until.isoformat(),
        )  # fmt: skip
