"""Recommendations that others published come in with their sources, by form and by table; whatever
a table holds, it is taken whole or not at all."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from pennydrop.core.documents.sheets import BadSheet, read_sheets
from pennydrop.rooms.publish.models import Recommendation
from pennydrop.rooms.publish.rules.past import MOST_ROWS, read_past
from tests.publish.conftest import CANARY

stored = pytest.mark.django_db(databases=["default", "keys"])

HEAD = "Recommendation,Source title,Publisher,Year,Link\n"
GOOD = "Ask about it by name.,A review,A council,2013,https://example.org/review\n"
TABLE = HEAD + GOOD


def send(client, text, name="past.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile(name, data)
    return client.post("/publish/promises/past/file/", {"file": file}, follow=True)


@stored
def test_past_recommendations_come_in_by_form_and_by_table(client, colleague, told):
    client.force_login(colleague)
    one = {"recommendation": "Pay for groups.", "source_title": "A review", "year": "2021",
           "publisher": "A council", "link": "https://example.org/"}  # fmt: skip
    client.post("/publish/promises/past/", one)
    page = send(client, TABLE).content.decode()
    assert "1 recommendation is followed from now on." in page and "Ask about it" in page
    again = send(client, TABLE).content.decode()
    assert "Nothing new. 1 was here already and stayed as before." in again
    assert Recommendation.objects.count() == 2
    public = client.get("/promises/").content.decode()
    assert "A council, A review, 2013" in public and 'href="https://example.org/review"' in public


@stored
def test_a_table_with_faults_names_each_place_and_nothing_is_taken(client, colleague, told):
    client.force_login(colleague)
    bad = TABLE + "Another.,,A council,20x3,javascript:alert(1)\n"
    answer = send(client, bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Row 3, column “source title”: is empty", "Row 3, column “year”: “20x3” is no",
                  "Row 3, column “link”: is no address"):  # fmt: skip
        assert words in page
    assert (
        "Row 1, column “link”: this column is missing"
        in send(client, "Recommendation,Source title,Publisher,Year\n").content.decode()
    )
    assert "not a spreadsheet" in send(client, "%PDF-1.7", "a.csv").content.decode()
    assert (
        f"“{CANARY}" in send(client, TABLE.replace("Ask", f"Say {CANARY} or ask")).content.decode()
    )
    assert not Recommendation.objects.exists()


def workbook(*cells):
    book = Workbook()
    for row in (HEAD.strip().split(","), cells):
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


LINK = "column “link”: is no address that begins with https://"
HOSTILE = {
    "http": (GOOD.replace("https", "http"), f"Row 3, {LINK}"),
    "data": (GOOD.replace("https://example.org/review", "data:text/html;x"), f"Row 3, {LINK}"),
    "spaced": (GOOD.replace("example", "exa mple"), f"Row 3, {LINK}"),
    "formula": ('"=HYPERLINK(""https://x.example"")",A,B,2013,https://x.example/\n',
                "Row 3, column “recommendation”: begins with “="),
    "plus": ("Ask.,+1+cmd|' /C calc'!A0,B,2013,https://x.example/\n",
             "Row 3, column “source title”: begins with “+”"),
    "control": ("As\x0bk.,A,B,2013,https://x.example/\n",
                "Row 3, column “recommendation”: holds a character that cannot be seen"),
    "turned": ("Ask \u202eyb.,A,B,2013,https://x.example/\n", "holds a character that cannot be"),
    "long": (f"{'a' * 601},A,B,2013,https://x.example/\n", "has 601 characters; at most 600 fit"),
    "short": ("Ask.\n", "Row 3, column “publisher”: is empty"),
    "many": (GOOD * MOST_ROWS, f"at most {MOST_ROWS} fit"),
    "year": (GOOD.replace("2013", "\u0662\u0660\u0661\u0663"), "is no year, such as 2021"),
    "quote": ('"Ask,A,B,2013,https://x.example/\n', ""),
}  # fmt: skip


def wrong_in(data):
    """What is said of a file; a file that is said nothing of is taken."""
    try:
        (rows,) = read_sheets(data, "past.csv").values()
    except BadSheet as bad:
        return str(bad)
    return "; ".join(map(str, read_past(rows)[1]))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_row_is_named_with_its_reason(name):
    row, said = HOSTILE[name]
    assert wrong_in(TABLE.encode()) == ""
    found = wrong_in((TABLE + row).encode())
    assert found and said in found


FILES = {
    "latin": (TABLE.replace("council", "café").encode("latin-1"), "line 2: this is not UTF-8"),
    "nul": (TABLE.encode() + b"a\0b", "this is not a spreadsheet"),
    "wide": (TABLE.encode() + b"a," * 2000, "too large to read"),
    "cell": (TABLE.encode() + b"a" * 150_000, ""),
    "damaged": (b"PK\x03\x04nothing", "damaged"),
    "nothing": (HEAD.encode(), "There is no recommendation in it."),
    "error": (workbook("=1/0", "A", "B", 2013, "https://x.example/"), "is empty"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_table_is_refused_in_words(name):
    data, said = FILES[name]
    found = wrong_in(data)
    assert found and said in found


@stored
def test_nothing_is_taken_of_a_table_with_one_bad_row_nor_of_a_huge_one(client, colleague, told):
    client.force_login(colleague)
    for data, said in (
        (TABLE + HOSTILE["formula"][0], "Row 3, column “recommendation”: begins with “=”"),
        (TABLE.encode() + b" " * (1024 * 1024), "more than 1 MB"),
    ):
        answer = send(client, data)
        assert answer.status_code == 422 and said in answer.content.decode()
    assert not Recommendation.objects.exists()


@stored
def test_other_encodings_of_a_spreadsheet_are_read(client, colleague, told):
    client.force_login(colleague)
    send(client, TABLE.replace("Ask", "Fragt für").encode("utf-16"))
    send(client, workbook("Ask.", "A", "B", 2013, "https://x.example/"), "past.xlsx")
    found = set(Recommendation.objects.values_list("text", "source_year"))
    assert found == {("Fragt für about it by name.", 2013), ("Ask.", 2013)}


@stored
def test_the_form_asks_for_the_same(client, colleague, told):
    client.force_login(colleague)
    one = {"recommendation": "=Pay", "source_title": "A review", "year": "2021",
           "publisher": "A council", "link": "http://example.org/"}  # fmt: skip
    answer = client.post("/publish/promises/past/", one)
    page = answer.content.decode()
    assert answer.status_code == 422 and "begins with https://" in page
    assert 'id="id_link_error"' in page and 'id="id_recommendation_error"' in page
    assert not Recommendation.objects.exists()
