"""What a Korean guide is held to."""

import re

from guiderunner.guide.lint.style import NAME, Style

_PARTICLE = r"(?:을/를|를/을|을|를)"
_DOING = (
    r"(?:선택|입력|이동|확인|저장|복사|작성|클릭|등록|삭제|설정|체크|로그인|다운로드|업로드|취소|실행|"
    r"변경|수정|추가|해제|인증)"
)
_JOINED = re.compile(
    rf"(?P<verb>{_DOING}(?:하고|하여|해서|한 ?(?:뒤|후|다음)(?:에)?|하신 ?(?:뒤|후|다음)(?:에)?)|"
    r"(?:열고|열어서|연 (?:뒤|후|다음)|누르고|누른 (?:뒤|후|다음)|"
    r"붙여 ?넣고|붙여 ?넣은 (?:뒤|후|다음)|"
    r"눌러서|채우고|채운 (?:뒤|후|다음)))[ ,]"
)
_REQUEST = re.compile(r"(?:주세요|세요|십시오|주십시오)[.!]?$")
_LAST = re.compile(r"\S+(?: 주\S+)?(?=[.!]?$)")
# "...을 해제할 계정의 행에서": the object is that of a verb inside the place.
_OF_A_VERB = re.compile(r"(?:는|할|한|된|될) ")
_CONDITION = re.compile(r"^.*?(?:려면|다면|라면|경우(?:에는)?|으면|때(?:는|에는)?)[ ,]")
_PLACE = re.compile(
    rf"{_PARTICLE}\s(?:[^.]*?\s)?(?P<place>[^\s.]*(?:화면|페이지|메뉴|목록|영역|행|창|아래|위|상단|하단|"
    rf"오른쪽|왼쪽|관리자|항목|{NAME})\S*에서)\s"
)


class Korean(Style):
    """Polite requests (…해 주세요) for steps, …합니다 for all else."""

    locale = "ko"
    most, unit = 20, "words"
    order = "화면 아래에서 [Save]을/를 선택해 주세요."
    request = "End it with '…해 주세요.'."
    ends = re.compile(r"(?<=[가-힣][.!?])\s+")
    verbs = (
        (re.compile(r"(?:더블 ?)?클릭"), "선택"),
        (re.compile(r"터치|탭(?=하|해|합)"), "선택"),
        (re.compile(r"누르(?=고|세|십|면)|눌러|누릅|누른"), "선택"),
        (re.compile(r"체크(?=해|하|합|를)"), "선택"),
        (re.compile(r"타이핑"), "입력"),
    )
    pointers = re.compile(
        r"왼쪽|오른쪽|좌측|우측|왼편|오른편|"
        r"파란|빨간|초록|녹색|회색|노란|주황|검은|검정|하얀|흰색|보라|분홍|청색|적색"
    )
    loss = re.compile(
        r"(?:복구|복원|되돌릴|취소)(?:할|될)? ?수 ?없|영구(?:히|적으로) 삭제|완전히 (?:삭제|사라)"
    )
    recovery = re.compile(r"복구|복원|되돌|취소할|다시")
    prerequisites = re.compile(r"^(?:시작하기 전|시작 전|사전 준비|준비 ?(?:사항|물)?|필요한|전제)")
    titles = (
        (re.compile(r".{2,}(?:방법|하는 법)$"), "Name the task: '… 연동하기'"),
        (re.compile(r"[다요]\.?$"), "Name the task: '… 연동하기'"),
    )
    entering = re.compile(
        r"(?:입력|작성|선택|확인|클릭|체크)(?:해 |하[세십])|(?:채워|찾아|눌러) |누르[세십]"
    )
    nothing = re.compile(rf"(?:^|\s)(?:{_PARTICLE}|에서|으로/로|으로)\s")
    foreign = re.compile(r"(?<![A-Za-z])[\u0370-\u10ff\u3040-\u30ff\u3400-\u9fff]+(?![A-Za-z])")
    alt = re.compile(r"^(?:스크린 ?샷|화면 ?캡처|이미지|사진|그림|아이콘)")
    callouts = re.compile(
        r"^(?P<danger>위험|경고)|(?P<warning>주의)|(?P<note>참고|안내|알림)|(?P<tip>도움말|팁)"
    )

    def is_instruction(self, sentence: str) -> bool:
        """Return whether it ends as a polite request."""
        return _REQUEST.search(sentence) is not None

    def actions(self, sentence: str) -> list[str]:
        """Return the verbs that are joined to the last one, and the last."""
        told = _CONDITION.sub("", sentence)
        last = _LAST.findall(sentence) if self.is_instruction(sentence) else []
        return [one["verb"] for one in _JOINED.finditer(told)] + last

    def late_place(self, sentence: str) -> str | None:
        """Return the place (…에서) if it stands behind the object (…을/를)."""
        found = _PLACE.search(_CONDITION.sub("", sentence))
        if found is None or _OF_A_VERB.search(found[0]):
            return None
        return found["place"] if self.is_instruction(sentence) else None

    def is_polite(self, sentence: str) -> bool:
        """Return whether it ends with …니다, …요 or a request; what has no stop is a fragment."""
        return not sentence.endswith(".") or re.search(r"(?:니다|요|시오)\.$", sentence) is not None
