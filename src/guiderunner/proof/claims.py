"""Claims and what proves them: expectation by expectation, in the newest run of each variant."""

from collections.abc import Iterable, Iterator

from guiderunner.evidence.model import QuestionRecord
from guiderunner.guide.claims import ClaimProof, ProvedClaim
from guiderunner.proof.answers import Answer, Answers
from guiderunner.scenario.document import Trail
from guiderunner.scenario.model import Expectation
from guiderunner.scenario.sequences import PlacedStep
from guiderunner.scenario.suite import LoadedScenario, Suite
from guiderunner.scenario.variants import Variant


def prove_claims(suite: Suite, answers: Answers) -> list[ProvedClaim]:
    """Return every claim of the project with what proves it."""
    found: dict[str, list[ClaimProof]] = {claim: [] for claim in suite.claims}
    for loaded in suite.scenarios:
        for placed in loaded.steps:
            for of, trail, one in expectations_of(placed):
                proof = _proof(loaded, placed, of, trail, one, answers) if one.proves else None
                for claim in one.proves:
                    if proof is not None and claim in found:
                        found[claim].append(proof)
    return [ProvedClaim(suite.claims[claim], tuple(own)) for claim, own in found.items()]


def expectations_of(placed: PlacedStep) -> Iterator[tuple[str, Trail, Expectation]]:
    """Yield every expectation of a step: whose it is, where it is written, and itself."""
    for index, one in enumerate(placed.step.expect):
        yield "step", (*placed.trail, "expect", index), one
    for kind, number, sentence in placed.step.sentences():
        trail: Trail = (*placed.trail, kind, number)
        if not placed.document.has(trail):
            trail = (*placed.trail, kind)  # One may stand without a list.
        for index, one in enumerate(sentence.expect):
            yield f"{kind}.{number}", (*trail, "expect", index), one


def in_words(asked: Expectation) -> str:
    """Return what an expectation asks, as it is written, e.g. `text page.status is '[On]'`."""
    compared = {"is": asked.is_, "is not": asked.is_not, "contains": asked.contains}
    said = [f"{how} '{value}'" for how, value in compared.items() if value is not None]
    return " ".join([asked.kind, *([asked.target] if asked.target else []), *said])


def _proof(
    loaded: LoadedScenario,
    placed: PlacedStep,
    of: str,
    trail: Trail,
    asked: Expectation,
    answers: Answers,
) -> ClaimProof:
    own = [one for one in loaded.variants if placed.is_of(one.variables)]
    given = [answers.of_expectation(one, placed.step.id, of, asked) for one in own]
    failed = [one for one in given if one.state == "failed"]
    passed = [one for one in given if one.state == "passed"]
    last = max(failed or passed, key=_age, default=Answer("none"))
    position = placed.document.position(trail)
    return ClaimProof(
        place=f"{position.path}:{position.line}",
        scenario=loaded.scenario.id,
        step=placed.step.id,
        asked=in_words(asked),
        passed=len(passed),
        failed=len(failed),
        missing=len(given) - len(passed) - len(failed),
        run=last.run,
        when=last.when,
        found=last.why,
        failures=tuple(
            one.node for one, answer in zip(own, given, strict=True) if answer.state == "failed"
        ),
        questions=_alike(zip(own, given, strict=True)),
    )


def _alike(answers: Iterable[tuple[Variant, Answer]]) -> dict[str, QuestionRecord]:
    """Return what was asked in each locale, if its variants asked for the same value."""
    found: dict[str, list[QuestionRecord]] = {}
    for variant, answer in answers:
        if answer.question is not None:
            found.setdefault(variant.locale, []).append(answer.question)
    return {locale: own[0] for locale, own in found.items() if len({one.value for one in own}) == 1}


def _age(answer: Answer) -> str:
    return answer.when
