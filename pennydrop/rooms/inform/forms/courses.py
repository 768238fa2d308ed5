"""A course as somebody writes it."""

from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.bodies import BadBody
from pennydrop.rooms.inform.rules.course_text import (
    LONGEST_TEXT,
    BadCourse,
    check_course,
    read_modules,
    write_modules,
)
from pennydrop.rooms.inform.rules.courses import USUAL_PASS_MARK, Course, CourseHead
from pennydrop.rooms.inform.rules.guides import Reader


class CourseForm(forms.Form):
    """After `is_valid`, `course` holds what was written. The address of a course that is there
    already stays: certificates lead to it."""

    title = forms.CharField(max_length=120)
    slug = forms.CharField(
        max_length=60, label="Address", help_text="Small letters and hyphens, such as gps."
    )
    summary = forms.CharField(
        max_length=300, help_text="One sentence: whom it is for, and what they can do then.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    reader = forms.ChoiceField(
        label="Written for",
        choices=[
            (Reader.PROFESSIONAL.value, "people whose work this is"),
            (Reader.ANYBODY.value, "anybody"),
        ],
    )
    minutes = forms.IntegerField(min_value=1, max_value=600, label="Minutes it takes")
    pass_mark = forms.IntegerField(
        min_value=50, max_value=100, label="Pass mark", help_text="Per cent of what is asked."
    )
    place = forms.IntegerField(
        min_value=0, max_value=1000, label="Place in the list",
        help_text="Small numbers come first.",
    )  # fmt: skip
    body = forms.CharField(
        label="The course", max_length=LONGEST_TEXT, strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "true"}),
        help_text="# begins a part, ## a heading in it. {key} on a line of its own is a claim. "
        "? begins a question; below it + is a right answer, - a wrong one, = why, and {key} what "
        "it rests on. An empty line ends it.",
    )  # fmt: skip
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    course: Course

    def __init__(
        self, data: Any = None, *, course: Course | None = None, based_on: int = 0
    ) -> None:
        first: dict[str, Any] = {
            "based_on": based_on, "place": 100, "minutes": 20, "pass_mark": USUAL_PASS_MARK
        }  # fmt: skip
        if course is not None:
            head = course.head
            first |= {name: getattr(head, name) for name in head.__dataclass_fields__}
            first["body"] = write_modules(course.modules)
        super().__init__(data, initial=first)
        if course is not None:
            self.fields["slug"].disabled = True

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if self.errors:
            return kept
        head = CourseHead(
            kept["slug"], kept["title"], kept["summary"], kept["minutes"], Reader(kept["reader"]),
            kept["place"], kept["pass_mark"],
        )  # fmt: skip
        try:
            self.course = Course(head, read_modules(kept["body"]))
            check_course(self.course)
        except (BadBody, BadCourse) as why:
            self.add_error("body", str(why))
        return kept
