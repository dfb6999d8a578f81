"""What is said to the authors of rules: faults between rules, cases, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ruleengine.base.catalogue import Templates

PROBLEMS: Templates = {
    "E501": (
        "{box}, for example {witness}: there is no row.",
        "Add the row, or change the range of the one beside it; if it never occurs, change covers:.",
    ),
    "E502": (
        "{box}, for example {witness}: both this row ({found}) and {other} in line {line} apply.",
        "Change the range of one of them, so that every value has one row.",
    ),
    "E503": (
        "This row ({found}) never has its turn: {by} before it take all its inputs.",
        "Delete the row or move it up.",
    ),
    "E504": (
        "This row ({found}) has the result of {other}; they could be one row: {box}.",
        "Join them; where the print keeps them apart, say so in note: of one of them.",
    ),
    "E505": (
        'Input "{found}" has neither covers: nor values:, so gaps cannot be ruled out.',
        "Say which values it may have, such as covers: '>= 1'.",
    ),
    "E506": (
        'The rows of "{found}" cut the inputs into too many pieces; not all gaps and overlaps are told.',
        "Mend those that are told; if it stays like this, split the table.",
    ),
    "E508": (
        "This row ({found}) never applies: its values are outside what is asked ({asked}).",
        "Correct the cell, or covers: or values:.",
    ),
    "E509": (
        'This row ({row}) names "{found}", which is not among the values: of "{name}" and never comes.',
        "{near}Correct the cell, or add it to values:.",
    ),
    "E510": (
        "{id}: {what} always holds, so it might as well not be there.",
        "Compare it with the clause; delete it if it is not needed.",
    ),
    "E511": (
        "{id}: {what} can never hold.",
        'Compare it with the clause; often a sign is turned round, or an "or" became an "and".',
    ),
    "E512": (
        "{found} contradicts {other} in line {line}: no record can meet both.",
        "Correct one of them; if it applies in some cases only, add when:.",
    ),
    "E513": (
        '"{name}" can never be "{found}": it is not one of its values.',
        "{near}The values are: {wanted}.",
    ),
    "E514": (
        '"{found}" is required and forbidden in one and the same case.',
        "Correct the condition of required: or forbidden:.",
    ),
    "E515": (
        '"{text}" is in "{found}", but what it is added to, compared with or handed to is in "{wanted}".',
        "Convert it to the same unit, or correct unit:; say in note: of the step why they may meet as they are.",
    ),
    "E520": (
        "Code {code_} has the same name as {other} in line {line}: {found}.",
        "Compare with the printed list; if the names are equal there, say in the name how they differ.",
    ),
    "E521": (
        'The alias "{found}" of code {code_} is also a name or alias of {other}.',
        "Remove one of the aliases.",
    ),
    "E522": (
        'Code {found} (level "{level}") must have a parent of level "{wanted}"; a level is left out.',
        "Correct parent: or level:, or add the code between.",
    ),
    "E523": (
        "There is no code under the heading {found}.",
        "Add its codes or delete the heading.",
    ),
    "E530": (
        '"{found}" can be taken apart in two ways: {one}; or {other}.',
        "Fix the length of one part, put a separator between, or narrow its characters.",
    ),
    "E540": (
        'Format {found} of "{name}" is far wider than its longest value ({longest} characters).',
        "Shorten it; if it is printed so, say so in note: or in an erratum of document.yaml.",
    ),
    "E541": (
        'Format {found} of "{name}" has no room for {texts}, such as {code_}.',
        "Correct the format, or compare the code list or identifier.",
    ),
    "E550": ('"{found}" names no clause that it rests on.', "Add clauses:."),
    "E551": (
        'Clause "{found}" has neither a rule that enforces it nor a reason.',
        "Name the rules:, or say with why: that none is needed.",
    ),
    "E552": (
        'There is no clause "{found}".',
        "{near}All clauses stand in clauses.yaml; a comma and a space part several.",
    ),
    "E553": (
        'Clause "{clause}" is said to be enforced by "{found}", but there is no such rule.',
        "{near}",
    ),
    "E554": (
        'Clause id "{found}" is used twice, first in line {line}.',
        "Choose another id.",
    ),
    "E555": (
        'These clauses say that they are of the pack "{found}", but they stand in "{wanted}".',
        'Write "{wanted}" under document:; if the file is a copy, compare every clause.',
    ),
    "E560": ('Id "{found}" is used twice, first in line {line}.', "Choose another id."),
    "E561": (
        'Id "{found}" is retired ({since}, document.yaml line {line}) and must not be used again.',
        "Choose a new id: in old reports this one means the rule of then.",
    ),
    "E562": (
        'Items {no} and {other} both go by the name "{found}".',
        "Change alias: or corrected: of one of them.",
    ),
    "E570": (
        '"{found}" has no file of cases.',
        "Write a .cases.yaml beside it, with one case that breaks it and one that does not.",
    ),
    "E571": (
        'No case breaks "{found}", so nobody knows whether it fires.',
        "Add a case that breaks it and name the id under expect:.",
    ),
    "E572": (
        'Every case breaks "{found}", so nobody knows whether it lets the right ones pass.',
        "Add a case that does not break it.",
    ),
    "E573": (
        'No case hits the row "{found}".',
        "Add a case whose input falls into this row.",
    ),
    "E574": (
        'Case "{name}" expects "{found}", but there is no such rule.',
        "{near}Correct the id under expect:, or the case where the rule is gone.",
    ),
    "E575": (
        'The cases are of "{found}", but there is no such table, decision, identifier or code list.',
        "{near}",
    ),
    "E576": (
        '{found}: no case tries these values of "{name}" at the edge: {values}.',
        "Add a case on either side of the edge.",
    ),
    "E577": (
        'Case "{found}" stands twice in this file, first in line {line}.',
        "Probably a copy that was never changed; if you need both, give one another name.",
    ),
    "E578": (
        'In the case "{name}" nobody looks at "{found}".',
        "Cases of such a rule may have: {wanted}.",
    ),
    "E579": (
        'In the case "{name}", "{found}" stands under {section}:, but this rule gives no such thing.',
        "{near}There may stand: {wanted}.",
    ),
    "E580": (
        'The file "{found}" was not read: only files that end in .yaml are.',
        'Rename it to "{wanted}"; move it elsewhere if it is not wanted.',
    ),
    "E581": (
        'The rule files in the folder "{found}" were not read: they stand beside document.yaml.',
        "Move them one folder up; what is not wanted, elsewhere. Rules of another document have a folder of their own beside this one.",
    ),
    "E587": (
        'Rules of "{found}" read the date of the rules, and the case "{name}" says none, so its outcome changes with the day it is run.',
        "Write as-of: at the head of the file or in the case, such as as-of: 2026-01-31.",
    ),
    "E588": (
        '"{found}" is one value, and its full-width marks are characters of it.',
        "Put a half-width comma and a space between values and no quotes around them; put half-width double quotes around what is one value.",
    ),
    "E589": (
        'Code "{found}" holds full-width quotes, digits or letters: codes as data write them are not equal to it.',
        "Make them half-width; half-width double quotes are no part of the code.",
    ),
    "E590": (
        'Full-width quotes, digits or letters are characters of "{found}" and will stand in reports and ids.',
        "Make them half-width and leave the full-width quotes out; put half-width double quotes around it where they belong to it.",
    ),
}
NO_ROOM = {
    "codes": "{count} codes of its list",
    "examples": "{count} right examples of its identifier",
}

WORDS: Mapping[str, str] = {
    "any-input": "any input",
    "one-of": "{name} is one of {values}",
    "none-of": "{name} is none of {values}",
    "is": "{name} = {values}",
    "is-not": "{name} ≠ {values}",
    "codes-of-list": 'the codes of the list "{title}" ({id})',
    "the-guard": "the guard (when)",
    "the-condition": "the condition (must)",
    "the-obligation": "the condition of the obligation",
    "cases.none": "There are no cases: nothing was tried, which is no pass. Write them beside the rule, in RULE.cases.yaml; ruleengine new makes a rule with cases to copy, and ruleengine coverage tells what is tried by none.",
    "cases.fine": "{total} cases, all as expected.",
    "cases.failed": "{total} cases, {failed} not as expected.",
    "case.heading": "{place}  failed  {of}: {name}",
    "case.derivation": "How it came about:",
    "differs.expect": "expected but not found: {expected}; found but not expected: {found}",
    "differs.outputs": "output {name}: expected {expected}, found {found}",
    "differs.steps": "step {name}: expected {expected}, found {found}",
    "differs.parts": "part {name}: expected {expected}, found {found}",
    "differs.entry": "{name} in the code list: expected {expected}, found {found}",
    "differs.fix": "proposed fix: expected {expected}, found {found}",
    "differs.not-checked": "{expected} should be among what was not checked, but was checked",
    "differs.undecided": "a condition came to no answer, and not-checked does not say so: {found} {why}",
    "differs.run": "this case cannot be run: {why}",
    "update.would": "What cases expect would be rewritten ({count} places):",
    "update.confirm": "Nothing is written yet. Look at each place; if the rule is right and the case is old, run again with --yes.",
    "update.done": "{count} places rewritten.",
    "update.left": "this case must be changed by a person: {place}",
    "update.none": "There is nothing to rewrite.",
    "comma": ", ",
    "coverage.heading": "{pack}: {percent}%",
    "coverage.clauses": "clauses",
    "coverage.of-data": "{have} enforced of {all} that data can decide",
    "coverage.rules": "rules (fire, stay silent)",
    "coverage.rows": "rows of decision tables",
    "coverage.edges": "sides of edges",
    "coverage.cases": "cases",
    "coverage.failed": ", {count} failed",
    "state.enforced": "{count} enforced",
    "state.open": "{count} open",
    "state.declared": "{count} declared",
    "state.human": "{count} for people",
    "state.background": "{count} background",
    "missing.clauses": "Clauses that data can decide, without a rule ({count}):",
    "missing.unknown": "Clauses that cite rules that do not exist ({count}):",
    "missing.fires": "Rules that no case breaks ({count}):",
    "missing.silent": "Rules that every case breaks ({count}):",
    "missing.rows": "Rows that no case hits ({count}):",
    "missing.edges": "Values at edges that no case tries ({count}):",
    "page.title": "Coverage of the rules",
    "page.clause": "Clause",
    "page.place": "Place",
    "page.state": "State",
    "page.gist": "Gist",
    "page.by": "Rules that enforce it, or why none does",
    "page.rule": "Rule",
    "page.fires": "Cases that break it",
    "page.silent": "Cases that do not",
    "page.row": "Row",
    "page.hits": "Cases that hit it",
    "page.missing": "Missing",
    "page.nothing": "Nothing is missing.",
    "state-name.enforced": "enforced",
    "state-name.open": "open",
    "state-name.declared": "declared",
    "state-name.human": "for people",
    "state-name.background": "background",
    "new.exists": 'there is a file "{file}" already; it was left alone, choose another id',
    "new.kind": '"{kind}" cannot be made; there are: {wanted}',
    "new.id": '"{id}" cannot be an id; ids are letters, digits and hyphens and begin with a letter, such as staff-days, T18',
    "new.reserved": '"{id}" cannot be an id: its file would be taken for the document of the pack or its clauses; words that cannot be used: {words}',
    "new.folder": '"{folder}" is no folder',
}
