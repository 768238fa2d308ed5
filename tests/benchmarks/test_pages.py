"""What a row of page weights says."""

from benchmarks.pages import Visit, page, row_of

HOME = "http://here.test"


def visit(*asked, painted=2.0):
    return Visit((f"{HOME}/help/", *asked), 11_000, 9_600, painted)


def test_a_request_to_anybody_else_is_counted():
    assert row_of("help", HOME, [visit()])[3:5] == ["1", "0"]
    assert row_of("help", HOME, [visit("http://elsewhere.test/letters")])[3:5] == ["2", "1"]


def test_first_paint_is_the_median_and_nothing_is_said_of_other_sites():
    row = row_of("help", HOME, [visit(painted=9.0), visit(), visit(painted=1.0)])
    assert row[1:3] == ["9.6 kB", "11.0 kB"] and row[5:] == ["2 s", "not published"]


def test_a_page_that_is_not_there_says_so():
    row = row_of("self-check", HOME, [])
    assert row[1] == "not there" and "not there" in page([row], ("1", "1"), 3)
