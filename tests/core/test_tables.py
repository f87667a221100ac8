"""Tables for people's own programs: nothing in them counts, and no part says who made them."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from hub.core.tables import csv_bytes, xlsx

FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|calc", "%0A"),
    *("＝1+1", "＋1", "－1", "＠x", "﹣1", "−1", " =1", "\u3000=1", "\u200b=1", "\u200f=1", "\ufeff@x"),
    '=HYPERLINK("http://x.example/"&A1)',
    "=cmd|' /C calc'!A0",
)
PLAIN = ("a=b", "سلام", "น้ำ", "1 + 1", "", "Ünïcode 😀", "a\nb")
DAY, MOMENT = date(2027, 3, 28), datetime(2027, 3, 28, 14, 30, tzinfo=UTC)


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


@pytest.mark.parametrize("words", FORMULAS)
def test_what_could_count_stays_text_in_both_kinds(words):
    kept = words.replace("\r", "\n")
    assert rows_of_csv(csv_bytes([[words]], [words])) == [[f"'{kept}"], [f"'{kept}"]]
    cells = [row[0] for row in sheet_of(xlsx([[words]], [words])).iter_rows()]
    assert [(cell.value, cell.data_type, cell.number_format) for cell in cells] == [(kept, "s", "@")] * 2
    assert cells[1].quotePrefix is True


def test_plain_words_stay_as_they_are():
    assert rows_of_csv(csv_bytes([PLAIN], ["a"])) == [["a"], list(PLAIN)]
    cells = sheet_of(xlsx([PLAIN], ["a"]))[2]
    assert [cell.value or "" for cell in cells] == list(PLAIN)
    assert {cell.quotePrefix for cell in cells} == {False}


def test_numbers_days_and_nothing_keep_their_kind():
    values = [3, -2, Decimal("2.5"), None, True, 12345678901234567, float("inf"), DAY, MOMENT]
    expected = ["3", "-2", "2.5", "", "True", "12345678901234567", "inf", "2027-03-28", "2027-03-28 14:30+00:00"]
    assert rows_of_csv(csv_bytes([values], ["a"]))[1] == expected
    cells = sheet_of(xlsx([values], ["a"]))[2]
    in_sheet = [
        3,
        -2,
        2.5,
        None,
        "True",
        "12345678901234567",
        "inf",
        datetime(2027, 3, 28),
        datetime(2027, 3, 28, 14, 30),
    ]
    assert [cell.value for cell in cells] == in_sheet
    assert [cell.is_date for cell in cells] == [False] * 7 + [True, True]


def test_control_characters_and_halves_of_letters_go():
    dirty = "a\x00\x07\x1b\ud800\ufffe\x85b<&>\"'"
    assert rows_of_csv(csv_bytes([[dirty]], ["a"]))[1] == ["ab<&>\"'"]
    assert sheet_of(xlsx([[dirty]], ["a"]))["A2"].value == "ab<&>\"'"


def test_too_long_text_is_cut_for_xlsx_alone():
    long = "😀" * 20_000
    assert sheet_of(xlsx([[long]], ["a"]))["A2"].value == "😀" * 16_383
    assert rows_of_csv(csv_bytes([[long]], ["a"]))[1] == [long]


def test_sheet_runs_the_readers_way_under_a_fitting_name():
    sheet = sheet_of(xlsx([], ["a"], title="ورقة [1]: a/b " + "x" * 40, direction="rtl"))
    assert (sheet.sheet_view.rightToLeft, sheet.freeze_panes) == (True, "A2")
    assert sheet.title == ("ورقة 1 ab " + "x" * 40)[:31]
    assert sheet_of(xlsx([], ["a"])).sheet_view.rightToLeft is False


def test_xlsx_says_nothing_of_its_making():
    data = xlsx([["a", DAY]], ["b", "c"])
    assert data == xlsx([["a", DAY]], ["b", "c"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert [name for name in archive.namelist() if name.startswith("docProps")] == []


def test_ten_thousand_rows_are_written_from_a_stream():
    rows = ([number, f"word {number}", "=x", DAY] for number in range(10_000))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(rows, ["a", "b", "c", "d"])), read_only=True).active
    assert sum(1 for _row in sheet.iter_rows()) == 10_001
    assert csv_bytes(([number] for number in range(10_000)), ["a"]).count(b"\r\n") == 10_001
