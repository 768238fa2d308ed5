"""A form to begin with, before there is any question."""

from dataclasses import replace

from pennydrop.rooms.listen.rules.form import Form


def empty_form(title: str) -> Form:
    return Form(title=title, form_id="form", version="", items=())


def titled(form: Form, title: str) -> Form:
    return replace(form, title=title)
