"""Ctrl-C while several processes try mutants."""

from __future__ import annotations

import signal

import pytest

from ruleengine.authoring.mutation.run import leave_interrupts


def test_processes_that_help_do_not_hear_an_interrupt() -> None:
    before = signal.getsignal(signal.SIGINT)
    try:
        # A shell starts what runs in the background deaf to interrupts.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        leave_interrupts()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        signal.raise_signal(signal.SIGINT)  # or the test would end here
    finally:
        signal.signal(signal.SIGINT, before)
