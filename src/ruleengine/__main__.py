"""``python -m ruleengine``: the same as the command ``ruleengine``."""

from __future__ import annotations

import sys

from ruleengine.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
