"""The soak: what it runs, what it calls wrong, what it counts, and whom it kills."""

import os
import random
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.soak import page, processes
from bench.soak.choice import choose, is_mutant
from bench.soak.judging import Slope, judge, slopes
from bench.soak.processes import MARK, Kill, Sample, Watcher, marked
from bench.soak.project import digest, make_project
from bench.soak.state import Batch, State, keep, newest_state, read_state
from guiderunner.evidence.model import Failure, Run, Try
from tests.run.command import run_command

SOUND, MUTANT = "scenarios/a/one.yaml::x-en", "scenarios/mutants/two.yaml::x-en"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def one_try(node: str, outcome: str = "passed", *, number: int = 1, died: bool = False) -> Try:
    """Return a try of two seconds, that began at NOON or three seconds later."""
    failure = Failure(expected="a page", found="none", environment=died)
    return Try.model_validate(
        {
            "node": node,
            "path": node.partition("::")[0],
            "scenario": "one",
            "locale": "en",
            "number": number,
            "digest": "",
            "started": (NOON + timedelta(seconds=3 * (number - 1))).isoformat(),
            "seconds": 2,
            "outcome": outcome,
            "failure": failure if outcome == "failed" else None,
        }
    )


def wrong(tries: Sequence[Try], code: int, at: float | None = None) -> list[str]:
    """Return what is wrong in a run of *tries*, something killed so many seconds after NOON."""
    run = Run(id="r", started=NOON.isoformat(), seconds=5, versions={}, tries=tuple(tries))
    kills = [] if at is None else [Kill("browser", NOON.timestamp() + at)]
    return judge(run, [one.node for one in tries], kills, code).wrong


class TestJudging:
    FLAKY = (one_try(SOUND, "failed"), one_try(SOUND, number=2))
    DIED = (one_try(SOUND, "failed"), one_try(SOUND, "failed", number=2, died=True))
    FAILED = (one_try(SOUND, "failed"), one_try(SOUND, "failed", number=2))

    def test_what_is_left_alone_passes(self) -> None:
        """At once: a second try is as wrong as a failure."""
        assert wrong([one_try(SOUND)], 0) == []
        assert wrong(self.FLAKY, 1) == [
            f"{SOUND}: flaky, though it is sound and was left alone",
        ]
        assert wrong(self.DIED, 2) == [
            f"{SOUND}: environment, though it is sound and was left alone"
        ]

    def test_what_is_disturbed_is_no_failure_of_the_product(self) -> None:
        """It passes, is flaky, or could not be run."""
        assert wrong(self.FLAKY, 1, at=1) == []
        assert wrong(self.DIED, 2, at=4) == []
        assert wrong(self.FAILED, 1, at=1) == [
            f"{SOUND}: failed, though it is sound and was disturbed"
        ]

    @pytest.mark.parametrize("at", [-6.0, 8.0])
    def test_a_kill_at_another_time_explains_nothing(self, at: float) -> None:
        """The tries began at noon, and ended five seconds later."""
        assert len(wrong(self.FLAKY, 1, at=at)) == 1

    def test_a_defect_never_passes(self) -> None:
        """Whether it was disturbed or not."""
        passed, failed = [one_try(MUTANT)], [one_try(MUTANT, "failed")]
        flaky = [*failed, one_try(MUTANT, number=2)]

        assert wrong(failed, 1) == wrong(failed, 1, at=1) == []
        assert wrong(passed, 0, at=1) == [
            f"{MUTANT}: passed, though it is with a defect and was disturbed"
        ]
        assert wrong(passed, 0) == [
            f"{MUTANT}: passed, though it is with a defect and was left alone"
        ]
        assert len(wrong(flaky, 1, at=1)) == 1

    def test_what_was_not_run_is_wrong(self) -> None:
        """So is an exit code that says something else than the verdicts."""
        run = Run(id="r", started=NOON.isoformat(), seconds=1, versions={}, tries=(one_try(SOUND),))

        assert judge(run, [SOUND, MUTANT], [], 0).wrong == [f"{MUTANT}: was not run"]
        assert judge(run, [SOUND], [], 1).wrong == ["the run ended with 1, and not with 0"]

    def test_a_slope_is_of_one_process_that_has_settled(self) -> None:
        """What a process gains while it warms up, or in a short life, says nothing."""
        grows = [Sample("site", 7, ran, max(ran, 60) * 4.0, 20) for ran in range(240)]
        short = [Sample("browser", 9, ran, ran * 99.0, 20) for ran in range(120)]

        (found,) = slopes([*grows, *short])

        assert (found.role, found.over) == ("site", 179)
        assert found[2:] == pytest.approx((4.0, 0.0))

    def test_what_a_collector_takes_away_is_no_gain(self) -> None:
        """Memory may rise for a while, if it falls to what it was."""
        held = [Sample("driver", 8, ran, 900.0 + ran % 40 * 50, 30 + ran % 2) for ran in range(240)]

        assert slopes(held)[0].memory == pytest.approx(0.0)


