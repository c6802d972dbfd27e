"""Korean particles fit what is read before them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guiderunner.guide.particles import PAIRS, ending, fit


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
        ("WING으로/로", "WING(으)로"),  # Spelled it ends in a vowel, read as a word it does not.
        ("PRO와/과", "PRO와"),
        ("JAN을/를", "JAN을"),
        ("USB을/를", "USB를"),
        ("HTML으로/로", "HTML로"),
        ("ESM PLUS이/가", "ESM PLUS가"),
        ("SHEIN은/는", "SHEIN은"),
        ("ZOZOTOWN와/과", "ZOZOTOWN과"),
        ("TikTok Shop을/를", "TikTok Shop을(를)"),
        ("My Addresses으로/로", "My Addresses로"),
        ("Next을/를", "Next를"),
        ("Email으로/로", "Email로"),
        ("Linked으로/로", "Linked로"),
        ("Title으로/로", "Title로"),
        ("Title을/를", "Title을"),
        ("Item을/를", "Item을"),
        ("Online이/가", "Online이"),
        ("Payment은/는", "Payment는"),
        ("List을/를", "List를"),
        ("Product이/가", "Product가"),
        ("Draft을/를", "Draft를"),
        ("Text을/를", "Text를"),
        ("Link은/는", "Link는"),
        ("Help을/를", "Help를"),
        ("Stamp을/를", "Stamp를"),
        ("0으로/로", "0으로"),
        ("2와/과", "2와"),
        ("6은/는", "6은"),
        ("7으로/로", "7로"),
        ("8이/가", "8이"),
        ("9을/를", "9를"),
        ("1,000을/를", "1,000을"),
        ("50%을/를", "50%를"),
        ("３으로/로", "３으로"),
        ("「저장」을/를", "「저장」을"),
        ("“메뉴”와/과", "“메뉴”와"),
        ("이베이재팬 (큐텐)이/가", "이베이재팬 (큐텐)이"),
        ("QSM ID(販売店ID)을/를", "QSM ID(販売店ID)를"),
        ("[My Account] > [Warehouse Setting]으로/로", "[My Account] > [Warehouse Setting]으로"),
        ("키이라/라", "키라"),
        ("값이나/나", "값이나"),
        ("을/를", "을(를)"),
    ],
)
def test_a_particle_fits_the_sound_before_it(text: str, expected: str) -> None:
    """Hangul, digits and abbreviations by rule; where the sound is unknown, both forms."""
    assert fit(text) == expected


@given(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), st.sampled_from(sorted(PAIRS)))
def test_every_syllable_gets_the_form_that_its_final_asks_for(
    syllable: str, pair: tuple[str, str]
) -> None:
    """A final consonant is part of the decomposed syllable; ㄹ takes 로."""
    final = unicodedata.normalize("NFD", syllable)[2:]
    after_consonant, after_vowel = pair
    is_ro_after_rieul = after_vowel == "로" and final == "\u11af"

    chosen = after_consonant if final and not is_ro_after_rieul else after_vowel

    assert fit(f"{syllable}{after_consonant}/{after_vowel}") == f"{syllable}{chosen}"


def test_all_syllables_are_heard_by_their_final() -> None:
    """Each of the 11,172: a vowel, ㄹ or another consonant, whatever closes after it."""
    heard = {None: "vowel", "\u11af": "rieul"}
    for code in range(0xAC00, 0xD7A4):
        final = next(iter(unicodedata.normalize("NFD", chr(code))[2:]), None)

        assert ending(f"「{chr(code)}」") == heard.get(final, "consonant"), chr(code)


@given(st.lists(st.one_of(st.text(max_size=6), st.sampled_from(sorted(PAIRS)).map("/".join))))
def test_a_fitted_text_fits(words: list[str]) -> None:
    """What was chosen once is not chosen again, and no pair is left."""
    fitted = fit(" ".join(words))

    assert fit(fitted) == fitted
    assert not any(f"{one}/{two}" in fitted for one, two in PAIRS)


@given(st.text(), st.text())
def test_any_sound_before_is_a_sound_or_none(before: str, after: str) -> None:
    """Any label may stand before; nothing but the pair is touched."""
    fitted = fit(f"을/를{after.replace('/', '')}", before)

    assert fitted.endswith(after.replace("/", ""))
    assert fitted.removesuffix(after.replace("/", "")) in {"을", "를", "을(를)"}


_WORD = st.text(st.sampled_from("가각갈힣API3xL更n %"), min_size=1).filter(lambda one: one.strip())


@given(
    _WORD, st.sampled_from(["[]", "「」", "()", "“”", "''", "**"]), st.sampled_from(sorted(PAIRS))
)
def test_brackets_and_quotes_are_not_heard(word: str, around: str, pair: tuple[str, str]) -> None:
    """A label takes the same particle however a language sets it off."""
    written = "/".join(pair)

    bare, quoted = fit(f"{word}{written}"), fit(f"{around[0]}{word}{around[1]}{written}")

    assert quoted == f"{around[0]}{word}{around[1]}{bare.removeprefix(word)}"


@given(st.text())
def test_a_text_without_a_pair_stays_as_it_is(text: str) -> None:
    """Slashes elsewhere are the author's own."""
    assert fit(f"반품/교환지 {text}".replace("/", "/ ")) == f"반품/교환지 {text}".replace("/", "/ ")


@pytest.mark.parametrize("pair", PAIRS)
def test_both_orders_of_a_pair_mean_the_same(pair: tuple[str, str]) -> None:
    """A translator need not remember which form comes first."""
    first, second = pair

    assert fit(f"메뉴{first}/{second}") == fit(f"메뉴{second}/{first}") == f"메뉴{second}"


def test_a_particle_follows_what_stands_before_the_text() -> None:
    """The label before a text is heard, too."""
    assert fit("을/를 선택", "설정") == "을 선택"
