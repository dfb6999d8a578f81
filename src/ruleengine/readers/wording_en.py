"""Sentences of the readers in English, by key; see ``sentences``."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "did-you-mean": "Did you mean: {names}?",
        "no-such-file": "There is no file or folder {file}. Check the path.",
        "dangling-link": (
            "{file} is a link to a file that does not exist. Check the link, or name "
            "the file itself."
        ),
        "no-wildcards": (
            "There is no file {file}; * and ? stand for nothing else here. Name the "
            "folder, to have all data files in it checked, or each file."
        ),
        "no-regular-file": "{file} is no regular file and cannot be read. Name a data file or a folder.",
        "empty-file": "{file} is empty (0 bytes). Export or save it again.",
        "changed": (
            "Another program wrote to {file} while it was checked, so that what was "
            "read is not all of one state. Wait until it is done, and check again."
        ),
        "cannot-open": (
            "Cannot open {file}: {why}. Look at the file and at the disk or network that "
            "it is on, and check again."
        ),
        "no-access": (
            "Cannot open {file}: there is no permission to read it, or another program "
            "holds it. Check the permissions of it and of its folder, and close the "
            "program that uses it."
        ),
        "unknown-format": (
            "The format of {file} is not known. Readable are xlsx, csv, tsv, json, "
            "jsonl, yaml and txt. Save it as one of them, or add the ending that it "
            "lacks."
        ),
        "no-data": (
            "{file} holds no data file (xlsx, csv, json, jsonl, yaml); folders inside "
            "it are not looked at."
        ),
        "no-sheets": (
            "There is nothing in {file}: its sheets are empty or charts. Check the file."
        ),
        "nothing-matches": ("Nothing matches a table ({count} looked at). {file}:"),
        "name-the-table": (
            "Neither name nor headers match a table. Name the file or sheet by the "
            "number of the table, write the headers as printed, or use --table."
        ),
        "table-unknown": 'There is no table "{table}".',
        "table-ambiguous": '"{table}" may mean several tables: {names}. Use a full id.',
        "file-left-out": (
            "It is called like a table, but files of this kind in a folder are not "
            "read. If it is data, save it as xlsx or csv (unpack an archive); if not, "
            "never mind."
        ),
        "link-left-out": (
            "This is a link to a file that does not exist; it was not read. Check it."
        ),
        "folder-left-out": (
            "Folders inside a folder are not looked at: {count} files in it that are "
            "called like a table ({name}, ...) were not read. If they are to be "
            "submitted, move them up, or name this folder in the command too."
        ),
        "sheet-empty": "There is nothing in it.",
        "sheet-hidden": "A hidden sheet is not read. Unhide it to have it checked.",
        "sheet-report": "This is a report, not data; it was not read.",
        "blank-lines": (
            "Nearly all of the first {lines:,} lines are blank and none is a header; what follows "
            "was not looked at. Delete the blank lines above the header."
        ),
        "no-records": "No records here (a list is wanted); it was not read.",
        "sheet-unmatched": (
            "Neither name nor headers match a table; it was not read. If it is data, "
            "name it by the number of the table, or use --table; if not, never mind."
        ),
        "not-in-force": (
            "This is data of {table}, of which no edition is in force on the date of "
            "the rules; it was not checked."
        ),
        "sheet-unmatched-headers": (
            "No table matches: nearest is {table}, with {known} of {count} headers "
            "known. Check the headers, or use --table."
        ),
        "sheet-not-wanted": (
            "Neither name nor headers look like {table}, which --table asks for; it was "
            "not read. If it is that table, name it by the number of the table."
        ),
        "sheet-not-wanted-headers": (
            "It does not look like {table}, which --table asks for: only {known} of "
            "{count} headers are known; it was not read. If it is that table, check the "
            "headers, and name it by the number of the table."
        ),
        "sheet-turned": (
            "It looks like {table} turned on its side: the names of items run down "
            "column {column}; it was not read. If it is data, transpose it, so that "
            "the names make one row with a record in each row below, and name it by "
            "the number of the table; if it only explains the items, never mind."
        ),
        "sheet-glued": (
            'It looks like {table}, but all columns stand in one cell (with "{mark}" '
            "between them); it was not read. Split them in Excel by Text to Columns, "
            "and name it by the number of the table."
        ),
        "sheet-ambiguous": (
            "The headers match several tables: {names}. Name it by the number of the "
            "table, or use --table."
        ),
        "json-broken": "{file} is no JSON from line {line}, column {column} on. "
        "There or before it a comma, quote or bracket is missing or too many, or "
        "is a full-width one. Mend it, or export the file anew.",
        "json-lines": (
            "In {file} a further record begins in line {line}, column {column}, without "
            "brackets and a comma that join it. If there is one record in each line, "
            "change the ending to jsonl; if not, put the records into one pair of "
            "brackets with commas between them."
        ),
        "json-whole": (
            "{file} is plain JSON, with no record of its own in each line. Change its "
            "ending to json; several records belong into one pair of brackets, with "
            "commas between them."
        ),
        "json-inner": (
            'The records stand one level deeper, in "{name}"; they were not read. Move '
            "this list to the top, or right under the number of the table, as in "
            '{{"T06": [...]}}.'
        ),
        "json-deep": "The brackets in {file} are nested too deeply to be read. "
        "Check that they come in pairs, or export again.",
        "json-members": (
            "{file} has more than {limit} members at the top: neither a record nor "
            "tables. Export it again, record by record."
        ),
        "yaml-broken": "{file} is no readable YAML from line {line} on:",
        "workbook-as-text": "{file} holds a workbook, not text. Give it the ending xlsx again, or save it as CSV UTF-8 in Excel.",
        "xlsx-no-workbook": "{file} is no xlsx workbook. Save it as xlsx in Excel.",
        "xlsx-old-or-encrypted": (
            "{file} is an old or an encrypted workbook. Open it in Excel (without "
            "password) and save it as xlsx."
        ),
        "xlsx-under-another-ending": (
            "{file} holds an xlsx workbook under another ending. Change it to xlsx."
        ),
        "held-open": (
            "{file} is what Office keeps beside a file while it is open, no data. Leave "
            "it out, and name the file without ~$."
        ),
        "text-as-workbook": (
            "{file} holds text, no workbook. Change its ending to csv, or open it in "
            "Excel and save it as xlsx."
        ),
        "web-page-as-workbook": (
            "{file} holds a web page, no workbook (some systems export this). Open it "
            "in Excel and save it as xlsx."
        ),
        "web-page-as-text": (
            "{file} holds a web page, no data (some systems export this; it may be a "
            "log-in or an error page too). Look at it in Excel; if it is data, save it "
            "as xlsx."
        ),
        "xml": (
            "{file} holds XML (some systems export an XML spreadsheet as a workbook). "
            "Open it in Excel and save it as xlsx."
        ),
        "json-as-text": "{file} holds JSON, no table. Change its ending to json.",
        "media-as-text": (
            "{file} holds a PDF or a picture, no data. Submit xlsx or csv with the data."
        ),
        "no-text": (
            "{file} holds no text, or its encoding is not known (such as UTF-16 or "
            "UTF-32 without a mark). Save it as xlsx, or as CSV UTF-8, in the program "
            "that it comes from."
        ),
        "archive": "{file} is an archive. Unpack it and check what was inside.",
        "parquet-broken": (
            "{file} is no sound Parquet file (it may not have been written or sent to its "
            "end), or one of its columns is of a type that cannot be read. Export or send "
            "it again, and check again. Polars, which reads it, says: {why}"
        ),
        "xlsx-broken": (
            "The workbook {file} is damaged. Open it in Excel and save it as xlsx."
        ),
        "xlsx-doctype": (
            "The workbook {file} has a document type declaration, which is not allowed. "
            "Open it in Excel and save it as xlsx."
        ),
        "limit-file_bytes": "{file} is above {limit} bytes. Split it.",
        "limit-unzipped_bytes": "{file} is above {limit} bytes when unzipped. Split it.",
        "limit-zip_ratio": (
            "{file} is compressed by more than {limit} to 1; this looks like a zip "
            "bomb. If these are your data, save them as csv."
        ),
        "limit-zip_entries": "{file} has more than {limit} files inside. "
        "Open it in Excel and save it as xlsx.",
        "limit-cells": "{file} has more than {limit} cells. Split it.",
        "limit-columns": (
            "{file} has more than {limit} columns. Probably it lies on its side (a "
            "record in each column), or lines end in too many separators; write one "
            "record in each row, and delete columns that are not needed."
        ),
        "limit-text_chars": (
            "{file} has a cell, line or record of more than {limit} characters. Probably a "
            "quote or bracket is not closed, or there are no line breaks; mend it, or "
            "export the file anew."
        ),
        "limit-seconds": "Reading {file} takes more than {limit} seconds. Split it.",
    }
)