class TestChoice:
    NODES = tuple(f"scenarios/a/s{file}.yaml::r{row}-en" for file in range(25) for row in range(8))
    MUTANTS = tuple(f"scenarios/mutants/m{number}.yaml::x-en" for number in range(3))

    def test_each_scenario_has_its_turn(self) -> None:
        """However long it takes, and each mutant too."""
        slow = {one: 60.0 for one in self.NODES if one.startswith("scenarios/a/s7.")}
        every = [choose([*self.NODES, *self.MUTANTS], slow, n, 30) for n in range(3)]

        files = {one.partition("::")[0] for batch in every for one in batch}

        assert len(files) == 25 + 3

    def test_the_rest_is_short(self) -> None:
        """Half of the variants, those that took least."""
        seconds = {one: float(index) for index, one in enumerate(self.NODES)}

        chosen = choose(self.NODES, seconds, 0, 60)

        assert sum(seconds[one] >= 100 for one in chosen) <= 10
        assert len(chosen) == len(set(chosen)) == 60

    def test_batches_differ_and_can_be_repeated(self) -> None:
        """By their numbers."""
        first, again, second = (choose(self.NODES, {}, number, 30) for number in (1, 1, 2))

        assert first == again != second


def batch(number: int, **more: object) -> Batch:
    """Return a batch of fifty variants in which all was well."""
    facts: dict[str, object] = {
        "number": number,
        "date": "2026-03-02",
        "seconds": 60,
        "load": 2,
        "workers": 2,
        "runs": 50,
        "tries": 52,
        "mutants": 2,
        "verdicts": {"passed": 46, "failed": 2},
        "disturbed": {"passed": 3, "flaky": 2},
        "kills": {"browser": 2, "site": 1},
        "scenarios": ["one"],
        "wrong": [],
        "left": [],
        "most_malls": 2,
        "slopes": [Slope("site", 50, 1.0, 0.0), Slope("run", 150, 2.0, 0.0)],
    }
    return Batch.model_validate(facts | more)


