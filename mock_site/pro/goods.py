"""The store's own products: what is sent to the marketplaces."""

from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.responses import Response

from mock_site.catalogue.rules import LARGEST_NUMBER
from mock_site.pro.layout import show
from mock_site.tables.pro import Product
from mock_site.web.visit import Visit, go

# The limits are inferred; the marketplaces have their own.
_LONGEST_NAME, _LONGEST_OPTION, _MOST_OPTIONS = 100, 40, 10


def edit_page(visit: Visit) -> Response:
    """Show the form of a product."""
    product = _asked(visit)
    return _form(visit, product, _values(product), {})


def save_product(visit: Visit) -> Response:
    """Change the product in the store; what is at the marketplaces stays until it is sent."""
    product = _asked(visit)
    typed = {name: visit.typed(name) for name in _values(product)}
    options = [one.strip() for one in typed["options"].split(",") if one.strip()]
    problems = {
        "name": "" if 0 < len(typed["name"]) <= _LONGEST_NAME else "name",
        "price": "" if _is_number(typed["price"]) else "number",
        "stock": "" if _is_number(typed["stock"]) else "number",
        "options": "" if _are_options(options) else "options",
    }
    errors = {name: visit.t(f"products.error.{one}") for name, one in problems.items() if one}
    if errors:
        return _form(visit, product, typed, errors)
    product.name, product.options = typed["name"], options
    product.price, product.stock = int(typed["price"]), int(typed["stock"])
    visit.say("status", "products.saved")
    return go(f"/products/store/{product.code}")


def _is_number(typed: str) -> bool:
    return (
        typed.isascii()
        and typed.isdecimal()
        and len(typed) <= len(str(LARGEST_NUMBER))
        and int(typed) <= LARGEST_NUMBER
    )


def _are_options(names: list[str]) -> bool:
    fit = all(len(one) <= _LONGEST_OPTION for one in names)
    return fit and len(names) == len(set(names)) <= _MOST_OPTIONS


def _values(product: Product) -> dict[str, str]:
    return {
        "name": product.name,
        "price": str(product.price),
        "stock": str(product.stock),
        "options": ", ".join(map(str, product.options)),
    }


def _form(
    visit: Visit, product: Product, values: Mapping[str, str], errors: Mapping[str, str]
) -> Response:
    return show(
        visit,
        "goods.html",
        "products",
        422 if errors else 200,
        product=product,
        values=values,
        errors=errors,
    )


def _asked(visit: Visit) -> Product:
    product = visit.mall.session.get(Product, visit.part("code"))
    if product is None:
        raise HTTPException(404)
    return product
