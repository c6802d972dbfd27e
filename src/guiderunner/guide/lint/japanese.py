"""What a Japanese guide is held to."""

import re

from guiderunner.guide.lint.style import LABEL, NAME, Style

_JOINED = re.compile(
    r"(?P<verb>(?:選択|入力|確認|保存|コピー|クリック|設定|登録|削除|移動|ログイン|ダウンロード|"
    r"アップロード|変更|追加|実行|タップ|記入|貼付)(?:し|して|してから|した後|した後に|したあと)|"
    r"(?:開いて|開き|開いた後|押して|押し|押した後|貼り付けて?|貼り付けた後|進んで|進み|戻って|戻り|"
    r"入れて?|探して|探し))(?=、|(?:(?<=て)|(?<=から)|(?<=後)|(?<=後に))(?!ください|い))"
)
_REQUEST = re.compile(r"(?:ます|ください|ましょう)。?$")
_LAST = re.compile(rf"[^\s、。をにでとがへ{LABEL}{NAME}]+(?=。?$)")
# "...を解除するアカウントの行で": the object is that of a verb inside the place.
_OF_A_VERB = re.compile(r"[るすくむぶぐうた](?=[一-龯ァ-ヶ])")
_CONDITION = re.compile(r"^[^。]*?(?:には|場合は|ときは|たら|なら|れば)、")
_PLACE = re.compile(
    rf"を、?(?P<place>[^を、。]*(?:画面|ページ|メニュー|一覧|欄|行|ダイアログ|下|上|右|左|{NAME})"
    r"[^を、。]*?(?:から|で(?!す|き)))"
)


class Japanese(Style):
    """です・ます throughout; a step ends with …します."""

    locale = "ja"
    most, unit = 80, "characters"
    order = "画面の一番下で、[Save]を選択します。"
    request = "End it with '…します。'."
    ends = re.compile(r"(?<=[。\uff01\uff1f])\s*")
    verbs = (
        (re.compile(r"(?:ダブル|右)?クリック"), "選択"),
        (re.compile(r"タップ|タッチ"), "選択"),
        (re.compile(r"押(?=し|す|せ|下)"), "選択"),
        (re.compile(r"チェック(?=し|する|を入れ|を付け|をつけ)"), "選択"),
        (re.compile(r"タイプ(?=し|する)"), "入力"),
    )
    pointers = re.compile(
        r"(?<!左)(?:[左右])(?=側|端|上|下|の|に|から|へ|隅)|(?:青|赤|緑|黄|灰|黒|白|紫)(?=い|色|の)"
    )
    loss = re.compile(
        r"(?:復元|復旧|元に戻|取り消)(?:し|す|せ|でき)?[^。、]{0,6}?(?:ません|ない)|完全に(?:失|削除|消)"
    )
    recovery = re.compile(r"復元|復旧|元に戻|取り消|もう一度|再度")
    prerequisites = re.compile(r"^(?:はじめる前|始める前|事前準備|事前に|前提|準備|必要なもの)")
    titles = (
        (re.compile(r"(?:する|る|の)(?:方法|やり方|手順)$"), "Name the task: '…を連携する'"),
        (re.compile(r"。$|(?:ます|です)$"), "Name the task: '…を連携する'"),
    )
    entering = re.compile(
        r"(?:入力|設定|選択|確認|記入|クリック)(?:します|してください)|(?:貼り付け|押し|入れ)(?:ます|て)"
    )
    nothing = re.compile(
        r"(?:^|[、。\s])(?:を|に|で|へ)(?=[^\s、。])(?:選択|進|開|入力|移動|クリック)"
    )
    foreign = re.compile(r"(?<![A-Za-z])[\u0370-\u10ff\uac00-\ud7af]+(?![A-Za-z])")
    alt = re.compile(r"^(?:スクリーンショット|画面キャプチャ|画像|写真|図|アイコン)")
    callouts = re.compile(
        r"^(?P<danger>危険|警告)|(?P<warning>注意|重要)|(?P<note>参考|メモ|補足|お知らせ|情報)|(?P<tip>ヒント)"
    )

    def length(self, sentence: str) -> int:
        """Return how many characters it has."""
        return len(sentence.replace(" ", ""))

    def is_instruction(self, sentence: str) -> bool:
        """Return whether it ends with …ます or …ください."""
        return _REQUEST.search(sentence) is not None

    def actions(self, sentence: str) -> list[str]:
        """Return the verbs that are joined to the last one, and the last."""
        told = _CONDITION.sub("", sentence)
        last = _LAST.findall(told) if self.is_instruction(sentence) else []
        return [one["verb"] for one in _JOINED.finditer(told)] + last

    def late_place(self, sentence: str) -> str | None:
        """Return the place (…で) if it stands behind the object (…を)."""
        found = _PLACE.search(_CONDITION.sub("", sentence))
        if found is None or _OF_A_VERB.search(found["place"]):
            return None
        return found["place"] if self.is_instruction(sentence) else None

    def is_polite(self, sentence: str) -> bool:
        """Return whether it ends with …ます, …です and the like, or …こと of a condition."""
        if not sentence.endswith("。"):
            return True
        ends = r"(?:ます|です|ません|ました|でした|ください|ましょう|でしょう|こと)。$"
        return re.search(ends, sentence) is not None
