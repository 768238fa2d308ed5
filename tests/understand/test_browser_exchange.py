"""The pages on which a project comes in and goes out, with everything they can say on them."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.project_files import (
    answer_terms,
    bring_in_held,
    keep_project,
)
from pennydrop.rooms.understand.actions.projects import Terms
from tests.understand.exchanging import Made, in_dialect, places

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]


def odd():
    """A project with a passage out of place, a picture, and cuts that fall inside words."""
    made, raw = Made(origin="NVivo Windows 12.6"), "it burned like glass " * 20
    code = made.code("Pain")
    spans = [(n * 7 + 1, n * 7 + 6) for n in range(40)]
    made.text("a rather long name of a file, as people give them.docx", raw, spans, code=code)
    made.text("far.docx", raw, [*places(raw, ["glass"])], code=code)
    made.sources[1] = made.sources[1].replace('startPosition="15"', 'startPosition="9000"')
    made.sources.append('<PictureSource guid="1" name="scan.png"/>')
    return made.zipped()


@pytest.fixture
def files(study, owner, at):
    """One file at each stage, by name."""

    def keep(name, data):
        one = keep_project(
            study=study.pk, name=name, size=len(data), write=lambda path: path.write_bytes(data),
            by=actor(owner), at=at,
        )  # fmt: skip
        return one.id

    kept = {
        "read": keep("Karen.qdpx", odd()), "refused": keep("a.txt", b"no project"),
        "asked": keep("b.qdpx", in_dialect("utf16", 2, 0).zipped()),
        "done": keep("c.qdpx", in_dialect("utf16", 2, 0).zipped()),
    }  # fmt: skip
    answer_terms(number=kept["asked"], terms=Terms())
    answer_terms(number=kept["done"], terms=Terms())
    bring_in_held(number=kept["done"], at=at)
    return kept


def test_every_page_of_the_exchange_fits_and_passes_axe(window, owner, study, files):
    seat = window(by=owner)
    pages = {name: reverse("understand:project-held", args=[study.pk, number])
             for name, number in files.items()}  # fmt: skip
    pages["projects"] = reverse("understand:projects", args=[study.pk])
    pages["study"] = reverse("understand:study", args=[study.pk])
    faults = []
    for name, path in pages.items():
        assert seat.go(path) == 200, name
        faults += [f"{name} {fault}" for fault in seat.faults(name)]
    assert not faults, "\n".join(faults)


def test_a_project_comes_in_by_keyboard_alone(window, owner, study, tmp_path):
    file = tmp_path / "mine.qdpx"
    file.write_bytes(in_dialect("codepoint", 1, 0).zipped())
    seat = window(by=owner)
    seat.go(reverse("understand:projects", args=[study.pk]))
    seat.tab.get_by_label("The project").set_input_files(str(file))
    seat.tab.get_by_role("button", name="Look into it").press("Enter")
    seat.tab.get_by_text("100.0% of the passages").wait_for()
    seat.tab.get_by_role("button", name="Bring it in").press("Enter")
    seat.tab.get_by_text("6 codings and 0 memos came in").wait_for()
