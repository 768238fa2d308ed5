"""What is asked of the model in each setting, as `model.json` beside it says: written by
`training.tuning`, which measured it."""

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from pennydrop.rooms.understand.rules.identifiers.combining import Asked, Sure
from pennydrop.rooms.understand.rules.identifiers.decoding import Least


class Setting(StrEnum):
    """How eager suggestions are."""

    MISS_NOTHING = "miss nothing"
    LESS_NOISE = "less noise"

    @classmethod
    def _missing_(cls, value: object) -> "Setting | None":
        """As the command line writes it ("less-noise")."""
        return next((one for one in cls if one.value.replace(" ", "-") == value), None)


@cache
def asked_of(setting: Setting) -> Asked:
    """What the shipped model is asked in a setting."""
    return read(_shipped(), setting)


def read(stored: Mapping[str, Any], setting: Setting) -> Asked:
    """One setting of a model's card. Raises KeyError where the card lacks it."""
    mine = stored["settings"][setting.value]
    return Asked(
        least=Least(core=mine["core"], edge=mine["edge"]),
        floor=mine["floor"],
        known=mine["known"],
        again=mine["again"],
        sure=Sure(stored["sure"]["slope"], stored["sure"]["shifts"]),
        company=mine["company"],
        alone=mine["alone"],
    )


@cache
def _shipped() -> Mapping[str, Any]:
    text = files(__package__).joinpath("model.json").read_text(encoding="utf-8")
    stored: Mapping[str, Any] = json.loads(text)
    return stored
