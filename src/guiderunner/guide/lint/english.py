"""What an English guide is held to."""

import re
from collections.abc import Iterator

from guiderunner.guide.lint.style import LABEL, NAME, Style

# Verbs that begin an instruction; those in the second list are nouns too.
_ACTIONS = """
accept activate add adjust allow agree apply approve assign attach authorize begin cancel choose
clear click close collapse complete confirm connect continue create deactivate decline delete
deselect disable disconnect double-click download drag edit enable ensure enter expand export
fetch fill find follow generate give go hit hold import insert install issue keep leave log make
move navigate obtain open paste pick prepare press proceed push read register reload remove
rename renew repeat replace reset restart restore resume retrieve retry return right-click save
scroll see select send sign skip specify start store submit swipe switch take tap tell tick
toggle turn type uncheck unlink unsync untick update upload use verify wait write
"""
_NOUNS_TOO = """
ask browse call change check contact copy filter list mail name note order press print request
search set sort stop test view watch
"""
_VERBS = frozenset(_ACTIONS.split()) | frozenset(_NOUNS_TOO.split())
_LEADING = re.compile(
    r"^(?:(?:If|To|When|Once|Where|After|Before|While|In|At|On|Under|Below|Above|Beside|Next to|"
    r"From|For|Within|Inside|Through|With|Then|Next|Finally|Optional|Optionally|Now)\b[^,:.]*[,:]\s*)+",
    re.IGNORECASE,
)
_JOINED = re.compile(
    rf"(?:,| and| then| or)\s+(?:and\s+|then\s+)*(?P<verb>[a-z-]+)\s+"
    rf"(?=(?:the|your|a|an|it|its|this|that|these|those|them|to|on|off|in|out|up|down|all|each|"
    rf"any|one|what|whether|again|back|for)\b|[{LABEL}{NAME}]|\d|[A-Z\"“])"
)
_RELATIVE = re.compile(r",?\s(?:which|that|who|whose|where|because|so)\b")
_PLACE = re.compile(
    rf"(?<!go)(?<!fill)(?<!log)(?<!sign)(?<!turn)(?<!switch)(?<!zoom)\s"
    rf"(?P<place>(?:in|on|at|under|below|above|beside|next to|within|inside|from|on top of)\s+"
    rf"(?:(?:the|your|this|that|its)\s|[{LABEL}{NAME}]).*)",
    re.IGNORECASE,
)


