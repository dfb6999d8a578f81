"""Terminals: which streams lead to one that obeys escape sequences."""

from __future__ import annotations

import sys
from typing import TextIO

OBEY = 4
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING, a mode of consoles of Windows."""


def obeys_escapes(stream: TextIO) -> bool:
    """Tell whether a stream leads to a terminal that colours text and wipes lines.

    A console of Windows prints escape sequences as they are until it is asked to obey
    them; older ones refuse.
    """
    obeys = stream.isatty()
    if obeys and sys.platform == "win32":
        try:
            number = stream.fileno()
        except OSError:  # a stream of the caller's own, who says that it is a terminal
            return True
        import ctypes
        import msvcrt

        console = ctypes.c_void_p(msvcrt.get_osfhandle(number))
        mode = ctypes.c_ulong()
        kernel = ctypes.windll.kernel32
        # The null device calls itself a terminal, but is no console.
        is_console = kernel.GetConsoleMode(console, ctypes.byref(mode))
        obeys = is_console and kernel.SetConsoleMode(console, mode.value | OBEY)
    return bool(obeys)
