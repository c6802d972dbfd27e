"""The addresses of Cafe24 PRO."""

from starlette.applications import Starlette

from mock_site.pro import (
    account,
    account_list,
    authorizing,
    dashboard,
    guides,
    home,
    notifications,
    products,
    registration,
)
from mock_site.pro.menus import up_to_date
from mock_site.web.session import end_session, switch_language
from mock_site.web.visit import get, post


def pro_app() -> Starlette:
    """Return Cafe24 PRO as an application."""
    return Starlette(
        routes=[
            get("/login", home.login_page, public=True),
            post("/login", home.log_in, public=True),
            post("/logout", end_session, public=True),
            post("/language", switch_language, public=True),
            get("/", up_to_date(dashboard.home_page)),
            get("/notifications", up_to_date(notifications.notifications_page)),
            post("/notifications/read", up_to_date(notifications.read_all)),
            get("/notifications/{notification:int}", up_to_date(notifications.open_notification)),
            get("/settings", up_to_date(home.settings_page)),
            get("/settings/accounts", up_to_date(account_list.accounts_page)),
            get("/settings/accounts/new", up_to_date(registration.form_page)),
            post("/settings/accounts/new", up_to_date(registration.save_form)),
            get("/settings/accounts/authorized", up_to_date(authorizing.come_back)),
            get("/settings/accounts/{account:int}", up_to_date(account.account_page)),
            post("/settings/accounts/{account:int}", up_to_date(account.save_account)),
            post(
                "/settings/accounts/{account:int}/retrieve",
                up_to_date(account.retrieve_information),
            ),
            get("/settings/accounts/{account:int}/unlink", up_to_date(account_list.unlink_page)),
            post(
                "/settings/accounts/{account:int}/unlink", up_to_date(account_list.unlink_account)
            ),
            get("/guides/{marketplace}/registration", up_to_date(guides.registration_guide)),
            get("/guides/{marketplace}/market-information", up_to_date(guides.information_guide)),
            get("/products", up_to_date(products.products_page)),
            post("/products/send", up_to_date(products.send_products)),
            post("/products/stop", up_to_date(products.stop_product)),
            get("/{rest:path}", up_to_date(home.no_page)),
        ]
    )