class English(Style):
    """Where before what, one action a step, verbs that fit every device."""

    locale = "en"
    most, unit = 25, "words"
    order = "In the form, select ..."
    request = "Begin with a verb, or with where: 'In the form, select ...'."
    ends = re.compile(rf"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[\"“(*]?[A-Z{LABEL}{NAME}])")
    verbs = (
        (re.compile(r"\b(?:double-|right-)?click(?:s|ed|ing)?\b", re.IGNORECASE), "select"),
        (re.compile(r"\btap(?:s|ped|ping)?\b", re.IGNORECASE), "select"),
        (re.compile(r"\bpress(?:es|ed|ing)?\b", re.IGNORECASE), "select"),
        (re.compile(r"\b(?:hit|push)(?:s|es|ed|ing)?\b", re.IGNORECASE), "select"),
        (re.compile(r"\b(?:un)?tick(?:s|ed|ing)?\b", re.IGNORECASE), "select or clear"),
        (re.compile(r"\buncheck(?:s|ed|ing)?\b", re.IGNORECASE), "clear"),
        (re.compile(r"\bcheck the (?:check)?box\b", re.IGNORECASE), "select the box"),
        (re.compile(r"\btype\s+(?:in\b|the|your|a|an)\b", re.IGNORECASE), "enter"),
        (re.compile(r"\bswipe(?:s|d)?\b|\bswiping\b", re.IGNORECASE), "scroll or go to"),
        (re.compile(r"\bhover(?:s|ed|ing)?\b", re.IGNORECASE), "point to"),
    )
    pointers = re.compile(
        r"\b(?:far |upper |lower |top |bottom )?(?:left|right)(?:-hand|most)?\b"
        r"(?! (?:away|now|after|before|to|over|out)\b)|\bto the (?:left|right)\b|"
        r"\b(?:blue|red|green|gr[ae]y|yellow|orange|black|white|purple|pink)\b",
        re.IGNORECASE,
    )
    loss = re.compile(
        r"\b(?:cannot|can ?not|can't|can no longer) be (?:recovered|undone|restored|reversed)\b|"
        r"\b(?:lost|gone|deleted|removed|erased) for good\b|\birreversibl[ey]\b|"
        r"\birrecoverabl[ey]\b|\bpermanently (?:deleted?|removed?|lost|erased?)\b|"
        r"\b(?:is|are|will be) (?:lost|erased)\b",
        re.IGNORECASE,
    )
    recovery = re.compile(
        r"\b(?:recover|undo|undone|restor|revers|irreversibl|irrecoverabl|permanent|for good|"
        r"bring (?:\w+ )?back|get (?:\w+ )?back|again)",
        re.IGNORECASE,
    )
    prerequisites = re.compile(
        r"^(?:before you (?:start|begin)|prerequisites?|what you(?:'ll| will)? need|requirements?|"
        r"you need)\b",
        re.IGNORECASE,
    )
    titles = (
        (
            re.compile(r"^(?=[A-Za-z]*[aeiouy][a-z]*ing\b)[A-Z][a-z]+ing\b"),
            "Begin with the verb: 'Connect ...'",
        ),
        (re.compile(r"^How (?:to|do)\b", re.IGNORECASE), "Leave out 'How to'"),
    )
    entering = re.compile(
        r"^(?:enter|fill|choose|type|paste|clear|check|find|read|wait|"
        r"select (?:your|the box|a|an|one))\b",
        re.IGNORECASE,
    )
    nothing = re.compile(
        r"\b(?:go to|select|open|enter|choose|click|under|the|your)\s*(?:[,;]|\.(?=\s|$))",
        re.IGNORECASE,
    )
    foreign = re.compile(
        r"(?<![A-Za-z])[\u0370-\u1cff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?![A-Za-z])"
    )
    alt = re.compile(
        r"^(?:an? |the )?(?:screen ?shot|screen ?capture|image|picture|photo|graphic|icon)\b",
        re.IGNORECASE,
    )
    callouts = re.compile(
        r"^(?P<danger>danger|caution)|(?P<warning>warning|important)|(?P<note>note|info)|(?P<tip>tip)",
        re.IGNORECASE,
    )

    def is_instruction(self, sentence: str) -> bool:
        """Return whether the first word, after where and when, is a verb to follow."""
        first = re.match(r"[A-Za-z-]+", _LEADING.sub("", sentence, count=1))
        return first is not None and first[0].lower() in _VERBS

    def actions(self, sentence: str) -> list[str]:
        """Return the verbs, the first and those that are joined to it."""
        return list(self._verbs(_LEADING.sub("", sentence, count=1)))

    def _verbs(self, clause: str) -> Iterator[str]:
        first = re.match(r"[A-Za-z-]+", clause)
        if first is None or first[0].lower() not in _VERBS:
            return
        yield first[0].lower()
        for joined in _JOINED.finditer(clause):
            if joined["verb"] in _VERBS:
                yield joined["verb"]

    def is_entering(self, sentence: str) -> bool:
        """Return whether the verb, after where and when, is one that only enters or looks."""
        return self.entering.match(_LEADING.sub("", sentence, count=1)) is not None

    def late_place(self, sentence: str) -> str | None:
        """Return what follows `in`, `on`, `under` and so on, if it stands behind the verb."""
        clause = _RELATIVE.split(_LEADING.sub("", sentence, count=1))[0]
        found = _PLACE.search(clause) if self.is_instruction(sentence) else None
        return found["place"].rstrip(".") if found else None
