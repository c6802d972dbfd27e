"""Learns what pages mark as secret, when they show it or when it is typed.

A page marks a secret by the type of its field, `password`, or by the attribute `data-secret` of
whatever element shows it.
"""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import BrowserContext

from guiderunner.evidence.redaction import Redactor

SHORTEST = 8  # A shorter value would be found in words that are no secret.
_BINDING = "guiderunnerSecret"

# Looks at what comes and changes, and at what is typed; tells each value once a page.
_SCRIPT = f"""
(() => {{
  const told = new Set(), marked = 'input[type=password], [data-secret]';
  const read = (element) => {{
    const isField = element.matches('input, textarea, select');
    const value = (isField ? element.value : element.textContent).trim();
    if (value.length < {SHORTEST} || told.has(value)) return;
    told.add(value);
    window.{_BINDING}?.(value);
  }};
  const look = (node) => {{
    const element = node instanceof Document ? node.documentElement
      : node instanceof Element ? node : node.parentElement;
    if (!element) return;
    const around = element.closest('[data-secret]');
    if (around) read(around); else if (element.matches(marked)) read(element);
    element.querySelectorAll(marked).forEach(read);
  }};
  const seen = (records) => new Set(records.map((one) => one.target)).forEach(look);
  new MutationObserver(seen).observe(document, {{subtree: true, childList: true,
    characterData: true, attributes: true, attributeFilter: ['data-secret', 'type', 'value']}});
  for (const event of ['input', 'change']) {{
    document.addEventListener(event, (happened) => look(happened.target), true);
  }}
  for (const event of ['DOMContentLoaded', 'submit']) {{
    document.addEventListener(event, () => look(document), true);
  }}
}})();
"""


def learn_marked_secrets(context: BrowserContext, redactor: Redactor, public: str) -> None:
    """Let *redactor* know what pages of *context* mark as secret, unless it is in *public*."""

    def learn(_: Mapping[str, Any], value: str) -> None:
        if value not in public:
            redactor.learn("marked secret", value)

    context.expose_binding(_BINDING, learn)
    context.add_init_script(_SCRIPT)
