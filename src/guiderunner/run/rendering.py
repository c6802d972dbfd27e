"""How a browser of this machine draws: pictures of two that draw alike can be compared."""

import hashlib
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser

# Letters of each script, as fonts decide most of how a page looks; round corners, and a shadow.
_SPECIMEN = """
<!doctype html><meta charset="utf-8">
<style>
  body { margin: 8px; font: 16px/1.5 sans-serif; }
  b { border-radius: 7px; box-shadow: 0 1px 4px #0006; padding: 3px 9px; }
</style>
<p lang="en">The quick brown fox jumps <b>over</b> 0123456789 lazy dogs &amp; «others»</p>
<p lang="ko">다람쥐 헌 쳇바퀴에 <b>타고파</b> 연결되었습니다</p>
<p lang="ja">いろはにほへと <b>カタカナ</b> 東京都渋谷区 登録されました</p>
<p lang="zh">天地玄黃 <b>宇宙</b> 洪荒</p>
"""
_WIDTH, _HEIGHT, _SCALE = 480, 220, 2
_known: WeakKeyDictionary[Browser, str] = WeakKeyDictionary()


def rendering_of(browser: Browser | None) -> str:
    """Return the version of *browser*, and a hash of what a specimen looks like in it."""
    if browser is None:
        return ""
    if browser not in _known:
        with browser.new_context(
            viewport={"width": _WIDTH, "height": _HEIGHT}, device_scale_factor=_SCALE
        ) as context:
            page = context.new_page()
            page.set_content(_SPECIMEN)
            drawn = hashlib.sha256(page.screenshot()).hexdigest()[:8]
        _known[browser] = f"{browser.browser_type.name} {browser.version} {drawn}"
    return _known[browser]
