"""The addresses of a seller admin."""

from starlette.applications import Starlette
from starlette.routing import Route

from mock_site.sellers import admin, consent, records
from mock_site.visit import Handler, log_out, switch_language, visited


def seller_app() -> Starlette:
    """Return a seller admin as an application; which one, says the host name."""

    def get(path: str, handler: Handler, *, public: bool = False) -> Route:
        return Route(path, visited(handler, public=public), methods=["GET"])

    def post(path: str, handler: Handler, *, public: bool = False) -> Route:
        return Route(path, visited(handler, public=public), methods=["POST"])

    return Starlette(
        routes=[
            get("/login", admin.login_page, public=True),
            post("/login", admin.log_in_to_shop, public=True),
            post("/logout", log_out, public=True),
            post("/language", switch_language, public=True),
            get("/oauth/login", consent.login_page, public=True),
            post("/oauth/login", consent.log_in_to_consent, public=True),
            get("/oauth/consent", consent.consent_page, public=True),
            post("/oauth/consent", consent.answer, public=True),
            get("/", admin.home_page),
            get("/addresses", records.addresses_page),
            post("/addresses", records.save_addresses),
            get("/lists/{item}", records.list_page),
            post("/lists/{item}", records.change_list),
            get("/listings", records.listings_page),
            post("/listings/stop", records.stop_listing),
            get("/keys", records.keys_page),
            post("/keys", records.reissue_key),
            get("/{menu:path}", admin.menu_page),
        ]
    )
