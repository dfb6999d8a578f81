"""Files that are not what their ending says: what they are, and how to mend it."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from reader_submission import SHAPES

from ruleengine.base.problem import InputError
from ruleengine.readers import read, strange
from ruleengine.readers.strange import OLE, sentence_key

if TYPE_CHECKING:
    from pathlib import Path


def _zip(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as opened:
        for name in names:
            opened.writestr(name, "x")
    return held.getvalue()


WORKBOOK = _zip("[Content_Types].xml", "xl/workbook.xml")
DOCUMENT = _zip("[Content_Types].xml", "word/document.xml")
PLAIN_ZIP = _zip("表6.csv")
WEB_PAGE = b"\xef\xbb\xbf\r\n<HTML><table></table>"

FILES = [
    ("a.xls", OLE + b"\0" * 9, "old or an encrypted", "旧格式或加密"),
    ("a.xlsx", OLE + b"\0" * 9, "old or an encrypted", "旧格式或加密"),
    ("a.xls", WORKBOOK, "under another ending", "扩展名改成 xlsx"),
    ("a.et", WORKBOOK, "under another ending", "扩展名改成 xlsx"),
    ("a", WORKBOOK, "under another ending", "扩展名改成 xlsx"),
    ("a.xls", WEB_PAGE, "web page", "网页"),
    ("a.xlsx", WEB_PAGE, "web page", "网页"),
    ("a.xls", b"lab,plan\n1,2\n", "Change its ending to csv", "扩展名改成 csv"),
    ("a.xlsx", "实验室\t计划\n".encode("gb18030"), "ending to csv", "扩展名改成 csv"),
    ("a.xls", b'<?xml version="1.0"?><Workbook/>', "holds XML", "XML 表格"),
    ("T06.csv", WEB_PAGE, "web page", "登录页"),
    ("T06.json", WEB_PAGE, "web page", "登录页"),
    ("T06.csv", b"<?xml version='1.0'?><rows/>", "holds XML", "XML 表格"),
    ("T06.csv", b'[\n {"lab": "L1"}]', "ending to json", "扩展名改成 json"),
    ("T06.csv", b'\xef\xbb\xbf{ "lab": 1}', "ending to json", "扩展名改成 json"),
    ("T06.csv", b"%PDF-1.4\n%\xe2", "PDF or a picture", "PDF 或图片"),
    ("T06.jsonl", b"\x89PNG\r\n\x1a\n", "PDF or a picture", "PDF 或图片"),
    ("T06.csv", b"\x1f\x8b\x08\x08\xe7T06.csv", "Unpack it", "先解压"),
    ("T06.jsonl", b"7z\xbc\xaf\x27\x1c", "Unpack it", "先解压"),
    ("T06.csv", "实验室,lab\nL1,L2\n".encode("utf-16-le"), "UTF-16", "没有 BOM"),
    ("T06.csv", "实验室,lab\n".encode("utf-32"), "UTF-32", "没有 BOM"),
    ("T06.yaml", "- lab: L1\n".encode("utf-16-be"), "UTF-16", "没有 BOM"),
    ("a.xlsx", b"\x89PNG\0\0", "no xlsx workbook", "不是 xlsx 工作簿"),
    ("~$a.xlsx", b"\x05Owner" + b" " * 49 + b"\x05\0O\0w\0", "no data", "临时文件"),
    ("~$a.xls", b"\x05Owner" + b" " * 49, "no data", "临时文件"),
    ("~$a.docx", b"\x05Owner" + b" " * 49, "no data", "临时文件"),
    ("~$a.xlsx", PLAIN_ZIP, "no xlsx workbook", "不是 xlsx 工作簿"),
    ("a.zip", PLAIN_ZIP, "Unpack it", "先解压"),
    ("a.rar", b"Rar!\x1a\x07\0", "Unpack it", "先解压"),
    ("a.zip", b"PK\x03\x04 damaged", "Unpack it", "先解压"),
    ("a.docx", DOCUMENT, "not known", "导出为"),
    ("a.pdf", b"%PDF-1.4", "not known", "导出为"),
    ("a", b"lab,plan\n", "lacks", "缺扩展名"),
    ("a.ods", _zip("mimetype", "content.xml"), "old or an encrypted", "另存为 xlsx"),
]


@pytest.mark.parametrize(("name", "content", "en", "zh"), FILES)
def test_a_strange_file_is_told_with_the_way_out(
    name: str, content: bytes, en: str, zh: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read([tmp_path / name], SHAPES, load_yaml=lambda text, _name: text)
    assert en in caught.value.message.en
    assert zh in caught.value.message.zh


def test_a_huge_archive_is_not_looked_into(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zip").write_bytes(PLAIN_ZIP)
    monkeypatch.setattr(strange, "LOOKED_INTO", 10)
    assert sentence_key(tmp_path / "a.zip", is_workbook=False) == "unknown-format"


def test_a_file_that_cannot_be_opened_is_told_by_its_ending(tmp_path: Path) -> None:
    for is_workbook, key in (
        (True, "xlsx-old-or-encrypted"),
        (False, "unknown-format"),
    ):
        assert sentence_key(tmp_path / "none", is_workbook=is_workbook) == key


@pytest.mark.parametrize(
    "content",
    [
        "lab,name\nL1,大米\n".encode("utf-16"),
        b"lab,name\nL1,a\0b\n",
        b"lab,[name]\nL1,a\n",
        b"[lab],name\n{L1},a\n",
    ],
)
def test_text_that_only_resembles_something_else_is_read(
    content: bytes, tmp_path: Path
) -> None:
    (tmp_path / "T06.csv").write_bytes(content)
    (found,) = read([tmp_path / "T06.csv"], SHAPES).inputs
    assert len(list(found.records)) == 1
