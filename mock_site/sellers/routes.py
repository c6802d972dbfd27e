"""The addresses of a seller admin."""

from starlette.applications import Starlette

from mock_site.sellers import (
    admin,
    consent,
    information,
    keys,
    listings,
    password,
    settings,
    users,
)
from mock_site.web.session import end_session, switch_language
from mock_site.web.visit import get, post


def seller_app() -> Starlette:
    """Return a seller admin as an application; which one, says the host name."""
    return Starlette(
        routes=[
            get("/login", admin.login_page, public=True),
            post("/login", admin.log_in, public=True),
            post("/logout", end_session, public=True),
            post("/language", switch_language, public=True),
            get("/oauth/login", consent.login_page, public=True),
            post("/oauth/login", consent.log_in, public=True),
            get("/oauth/consent", consent.consent_page, public=True),
            post("/oauth/consent", consent.confirm, public=True),
            get("/", admin.home_page),
            post("/shop", admin.switch_shop),
            get("/addresses", information.addresses_page),
            post("/addresses", information.save_addresses),
            get("/lists/{item}", information.list_page),
            post("/lists/{item}", information.change_list),
            get("/listings", listings.listings_page),
            post("/listings/stop", listings.stop_listing),
            get("/keys", keys.keys_page),
            post("/keys", keys.reissue_key),
            post("/keys/issue", keys.issue_first_key),
            post("/keys/check", keys.show_key),
            post("/keys/revoke", keys.revoke_key),
            get("/settings/{page}", settings.settings_page),
            post("/settings/{page}", settings.change_settings),
            get("/users", users.users_page),
            post("/users", users.change_user),
            get("/users/new", users.new_page),
            post("/users/new", users.add_user),
            get("/password", password.password_page),
            post("/password", password.change_password),
            get("/{menu:path}", admin.menu_page),
        ]
    )
