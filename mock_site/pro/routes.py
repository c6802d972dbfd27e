"""The addresses of Cafe24 PRO."""

from starlette.applications import Starlette

from mock_site.pro import account, account_list, authorizing, guides, home, products, registration
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
            get("/", home.home_page),
            get("/settings", home.settings_page),
            get("/settings/accounts", account_list.accounts_page),
            get("/settings/accounts/new", registration.form_page),
            post("/settings/accounts/new", registration.save_form),
            get("/settings/accounts/authorized", authorizing.come_back),
            get("/settings/accounts/{account:int}", account.account_page),
            post("/settings/accounts/{account:int}", account.save_account),
            post("/settings/accounts/{account:int}/retrieve", account.retrieve_information),
            get("/settings/accounts/{account:int}/unlink", account_list.unlink_page),
            post("/settings/accounts/{account:int}/unlink", account_list.unlink_account),
            get("/guides/{marketplace}/registration", guides.registration_guide),
            get("/guides/{marketplace}/market-information", guides.information_guide),
            get("/products", products.products_page),
            post("/products/send", products.send_products),
            post("/products/stop", products.stop_product),
            get("/{rest:path}", home.no_page),
        ]
    )
