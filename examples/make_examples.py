#!/usr/bin/env python3
"""Make the sample submission in all its forms, byte for byte the same each time.

Run ``python examples/make_examples.py``; with a folder as argument it writes there
instead of beside itself. Everything in it is invented: no such laboratory exists, no
such person was examined.
"""

from __future__ import annotations

import sys
from pathlib import Path

from making.attachments import attachments
from making.faults import with_faults, with_swaps
from making.forms import Files, csv_files, json_file, jsonl_files
from making.readme import readme
from making.shapes import shapes
from making.tables import clean_tables
from making.workbook import workbook_file


def main() -> None:
    """Write every folder."""
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    for name, content in all_files().items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def all_files() -> Files:
    """Return path -> content of everything that is made."""
    printed, clean = shapes(), clean_tables()
    faulty, good = with_faults(clean), dict(attachments(clean))
    bad = with_swaps(good)
    return {
        "README.md": readme(faulty, printed).encode(),
        **_in("submission", {"submission.xlsx": workbook_file(faulty, printed)}, bad),
        **_in("csv", csv_files(faulty, printed), bad),
        **_in("json", json_file(faulty, printed), bad),
        **_in("jsonl", jsonl_files(faulty), bad),
        **_in("clean", {"submission.xlsx": workbook_file(clean, printed)}, good),
    }


def _in(folder: str, *parts: Files) -> Files:
    return {
        f"{folder}/{name}": content for part in parts for name, content in part.items()
    }


if __name__ == "__main__":
    main()
