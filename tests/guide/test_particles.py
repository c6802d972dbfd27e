"""Korean particles fit what is read before them."""

import pytest

from guiderunner.guide.particles import PAIRS, fit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("저장을/를", "저장을"),
        ("설정은/는", "설정은"),
        ("메뉴이/가", "메뉴가"),
        ("주소와/과 이름", "주소와 이름"),
        ("이름과/와 주소", "이름과 주소"),
        ("설정으로/로", "설정으로"),
        ("메뉴으로/로", "메뉴로"),
        ("파일으로/로", "파일로"),  # After a final ㄹ it is 로, but 을.
        ("파일을/를", "파일을"),
        ("[저장]을/를", "[저장]을"),
        ("'메뉴'을/를", "'메뉴'를"),
        ("샵 URL으로/로", "샵 URL로"),
        ("샵 URL을/를", "샵 URL을"),
        ("API은/는", "API는"),
        ("QSM이/가", "QSM이"),
        ("RMS이/가", "RMS가"),
        ("카페24 PRO을/를", "카페24 PRO를"),
        ("Qoo10을/를", "Qoo10을"),
        ("1으로/로", "1로"),
        ("3으로/로", "3으로"),
        ("24와/과", "24와"),
        ("licenseKey (라이선스 키)을/를", "licenseKey (라이선스 키)를"),
        ("API Key을/를", "API Key를"),
        ("Save을/를", "Save를"),
        ("Name을/를", "Name을"),
        ("File으로/로", "File로"),
        ("Check을/를", "Check을(를)"),  # English spelling does not tell.
        ("店舗設定을/를", "店舗設定을(를)"),
        ("을/를", "을(를)"),
    ],
)
def test_a_particle_fits_the_sound_before_it(text: str, expected: str) -> None:
    """Hangul, digits and abbreviations by rule; where the sound is unknown, both forms."""
    assert fit(text) == expected


@pytest.mark.parametrize("pair", PAIRS)
def test_both_orders_of_a_pair_mean_the_same(pair: tuple[str, str]) -> None:
    """A translator need not remember which form comes first."""
    first, second = pair

    assert fit(f"메뉴{first}/{second}") == fit(f"메뉴{second}/{first}") == f"메뉴{second}"


def test_a_particle_follows_what_stands_before_the_text() -> None:
    """The label before a text is heard, too."""
    assert fit("을/를 선택", "설정") == "을 선택"
