"""Lists as services publish them: an index without a name, two files, other marks, and mistakes."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.documents.sheets import BadSheet, check_size, read_sheets
from pennydrop.rooms.inform.rules.places import Place
from pennydrop.rooms.inform.rules.results import BadResults, read_results
from pennydrop.rooms.inform.rules.samples import Outcome, Role, counted, named, outcome

TODAY = dt.date(2026, 11, 22)
# As a table with an index writes it: the first column has no name.
WEDINOS = """,date_received,postcode,intent,label,colour,form,effects,major,minor,latitude,longitude
W1,2024-01-04,CF10,S-isomer ketamine,Not Stated,White,Powder,Not Stated,Ketamine,,51.4,-3.1
000031,4 March 2024,S105,KETAMINE,Ketaset,"White, Grey",Array,"Euphoria, Relaxed",Diazepam,,,
W3,11/03/2024,Array,Ketamine/Speed,,White,,,"Ketamine, Mephedrone, 2C-B",Cocaine,,
W4,30 Apr 2024,HD4 ,Rock Ketamine,,,Solid,,No Active Component Identified,,,
W5,2024-05-02,N1,Ketamine,,,,,Unable to identify,,,
W6,2024-05-02,N1,Not Stated,,,,,Ketamine,,,
"""
UNC = """sampleid,location,county,state,date_collect,expectedsubstance,color,texture,\
overdose_notes,date_complete,primary,trace,lab_null
"424","Greensboro","Guilford County","NC",15Oct2021,"heroin; fentanyl","white","powder","x",\
11Feb2022,1,0,
"473","Hickory","Catawba County","NC",01May2022,"ketamine","","","",02Jun2022,0,0,1
"500","Hickory","Catawba County","NC",01May2022,"MDMA","","","",02Jun2022,1,1,
""".replace("\\\n", "")
DETAIL = """sampleid,substance,abundance,method,date_complete,primary,trace,lab_null
"424","fentanyl","","GCMS",11feb2022,1,0,
"424","fentanyl","trace","Derivatized GCMS",11feb2022,1,0,
"424","4-ANPP","trace","GCMS",11feb2022,0,1,
"473","no compounds of interest detected","","GCMS",02jun2022,1,0,1
"473","no compounds of interest detected","","Derivatized GCMS",02jun2022,1,0,1
"500","3,4-MDMA","","GCMS",02jun2022,1,0,
"""


def rows(text):
    data = text if isinstance(text, bytes) else text.encode()
    return next(iter(read_sheets(data, "list.csv").values()))


def read(text, found=""):
    return read_results(rows(text), today=TODAY, found=rows(found) if found else [])


def test_a_list_as_it_is_taken_from_wedinos_comes_in():
    found = read(WEDINOS)
    assert found.refused == () and "effects" in found.dropped and "latitude" in found.dropped
    classes = [outcome(one) for one in found.samples]
    both = "Ketamine/Speed was sold as both"
    assert classes[:3] == [Outcome.ONLY, Outcome.MISSING, Outcome.MISSING], both
    assert classes[3:] == [Outcome.MISSING, None, None]
    assert [one.place for one in found.samples[:3]] == [
        Place.WALES, Place.YORKSHIRE, Place.UNKNOWN,
    ]  # fmt: skip
    assert [one.received.month for one in found.samples[:4]] == [1, 3, 3, 4]
    assert {named(name) for one in (0, 1, 3) for name in found.samples[one].expected} == {
        "ketamine"
    }
    lines = counted(found.samples, "ketamine", by_place=False, today=TODAY)
    assert sum(map(sum, lines.values())) == 4


def test_what_unc_publishes_in_two_files_is_put_together():
    found = read(UNC, DETAIL)
    assert found.refused == () and {"location", "county", "primary"} <= set(found.dropped)
    fentanyl, nothing, mdma = found.samples
    assert [(one.substance, one.role) for one in fentanyl.findings] == [
        ("fentanyl", Role.MAIN), ("4-ANPP", Role.TRACE),
    ]  # fmt: skip
    assert nothing.nothing and outcome(nothing) is Outcome.MISSING
    assert mdma.findings[0].substance == "3,4-MDMA"


def test_without_the_second_file_it_says_what_is_missing_and_reads_nothing_wrong():
    with pytest.raises(BadResults, match="list of what was found"):
        read(UNC)
    with pytest.raises(BadResults, match="sampleid and substance"):
        read(UNC, "sampleid,abundance\n424,trace\n")


def test_a_sample_of_which_the_second_file_says_nothing_or_nonsense_is_refused_by_row():
    wrong = DETAIL.replace('"fentanyl",""', '"=cmd|1",""').replace('"500"', '"501"')
    refused = read(UNC, wrong).refused
    assert [one.row for one in refused] == [2, 4]
    assert "row 2" in refused[0].why and "formula" in refused[0].why
    assert "neither" in refused[1].why


@pytest.mark.parametrize(
    "text",
    [
        WEDINOS.encode("utf-16"),
        "\ufeff".encode() + WEDINOS.encode(),
        WEDINOS.replace("\n", "\r\n").encode(),
        b"sample;date_received;intent;major\nW1;2024-01-04;Ketamine;Ketamine\n",
        b'sample,intent,major\nW1,Ketamine,"Ketamine\nCocaine"\n',
    ],
)
def test_other_ways_to_write_the_same_are_read(text):
    found = read(text)
    assert found.samples and found.refused == ()


def test_what_is_no_list_is_refused_with_the_reason():
    with pytest.raises(BadSheet, match="not UTF-8"):
        rows("sample,intent,major\nW1,Kétamine,Ketamine\n".encode("latin-1"))
    with pytest.raises(BadSheet, match="not a spreadsheet"):
        rows("sample,intent,major\nW1,Ket\0amine,Ketamine\n")
    with pytest.raises(BadResults, match="Two columns are called “major”"):
        read("sample,intent,major,Major\nW1,Ketamine,Ketamine,Cocaine\n")
    with pytest.raises(BadSheet, match="100 MB; at most 20 MB"):
        check_size(100 * 1024 * 1024, "list.csv")


CELLS = st.sampled_from(["", "424", "1", "0", "=1+1", "fentanyl", "trace", "<b>", "x" * 300, "\0"])
TABLE = st.lists(st.lists(CELLS | st.text(max_size=5), max_size=8), max_size=5)


@given(TABLE, TABLE)
def test_whatever_stands_in_both_files_each_row_is_read_or_refused(samples, found):
    head, detail = ["sampleid", "expectedsubstance", "date_collect"], ["sampleid", "substance"]
    done = read_results([head, *samples], today=TODAY, found=[detail, *found])
    filled = [row for row in samples if any(cell.strip() for cell in row)]
    assert len(done.samples) + len(done.refused) == len(filled)
