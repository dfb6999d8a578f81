"""Files that a record names."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ruleengine.notation.media import MEDIA
from ruleengine.readers.attachments import (
    _SIGNATURES,
    AttachmentFault,
    AttachmentFolder,
    media_of,
)

PDF = b"%PDF-1.7\n..."
JPEG = b"\xff\xd8\xff\xe0"
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "submission"
    (inside / "附件").mkdir(parents=True)
    (inside / "报告.pdf").write_bytes(PDF)
    (inside / "附件" / "图.png").write_bytes(PNG)
    (inside / "empty.pdf").touch()
    (inside / "photo.jpg").write_bytes(JPEG)
    (inside / "text.pdf").write_bytes(b"hello")
    (inside / "late.pdf").write_bytes(b"x" * 1000 + b"%PDF-1.4")
    (inside / "too-late.pdf").write_bytes(b"x" * 1024 + b"%PDF-1.4")
    (tmp_path / "secret.pdf").write_bytes(PDF)
    return inside


CASES: list[tuple[str, tuple[str, ...], str | None, str | None]] = [
    ("报告.pdf", ("PDF",), None, None),
    ("附件/图.png", ("PDF", "JPEG", "PNG"), None, None),
    ("附件/图.png", (), None, None),
    ("附件\\图.png", (), None, None),
    ("./报告.pdf", ("PDF",), None, None),
    (".\\附件\\图.png", ("PNG",), None, None),
    ("./../secret.pdf", ("PDF",), "outside", None),
    (".//etc/passwd", ("PDF",), "outside", None),
    ("附件\\..\\..\\secret.pdf", ("PDF",), "outside", None),
    ("photo.jpg", ("jpeg",), None, None),
    ("late.pdf", ("PDF",), None, None),
    ("too-late.pdf", ("PDF",), "wrong-signature", None),
    ("text.pdf", ("PDF",), "wrong-signature", None),
    ("photo.jpg", ("PDF",), "wrong-signature", "JPEG"),
    ("empty.pdf", ("PDF",), "empty", None),
    ("none.pdf", ("PDF",), "missing", None),
    ("附件", ("PDF",), "missing", None),
    ("报告.pdf/x", ("PDF",), "missing", None),
    ("x" * 5000, ("PDF",), "missing", None),
    ("", ("PDF",), "outside", None),
    (".", ("PDF",), "outside", None),
    ("../secret.pdf", ("PDF",), "outside", None),
    ("附件/../../secret.pdf", ("PDF",), "outside", None),
    ("/etc/passwd", ("PDF",), "outside", None),
    ("C:/x.pdf", ("PDF",), "outside", None),
    ("C:x.pdf", ("PDF",), "outside", None),
    ("..\\secret.pdf", ("PDF",), "outside", None),
    ("\\\\server\\x.pdf", ("PDF",), "outside", None),
    ("报告.pdf\0", ("PDF",), "outside", None),
    ("报告.pdf ", ("PDF",), "outside", None),
    ("报告.pdf::$DATA", ("PDF",), "outside", None),
    ("附件//图.png", ("PDF",), "outside", None),
    ("NUL", ("PDF",), "outside", None),
    ("con.pdf", ("PDF",), "outside", None),
    ("附件/COM1.pdf", ("PDF",), "outside", None),
]


@pytest.mark.parametrize(("name", "media", "reason", "found"), CASES)
def test_named_files_are_looked_at(
    name: str,
    media: tuple[str, ...],
    reason: str | None,
    found: str | None,
    folder: Path,
) -> None:
    fault = AttachmentFolder(folder).fault(name, media)
    assert (fault and fault.reason) == reason
    assert (fault and fault.found) == found


@pytest.mark.parametrize(
    ("name", "reason"),
    [("报告.pdf", "shut"), ("附件/图.png", "shut"), ("图.png", "missing")],
)
def test_what_may_not_be_read_is_not_called_missing(
    name: str, reason: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat, refused = os.stat, {folder / "报告.pdf", folder / "附件" / "图.png"}

    def ask(path: Any, **named: Any) -> os.stat_result:
        if isinstance(path, Path) and path in refused:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return stat(path, **named)

    monkeypatch.setattr(os, "stat", ask)
    fault = AttachmentFolder(folder).fault(name, ())
    assert fault is not None
    assert fault.reason == reason


def test_another_case_is_another_name_with_a_near_miss(folder: Path) -> None:
    fault = AttachmentFolder(folder).fault("Photo.JPG", ("JPEG",))
    assert fault == AttachmentFault("missing", ("photo.jpg",))


NEAR: list[tuple[str, tuple[str, ...]]] = [
    ("图.png", ("附件/图.png",)),
    ("附件/图.jpg", ("附件/图.png",)),
    ("abc.pdf", ()),
    ("emty.pdf", ("empty.pdf",)),
]


@pytest.mark.parametrize(("name", "near"), NEAR)
def test_what_may_be_meant_is_told_with_its_folder(
    name: str, near: tuple[str, ...], folder: Path
) -> None:
    assert AttachmentFolder(folder).fault(name, ()) == AttachmentFault("missing", near)


def test_a_new_file_is_seen_at_once(folder: Path) -> None:
    files = AttachmentFolder(folder)
    assert files.fault("new.pdf", ("PDF",)) is not None
    (folder / "new.pdf").write_bytes(PDF)
    assert files.fault("new.pdf", ("PDF",)) is None


def test_links_may_not_lead_out(folder: Path) -> None:
    try:
        (folder / "link.pdf").symlink_to(folder.parent / "secret.pdf")
        (folder / "ok.pdf").symlink_to(folder / "报告.pdf")
        (folder / "loop.pdf").symlink_to(folder / "loop.pdf")
    except OSError:
        pytest.skip("no links on this system")
    fault = AttachmentFolder(folder).fault("link.pdf", ("PDF",))
    assert fault == AttachmentFault("outside")
    assert AttachmentFolder(folder).fault("ok.pdf", ("PDF",)) is None
    loop = AttachmentFolder(folder).fault("loop.pdf", ("PDF",))
    assert loop == AttachmentFault("missing")


def test_names_in_another_normal_form_are_the_same(folder: Path) -> None:
    (folder / "re\u0301sume\u0301.pdf").write_bytes(PDF)
    assert AttachmentFolder(folder).fault("r\u00e9sum\u00e9.pdf", ("PDF",)) is None


@settings(
    max_examples=200,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(max_size=30),
        st.text(st.sampled_from("./\\ab:\0附件"), max_size=12),
    )
)
def test_no_name_is_ever_an_exception_or_reaches_outside(
    folder: Path, name: str
) -> None:
    fault = AttachmentFolder(folder).fault(name, ("PDF",))
    assert fault is not None
    assert fault.reason in {"missing", "outside"}


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (PDF, "PDF"),
        (b"\n" * 1000 + b"%PDF-1.4", "PDF"),
        (b"\n" * 1024 + b"%PDF-1.4", None),
        (JPEG, "JPEG"),
        (PNG, "PNG"),
        (b"\x89PNG\n\x1a\n", None),
        (PNG + b" %PDF-", "PNG"),
        (b"GIF89a", "GIF"),
        (b"II*\x00", "TIFF"),
        (b"PK\x03\x04", None),
        (b"", None),
    ],
)
def test_media_are_known_by_their_first_bytes(head: bytes, name: str | None) -> None:
    assert media_of(head) == name


def test_every_medium_of_the_notation_can_be_known() -> None:
    assert {*_SIGNATURES, "PDF"} == set(MEDIA)


@pytest.mark.skipif(os.name == "nt", reason="names of files are no bytes there")
def test_names_are_read_alike_where_the_locale_knows_ascii_only(folder: Path) -> None:
    asked = ("报告.pdf", "附件/图.png", "图.png", "报 告.pdf")
    code = (
        "import sys, pathlib\n"
        "from ruleengine.readers.attachments import AttachmentFolder\n"
        f"for name in {asked!a}:\n"
        "    print(ascii(AttachmentFolder(pathlib.Path(sys.argv[1])).fault(name, ())))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-X", f"utf8={mode}", "-c", code, os.fspath(folder)],
            env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
            capture_output=True,
            check=True,
        ).stdout
        for mode in (0, 1)
    }
    assert said == {
        "".join(
            f"{AttachmentFolder(folder).fault(name, ())!a}\n" for name in asked
        ).encode()
    }
