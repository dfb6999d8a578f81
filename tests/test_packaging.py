"""What users and CI get: the wheel, and the commands that README names."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import ruleengine
from ruleengine.base.version import VERSION

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    return re.findall(r"```bash\n(.*?)\n```", README, flags=re.DOTALL)


def test_readme_begins_with_one_command_to_validate_and_one_to_test() -> None:
    first, second = commands()[:2]
    assert "\n" not in first + second
    workbook = first.rpartition(" ")[2]
    assert workbook.endswith(".xlsx")
    assert (ROOT / workbook).is_file()
    tests = second.rpartition("&& ")[2]
    assert tests in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_version_is_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == ruleengine.__version__ == VERSION


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    for needed in project["project"]["dependencies"]:
        name, range_ = re.fullmatch(r"([\w-]+)(.*)", needed, re.ASCII).groups()  # type: ignore[union-attr]  # every entry has a name
        assert f"`{range_}`" in page, name
        assert name.lower() in page.lower()


def test_links_between_our_pages_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        (page, link)
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    ]
    assert links
    for page, link in links:
        assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_the_wheel_holds_rules_and_schemas(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(tmp_path)],
        check=True,
        cwd=ROOT,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("ruleengine-*.whl")
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("rules", "schemas"):
        for path in (ROOT / folder).rglob("*.*"):
            if path.is_file():
                name = path.relative_to(ROOT).as_posix()
                assert f"ruleengine/{name}" in inside
    assert "ruleengine/py.typed" in inside
