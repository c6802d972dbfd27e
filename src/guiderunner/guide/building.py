"""Builds the guides of a run: says and proves their words, and draws their pictures."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from guiderunner.diagnostics import Problem
from guiderunner.guide.build import GuideBuilder
from guiderunner.guide.contents import Contents
from guiderunner.guide.drawn import Draw
from guiderunner.guide.illustrating import Illustrator
from guiderunner.guide.model import Guide
from guiderunner.guide.proofs import Batch, Evidence
from guiderunner.guide.words import Words
from guiderunner.scenario.issue_rows import is_told
from guiderunner.scenario.variants import Variant

Built = tuple[Variant, Guide | None, list[Problem]]


def built_of(batch: Batch, contents: Contents, draw: Draw) -> Iterator[Built]:
    """Yield each readable variant of *batch* with its guide, or with what is in its way."""
    suite = contents.suite
    seen, scenarios = Evidence(suite, batch.run), {one.path: one for one in suite.scenarios}
    words = {
        key: Words(one, suite.rows, suite.surroundings.labels)
        for key, one in contents.catalogues.items()
    }

    def build(variant: Variant) -> Built:
        builder = GuideBuilder(scenarios[variant.path], variant, seen, words[variant.locale])
        return variant, builder.build(), builder.problems

    def illustrate(built: Built) -> Built:
        variant, guide, problems = built
        if guide is None:
            return variant, None, problems
        illustrator = Illustrator(scenarios[variant.path], variant, seen, draw)
        return variant, illustrator.illustrated(guide), illustrator.problems

    told = map(build, (one for one in batch.variants if is_told(one)))
    # Pictures are drawn outside Python's lock, so that threads share the work; words are not.
    with ThreadPoolExecutor() as threads:
        yield from threads.map(illustrate, told)
