"""From what a person says to the issues that it may be, each with the reason; or to none."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from guiderunner.repro.codes import code_in, is_number
from guiderunner.repro.features import features, normal
from guiderunner.repro.issues import Issue
from guiderunner.repro.lexicon import names_of, topics_of
from guiderunner.repro.relevance import Relevance
from guiderunner.repro.sayings import FILE, NO_ISSUE, Near, Saying, Sayings, read_sayings
from guiderunner.scenario.suite import Suite

# Measured on texts that tests/repro/ does not count; it counts others.
_TOPIC = 2.6  # How much more a topic says than a word.
_SYMPTOM = 1.5  # How much more a symptom says than the rest.
_LENGTH = 0.35  # How much long descriptions count less.
_NAMED = 1.35  # How much more an issue fits whose rows are named.
_LEAST = 4.0  # What fits less is no match,
_COVERED = 0.2  # nor what knows less than this part of what was said,
_LEAST_NAMED, _COVERED_NAMED = 2.0, 0.1  # unless a row is named.
_ALIKE = 0.05  # What is worded less alike is not looked at; nor is more than the first so many.
_SECOND = 10
# What has too little of these together is about no issue: how much more alike it is to what was
# said of an issue than of none, its relevance, a name, and topics.
_SURE, _OF_RELEVANCE, _OF_NAME, _OF_TOPIC, _MOST_TOPICS = 0.48, 0.08, 0.2, 0.1, 3
_LIKE = 0.35  # Where nothing was said of none: what fits by no words must be this much alike.
_FIRST_RANKS = 2  # How much the first ranks count for, when the two rankings are made one.
_BESIDE = 0.15  # What fits so much less than the first one is left out.
_REASONS = 2  # One word alone is no reason.
_SHOWN = 4


@dataclass(frozen=True)
class Match:
    """An issue that may be meant, how well it fits, and why."""

    issue: Issue
    score: float
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    code: str = ""
    saying: str = ""

    @property
    def reason(self) -> str:
        """Which code, names and words matched."""
        parts = [f"error code {self.code}"] if self.code else []
        parts += [f"names {', '.join(self.names)}"] if self.names else []
        parts += [f"says {', '.join(self.words)}"] if self.words else []
        parts += [f"is like “{self.saying}”"] if self.saying else []
        return "; ".join(parts)


@dataclass(frozen=True)
class _Known:
    """What is known of an issue: the weight of each feature, its length, its names."""

    issue: Issue
    weights: Mapping[str, float]
    length: int
    names: frozenset[str]


def diagnosis_of(known: Sequence[Issue], suite: Suite) -> "Diagnosis":
    """Return what ranks the *known* issues of a project by its data.

    Raises:
        ProblemsError: If the file of what people said is wrong.
    """
    project = suite.surroundings
    said = read_sayings(project.scenarios / FILE, {one.id for one in known}, project.root)
    return Diagnosis(known, suite, said)


class Diagnosis:
    """Ranks the issues of a project for what a person says, in any of its languages."""

    def __init__(self, known: Sequence[Issue], suite: Suite, said: Sequence[Saying] = ()) -> None:
        self.topics = topics_of(suite)
        self.names = names_of(known, suite)
        self.known = [self._read(one) for one in known]
        told = [Saying(one.id, text) for one in known for text in _told(one)]
        self._sayings = Sayings([*told, *said], self._unnamed)
        others = [self._unnamed(one.text) for one in said if one.issue == NO_ISSUE]
        about = [self._unnamed(one.text) for one in (*told, *said) if one.issue != NO_ISSUE]
        self._relevance, self._knows_others = Relevance(about, others), bool(others)

    def _read(self, issue: Issue) -> _Known:
        weights: dict[str, float] = {}
        for told in issue.told.values():
            rest = " ".join((told.cause, *told.words, *issue.codes))
            weights |= {key: max(1.0, weights.get(key, 0)) for key in features(rest, self.topics)}
            said = features(" ".join(told.symptoms), self.topics)
            weights |= dict.fromkeys(said, _SYMPTOM)
        names = frozenset(f"{axis}={row}" for axis, row in issue.row.items())
        return _Known(issue, weights, len(weights), names & set(self.names))

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        held = Counter(key for one in self.known for key in one.weights)
        return {
            key: math.log(1 + (len(self.known) - n + 0.5) / (n + 0.5)) for key, n in held.items()
        }

    def ask(self, text: str) -> list[Match]:
        """Return the issues that *text* may mean, the likeliest first; none if it fits none."""
        asked, named = features(text, self.topics), self._named(normal(text))
        fitting = self._fitting(asked, named)
        coded = [
            Match(one.issue, 100.0, code=code)
            for one in self.known
            if (code := code_in(one.issue, text)) and _may_be(one, named)
        ]
        if any(not is_number(one.code, text) for one in coded):
            return _by_code(coded, fitting)
        said = self._sayings.near(text)
        near = self._near(said, named)
        likeness = max((one.likeness for one in near.values()), default=0.0)
        if not fitting and not (named or _topics(asked)):
            return []  # Likeness alone would be a guess.
        if self._knows_others:
            of_none = said[NO_ISSUE].likeness if NO_ISSUE in said else 0.0
            about = _OF_NAME * bool(named) + _OF_TOPIC * min(_topics(asked), _MOST_TOPICS)
            relevance = _OF_RELEVANCE * self._relevance.of(self._unnamed(text))
            if likeness - of_none + about + relevance < _SURE:
                return []
        elif not fitting and likeness < _LIKE:
            return []
        return _by_code(coded, fitting) or self._fused(fitting, near, named)

    def _fitting(self, asked: Mapping[str, str], named: Mapping[str, str]) -> list[Match]:
        """Return the issues that fit by words, the one that fits best first."""
        matches = [self._match(one, asked, named) for one in self.known if _may_be(one, named)]
        fitting = sorted((one for one in matches if one is not None), key=lambda one: -one.score)
        return [one for one in fitting if one.score >= fitting[0].score * _BESIDE]

    def _near(self, said: Mapping[str, Near], named: Mapping[str, str]) -> Mapping[str, Near]:
        """Return the nearest that was *said* of each issue that may be meant."""
        found = {}
        for one in self.known:
            ids = [name for name in said if f"{one.issue.id}-".startswith(f"{name}-")]
            if ids and _may_be(one, named):
                found[one.issue.id] = max((said[name] for name in ids), key=lambda at: at.likeness)
        return found

    def _fused(
        self, fitting: Sequence[Match], near: Mapping[str, Near], named: Mapping[str, str]
    ) -> list[Match]:
        """Return *fitting* and what is *near* as one ranking, by the ranks in both."""
        like = [one for one in near.items() if one[1].likeness >= _ALIKE]
        like = sorted(like, key=lambda one: -one[1].likeness)[:_SECOND]
        found = {one.issue.id: one for one in fitting}
        scores = {one.issue.id: _of_rank(rank) for rank, one in enumerate(fitting)}
        known = {one.issue.id: one for one in self.known}
        for rank, (id_, nearest) in enumerate(like):
            one = known[id_]
            names = tuple(named[row] for row in sorted(one.names & set(named)))
            match = found.get(id_, Match(one.issue, 0.0, names=names))
            found[id_] = replace(match, saying=nearest.saying)
            scores[id_] = scores.get(id_, 0) + _of_rank(rank)
        ranked = sorted(scores.items(), key=lambda one: -one[1])
        return [replace(found[key], score=score) for key, score in ranked]

    def _named(self, text: str) -> dict[str, str]:
        """Return the rows that *text* names, each with the name."""
        found = {row: names.held_by(text) for row, names in self.names.items()}
        return {row: name for row, name in found.items() if name}

    def _unnamed(self, text: str) -> str:
        """Return *text* without names of rows, which count by themselves."""
        text = normal(text)
        for names in self.names.values():
            text = names.taken_from(text)
        return text

    def _match(
        self, one: _Known, asked: Mapping[str, str], named: Mapping[str, str]
    ) -> Match | None:
        typical = sum(each.length for each in self.known) / len(self.known)
        norm = 1 - _LENGTH + _LENGTH * one.length / typical
        rarest = max(self._rarity.values())
        weights = {key: self._rarity.get(key, rarest) * _weight(key) for key in asked}
        told = {key for key in asked if not any(key in name for name in named.values())}
        found = {key: weights[key] * one.weights[key] for key in told if key in one.weights}
        names = tuple(named[row] for row in one.names if row in named)
        score = sum(found.values()) / norm * (_NAMED if names else 1)
        covered = sum(weights[key] for key in found) / (sum(weights.values()) or 1)
        telling = sorted(found, key=lambda key: -found[key])
        said = [asked[key] for key in telling]
        concerned = names or (named and one.issue.everywhere)
        least, part = (_LEAST_NAMED, _COVERED_NAMED) if concerned else (_LEAST, _COVERED)
        about = bool(names) or any(key.startswith("#") for key in found)
        if score < least or covered < part or not about or len({*said, *names}) < _REASONS:
            return None
        return Match(one.issue, score, _apart(said, names)[:_SHOWN], names)


def _told(issue: Issue) -> list[str]:
    return [text for one in issue.told.values() for text in (*one.symptoms, one.cause)]


def _of_rank(rank: int) -> float:
    return 1 / (_FIRST_RANKS + rank)


def _apart(words: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
    """Return *words* without those that a name, or a word before them, says already."""
    kept: list[str] = []
    for word in words:
        if not any(word in one or one in word for one in (*kept, *names)):
            kept.append(word)
    return tuple(kept)


def _weight(feature: str) -> float:
    return _TOPIC if feature.startswith("#") else 1.0 if feature.isascii() else 0.55


def _may_be(one: _Known, named: Mapping[str, str]) -> bool:
    """Return whether an issue concerns one of the *named* rows, or all of them."""
    return not named or one.issue.everywhere or bool(one.names & set(named))


def _topics(asked: Iterable[str]) -> int:
    return sum(key.startswith("#") for key in asked)


def _by_code(coded: Iterable[Match], fitting: Sequence[Match]) -> list[Match]:
    """Return the matches by code, with what the words said of the same issues."""
    said = {one.issue.id: one for one in fitting}
    joined = [
        replace(said[one.issue.id], score=one.score + said[one.issue.id].score, code=one.code)
        if one.issue.id in said
        else one
        for one in coded
    ]
    return sorted(joined, key=lambda one: -one.score)
