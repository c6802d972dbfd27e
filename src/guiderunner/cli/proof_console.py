"""How the account of what is proved is told on a terminal."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from guiderunner.diagnostics import plural
from guiderunner.evidence.screens import Comparison
from guiderunner.guide.claims import ProvedClaim, count_claims
from guiderunner.proof.account import Account
from guiderunner.proof.answers import OfVariant
from guiderunner.proof.screens import ScreenUnderGuides
from guiderunner.proof.sentences import GuideSentences, Said, Standing

_STYLES = {"proved": "green", "unproved": "yellow", "contradicted": "bold red"}
_DOCUMENTED = {"article": "the article", "help": "other help", "": "nothing: it is inferred"}
_COMPARED = {
    "never": "never compared with the real product",
    "stale": "compared too long ago",
    "fresh": "compared",
}
_SHOWN = 4  # Of what is the same for many, so many are named.
# One sentence in all guides of a scenario, each with the guide that it is in.
Group = list[tuple[GuideSentences, Said]]


@dataclass(frozen=True)
class ProofConsole:
    """Prints an account: how much is proved, what is not, and on request everything."""

    console: Console
    account: Account

    def show(self, *, whole: bool, outdated: int = 0) -> None:
        """Print the account; *whole* adds every claim, sentence and screen.

        *outdated* is the number of variants whose evidence is older than what they do now.
        """
        self._summary()
        if outdated:
            said = f"The evidence of {plural(outdated, 'variant')} is of an earlier state of"
            self._print(0, f"{said} scenarios, pages or site. Renew it: guiderunner run")
        if whole:
            self._claims(self.account.claims)
            self._guides()
            self._screens()
        else:
            self._attention()

    def _summary(self) -> None:
        table = _table("Proved", "Editorial", "Unproved", "Contradicted", "All")
        if self.account.claims:
            claims = count_claims(self.account.claims)
            shown = [claims["proved"], "-", claims["unproved"], claims["contradicted"]]
            table.add_row("Claims", *map(str, [*shown, len(self.account.claims)]))
        if self.account.guides:
            said = self.account.sentences
            names: list[Standing] = ["proved", "editorial", "unproved", "contradicted"]
            shown = [said[one] for one in names]
            table.add_row("Sentences", *map(str, [*shown, sum(said[one] for one in names)]))
        self.console.print(table)
        if self.account.guides:
            guides = plural(len(self.account.guides), "guide")
            framing = self.account.sentences["framing"]
            more = f", beside {framing} that are framing" if framing else ""
            self._print(0, f"Sentences of {guides}{more}.")
        if self.account.screens:
            self._screen_summary(self.account.screens)

    def _screen_summary(self, screens: Sequence[ScreenUnderGuides]) -> None:
        kinds = {
            "All that guides show": screens,
            "Inferred: no public page shows them": [one for one in screens if one.is_inferred],
            "Never compared with the real product": _compared(screens, "never"),
            "Compared too long ago": _compared(screens, "stale"),
        }
        table = _table("Screens", "Guides on them")
        for name, own in kinds.items():
            table.add_row(name, str(len(own)), str(self.account.guides_on(own)))
        self.console.print(table)

    def _attention(self) -> None:
        """Print what is not proved; what is the same for many, once."""
        self._claims([one for one in self.account.claims if one.standing != "proved"])
        lacking = [
            (guide, one)
            for guide in self.account.guides
            for one in guide.sentences
            if one.standing in {"contradicted", "unproved"}
        ]
        whole = [one for one in lacking if one[1].reason in get_args(OfVariant)]
        for group in _grouped(one for one in lacking if one not in whole):
            self._head(group)
            self._sentence(group)
        for group in _by_guide(whole):
            self._head(group)
            self._print(2, Text(f"unproved {len(group)}", _STYLES["unproved"]))
            self._print(4, group[0][1].why)
        if self.account.is_good:
            self._print(0, "Everything is proved. What proves it: guiderunner claims --all")

    def _head(self, group: Group) -> None:
        names = list(dict.fromkeys(each.variant.name for each, _ in group))
        more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
        self.console.print()
        self._print(0, Text(group[0][0].variant.scenario.id, "bold"))
        self._print(2, Text(", ".join(names[:_SHOWN]) + more, "dim"))

    def _claims(self, claims: Sequence[ProvedClaim]) -> None:
        for one in claims:
            self.console.print()
            standing = Text(one.standing, _STYLES[one.standing])
            self._print(0, Text(one.claim.id, "bold"), "  ", standing)
            self._print(2, one.claim.text)
            if not one.proofs:
                self._print(4, f"no expectation has 'proves: [{one.claim.id}]'")
            for proof in one.proofs:
                counts = (proof.passed, proof.failed, proof.missing)
                words = zip(counts, ("passed", "failed", "unanswered"), strict=True)
                told = ", ".join(f"{count} {word}" for count, word in words if count)
                self._print(4, Text(f"{proof.place}  {told}", "dim"))
                self._print(6, proof.asked)
                if proof.failed:
                    more = f" and {proof.failed - _SHOWN} more" if proof.failed > _SHOWN else ""
                    self._print(6, Text(proof.found, "red"))
                    self._print(6, f"in {', '.join(proof.failures[:_SHOWN])}{more}")
            self._runs((proof.run, proof.when) for proof in one.proofs)

    def _guides(self) -> None:
        for scenario, own in _by_scenario(self.account.guides).items():
            self.console.print()
            self._print(0, Text(scenario, "bold"), f"  {plural(len(own), 'guide')}")
            for group in _grouped((guide, one) for guide in own for one in guide.sentences):
                self._sentence(group)

    def _sentence(self, group: Group) -> None:
        said = group[0][1]
        style = _STYLES.get(said.standing, "dim")
        count = f" {len(group)}" if len(group) > 1 else ""
        head = Text(f"{said.standing}{count}", style)
        self._print(2, head, f"  {said.what}  ", Text(said.place, "dim"))
        self._print(4, said.text)
        if said.why:
            self._print(4, Text(said.why, style))
        for proof in {(one.place, one.asked): one for one in said.proofs}.values():
            self._print(6, Text(proof.place, "dim"))
            self._print(8, proof.asked)
        own = [proof.answer for _, one in group for proof in one.proofs]
        self._runs((one.run, one.when) for one in own)

    def _runs(self, runs: Iterable[tuple[str, str]]) -> None:
        """Print in which runs that was, and when each began to be so."""
        newest = {run: when for run, when in sorted(runs) if run}
        for run, when in sorted(newest.items(), reverse=True)[:_SHOWN]:
            self._print(6, Text(f"run {run}, {when[:16].replace('T', ' ')} UTC", "dim"))

    def _screens(self) -> None:
        for one in self.account.screens:
            screen = one.screen
            self.console.print()
            self._print(0, Text(f"{screen.site} {screen.id}", "bold"), f"  {screen.name}")
            self._print(2, f"documented by {_DOCUMENTED[screen.documented]}")
            for source in screen.sources:
                self._print(4, Text(source, "dim"))
            by = f": {screen.compared}, {screen.by}" if screen.compared else ""
            self._print(2, f"{_COMPARED[one.comparison]}{by}")
            self._print(2, f"in {plural(len(one.guides), 'guide')}")

    def _print(self, indent: int, *parts: Text | str) -> None:
        """Print a line; on a terminal, one that is too long goes on below its beginning."""
        line = Text.assemble(*parts)
        if self.console.is_terminal:
            self.console.print(Padding(line, (0, 0, 0, indent)), soft_wrap=False)
        else:
            self.console.print(Text(" " * indent).append_text(line))


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _compared(screens: Sequence[ScreenUnderGuides], how: Comparison) -> list[ScreenUnderGuides]:
    return [one for one in screens if one.comparison == how]


def _grouped(pairs: Iterable[tuple[GuideSentences, Said]]) -> list[Group]:
    """Return *pairs* parted by sentence and by how it stands, the contradicted first."""
    found: dict[tuple[str, str, str, str, str], Group] = {}
    for guide, one in pairs:
        key = (guide.variant.scenario.id, one.place, one.what, one.standing, one.why)
        found.setdefault(key, []).append((guide, one))
    return sorted(found.values(), key=lambda one: one[0][1].standing != "contradicted")


def _by_guide(pairs: Iterable[tuple[GuideSentences, Said]]) -> list[Group]:
    """Return *pairs* parted by scenario, and by why."""
    found: dict[tuple[str, str], Group] = {}
    for guide, one in pairs:
        found.setdefault((guide.variant.scenario.id, one.why), []).append((guide, one))
    return list(found.values())


def _by_scenario(guides: Sequence[GuideSentences]) -> dict[str, list[GuideSentences]]:
    found: dict[str, list[GuideSentences]] = {}
    for one in guides:
        found.setdefault(one.variant.scenario.id, []).append(one)
    return found
