"""Excel workbooks, made by another library: formulas, numbers, formats and names stay."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.table import Table

from assistant.documents.translatable import open_translatable
from assistant.documents.translatable.tags import TAG
from tests.documents.translatable.samples import shouting, sources

Save = Callable[[str, str | bytes], Path]


def _inline_strings() -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Costs"
    sheet["B3"] = "Rent"
    sheet["C3"] = 700
    sheet["C4"] = _FORMULA
    sheet["A5"] = "First line\nSecond line"
    sheet["A6"] = CellRichText("Pay ", TextBlock(InlineFont(b=True), "now"), " please")
    sheet["A7"] = "42 %"
    other = workbook.create_sheet("Table")
    for row in (["Name", "Amount"], ["Tea", 3], ["Milk", 4]):
        other.append(row)
    other.add_table(Table(displayName="T", ref="A1:B3"))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _shared_strings() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Costs")
        bold = workbook.add_format({"bold": True})
        sheet.write("B3", "Rent")
        sheet.write("D3", "Rent")
        sheet.write("C3", 700)
        sheet.write("C4", _FORMULA)
        sheet.write("A5", "First line\nSecond line")
        sheet.write_rich_string("A6", "Pay ", bold, "now", " please")
        sheet.write("A7", "42 %")
        other = workbook.add_worksheet("Table")
        columns = [{"header": "Name"}, {"header": "Amount"}]
        other.add_table("A1:B3", {"data": [["Tea", 3], ["Milk", 4]], "columns": columns})
    return file.getvalue()


_FORMULA = '=SUM(C3:C3)&IF(B3="Rent"," yes","")'
WORKBOOKS = {"inline": _inline_strings(), "shared": _shared_strings()}


@pytest.fixture(params=WORKBOOKS)
def data(request: pytest.FixtureRequest) -> bytes:
    """Texts in the cells themselves, as some libraries write them, or shared, as Excel does."""
    return WORKBOOKS[request.param]


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_units_and_their_places(save: Save, data: bytes) -> None:
    document = open_translatable(save("a.xlsx", data))
    # Where the format changes inside a cell, the libraries differ in which one they write down.
    assert [(unit.kind, TAG.sub("", unit.text), unit.place.text) for unit in document.units] == [
        ("cell", "Rent", "Costs, B3"),
        ("cell", "First line", "Costs, A5"),
        ("cell", "Second line", "Costs, A5"),
        ("cell", "Pay now please", "Costs, A6"),
        ("cell", "Tea", "Table, A2"),
        ("cell", "Milk", "Table, A3"),
    ]


def test_nothing_but_the_texts_changes(save: Save, data: bytes) -> None:
    document = open_translatable(save("a.xlsx", data))
    before = _members(data)
    assert _members(document.render(sources(document))) == before
    rendered = document.render(shouting(document), language="fr")
    after = _members(rendered)
    shared = {"xl/sharedStrings.xml"} & set(before)
    sheets = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert {name for name in before if before[name] != after[name]} == (shared or sheets)
    sheet = openpyxl.load_workbook(io.BytesIO(rendered), rich_text=True)["Costs"]
    assert [str(sheet[cell].value) for cell in ("B3", "C3", "A5", "A7")] == [
        "RENT",
        "700",
        "FIRST LINE\nSECOND LINE",
        "42 %",
    ]
    assert sheet["C4"].value == _FORMULA
    rich = sheet["A6"].value
    assert [str(part) for part in rich] == ["PAY ", "NOW", " PLEASE"]
    assert rich[1].font.b
    table = openpyxl.load_workbook(io.BytesIO(rendered))["Table"]
    assert [cell.value for cell in table[1]] == ["Name", "Amount"]
    assert table["A2"].value == "TEA"


def test_both_languages(save: Save, data: bytes) -> None:
    document = open_translatable(save("a.xlsx", data))
    rendered = document.render(shouting(document), bilingual=True)
    sheet = openpyxl.load_workbook(io.BytesIO(rendered))["Costs"]
    assert sheet["B3"].value == "Rent / RENT"
    assert sheet["A6"].value == "Pay now please / PAY NOW PLEASE"


def test_right_to_left_sheets(save: Save, data: bytes) -> None:
    document = open_translatable(save("a.xlsx", data))
    rendered = document.render(["نص"] * len(document.units), language="ar")
    workbook = openpyxl.load_workbook(io.BytesIO(rendered))
    assert all(sheet.sheet_view.rightToLeft for sheet in workbook)
    assert workbook["Costs"]["B3"].value == "نص"
