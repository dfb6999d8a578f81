"""Files and folders of rules that the operating system does not give: why, in words."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from ruleengine.base.position import Position
from ruleengine.base.problem import RulePackError
from ruleengine.base.text import Text
from ruleengine.source.catalogue import CATALOGUE

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSED: Mapping[type[OSError], Text] = {
    FileNotFoundError: Text("没有这个文件", "there is no such file"),
    PermissionError: Text("没有读的权限", "there is no permission to read it"),
    IsADirectoryError: Text("这是文件夹", "it is a folder"),
}


def unreadable(name: str, error: OSError) -> RulePackError:
    """Return the error for a file or folder that the operating system does not give."""
    problem = CATALOGUE.problem("E101", Position(name, 1, 1), reason=why(error))
    return RulePackError([problem])


def why(error: OSError | ValueError) -> Text:
    """Return why something cannot be read; the words of the system where we have none."""
    # No file can have such a name; or links lead in a circle and nowhere else.
    if isinstance(error, ValueError) or error.errno == errno.ELOOP:
        return REFUSED[FileNotFoundError]
    said = error.strerror or type(error).__name__
    return REFUSED.get(type(error), Text(said, said))
