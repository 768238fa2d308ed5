"""Answers sent while the server is killed at random: is each acknowledged one kept, and once?"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from queue import Empty, Queue

from benchmarks.answers.person import NoAnswer, Person
from benchmarks.answers.prepare import QUESTIONS
from benchmarks.processes import free_port, memory_of, wait_for
from benchmarks.sides.pennydrop import ROOT, places
from benchmarks.wire import Refused

PATIENCE = 240  # tries of one answer, a quarter of a second apart


class GaveUp(Exception):
    """Somebody sent the same again for a minute and was never told that it is kept."""


class Killed:
    """A served Pennydrop that is killed without warning and started again on its port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "pennydrop.web.cli", "serve", "--port", str(self.port)],
            cwd=ROOT, env=places(self._folder), stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(self.port, process, "Pennydrop")
        return process

    def kill(self) -> None:
        """SIGKILL to every process of it at once, so that none can finish or tidy anything."""
        for line in memory_of(self._process.pid):
            try:
                os.kill(int(line.split()[0]), signal.SIGKILL)
            except ProcessLookupError:
                continue
        self._process.wait()

    def again(self) -> None:
        self._process = self._start()


def answer_while_killed(
    folder: Path,
    slug: str,
    *,
    people: int,
    kills: int,
    connections: int,
    say: Callable[[str], None],
) -> dict[str, int]:
    """`people` answer fifty questions each. Returns what prepare.check found, `kills` with it."""
    server = Killed(folder)
    waiting: Queue[int] = Queue()
    for number in range(people):
        waiting.put(number)
    told: list[str] = []
    gave_up: list[int] = []
    hands = [
        threading.Thread(target=_answer_all, args=(server.port, slug, waiting, told, gave_up))
        for _ in range(connections)
    ]
    try:
        for hand in hands:
            hand.start()
        done = _kill_at_random(server, hands, told, people * QUESTIONS, kills, say)
        for hand in hands:
            hand.join()
    finally:
        server.kill()
    return {**_check(folder, told), "kills": done, "people who got no answer": len(gave_up)}


def _answer_all(
    port: int, slug: str, waiting: "Queue[int]", told: list[str], gave_up: list[int]
) -> None:
    while True:
        try:
            person = Person(port, slug, waiting.get_nowait())
        except Empty:
            return
        try:
            _answer_every(person, told)
        except (LookupError, GaveUp, Refused):
            gave_up.append(person.number)


def _answer_every(person: Person, told: list[str]) -> None:
    _until_told(person, person.agree)
    _until_told(person, person.answer_first)
    told.append(person.words(1))
    for question in range(2, QUESTIONS + 1):
        _until_told(person, partial(person.answer, question))
        told.append(person.words(question))


def _until_told(person: Person, send: Callable[[], object]) -> None:
    """Send the same again until the server says that it has it, as somebody pressing the button
    again would."""
    for _ in range(PATIENCE):
        try:
            send()
            return
        except NoAnswer:
            time.sleep(0.25)
            person.reconnect()
    raise GaveUp(f"Person {person.number} got no answer for a minute.")


def _kill_at_random(
    server: Killed, hands: list[threading.Thread], told: list[str], total: int, kills: int,
    say: Callable[[str], None],
) -> int:  # fmt: skip
    """Kill so that the kills are spread over the answers, each at a moment nobody chose."""
    chance = random.Random(4)
    done = 0
    for number in range(kills):
        at = int(total * (number + chance.uniform(0.1, 0.9)) / kills)
        while len(told) < at and any(hand.is_alive() for hand in hands):
            time.sleep(chance.uniform(0.001, 0.01))
        if not any(hand.is_alive() for hand in hands):
            break
        server.kill()
        done += 1
        server.again()
        if done % 10 == 0:
            say(f"Killed {done} times, {len(told):,} answers acknowledged")
    return done


def _check(folder: Path, told: list[str]) -> dict[str, int]:
    command = [sys.executable, "-m", "benchmarks.answers.prepare", "check"]
    done = subprocess.run(
        command, cwd=ROOT, env=places(folder), input=json.dumps(told), text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
