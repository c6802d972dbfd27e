"""The guides: what they say is what the form and the catalogue have."""

from collections.abc import Callable

import pytest

from mock_site.catalogue import MARKETPLACES
from mock_site.catalogue.model import Marketplace
from mock_site.client import MockMall
from tests.mock_site.visitor import Visitor, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
LANGUAGES = ("en", "ko", "ja")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("marketplace", MARKETPLACES.values(), ids=list(MARKETPLACES))
class TestEveryMarketplace:
    def test_the_registration_guide_has_every_field(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, language: str
    ) -> None:
        """With its help, what is required, and how long it is valid."""
        one = marketplace
        page = visit(make_mall(), language=language).get(f"/guides/{one.id}/registration")
        text = text_of(page)

        assert one.name[language] in text
        assert page.text.count('class="required"') == sum(
            field.required for field in one.fields if field.kind != "readonly"
        )
        for field in one.fields:
            assert " ".join(field.help[language].split()) in text
            assert not field.place or field.place[one.admin.languages[0]] in text
        for refusal in one.refusals.values():
            assert " ".join(refusal.says[language].split()) in text
            assert refusal.code in text
            assert (
                field.days is None or str(field.days) in text.rpartition(field.label[language])[2]
            )

    def test_the_information_guide_has_every_place(
        self, make_mall: Malls, visit: Visits, marketplace: Marketplace, language: str
    ) -> None:
        """As the seller admin writes it, and how it is set in the reader's language."""
        one = marketplace
        text = text_of(
            visit(make_mall(), language=language).get(f"/guides/{one.id}/market-information")
        )

        for item in one.information:
            assert item.place[one.admin.languages[0]] in text
            assert item.steps[language] in text


def test_the_index_leads_to_both_guides_of_each(make_mall: Malls, visit: Visits) -> None:
    """None is missing, and none leads to nowhere."""
    pro = visit(make_mall())
    index = pro.get("/guides").text

    for one in MARKETPLACES:
        for guide in ("registration", "market-information"):
            assert f'href="/guides/{one}/{guide}"' in index
    assert pro.get("/guides/nowhere/registration").status_code == 404


def test_what_can_go_wrong_is_the_marketplaces_own(make_mall: Malls, visit: Visits) -> None:
    """Consent and country are for those that ask for them; a wait for those that need one."""
    pro = visit(make_mall())
    guides = {one: text_of(pro.get(f"/guides/{one}/registration")) for one in ("rakuten", "shopee")}

    assert "The authorization was declined" in guides["shopee"]
    assert "The shop belongs to another country." in guides["shopee"]
    assert "The authorization was declined" not in guides["rakuten"]
    assert "The new key may not be active yet." in guides["rakuten"]
    assert "The new key may not be active yet." not in guides["shopee"]
    assert "Issue a new key at the marketplace, enter it here" in guides["rakuten"]
    assert "Issue a new key at the marketplace, enter it here" not in guides["shopee"]
    assert "tells you 5 days before" in guides["shopee"]
    assert "tells you 14 days before" in guides["rakuten"]
