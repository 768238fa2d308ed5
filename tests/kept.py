"""Rows that many tests begin with, made once and left standing below the tests' own transactions.

A test says by its fixture `beginning` which steps must have been taken before it. Each step's rows
lie in transactions of their own on both databases, one above the other, and what a test does lies
above them all and is undone. A test that begins with less takes the upper ones back, so that none
meets a row it has not asked for, in whatever order tests run.
"""

import copy
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction

from pennydrop.core.vault.scratch import folder

World = dict[str, Any]
Step = Callable[[World], None]


@dataclass(frozen=True)
class Layer:
    step: Step
    opened: list[transaction.Atomic]
    world: World

    def take_back(self) -> None:
        roll_back(self.opened)


class Kept:
    def __init__(self) -> None:
        self._layers: list[Layer] = []

    def come_to(self, steps: Sequence[Step]) -> None:
        """Hold the rows of these steps, in this order, and no others."""
        same = 0
        while same < min(len(self._layers), len(steps)) and self._layers[same].step is steps[same]:
            same += 1
        while len(self._layers) > same:
            self._layers.pop().take_back()
        for step in steps[same:]:
            self._lay(step)
        if steps:
            # What an earlier test had made from the same rows: a print, an index.
            shutil.rmtree(folder("studies"), ignore_errors=True)

    def holds(self) -> bool:
        return bool(self._layers)

    def world(self) -> World:
        """A copy for one test: what it changes in it, no other sees."""
        return copy.deepcopy(self._layers[-1].world) if self._layers else {}

    def _lay(self, step: Step) -> None:
        world, opened = self.world(), begin()
        try:
            step(world)
        except BaseException:
            roll_back(opened)
            raise
        self._layers.append(Layer(step, opened, world))


def begin() -> list[transaction.Atomic]:
    opened = []
    for alias in connections:
        atomic = transaction.atomic(using=alias)
        atomic.__enter__()
        opened.append(atomic)
    return opened


def roll_back(opened: list[transaction.Atomic]) -> None:
    for atomic in reversed(opened):
        transaction.set_rollback(True, using=atomic.using)
        atomic.__exit__(None, None, None)


KEPT = Kept()


def in_order(items: list[pytest.Item], place: Path, how_far: Callable[[pytest.Item], int]) -> None:
    """Within each file of a folder, tests that begin with more come later: nothing is made again
    between them."""
    ordered: list[pytest.Item] = []
    for path, group in groupby(list(items), lambda item: item.path):
        ordered += sorted(group, key=how_far if path.parent == place else lambda _: 0)
    items[:] = ordered


class Begun:
    """What one test begins with, by name: a copy of what is kept; the rest is made for it alone."""

    def __init__(self, steps: dict[str, Step]) -> None:
        self._steps = steps
        self._world = KEPT.world()

    def __call__(self, name: str) -> Any:
        for each, step in self._steps.items():
            if name in self._world:
                break
            if each not in self._world:
                step(self._world)
        return self._world[name]
