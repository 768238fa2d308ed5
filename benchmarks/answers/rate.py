"""Answers taken in per second, beside a bare Django view that inserts one row."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

from benchmarks.answers.person import Person
from benchmarks.answers.prepare import SHIPPED
from benchmarks.processes import free_port, stop, wait_for
from benchmarks.sides.pennydrop import FORM, ROOT, places
from benchmarks.wire import Client
from pennydrop.web.serving import web_command

Send = Callable[[int], object]
PEOPLE = 8  # one after the other on each connection
ANSWERS = PEOPLE * (SHIPPED - 1)


@dataclass(frozen=True)
class Rates:
    """Answers a second: the bare view, the same behind a new project's middleware, Pennydrop with
    one question to a page, and with six on one page."""

    bare: float
    usual: float
    pennydrop: float
    together: float


def rates(folder: Path, slugs: Sequence[str], *, batches: int, connections: int) -> Rates:
    """Median rates. A batch is the answers of a few people on each connection, all at once; the
    sides take turns, and who begins changes each time."""
    ports = {name: free_port() for name in ("bare", "usual", "pennydrop")}
    running: list[subprocess.Popen[bytes]] = []
    try:
        for name, port in ports.items():
            command, environ = _served(name, port, folder)
            running.append(
                subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL)
            )
            wait_for(port, running[-1], name)
        return _in_turn(ports, slugs, batches, connections)
    finally:
        for process in running:
            stop(process)


def _served(name: str, port: int, folder: Path) -> tuple[list[str], dict[str, str]]:
    environ = {**places(folder), "PYTHONPATH": str(ROOT)}
    if name == "pennydrop":
        command = [sys.executable, "-m", "pennydrop.web.cli", "serve", "--port", str(port)]
        return command, environ
    command = web_command("127.0.0.1", port, 1)
    command[-1] = "benchmarks.answers.bare:application"
    usual = {"PENNYDROP_BARE_USUAL": "1"} if name == "usual" else {}
    return command, {**environ, **usual, "PENNYDROP_BARE": str(folder / f"{name}.sqlite3")}


def _in_turn(ports: dict[str, int], slugs: Sequence[str], batches: int, connections: int) -> Rates:
    taken: dict[str, list[float]] = {name: [] for name in (*ports, "together")}
    alone, shared = slugs
    clients = {
        name: [Client(ports[name]) for _ in range(connections)] for name in ("bare", "usual")
    }
    for batch in range(batches + 1):
        people = _people(ports["pennydrop"], alone, connections)
        others = _people(ports["pennydrop"], shared, connections)
        senders = {
            "pennydrop": [_each_of(some) for some in people],
            "together": [_page_of(some) for some in others],
        }
        senders |= {name: [_bare(client) for client in held] for name, held in clients.items()}
        for name in sorted(senders, reverse=bool(batch % 2)):
            rate = _rate(senders[name], pages=name == "together")
            if batch:  # the first is to warm all of them up
                taken[name].append(rate)
        for person in [one for some in (*people, *others) for one in some]:
            person.client.close()
    return Rates(**{name: median(found) for name, found in taken.items()})


def _people(port: int, slug: str, connections: int) -> list[list[Person]]:
    """For each connection people who have given their first answer, which makes their keys and
    their code and takes as long as it must (argon2)."""
    people = [[Person(port, slug, number) for number in range(PEOPLE)] for _ in range(connections)]
    for person in [one for some in people for one in some]:
        person.agree()
        person.answer_first()
    return people


def _each_of(people: Sequence[Person]) -> Send:
    """Answer number 0 is the first person's second, and so on."""

    def send(number: int) -> object:
        return people[number // (SHIPPED - 1)].answer(2 + number % (SHIPPED - 1))

    return send


def _page_of(people: Sequence[Person]) -> Send:
    """Number 0 is all but the first of the first person's answers, which stand on one page."""

    def send(number: int) -> object:
        return people[number].answer_together(range(2, SHIPPED + 1))

    return send


def _bare(client: Client) -> Send:
    def send(question: int) -> object:
        text = f"Somebody on question {question}: it was long, and nobody had asked."
        body = urlencode({"question": f"q{question}", "answer": text}).encode()
        return client.ask("POST", "/keep/", body=body, kind=FORM, expect=302)

    return send


def _rate(senders: Sequence[Send], *, pages: bool = False) -> float:
    """Answers a second. All senders at once, each its requests one after the other; `pages`: each
    request carries all the answers of one person."""
    requests = PEOPLE if pages else ANSWERS

    def all_of(send: Send) -> None:
        for number in range(requests):
            send(number)

    with ThreadPoolExecutor(len(senders)) as pool:
        began = time.perf_counter()
        list(pool.map(all_of, senders))
        seconds = time.perf_counter() - began
    return len(senders) * ANSWERS / seconds


def prepare(folder: Path, *words: str) -> list[str]:
    """Make the studies. Returns their slugs."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.answers.prepare", *words], cwd=ROOT,
        env={**os.environ, **places(folder), "PYTHONPATH": str(ROOT)}, text=True,
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return done.stdout.split()[-2:] if words else done.stdout.split()[-1:]
