"""Secrets are replaced before anything is written."""

from collections.abc import Mapping
from typing import Any

from guiderunner.evidence.secret_forms import Forms


class Redactor:
    """Replaces each secret, in the forms in which it may turn up, by «its name»."""

    def __init__(self, secrets: Mapping[str, str]) -> None:
        self.known = dict(secrets)
        self._prepare()

    def _prepare(self) -> None:
        self.forms = Forms(self.known.items())
        self.secrets = sorted(set(self.known.values()), key=len, reverse=True)

    def learn(self, name: str, secret: str) -> None:
        """Know one more secret, unless it is known."""
        if secret not in self.secrets:
            self.known[f"{name} {len(self.known)}" if name in self.known else name] = secret
            self._prepare()

    def finds_any(self, text: str) -> bool:
        """Whether a secret is in *text*, which may be JSON."""
        return bool(self.forms.find(text.encode(errors="surrogatepass")))

    def text(self, text: str) -> str:
        """Return *text* without secrets."""
        content = text.encode(errors="surrogatepass")
        clean = self.content(content)
        return text if clean is content else clean.decode(errors="surrogatepass")

    def content(self, content: bytes) -> bytes:
        """Return the content of a file without secrets."""
        parts, end = [], 0
        for index, start, stop in self.forms.find(content):
            parts += [content[end:start], f"«{self.forms.named[index][0]}»".encode()]
            end = stop
        return b"".join((*parts, content[end:])) if parts else content

    def data(self, value: Any) -> Any:
        """Return plain data without secrets, keys included."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {self.text(str(key)): self.data(one) for key, one in value.items()}
        if isinstance(value, list | tuple):
            return [self.data(one) for one in value]
        return value
