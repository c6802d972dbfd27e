"""The addresses of Cafe24 PRO."""

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.routing import Route

from mock_site.pro import (
    account,
    account_list,
    authorizing,
    dashboard,
    goods,
    guides,
    home,
    notifications,
    product,
    products,
    registration,
    sources,
    staff,
    templates,
    transfers,
)
from mock_site.pro.menus import of_menu
from mock_site.web.session import end_session, switch_language
from mock_site.web.visit import Handler, get, post

Entry = tuple[Callable[[str, Handler], Route], str, Handler]


def pro_app() -> Starlette:
    """Return Cafe24 PRO as an application."""
    public = [
        get("/login", home.login_page, public=True),
        post("/login", home.log_in, public=True),
        post("/logout", end_session, public=True),
        post("/language", switch_language, public=True),
    ]
    pages = [
        make(path, of_menu(menu, handler))
        for menu, entries in _MENUS.items()
        for make, path, handler in entries
    ]
    return Starlette(routes=[*public, *pages, get("/{rest:path}", of_menu("", home.no_page))])


# The pages of each menu; those without one are for everybody who is logged in.
_MENUS: dict[str, list[Entry]] = {
    "": [
        (get, "/", dashboard.home_page),
        (get, "/notifications", notifications.notifications_page),
        (post, "/notifications/read", notifications.read_all),
        (get, "/notifications/{notification:int}", notifications.open_notification),
        (get, "/settings", home.settings_page),
        (get, "/guides", guides.guides_page),
        (get, "/guides/{marketplace}/registration", guides.registration_guide),
        (get, "/guides/{marketplace}/market-information", guides.information_guide),
        (get, "/guides/{marketplace}/sources", sources.sources_page),
    ],
    "accounts": [
        (get, "/settings/accounts", account_list.accounts_page),
        (get, "/settings/accounts/new", registration.form_page),
        (post, "/settings/accounts/new", registration.save_form),
        (get, "/settings/accounts/authorized", authorizing.come_back),
        (get, "/settings/accounts/{account:int}", account.account_page),
        (post, "/settings/accounts/{account:int}", account.save_account),
        (post, "/settings/accounts/{account:int}/retrieve", account.retrieve_information),
        (get, "/settings/accounts/{account:int}/unlink", account_list.unlink_page),
        (post, "/settings/accounts/{account:int}/unlink", account_list.unlink_account),
        (get, "/settings/templates", templates.templates_page),
        (get, "/settings/accounts/{account:int}/templates/new", templates.new_page),
        (post, "/settings/accounts/{account:int}/templates/new", templates.add_template),
        (get, "/settings/templates/{template:int}", templates.edit_page),
        (post, "/settings/templates/{template:int}", templates.save_template),
        (post, "/settings/templates/{template:int}/delete", templates.delete_template),
    ],
    "products": [
        (get, "/products", products.products_page),
        (post, "/products/send", products.send_products),
        (post, "/products/stop", product.stop_product),
        (get, "/products/store/{code}", goods.edit_page),
        (post, "/products/store/{code}", goods.save_product),
        (get, "/products/{product:int}", product.product_page),
        (post, "/products/{product:int}/send", product.send_product),
        (post, "/products/{product:int}/remove", product.remove_sync),
        (post, "/products/{product:int}/end", product.end_product),
    ],
    "transfers": [
        (get, "/work-status", transfers.transfers_page),
        (post, "/work-status/{transfer:int}/retry", transfers.retry),
    ],
    "staff": [
        (get, "/settings/staff", staff.staff_page),
        (get, "/settings/staff/new", staff.new_page),
        (post, "/settings/staff/new", staff.add_staff),
        (get, "/settings/staff/{user}", staff.edit_page),
        (post, "/settings/staff/{user}", staff.save_staff),
        (post, "/settings/staff/{user}/delete", staff.delete_staff),
    ],
}
