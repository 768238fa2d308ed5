"""A second coder in a loaded study, and how long it takes to compare the two: Pennydrop's own
query, then QualCoder's way on the same codings. Prints one line of JSON."""

import json
import sys
import time
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from django.utils import timezone

from benchmarks.invented import FULL, SMALL, InventedStudy, Passage, invent
from benchmarks.loaders.pennydrop_load import place
from benchmarks.loaders.ready import make_databases
from benchmarks.sides.qualcoder import QualCoder
from benchmarks.timing import Times
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.queries.agreement import DRAWINGS, StudyAgreement, agreement_of
from pennydrop.rooms.understand.queries.readers import readings_of
from pennydrop.rooms.understand.rules.agreement.coefficients import Measure

SECOND = "user:999"
SAME, MOVED = 0.5, 0.8  # of the first coder's passages: as they are; or with another end; else not


def main(made: dict[str, Any], size: str, folder: str) -> None:
    make_databases()
    invented = invent(SMALL if size == "small" else FULL)
    study, first = UUID(made["study"]), str(Coding.objects.values_list("by", flat=True)[0])
    seconds = second_coding(invented)
    add(made, seconds)
    repeats = 2 if size == "small" else 7
    plain = [timed(study, first, 0) for _ in range(repeats)]
    drawn = [timed(study, first, DRAWINGS) for _ in range(min(3, repeats))]
    theirs, found = compare_there(Path(folder), invented, seconds)
    codes = {UUID(code): number for number, code in enumerate(made["codes"])}
    print(json.dumps({
        "texts": len(invented.interviews) - 1, "codes": len(codes),
        "codings": len(invented.codings) + len(seconds), "drawings": DRAWINGS,
        "plain": Times([t for t, _ in plain]).median, "drawn": Times([t for t, _ in drawn]).median,
        "theirs": theirs, **apart(plain[0][1], found, codes),
    }))  # fmt: skip


def second_coding(invented: InventedStudy) -> list[Passage]:
    """What somebody else makes of the same texts. In its last text nobody codes anything."""
    dice, made = Random(60), []
    for one in invented.codings:
        chance = dice.random()
        if chance < SAME:
            made.append(one)
        elif chance < MOVED and one.first == one.last and one.end - one.start > 20:
            cut = dice.randint(1, (one.end - one.start) // 2)
            made.append(Passage(one.interview, one.first, one.start + cut, one.last, one.end,
                                one.code))  # fmt: skip
    return made


def add(made: dict[str, Any], passages: list[Passage]) -> None:
    at = timezone.now()
    rows = []
    for one in passages:
        start, end = place(one)
        rows.append(
            Coding(
                text_id=UUID(made["texts"][one.interview]), code_id=UUID(made["codes"][one.code]),
                start=start, end=end, by=SECOND, at=at,
            )
        )  # fmt: skip
    Coding.objects.bulk_create(rows, ignore_conflicts=True)


def timed(study: UUID, first: str, drawings: int) -> tuple[float, StudyAgreement]:
    began = time.perf_counter()
    readings = readings_of(study)
    found = agreement_of(study, readings, [first, SECOND], done=False, drawings=drawings)
    return time.perf_counter() - began, found


def compare_there(
    folder: Path, invented: InventedStudy, seconds: list[Passage]
) -> tuple[float, list[Any]]:
    """QualCoder's way, every code once: seconds, and what it says."""
    texts = ["".join(f"{turn}\n" for turn in turns) for turns in invented.interviews[:-1]]
    starts = [[0, *accumulate(len(t) + 1 for t in turns)] for turns in invented.interviews]
    codings = [
        (one.code, one.interview, starts[one.interview][one.first] + one.start,
         starts[one.interview][one.last] + one.end, by)
        for by, passages in (("one", invented.codings), ("other", seconds)) for one in passages
    ]  # fmt: skip
    peer = QualCoder(folder / "qualcoder.sqlite3", texts, codings)
    began = time.perf_counter()
    found = [peer.compare(code, "one", "other") for code in range(len(invented.codes))]
    return time.perf_counter() - began, found


def apart(ours: StudyAgreement, theirs: list[Any], codes: dict[UUID, int]) -> dict[str, Any]:
    """How far the answers are apart: percent agreement, on the codes with which no coder overlaps
    themself (there the peer takes it for agreement), to check that the same was compared; and
    kappa, on all of them."""
    clean = set(codes) - overlapping(ours)
    percent, kappa = [0.0], []
    for one in ours.codes:
        there = theirs[codes[one.code.id]]
        mine = one.figures[Measure.PERCENT].value
        if one.code.id in clean:
            percent.append(abs((mine or 0) * 100 - there.agreement))
        value = one.figures[Measure.COHEN].value
        if value is not None and there.kappa is not None:
            kappa.append((value, there.kappa))
    least = max(kappa, key=lambda pair: abs(pair[0] - pair[1]))
    off = sorted(abs(mine - other) for mine, other in kappa)
    return {
        "percent_apart": max(percent), "clean": len(clean), "kappa_apart": off[len(off) // 2],
        "worst": least,
    }  # fmt: skip


def overlapping(ours: StudyAgreement) -> set[UUID]:
    """Codes that one coder gave twice to some of the same words."""
    rows = sorted(ours.material.codings, key=lambda one: (one.code, one.coder, one.text, one.start))
    return {
        ours.material.codes[one.code]
        for one, after in pairwise(rows)
        if (one.code, one.coder, one.text) == (after.code, after.coder, after.text)
        and after.start < one.end
    }


if __name__ == "__main__":
    main(json.loads(sys.argv[1]), sys.argv[2], sys.argv[3])
