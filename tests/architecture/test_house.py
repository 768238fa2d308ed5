"""The promises of the layout that an import checker cannot see."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, get_resolver

from pennydrop.core.erasure.registry import keepers

HOUSE = Path(__file__).parents[2] / "pennydrop"
ROOMS = sorted(p.name for p in (HOUSE / "rooms").iterdir() if (p / "apps.py").exists())
OURS = [m for m in apps.get_models() if m.__module__.startswith("pennydrop.")]
# Tables that Django makes by itself for a many-to-many relation: two keys and nothing else.
WRITTEN = [m for m in OURS if not m._meta.auto_created]
SOURCES = [p for p in HOUSE.rglob("*.py") if "migrations" not in p.parts]


@pytest.mark.parametrize("model", WRITTEN, ids=lambda m: m._meta.label)
def test_every_field_is_classed_as_personal_or_plain(model):
    named = model.Privacy.personal | model.Privacy.plain
    assert not model.Privacy.personal & model.Privacy.plain
    assert {f.name for f in model._meta.concrete_fields} == named


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_no_foreign_key_crosses_a_room(model):
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model in OURS:
            there = field.related_model._meta.app_label
            assert there == model._meta.app_label or there not in ROOMS


def test_each_room_with_personal_data_can_forget():
    holds = {m._meta.app_label for m in WRITTEN if m.Privacy.personal} & set(ROOMS)
    assert holds <= set(keepers())


@pytest.mark.parametrize("model", WRITTEN, ids=lambda m: m._meta.label)
def test_words_are_sealed_and_never_indexed(model):
    """A sealed field is binary, and its row names whose key opens it."""
    for field in model._meta.concrete_fields:
        if field.name in {"sealed", "hide", "form", "surrogate"} and model._meta.app_label in ROOMS:
            if field.get_internal_type() == "ForeignKey":
                continue
            assert field.get_internal_type() == "BinaryField"
            assert not field.db_index
            names = {f.name for f in model._meta.concrete_fields}
            assert "participant" in names or model._meta.label == "listen.Participant"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_files_stay_small(path):
    assert len(path.read_text().splitlines()) <= 300


ACTIONS = [p for p in SOURCES if "actions" in p.parts or p.name == "actions.py"]


@pytest.mark.parametrize("path", ACTIONS, ids=lambda p: str(p.relative_to(HOUSE)))
def test_actions_take_keywords_and_say_who_and_when(path):
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            if node.name in {"record", "record_quietly", "note"}:
                continue  # the recorder itself
            text = ast.unparse(node)
            if "record(" in text or "record_quietly(" in text or "note(" in text:
                names = {a.arg for a in node.args.kwonlyargs}
                assert {"by", "at"} <= names and not node.args.args, node.name


def flatten(patterns, space=""):
    for p in patterns:
        if isinstance(p, URLPattern):
            yield f"{space}{p.name}", p
        else:
            yield from flatten(p.url_patterns, f"{p.namespace}:" if p.namespace else space)


def open_pages() -> set[str]:
    return {
        name
        for name, p in flatten(get_resolver().url_patterns)
        if not getattr(p.callback, "login_required", True)
    }


# Every addition is read by two people.
OPEN_TO_ANYONE = {
    line.strip()
    for line in (Path(__file__).parent / "open_pages.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
}


def test_only_listed_pages_are_open_to_anyone():
    assert open_pages() == OPEN_TO_ANYONE