class TestCount:
    def test_it_goes_on_where_it_stopped(self, tmp_path: Path) -> None:
        """For the same version of the product; another one has a count of its own."""
        keep(State(product="one", batches=[batch(0), batch(1)]), tmp_path)

        assert read_state("one", tmp_path).runs == 100
        assert read_state("two", tmp_path).runs == 0
        keep(State(product="two", batches=[batch(0)]), tmp_path)
        newest = newest_state(tmp_path)
        assert newest is not None
        assert newest.product == "two"
        assert read_state("one", tmp_path).runs == 100

    def test_the_version_is_that_of_what_runs_and_judges(self, tmp_path: Path) -> None:
        """A guide's template makes no difference, a page object does; mutants neither."""
        source = tmp_path / "source"
        for name in ("src/guiderunner/run", "src/guiderunner/guide", "pages"):
            (source / name).mkdir(parents=True)
            (source / name / "a.py").write_text("1")
        before = digest(source)

        (source / "src/guiderunner/guide/a.py").write_text("2")
        same = digest(source)
        (source / "pages/a.py").write_text("2")

        assert same == before
        assert digest(source) != before

    def test_growth_is_weighed_by_what_was_run(self) -> None:
        """A process that ran longer tells more."""
        state = State(
            product="", batches=[batch(0, slopes=[("run", 30, 9.0, 0.0), ("run", 90, 1.0, 0.0)])]
        )

        assert state.gained()["run"].memory == pytest.approx(3.0)

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ({}, []),
            ({"wrong": ["a: failed"]}, ["batch 0: a: failed"]),
            ({"left": ["file x"]}, ["batch 0: file x"]),
            ({"most_malls": 4}, ["batch 0: 4 malls at once"]),
            ({"slopes": [("site", 90, 99.0, 0.0)]}, ["the mock site gains 99.0 KiB a variant"]),
            (
                {"slopes": [("site", 90, 0.0, 1.0)]},
                ["the mock site gains 1.000 open files a variant"],
            ),
        ],
    )
    def test_what_is_not_as_promised_is_told(
        self, more: dict[str, object], said: list[str]
    ) -> None:
        """And the command ends with 1."""
        assert page.faults(State(product="", batches=[batch(0, **more)])) == said

    def test_the_page_keeps_what_others_say(self, tmp_path: Path) -> None:
        """Only the part of the soak is renewed, wherever it stands."""
        file = tmp_path / "reliability.md"
        file.write_text(
            "# Reliability\n\n## Soak\n\nyesterday\n\n## Other\n\nkept\n", encoding="utf-8"
        )
        state = State(product="", commit="abc", batches=[batch(0), batch(1)])

        page.write(state, file)
        once = file.read_text("utf-8")
        page.write(state, file)

        assert file.read_text("utf-8") == once
        assert once.startswith("# Reliability\n\n## Soak\n\n`make soak` runs")
        assert once.endswith("\n\n## Other\n\nkept\n")
        assert "| variants run, of them with a defect | **100, 4** | at least 2,000 |" in once
        assert "yesterday" not in once


class TestProcesses:
    def test_only_its_own_are_found_and_killed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A site that somebody else has started is left alone."""
        tries, mark = tmp_path / "r" / "tries", f"test-{os.getpid()}"
        tries.mkdir(parents=True)
        (tries / "a.jsonl").touch()
        monkeypatch.setattr(processes, "TARGETS", ("site",))
        # Both look like a site; one has the mark.
        command = [sys.executable, "-c", "input()", "mock_site"]
        ours, theirs = (
            subprocess.Popen(command, stdin=subprocess.PIPE, env={**os.environ, MARK: one})
            for one in (mark, "another")
        )
        watcher = Watcher(mark, tmp_path, tmp_path, random.Random(1), (0, 0))  # noqa: S311 - no secret

        found = [one.pid for one in marked(mark)]
        watcher._kill(marked(mark))  # noqa: SLF001 - one kill, and no waiting for it
        ended = ours.wait(timeout=10)
        other = theirs.poll()
        for one in (ours, theirs):
            one.communicate()

        assert found == [ours.pid]
        assert (ended, other) == (-9, None)
        assert [one.target for one in watcher.kills] == ["site"]
        assert marked(mark) == []


def test_the_project_of_the_soak_is_right(tmp_path: Path) -> None:
    """Its mutants are scenarios as all others: names, labels and world fit."""
    folder = make_project(tmp_path / "project")

    checked = run_command(folder, "check")

    mutants = [one.relative_to(folder).as_posix() for one in folder.glob("scenarios/mutants/*")]
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "")
    assert len(mutants) == 8
    assert all(is_mutant(f"{one}::x-en") for one in mutants)
    assert not is_mutant(SOUND)
