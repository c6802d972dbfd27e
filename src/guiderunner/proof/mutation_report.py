"""A mutation run as people and programs read it: Markdown for CI, JSON, and words for both."""

import json
from collections.abc import Sequence
from typing import Any

from guiderunner.diagnostics import plural
from guiderunner.proof.misled import GuideSentence, guide_sentences, misled_by, untouched
from guiderunner.proof.mutants import proves
from guiderunner.proof.mutation import Answer, Mutation, Outcome, Verdict, unbroken
from guiderunner.scenario.suite import Suite
from guiderunner.site.defects import Defect

VERSION = 1
MARKS: dict[Outcome | None, str] = {
    "killed": "●",
    "noticed": "○",
    "survived": "·",
    "error": "!",
    None: " ",
}
WORDS: dict[Outcome, str] = {
    "killed": "killed",
    "noticed": "noticed by another expectation only",
    "survived": "not noticed",
    "error": "could not be run",
}


def score(found: Mutation) -> str:
    """Return how many defects were killed, in words."""
    total = len(found.verdicts)
    share = f" ({found.killed * 100 // total} %)" if total else ""
    return f"{found.killed} of {plural(total, 'defect')} killed{share}"


def effort(found: Mutation, seconds: float) -> str:
    """Return how many variants were run for it, and how long that took."""
    return f"{plural(found.tried, 'variant')} in {seconds:.0f} s"


def told(suite: Suite, verdict: Verdict) -> list[tuple[str, str]]:
    """Return what is to be known of a defect that was not killed, as (heading, words)."""
    claim = suite.claims[verdict.defect.breaks]
    lines = [("defect", verdict.defect.description), ("claim", f"{claim.id}: {claim.text}")]
    lines += [("misled", one) for one in _misled(suite, claim.id)]
    for answer in (*verdict.by("noticed"), *verdict.by("error")):
        lines.append((answer.outcome, _said(answer)))
    if not any(proves(one, claim.id) for one in suite.scenarios):
        lines.append(("proof", "no expectation proves the claim"))
    return lines


def _misled(suite: Suite, claim: str) -> list[str]:
    """Return the sentences of guides that rest on *claim*, those that many guides share once."""
    guides: dict[tuple[str, str], list[str]] = {}
    for one in misled_by(suite, claim):
        guides.setdefault((one.text, one.place), []).append(one.guide)
    said = []
    for (text, place), (first, *others) in guides.items():
        more = f" and {plural(len(others), 'other guide')}" if others else ""
        said.append(f"“{text}” ({first}{more}; {place})")
    return said or ["no sentence of a guide rests on this claim"]


def baseline(found: Mutation) -> list[str]:
    """Return what failed without a defect, a line each."""
    return [_said(one) for one in found.baseline]


def _said(one: Answer) -> str:
    place = f"{one.place}: " if one.place else ""
    return f"{one.scenario} ({one.mutant.variant.name}): {place}{one.said}"


def markdown(suite: Suite, found: Mutation, seconds: float) -> str:
    """Return a summary for a CI job: the score, the matrix, and what was not killed."""
    names = found.scenarios()
    lines = [
        f"## {score(found)}",
        "",
        f"{effort(found, seconds)}.",
        "",
        f"| claim | defect | {' | '.join(names)} |",
        f"|---|---|{'---|' * len(names)}",
    ]
    for one in found.verdicts:
        cells = " | ".join(MARKS[one.of(name)] for name in names)
        lines.append(f"| {one.defect.breaks} | `{one.defect.name}` | {cells} |")
    lines += ["", ", ".join(f"{MARKS[one]} {words}" for one, words in WORDS.items())]
    for one in found.verdicts:
        if one.outcome != "killed":
            lines += ["", f"### `{one.defect.name}`: {WORDS[one.outcome]}", ""]
            lines += [f"- {heading}: {_plain(words)}" for heading, words in told(suite, one)]
    failed = baseline(found)
    if failed:
        lines += ["", "### Without a defect", "", *(f"- {_plain(one)}" for one in failed)]
    return "\n".join(lines) + "\n"


def _plain(words: str) -> str:
    """Return *words* so that Markdown takes none of it for markup."""
    return "".join(f"\\{one}" if one in "\\`*_[]<>|" else one for one in words)


def as_json(
    suite: Suite,
    found: Mutation,
    seconds: float,
    left_out: Sequence[str],
    known: Sequence[Defect],
) -> str:
    """Return all of it for programs; `version` counts changes of the form."""
    data = {
        "version": VERSION,
        "seconds": round(seconds, 1),
        "variants": found.tried,
        "killed": found.killed,
        "total": len(found.verdicts),
        "left_out": list(left_out),
        "baseline": baseline(found),
        "untouched": [_sentence(one) for one in _untouched(suite, known)],
        "defects": [_data(suite, one) for one in found.verdicts],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _sentence(one: GuideSentence) -> dict[str, str]:
    return {"text": one.text, "guide": one.guide, "place": one.place}


def _untouched(suite: Suite, known: Sequence[Defect]) -> list[GuideSentence]:
    return untouched(suite, {one.breaks for one in known})


def gaps(suite: Suite, known: Sequence[Defect]) -> list[str]:
    """Return what no defect of the site asks about, in sentences."""
    lines = [
        f"Claim {claim} is broken by {plural(count, 'defect')}; two are wanted."
        for claim, count in unbroken(suite, known).items()
    ]
    said, total = len(_untouched(suite, known)), len(guide_sentences(suite))
    if said:
        lines.append(
            f"{said} of {plural(total, 'sentence')} of guides rest on no claim that a defect "
            "breaks; --format json lists them."
        )
    return lines


def _data(suite: Suite, one: Verdict) -> dict[str, Any]:
    sentences = [] if one.outcome == "killed" else misled_by(suite, one.defect.breaks)
    return {
        "name": one.defect.name,
        "description": one.defect.description,
        "claim": one.defect.breaks,
        "outcome": one.outcome,
        "misled": [_sentence(sentence) for sentence in sentences],
        "mutants": [
            {
                "scenario": answer.scenario,
                "variant": answer.mutant.variant.node,
                "outcome": answer.outcome,
                "place": answer.place,
                "said": answer.said,
            }
            for answer in one.answers
        ],
    }
