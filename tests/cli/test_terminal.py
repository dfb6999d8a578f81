from __future__ import annotations

import ctypes
import io
import sys
from types import SimpleNamespace
from typing import Any

import pytest

from ruleengine.cli.terminal import OBEY, obeys_escapes


class Stream(io.StringIO):
    def __init__(self, *, terminal: bool, number: int | None = 1) -> None:
        super().__init__()
        self.terminal = terminal
        self.number = number

    def isatty(self) -> bool:
        return self.terminal

    def fileno(self) -> int:
        return super().fileno() if self.number is None else self.number


class Kernel:
    """The two calls of Windows, as its consoles answer them."""

    def __init__(self, mode: int | None, *, obedient: bool = True) -> None:
        self.mode = mode
        self.obedient = obedient

    def GetConsoleMode(self, _console: object, mode: Any) -> int:  # noqa: N802
        mode._obj.value = self.mode or 0
        return int(self.mode is not None)

    def SetConsoleMode(self, _console: object, mode: int) -> int:  # noqa: N802
        if self.obedient:
            self.mode = mode
        return int(self.obedient)


def _on_windows(monkeypatch: pytest.MonkeyPatch, kernel: Kernel) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    handles = SimpleNamespace(get_osfhandle=lambda number: number)
    monkeypatch.setitem(sys.modules, "msvcrt", handles)
    libraries = SimpleNamespace(kernel32=kernel)
    monkeypatch.setattr(ctypes, "windll", libraries, raising=False)


@pytest.mark.parametrize("terminal", [True, False])
def test_elsewhere_every_terminal_obeys(
    terminal: bool,  # noqa: FBT001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    assert obeys_escapes(Stream(terminal=terminal)) is terminal


def test_a_console_of_windows_is_asked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel(3)
    _on_windows(monkeypatch, kernel)
    assert obeys_escapes(Stream(terminal=True))
    assert kernel.mode == 3 | OBEY


@pytest.mark.parametrize("kernel", [Kernel(3, obedient=False), Kernel(None)])
def test_an_old_console_and_the_null_device_get_plain_text(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on_windows(monkeypatch, kernel)
    assert not obeys_escapes(Stream(terminal=True))


def test_a_stream_without_a_number_is_what_it_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _on_windows(monkeypatch, Kernel(None))
    assert obeys_escapes(Stream(terminal=True, number=None))
