"""All relevances of a form of 500 questions, from its answers to which pages are there.

    python -m benchmarks.forms_speed

Writes its part of benchmarks/results.md. The promise is 50 ms.
"""

import datetime as dt
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.tables import clock, table
from pennydrop.rooms.listen.rules.form import Choice, ChoiceList, Form, Kind, Question, plain
from pennydrop.rooms.listen.rules.walking import Plan, Setting, Walk, plan_of

QUESTIONS, REPEATS, PROMISE = 500, 30, 0.050
YES_NO = ChoiceList("yn", (Choice("yes", plain("Yes")), Choice("no", plain("No"))))


def the_form(questions: int = QUESTIONS) -> Form:
    """Every question depends on up to two earlier ones, by comparison, choice, or arithmetic."""
    return Form(
        title="Long", form_id="long", version="1",
        items=tuple(_question(number) for number in range(questions)),
    )  # fmt: skip


def _question(number: int) -> Question:
    name, label = f"q{number}", plain(f"Question {number}?")
    before, earlier = f"${{q{number - 1}}}", f"${{q{max(0, number - 7)}}}"
    asked = ("", f"{before} = 'yes'", f"selected({earlier}, 'no') or {before} > 3",
             f"{earlier} >= 2 and {before} + 1 < 100")[number % 4 if number > 8 else 0]  # fmt: skip
    if number % 4 in {0, 1}:
        return Question(name, Kind.SELECT_ONE, label, relevant=asked, listed=YES_NO)
    return Question(name, Kind.INTEGER, label, relevant=asked)


def the_answers(form: Form) -> dict[str, str]:
    return {
        question.name: "yes" if question.kind is Kind.SELECT_ONE else str(number % 9)
        for number, question in enumerate(form.questions())
    }


def measure(work: Callable[[], object]) -> float:
    """The median of `REPEATS`, in seconds; the first is not counted."""
    work()
    times = []
    for _ in range(REPEATS):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return median(times)


def main() -> int:
    before = load_now()
    form = the_form()
    answers = the_answers(form)
    plan: Plan = plan_of(form)
    setting = Setting(dt.datetime(2026, 11, 22, tzinfo=dt.UTC), "1", "")
    walked = measure(lambda: len(Walk(plan, answers, setting).stops))
    planned = measure(lambda: plan_of(form))
    relevances = sum(1 for question in form.questions() if question.relevant)
    rows = [
        [f"all {relevances} relevances and the pages that are left (promise: 50 ms)", clock(walked),
         "met" if walked <= PROMISE else "NOT MET"],
        ["read the form's logic, once for each version", clock(planned), ""],
    ]  # fmt: skip
    text = "\n\n".join(
        [
            f"# A form of {QUESTIONS} questions",
            f"Medians of {REPEATS}. Pennydrop builds its tree of answers anew each time, as each "
            "request does.",
            table(["on", "what"], about_machine((before, load_now()))),
            table(["what", "time", "verdict"], rows),
        ]
    )
    print(f"\n{text}")
    write_part("forms", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
