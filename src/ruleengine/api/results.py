"""The answers of ``compute`` and ``identify``, and the published form of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ruleengine.base.frozen import sealed
from ruleengine.base.text import LANGUAGES
from ruleengine.report.options import asked_languages

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from ruleengine.base.finding import Finding
    from ruleengine.base.text import Language
    from ruleengine.engine.compute import Computation
    from ruleengine.engine.derivation import Step
    from ruleengine.engine.identify import Identity


@sealed
@dataclass(frozen=True, slots=True)
class Result:
    """A computed decision with its derivation."""

    computation: Computation

    @property
    def decision(self) -> str:
        """The full id of the decision."""
        return self.computation.decision

    @property
    def ok(self) -> bool:
        """False when the inputs do not allow a result."""
        return self.computation.ok

    @property
    def value(self) -> Any:
        """The first output."""
        return self.computation.value

    @property
    def outputs(self) -> Mapping[str, Any]:
        """All outputs: figures as Decimal."""
        return self.computation.outputs

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps in order, each with inputs, row and clauses."""
        return self.computation.steps

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the inputs."""
        return self.computation.findings

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings the result depends on, by ``pack/name``."""
        return self.computation.readings

    @property
    def as_of(self) -> dt.date:
        """The date of the rules."""
        return self.computation.as_of

    def to_dict(self, languages: str | Sequence[str] = LANGUAGES) -> dict[str, Any]:
        """Return the result as plain data; figures are decimal text.

        Args:
            languages: of the findings, ``zh``, ``en`` or several; what people must
                decide is said in the first.

        Raises:
            UsageError: no such language.
        """
        found, asked = self.computation, asked_languages(languages)
        return {
            "decision": found.decision,
            "ok": found.ok,
            "outputs": found.plain_outputs(asked[0]),
            "steps": [step.to_dict() for step in found.steps],
            "findings": _findings(found.findings, asked),
            "readings": dict(found.readings),
            "as_of": found.as_of.isoformat(),
        }


@sealed
@dataclass(frozen=True, slots=True)
class Number:
    """A number taken apart."""

    identity: Identity

    @property
    def identifier(self) -> str:
        """The full id of the kind of number."""
        return self.identity.identifier

    @property
    def value(self) -> str:
        """The number as handed in."""
        return self.identity.value

    @property
    def ok(self) -> bool:
        """True when there is no error."""
        return self.identity.ok

    @property
    def parts(self) -> Mapping[str, str | None]:
        """Part key -> its text, or None for a part that is absent."""
        return self.identity.parts

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong, part by part."""
        return self.identity.findings

    @property
    def readings(self) -> Mapping[str, str]:
        """The readings the verdict depends on, by ``pack/name``."""
        return self.identity.readings

    @property
    def as_of(self) -> dt.date:
        """The date of the rules."""
        return self.identity.as_of

    def to_dict(self, languages: str | Sequence[str] = LANGUAGES) -> dict[str, Any]:
        """Return the number as plain data, findings in the languages asked for.

        Raises:
            UsageError: no such language.
        """
        found, asked = self.identity, asked_languages(languages)
        return {
            "identifier": found.identifier,
            "value": found.value,
            "ok": found.ok,
            "parts": dict(found.parts),
            "findings": _findings(found.findings, asked),
            "readings": dict(found.readings),
            "as_of": found.as_of.isoformat(),
        }


def _findings(
    findings: tuple[Finding, ...], languages: tuple[Language, ...]
) -> list[dict[str, Any]]:
    from ruleengine.report.document import finding_to_dict

    return [finding_to_dict(finding, languages) for finding in findings]
