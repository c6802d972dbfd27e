"""The store's own products: edited in Cafe24 PRO, changed at a marketplace when sent again."""

from collections.abc import Callable

import pytest

from mock_site.client import MockMall, MockSite
from tests.mock_site.visitor import Visitor, marked, text_of

Malls = Callable[..., MockMall]
Visits = Callable[..., Visitor]
BAG = {"account": "1", "product": "P000BGOU"}
PATH = "/products/store/P000BGOU"
EDITED = {"name": "Linen Shopper", "price": "35000", "stock": "5", "options": "Colour, Size"}


def linked(marketplace: str) -> dict[str, object]:
    """Return a shop that is linked, with the bag on sale there."""
    return {"marketplace": marketplace, "linked": True, "listed": 1}


def seen(mall: MockMall, visit: Visits) -> list[tuple[str, str]]:
    """Return the name and the stock of each listing in the seller admin."""
    page = visit(mall, mall.variables["shop"]["site"]).get("/listings")
    return list(zip(marked(page, "name"), marked(page, "stock"), strict=True))


class TestEditing:
    def test_what_is_saved_is_in_the_store(self, make_mall: Malls, visit: Visits) -> None:
        """On the form and in the list; nothing has changed at the marketplace."""
        mall = make_mall(linked("rakuten"))
        pro = visit(mall)

        saved = pro.post(PATH, EDITED)

        assert "The product has been saved." in text_of(saved)
        assert 'value="Colour, Size"' in saved.text
        assert "Linen Shopper ₩35,000 5" in text_of(pro.get("/products"))
        assert seen(mall, visit) == [("Linen Tote Bag", "24")]

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"name": ""}, "Enter a name of 1 to 100 characters."),
            ({"name": "x" * 101}, "Enter a name of 1 to 100 characters."),
            ({"price": "-1"}, "Enter a whole number from 0 to 100,000,000."),
            ({"price": "100000001"}, "Enter a whole number from 0 to 100,000,000."),
            ({"stock": "1.5"}, "Enter a whole number from 0 to 100,000,000."),
            ({"stock": "٣"}, "Enter a whole number from 0 to 100,000,000."),
            ({"options": "Colour, Colour"}, "Enter up to 10 names of 1 to 40 characters"),
            ({"options": ",".join("abcdefghijk")}, "Enter up to 10 names of 1 to 40 characters"),
        ],
    )
    def test_a_wrong_value_is_told_and_nothing_is_lost(
        self, make_mall: Malls, visit: Visits, typed: dict[str, str], said: str
    ) -> None:
        """Beside the field; what was typed stays in the form, the product as it was."""
        mall = make_mall()

        answer = visit(mall).post(PATH, {**EDITED, **typed})

        assert answer.status_code == 422
        assert said in text_of(answer)
        assert {**EDITED, **typed}["name"] in answer.text
        assert mall.dump()["product"][0]["name"] == "Linen Tote Bag"

    def test_no_product_no_form(self, make_mall: Malls, visit: Visits) -> None:
        """A code that the store does not have is not found."""
        assert visit(make_mall()).get("/products/store/P000XXXX").status_code == 404


class TestSendingAgain:
    def test_the_listing_is_changed(self, make_mall: Malls, visit: Visits) -> None:
        """It keeps its number; the work status says what was done."""
        mall = make_mall(linked("rakuten"))
        number = mall.dump()["listing"][0]["number"]
        mall.perform({"change_product": {"name": "Linen Shopper", "stock": 5}})

        visit(mall).post("/products/send", BAG)

        assert seen(mall, visit) == [("Linen Shopper", "5")]
        assert [one["number"] for one in mall.dump()["listing"]] == [number]
        assert "Product change" in text_of(visit(mall).get("/work-status"))

    def test_buyers_at_qoo10_see_it_ten_minutes_later(
        self, make_mall: Malls, visit: Visits
    ) -> None:
        """Not a minute before; Cafe24 PRO has said so."""
        mall = make_mall(linked("ebay_japan"))
        mall.perform({"change_product": {"name": "Linen Shopper"}})

        sent = visit(mall).post("/products/send", BAG)
        mall.perform({"advance": "9 minutes"})
        before = seen(mall, visit)
        mall.perform({"advance": "1 minute"})

        assert "can take up to 10 minutes to show a change." in text_of(sent)
        assert before == [("Linen Tote Bag", "24")]
        assert seen(mall, visit) == [("Linen Shopper", "24")]

    def test_a_second_change_does_not_undo_the_first(self, make_mall: Malls, visit: Visits) -> None:
        """What buyers see already stays until the next change is shown."""
        mall = make_mall(linked("ebay_japan"))
        pro = visit(mall)
        for name, minutes in (("First", 10), ("Second", 5)):
            mall.perform({"change_product": {"name": name}})
            pro.post("/products/send", BAG)
            mall.perform({"advance": f"{minutes} minutes"})

        assert seen(mall, visit) == [("First", "24")]

    def test_zozotown_shows_no_less_than_nothing(self, make_mall: Malls, visit: Visits) -> None:
        """The threshold is kept back as far as there is stock."""
        mall = make_mall(linked("zozotown"))
        assert seen(mall, visit) == [("Linen Tote Bag", "22")]

        mall.perform({"change_product": {"stock": 1}})
        visit(mall).post("/products/send", BAG)

        assert seen(mall, visit) == [("Linen Tote Bag", "0")]

    def test_a_refused_change_leaves_the_listing(self, make_mall: Malls, visit: Visits) -> None:
        """A fourth option is refused for a product that is on sale, too."""
        mall = make_mall(linked("smartstore"))
        mall.perform({"change_product": {"name": "Shopper", "options": ["a", "b", "c", "d"]}})

        answer = visit(mall).post("/products/send", BAG)

        assert "SmartStore accepts up to 3 option names." in text_of(answer)
        assert seen(mall, visit) == [("Linen Tote Bag", "24")]


class TestOffStage:
    def test_a_product_that_is_not_there(self, make_mall: Malls) -> None:
        """The step is refused, by the check already where the world is known."""
        mall = make_mall()
        with pytest.raises(RuntimeError, match="there is no product 4: the store has 3"):
            mall.perform({"change_product": {"product": 4, "stock": 1}})

        [(path, message)] = MockSite.check({}, [{"change_product": {"product": 4}}])

        assert path == ["steps", 0, "change_product"]
        assert message == "there is no product 4: the store has 3."
