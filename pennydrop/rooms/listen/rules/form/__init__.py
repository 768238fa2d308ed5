"""A study's questions as plain values: read from XLSForm rows, kept as JSON."""

from pennydrop.rooms.listen.rules.form.model import Choice, Form, Group, Question, Remark
from pennydrop.rooms.listen.rules.form.problems import FormProblems, Problem
from pennydrop.rooms.listen.rules.form.reading import read_form
from pennydrop.rooms.listen.rules.form.stored import NotAForm, form_from_json, form_to_json

__all__ = [
    "Choice",
    "Form",
    "FormProblems",
    "Group",
    "NotAForm",
    "Problem",
    "Question",
    "Remark",
    "form_from_json",
    "form_to_json",
    "read_form",
]
