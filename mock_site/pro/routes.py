"""The addresses of Cafe24 PRO."""

from starlette.applications import Starlette
from starlette.routing import Route

from mock_site.pro import account, form, guides, home, listing, products
from mock_site.visit import Handler, log_out, switch_language, visited


def pro_app() -> Starlette:
    """Return Cafe24 PRO as an application."""

    def get(path: str, handler: Handler, *, public: bool = False) -> Route:
        return Route(path, visited(handler, public=public), methods=["GET"])

    def post(path: str, handler: Handler, *, public: bool = False) -> Route:
        return Route(path, visited(handler, public=public), methods=["POST"])

    return Starlette(
        routes=[
            get("/login", home.login_page, public=True),
            post("/login", home.log_in_to_mall, public=True),
            post("/logout", log_out, public=True),
            post("/language", switch_language, public=True),
            get("/", home.home_page),
            get("/settings", home.settings_page),
            get("/settings/accounts", listing.accounts_page),
            get("/settings/accounts/new", form.form_page),
            post("/settings/accounts/new", form.save_form),
            get("/settings/accounts/authorized", form.authorized),
            get("/settings/accounts/{account:int}", account.account_page),
            post("/settings/accounts/{account:int}", account.save_account),
            post("/settings/accounts/{account:int}/retrieve", account.retrieve_information),
            get("/settings/accounts/{account:int}/unlink", listing.unlink_page),
            post("/settings/accounts/{account:int}/unlink", listing.unlink_account),
            get("/guides/{marketplace}/registration", guides.registration_guide),
            get("/guides/{marketplace}/market-information", guides.information_guide),
            get("/products", products.products_page),
            post("/products/send", products.send_products),
            post("/products/stop", products.stop_product),
        ]
    )
