"""Every kind of rule file: which small steps away from it are tried."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ruleengine.authoring.mutation.mutant import changed, named
from ruleengine.authoring.mutation.mutants import STEPS
from ruleengine.source.node import Mapping
from ruleengine.source.read import read_node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruleengine.authoring.mutation.mutant import Step


class Given(NamedTuple):
    kind: str
    text: str
    ids: set[str]


FILES = {
    "an obligation, a format, values": Given(
        "field-table",
        """
        id: T01
        fields:
          - no: 1
            key: name
            name: 名称
            format: an..20
            values: [甲, 乙]
            required: always
        """,
        {
            "T01-01.required always→optional",
            "T01-01.format 20→19",
            "T01-01.format 20→21",
            "T01-01.values 甲→",
            "T01-01.values 乙→",
            "T01-01.values 甲, 乙→",
        },
    ),
    "an obligation under a condition": Given(
        "field-table",
        """
        id: T01
        fields:
          - no: 2
            key: reason
            name: 理由
            required:
              when: '数量 > 3'
              otherwise: forbidden
              severity: warning
        """,
        {
            "T01-02.required when→always",
            "T01-02.required when→optional",
            "T01-02.when >→>=",
            "T01-02.when 3→2",
            "T01-02.when 3→4",
            "T01-02.severity warning→error",
            "T01-02.otherwise forbidden→optional",
            "T01-02.otherwise-severity error→warning",
        },
    ),
    "codes of a list below another": Given(
        "field-table",
        """
        id: T01
        fields:
          - no: 3
            key: subfield
            name: 子领域
            codes: subfields
            under: field
            separator: "，"
            forbidden:
              when: '领域 = null'
        """,
        {
            "T01-03.codes subfields→",
            "T01-03.under field→",
            "T01-03.separator ，→",
            "T01-03.codes-severity →warning",
            "T01-03.forbidden when: 领域 = null→",
            "T01-03.when =→!=",
        },
    ),
    "a check with records of another table": Given(
        "field-table",
        """
        id: T01
        checks:
          - id: C1
            when: '有效 = true'
            related:
              - name: 计划
                table: T03
                match: [plan, 'year = plan_year']
                where: 'open = true'
                distinct: [plan]
            must: 'count(计划) = 1'
        """,
        {
            "T01.C1.must =→!=",
            "T01.C1.must 1→0",
            "T01.C1.must 1→2",
            "T01.C1.when =→!=",
            "T01.C1.when true→false",
            "T01.C1.when 有效 = true→",
            "T01.C1.severity error→warning",
            "T01.C1.match plan→",
            "T01.C1.match year = plan_year→",
            "T01.C1.where open = true→",
            "T01.C1.where =→!=",
            "T01.C1.where true→false",
            "T01.C1.distinct plan→",
        },
    ),
    "a key and references": Given(
        "field-table",
        """
        id: T01
        unique:
          - id: U1
            fields: [plan, sample]
            where: 'open = true'
        references:
          - id: R1
            fields: [plan, sample]
            target: [number, name]
            table: T03
          - id: R2
            fields: [plan, name]
            where: 'open = true'
        """,
        {
            "T01.U1.fields plan→",
            "T01.U1.fields sample→",
            "T01.U1.where open = true→",
            "T01.U1.where =→!=",
            "T01.U1.where true→false",
            "T01.U1.severity error→warning",
            "T01.U1.unique U1→",
            "T01.R1.fields plan→",
            "T01.R1.fields sample→",
            "T01.R1.severity error→warning",
            "T01.R1.references R1→",
            "T01.R2.fields plan→",
            "T01.R2.fields name→",
            "T01.R2.where open = true→",
            "T01.R2.where =→!=",
            "T01.R2.where true→false",
            "T01.R2.severity error→warning",
            "T01.R2.references R2→",
        },
    ),
    "a number with a check character": Given(
        "identifier",
        """
        id: number
        case: upper
        codes: agencies
        parts:
          - key: agency
            any-of: [n3, a1n2]
          - key: kind
            one-of: ["R", "RF"]
            optional: true
          - key: year
            prefix: "-"
            format: n2
            from: 21
            leading-zeros: false
          - key: body
            characters: ["A-Z", "0-9"]
            length: 9
            codes: bodies
          - key: check
            format: n1
        checksum:
          part: check
          alphabet: "0123"
          weights: [3, 1]
          modulus: 31
          mapping: "10X"
        """,
        {
            "number.case upper→",
            "number.codes agencies→",
            "number.agency.any-of n3→",
            "number.agency.any-of a1n2→",
            "number.agency.any-of n3→n2",
            "number.agency.any-of n3→n4",
            "number.agency.any-of a1n2→a0n2",
            "number.agency.any-of a1n2→a2n2",
            "number.agency.any-of a1n2→a1n1",
            "number.agency.any-of a1n2→a1n3",
            "number.agency.optional false→true",
            "number.kind.one-of R→",
            "number.kind.one-of RF→",
            "number.kind.optional true→false",
            "number.year.prefix -→--",
            "number.year.format 2→1",
            "number.year.format 2→3",
            "number.year.from 21→20",
            "number.year.from 21→22",
            "number.year.from 21→",
            "number.year.leading-zeros false→",
            "number.year.optional false→true",
            "number.body.characters A-Z→",
            "number.body.characters 0-9→",
            "number.body.length 9→8",
            "number.body.length 9→10",
            "number.body.codes bodies→",
            "number.body.optional false→true",
            "number.check.format 1→0",
            "number.check.format 1→2",
            "number.check.optional false→true",
            "number.checksum.modulus 31→30",
            "number.checksum.modulus 31→32",
            "number.checksum.weights 3→4",
            "number.checksum.weights 1→2",
            "number.checksum.alphabet 01→10",
            "number.checksum.mapping 10→01",
        },
    ),
    "codes with headings and grades": Given(
        "code-list",
        """
        id: unit
        shape: n2
        codes:
          - code: "A"
            status: category
          - code: "01"
            parent: "A"
            printed: 旧名
            until: 2026-01-01
          - code: "02"
            parent: "B"
        statuses:
          - status: surplus
            severity: warning
          - status: doubtful
            severity:
              reading: doubt
              warn: info
              reject: error
        not-listed:
          - name: 其他
        """,
        {
            "unit.shape 2→1",
            "unit.shape 2→3",
            "unit.A.code A→",
            "unit.A.status category→",
            "unit.01.code 01→",
            "unit.01.printed 旧名→",
            "unit.01.until 2026-01-01→2025-12-31",
            "unit.01.until 2026-01-01→2026-01-02",
            "unit.01.parent A→B",
            "unit.02.code 02→",
            "unit.02.parent B→A",
            "unit.surplus.severity warning→error",
            "unit.doubtful.severity.warn info→warning",
            "unit.doubtful.severity.reject error→warning",
            "unit.其他.name 其他→",
        },
    ),
    "the default of a reading": Given(
        "document",
        """
        pack: p
        readings:
          - name: days
            default: each
            choices:
              - choice: each
              - choice: all
        """,
        {"readings.days.default each→all"},
    ),
}


def _file(given: Given) -> Mapping:
    node = read_node(dedent(given.text), "file.yaml")
    assert isinstance(node, Mapping)
    return node


def _steps(given: Given) -> Iterator[tuple[str, Step]]:
    return named(STEPS[given.kind](_file(given), ()))


@pytest.mark.parametrize("name", FILES)
def test_each_step_is_tried_and_no_other(name: str) -> None:
    given = FILES[name]
    assert {each for each, _ in _steps(given)} == given.ids


@pytest.mark.parametrize("name", FILES)
def test_each_step_changes_the_file_and_says_where(name: str) -> None:
    given = FILES[name]
    root = _file(given)
    for own, step in _steps(given):
        assert changed(root, step.path, step.node) != root, own
        line = dedent(given.text).splitlines()[step.position.line - 1]
        assert step.position.column <= len(line), own
