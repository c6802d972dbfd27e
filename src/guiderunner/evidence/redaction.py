"""Secrets are replaced before anything is written."""

import base64
import html
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, quote_plus

_SHORTEST = 4
_KEPT_IN_URLS = "!'()*"  # By a browser's encodeURIComponent.


class Redactor:
    """Replaces each secret, in the forms in which it may turn up, by «its name»."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        forms: dict[str, str] = {}
        for name, secret in secrets.items():
            if len(secret) >= _SHORTEST:
                forms |= dict.fromkeys(_forms(secret), f"«{name}»")
        # The longest first: a secret may be a part of another.
        self._forms = sorted(forms.items(), key=lambda item: -len(item[0]))
        self.secrets = sorted(set(secrets.values()), key=len, reverse=True)

    def finds_any(self, text: str) -> bool:
        """Whether a secret is in *text*, which may be JSON."""
        return any(form in text for form, _ in self._forms)

    def text(self, text: str) -> str:
        """Return *text* without secrets."""
        for form, name in self._forms:
            if form in text:
                text = text.replace(form, name)
        return text

    def content(self, content: bytes) -> bytes:
        """Return the content of a file without secrets."""
        for form, name in self._forms:
            content = content.replace(form.encode(), name.encode())
        return content

    def data(self, value: Any) -> Any:
        """Return plain data without secrets, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.data(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(one) for one in value]
        return value


def _forms(secret: str) -> set[str]:
    """Return how URLs, forms, JSON, HTML and headers spell *secret*."""
    in_urls = {quote(secret, safe=safe) for safe in ("", _KEPT_IN_URLS)}
    in_forms = {quote_plus(secret), quote_plus(secret, safe="*").replace("~", "%7E")}
    in_json = {json.dumps(secret, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    in_html = {html.escape(secret, quote=quotes) for quotes in (True, False)}
    encoded = base64.b64encode(secret.encode()).decode()
    return {secret, encoded, *in_urls, *in_forms, *in_json, *in_html}
