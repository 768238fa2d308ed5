"""`pennydrop agreement FILE.csv`: figures from a table, and a line for each thing to put right."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.agreement.tables import BadTable, read_table
from pennydrop.web.cli import main

TABLE = "unit,coder,value\n" + "".join(
    f"{unit},{coder},{value}\n"
    for coder, values in (("Ros", "yyynnnnyyn"), ("Sam", "yynnnnnyyy"))
    for unit, value in enumerate(values)
)


@pytest.fixture
def ask(tmp_path, capsys):
    """Write a table, run the command on it: (status, what it printed, what it complained)."""

    def run(data, *more):
        file = tmp_path / "ratings.csv"
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
        status = main(["agreement", str(file), *more])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_all_the_figures_as_json(ask):
    status, out, _ = ask(TABLE, "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["units"], found["ratings"], found["values"]) == (10, 20, ["n", "y"])
    assert found["coders"] == ["Ros", "Sam"]
    assert found["percent"] == pytest.approx(80)
    # Each says y five times of ten and six of ten: chance 0.5.
    assert found["cohen_kappa"] == pytest.approx(0.6)
    for name in ("percent", "cohen_kappa", "fleiss_kappa", "krippendorff_alpha"):
        low, high = found["intervals"][name]
        assert low <= found[name] <= high
    assert found["by_value"]["y"]["cohen_kappa"] == pytest.approx(0.6)
    assert found["pairs"] == [
        {"coders": ["Ros", "Sam"], "cohen_kappa": pytest.approx(0.6), "why": ""}
    ]
    assert ask(TABLE, "--json")[1] == out, "the same file gives the same intervals"


def test_a_figure_without_a_value_is_null_and_says_why(ask):
    rows = "unit,coder,value\n1,a,x\n1,b,x\n2,a,x\n2,b,x\n"
    found = json.loads(ask(rows, "--json")[1])
    assert found["percent"] == 100
    assert found["krippendorff_alpha"] is None and found["cohen_kappa"] is None
    assert "rated the same" in found["undefined"]["krippendorff_alpha"]
    assert found["intervals"]["krippendorff_alpha"] is None
    assert "no value: Everything was rated the same" in ask(rows)[1]


def test_figures_for_reading(ask):
    status, out, _ = ask(TABLE, "--resamples", "50")
    assert status == 0
    assert "10 units, 2 coders, 20 ratings, 2 values" in out
    assert "Cohen's kappa         0.600  [" in out and "“y” against the rest" in out
    assert "[" not in ask(TABLE, "--resamples", "0")[1]


def test_brackets_are_told_of_where_there_are_some_and_missed_where_there_are_none(ask):
    assert "In brackets: 95 %" in ask(TABLE)[1] and "Without brackets" not in ask(TABLE)[1]
    assert "brackets" not in ask(TABLE, "--resamples", "0")[1]
    single = ask("unit,coder,value\n1,a,x\n1,b,x\n")[1]
    assert "1 unit, 2 coders, 2 ratings, 1 value\n" in single
    assert "brackets" not in single and "there is one unit" in single
    # Half of the drawings hold one value alone, and then kappa has none.
    few = ask("unit,coder,value\n1,a,x\n1,b,x\n2,a,y\n2,b,y\n")[1]
    assert "Cohen's kappa         1.000\n" in few and "fewer than 90 % of the drawings" in few


@pytest.mark.parametrize("change", [
    lambda t: "\ufeff" + t,
    lambda t: t.replace("\n", "\r\n"),
    lambda t: t.replace(",", ";"),
    lambda t: t.replace(",", "\t"),
    lambda t: t.replace("unit,coder,value", " Unit ,CODER,Value") + "\n\n",
    lambda t: "\n".join(f"note,{row}" for row in t.splitlines()),
    lambda t: t.replace("Ros", '"Ros"'),
])  # fmt: skip
def test_tables_as_other_programs_save_them(ask, change):
    assert json.loads(ask(change(TABLE), "--json")[1])["cohen_kappa"] == pytest.approx(0.6)


def test_what_a_coder_did_not_rate_is_left_out(ask):
    found = json.loads(ask(TABLE + "99,Ros,\n98,Sam,y\n", "--json")[1])
    assert (found["units"], found["ratings"]) == (12, 21)
    assert found["percent"] == pytest.approx(80)


@pytest.mark.parametrize(("table", "line", "said", "status"), [
    ("", 1, "unit, coder and value", 2),
    ("unit,value\n1,a\n", 1, "coder is not there", 2),
    ("unit,coder,value,unit\n", 1, "More than one column is called unit", 2),
    ("unit,coder,value\n", 0, "no rating", 2),
    ("unit,coder,value\n1,a,x\n1,b\n", 3, "2 of the columns", 1),
    ("unit,coder,value\n,a,x\n", 2, "No unit", 1),
    ("unit,coder,value\n1,,x\n", 2, "No coder", 1),
    ("unit,coder,value\n1,a,x\n1,a,y\n", 3, "already, in line 2", 1),
    ('unit,coder,value\n1,"a\n b",x\n1,"a\n b",y\n', 4, "already, in line 2", 1),
    ('unit,coder,value\n1,a,"x\n', 2, "cannot be read", 1),
    (b"unit,coder,value\n1,a,x\n1,b,\xe9\n", 3, "not UTF-8", 1),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(ask, table, line, said, status):
    answer, out, err = ask(table, "--json")
    problem = json.loads(out)["errors"][0]
    assert (answer, problem["line"]) == (status, line)
    assert said in problem["message"] and said in err
    answer, out, err = ask(table)
    assert (answer, out) == (status, "") and said in err


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert main(["agreement", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@given(st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_no_file_does_worse_than_be_refused(data):
    try:
        read_table(b"unit,coder,value\n" + data)
    except BadTable as bad:
        assert all(str(one) for one in bad.problems)
