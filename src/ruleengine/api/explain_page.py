"""A page of explanation while it is being written: plain data in the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ruleengine.base.text import Text
from ruleengine.report.explanation import sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruleengine.model.document import Reading
    from ruleengine.model.phrase import ByReading, Phrase
    from ruleengine.model.rule_pack import RulePack


@dataclass(slots=True)
class Page:
    """What is said of one thing."""

    kind: str
    id: str
    title: str
    pack: RulePack | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    """The same as data, for programs."""
    _says: list[Text] = field(default_factory=list)
    _sections: dict[str, list[Text]] = field(default_factory=dict)

    def say(self, key: str, /, **facts: object) -> None:
        """Add a sentence to the head of the page."""
        self._says.append(sentence(key, **facts))

    @property
    def says(self) -> tuple[Text, ...]:
        """The sentences at the head of the page."""
        return tuple(self._says)

    def section(self, name: str) -> tuple[Text, ...]:
        """Return the lines of a section; none when the page does not have it."""
        return tuple(self._sections.get(name, ()))

    def add(self, section: str, line: Text | str) -> None:
        """Add a line to a section."""
        said = Text.same(line) if isinstance(line, str) else line
        self._sections.setdefault(section, []).append(said)

    def note(self, text: str) -> None:
        """Add the note of an author, if there is one."""
        if text:
            self.add("note", text)

    def cite(self, clauses: Iterable[str]) -> None:
        """Add the clauses behind the thing, with place and gist where known."""
        known = self.pack.clauses if self.pack else {}
        cited = list(dict.fromkeys(clauses))
        self.facts["clauses"] = cited
        for name in cited:
            found = known.get(name)
            if found is None:
                self.add("clauses", sentence("clause.bare", id=name))
            else:
                place, gist = found.place, found.gist
                self.add(
                    "clauses", sentence("clause.line", id=name, place=place, gist=gist)
                )

    def readings(self, names: Iterable[str]) -> None:
        """Add the readings that the thing depends on, as they are by default."""
        used = dict.fromkeys(names)
        found = [each for each in self._declared() if each.name in used]
        self.facts["readings"] = [f"{self._pack_name}/{each.name}" for each in found]
        for each in found:
            choices = {choice.choice: choice.says for choice in each.choices}
            self.add(
                "readings",
                sentence(
                    "reading.used",
                    name=each.title,
                    choice=each.default,
                    says=choices.get(each.default, ""),
                    id=f"{self._pack_name}/{each.name}",
                ),
            )

    def _declared(self) -> tuple[Reading, ...]:
        return self.pack.document.readings if self.pack else ()

    @property
    def _pack_name(self) -> str:
        return self.pack.name if self.pack else ""

    def to_dict(self) -> dict[str, Any]:
        """Return the page as plain data."""
        edition = self.pack.document.edition if self.pack else ""
        return {
            "id": self.id,
            "kind": self.kind,
            "title": self.title,
            "pack": self._pack_name,
            "edition": edition,
            "says": [text.to_dict() for text in self._says],
            "sections": [
                {"name": name, "lines": [line.to_dict() for line in lines]}
                for name, lines in self._sections.items()
            ],
            "facts": self.facts,
        }


def readings_of(*phrases: ByReading | None) -> list[str]:
    """Return the names of the readings that phrases depend on."""
    return [each.reading.text for each in phrases if each and each.reading]


def dated(line: Text, since: Phrase | None, until: Phrase | None) -> Text:
    """Return a line with the days it holds, when it does not always hold."""
    if not (since or until):
        return line
    start, end = since.text if since else "…", until.text if until else "…"
    return sentence("line.dated", line=line, start=start, until=end)
