"""Ctrl-C while several processes try mutants."""

from __future__ import annotations

import signal

from ruleengine.authoring.mutation.run import leave_interrupts


def test_processes_that_help_do_not_hear_an_interrupt() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        leave_interrupts()
        signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
