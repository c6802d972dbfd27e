"""The reference of all actions and locators that scenarios may name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from guiderunner.scenario.names import Member, Names, PageNames


@dataclass(frozen=True)
class Entry:
    """One name that a scenario may write.

    Attributes:
        page: The page object, as scenarios name it.
        name: The whole name, e.g. `account.information.retrieve`.
        parameters: Each parameter of all its parts, and whether it must be given.
        doc: The first paragraph of its docstring.
    """

    page: str
    name: str
    kind: str
    parameters: Mapping[str, bool]
    destroys: bool
    doc: str

    @property
    def signature(self) -> str:
        """The name with its parameters; one that may be left out has a question mark."""
        if not self.parameters:
            return self.name
        named = [key if must else f"{key}?" for key, must in self.parameters.items()]
        return f"{self.name}({', '.join(named)})"


def entries(names: Names, words: Sequence[str] = ()) -> list[Entry]:
    """Return every entry in the order of names; with *words* those that hold one of them."""
    found = [
        entry
        for name in sorted(names.pages)
        for entry in _of_part(names.pages[name], name, name, {})
    ]
    wanted = [word.lower() for word in words]
    return [
        one
        for one in found
        if not wanted or any(word in f"{one.name} {one.doc}".lower() for word in wanted)
    ]


def _of_part(part: PageNames, page: str, prefix: str, given: Mapping[str, bool]) -> Iterator[Entry]:
    for name, member in sorted(part.members.items(), key=_actions_first):
        whole, parameters = f"{prefix}.{name}", {**given, **member.parameters}
        kind = "locator" if member.kind == "component" else member.kind
        yield Entry(page, whole, kind, parameters, member.destroys, _paragraph(member.doc))
        if member.component is not None:
            yield from _of_part(member.component, page, whole, parameters)


def _actions_first(named: tuple[str, Member]) -> tuple[bool, str]:
    return named[1].kind != "action", named[0]


def _paragraph(doc: str) -> str:
    return " ".join(doc.split("\n\n", maxsplit=1)[0].split())


def markdown(names: Names) -> str:
    """Return the reference as a page in Markdown, a section a page object."""
    lines = [
        "# Actions and locators",
        "",
        "What scenarios may name, from the page objects themselves: `guiderunner actions`.",
        "A parameter is filled from `with`, else from the variable of its name.",
        "One with a question mark may be left out.",
    ]
    by_page: dict[str, list[Entry]] = {}
    for entry in entries(names):
        by_page.setdefault(entry.page, []).append(entry)
    for page, own in by_page.items():
        about = names.pages[page]
        lines += ["", f"## {page}", "", f"{_paragraph(about.doc)} Site: `{about.site}`.", ""]
        lines += ["| name | kind | what it is |", "|---|---|---|"]
        lines += [f"| `{one.signature}` | {_kind(one)} | {_cell(one.doc)} |" for one in own]
    return "\n".join(lines) + "\n"


def _kind(entry: Entry) -> str:
    return f"{entry.kind}, destroys data" if entry.destroys else entry.kind


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
