"""A study's questions as plain values: read from XLSForm rows, kept as JSON."""

from pennydrop.rooms.listen.rules.form.model import (
    CHOOSING,
    UPLOADING,
    Choice,
    ChoiceList,
    Form,
    Group,
    Item,
    Kind,
    Placed,
    Question,
    Remark,
    Repeat,
)
from pennydrop.rooms.listen.rules.form.problems import FormProblems, NoSurvey, Problem
from pennydrop.rooms.listen.rules.form.reading import read_form
from pennydrop.rooms.listen.rules.form.stored import NotAForm, form_from_json, form_to_json
from pennydrop.rooms.listen.rules.form.texts import Text, plain

__all__ = [
    "CHOOSING",
    "UPLOADING",
    "Choice",
    "ChoiceList",
    "Form",
    "FormProblems",
    "Group",
    "Item",
    "Kind",
    "NoSurvey",
    "NotAForm",
    "Placed",
    "Problem",
    "Question",
    "Remark",
    "Repeat",
    "Text",
    "form_from_json",
    "form_to_json",
    "plain",
    "read_form",
]
