"""A git revision of a folder -> the same folder on disk, for as long as it is needed."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

from ruleengine.base.problem import UsageError
from ruleengine.base.text import Text

ENDINGS = {".yaml", ".csv"}
"""Files of rules; nothing else is taken out of a revision."""
LONGEST_SECONDS = 60


def extract(revision: str, path: str, target: Path) -> None:
    """Write the rule files of a folder, as a revision has them, to another folder.

    Args:
        revision: anything that git takes for a commit.
        path: the folder, seen from the top of the repository, which itself is ".".
        target: an empty folder.

    Raises:
        UsageError: there is no git, no such revision or no such folder in it.
    """
    if revision.startswith("-"):
        raise _unknown(revision, path, "")
    # Git calls the top of the repository by no name at all.
    tree = f"{revision}:{'' if path == '.' else path}"
    try:
        done = subprocess.run(  # noqa: S603  # no shell; the revision is no option
            ["git", "archive", "--format=tar", tree],  # noqa: S607  # git of the user
            capture_output=True,
            check=False,
            timeout=LONGEST_SECONDS,
            cwd=_top(),
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unknown(revision, path, str(error)) from error
    if done.returncode:
        raise _unknown(revision, path, done.stderr.decode("utf-8", "replace"))
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive.getmembers():
            name = PurePosixPath(member.name)
            content = archive.extractfile(member) if member.isfile() else None
            if content and name.suffix in ENDINGS and ".." not in name.parts:
                file = target.joinpath(*name.parts)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content.read())


def path_in_repository(folder: Path) -> str:
    """Return a folder as seen from the top of the repository; empty outside of it."""
    try:
        return folder.resolve().relative_to(_top().resolve()).as_posix()
    except ValueError:
        return ""


def _top() -> Path:
    try:
        done = subprocess.run(
            ["git", "rev-parse", "--show-toplevel"],  # noqa: S607  # git of the user
            capture_output=True,
            check=False,
            timeout=LONGEST_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return Path.cwd()
    found = done.stdout.decode("utf-8", "replace").strip()
    return Path(found) if found and not done.returncode else Path.cwd()


def _unknown(revision: str, path: str, reason: str) -> UsageError:
    said = " ".join(reason.split())[:200]
    return UsageError(
        Text(
            f"“{revision}”不是这里的文件夹或随带的规则包名；当作 git 版本，也读不到其中的“{path}”：{said}",
            f'"{revision}" is no folder here and no shipped pack; as a git revision it has no readable "{path}": {said}',
        )
    )
