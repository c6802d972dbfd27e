"""Readies a page for a picture, and puts it back: a script that runs beside the page's own.

It is a selector engine, as those run in a world of their own: there they do not meet what a page
made of its globals, and Playwright's script, which finds elements, is there already. In the world
of the page it would have to be read again on each page, for about 20 ms.

All is marked by one attribute, and looks as one sheet says: putting back is to take them away.
"""

from urllib.parse import quote

from playwright.sync_api import Frame, Locator, Selectors

PADDING = 16  # Context around the subject, in CSS pixels; less than pages part their cards by.
_NAME = "guiderunner_stage"
_ATTRIBUTE = "data-guiderunner-hidden"


def install(selectors: Selectors) -> None:
    """Let all pages that open from now on be readied for pictures."""
    selectors.register(_NAME, script=_ENGINE, content_script=True)


def ask(where: Locator | Frame, action: str, *secrets: str) -> str:
    """Do *action* with the element, or the frame, and return what it tells: JSON.

    Actions: `cover` the *secrets* of a frame; `ready` the page for a picture of the element, its
    *secrets* covered; tell of a `mark`; `restore` a frame.

    Raises:
        playwright.sync_api.Error: If there is no such element, or more than one.
    """
    # Encoded, a secret is found in a trace, and does not part what is asked.
    given = ",".join(quote(one, safe="") for one in secrets)
    told = where.locator(f"{_NAME}={action}:{given}").get_attribute("value")
    return told or ""


# Covers what holds a secret: the fields, the words, and the least element that holds one whose
# words are apart; and what the page itself marks. Shadow roots are looked into. Returns the roots.
_SECRETS = """
const markSecrets = (secrets) => {
  const holds = (text) => secrets.some((secret) => text.includes(secret));
  const hide = (element) => element.setAttribute(attribute, 'secret');
  const least = (element) => {
    const within = [...element.children].filter((one) => holds(one.textContent));
    if (within.length) within.forEach(least); else hide(element);
  };
  const roots = [document];
  for (const root of roots) {
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
    for (const field of root.querySelectorAll('input, textarea')) {
      if (holds(field.value) || holds(field.placeholder)) hide(field);
    }
    for (const field of root.querySelectorAll('select')) {
      if ([...field.selectedOptions].some((one) => holds(one.textContent))) hide(field);
    }
    const top = root.body ?? root;
    const walker = document.createTreeWalker(top, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      if (holds(walker.currentNode.data)) hide(walker.currentNode.parentElement);
    }
    for (const one of top.children) if (holds(one.textContent)) least(one);
    root.querySelectorAll('[data-secret]').forEach(hide);
  }
  return roots;
};
"""

# What is marked is covered, or hidden, and the focus not shown; returns whether that was needed.
# By a sheet that no element holds: a page may forbid those of elements (`style-src`).
_COVER = """
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  [${attribute}=secret], [${attribute}=secret] * { color: transparent !important;
    -webkit-text-fill-color: transparent !important; text-shadow: none !important; }
  [${attribute}=secret] :is(text, tspan), :is(text, tspan)[${attribute}=secret] {
    fill: transparent !important; stroke: transparent !important; }
  [${attribute}=secret] { background: repeating-linear-gradient(90deg, #59636e 0 10px,
    #59636e 10px) 12px center / 9em 10px no-repeat #eef1f4 !important; }
  [${attribute}=secret]::selection { color: transparent; background: transparent }
  [${attribute}=toast] { visibility: hidden !important; }
  *:focus, *:focus-visible { outline-color: transparent !important;
    caret-color: transparent !important; }`);
const cover = (roots) => {
  const parts = roots.filter((one) => one.querySelector(`[${attribute}], :focus`));
  for (const root of parts) root.adoptedStyleSheets.push(sheet);
  return parts.length > 0;
};
"""

# What an element is called, in words that are on the screen or read out.
_NAMING = """
const words = (element) => (element?.innerText ?? '').trim().replace(/\\s+/g, ' ');
const given = (element) => {
  const by = (element.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean);
  return by.map((id) => words(document.getElementById(id))).join(' ').trim()
    || (element.getAttribute('aria-label') ?? '').trim();
};
"""

# One call: scroll to the subject, cover secrets, hide the focus ring, which would look like a
# mark, and messages that come and go over the page, let animations end, and read the subject's
# box and the boxes of all words.
_READY = """
const ready = (secrets, subject) => {
  const heading = () => {
    const headings = 'h1, h2, h3, h4, h5, h6, legend, caption';
    for (let one = subject; one; one = one.parentElement) {
      const found = given(one) || words(one.querySelector(headings));
      if (found) return found;
    }
    return document.title;
  };
  const boxes = (rects) => [...rects]
    .filter((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight)
    .map((r) => ({x: r.x, y: r.y, width: r.width, height: r.height}));
  const margin = subject.style.scrollMargin;
  subject.style.scrollMargin = `${padding}px`;  // Room for what is around it, and for badges.
  subject.scrollIntoView({block: 'nearest', inline: 'nearest', behavior: 'instant'});
  subject.style.scrollMargin = margin;
  const roots = markSecrets(secrets);
  for (const message of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {
    const floats = getComputedStyle(message).position === 'fixed';
    if (floats && !message.contains(subject) && !subject.contains(message)) {
      message.setAttribute(attribute, 'toast');
    }
  }
  const covers = cover(roots);
  const moving = document.getAnimations();
  const isEndless = (one) => one.effect?.getComputedTiming().endTime === Infinity;
  resting = moving.filter(isEndless);
  for (const one of moving) if (resting.includes(one)) one.cancel(); else one.finish();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.data.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    texts.push(...boxes(range.getClientRects()));
  }
  const controls = document.querySelectorAll('button, input, select, textarea, svg');
  for (const control of controls) texts.push(...boxes(control.getClientRects()));
  const [box] = boxes([subject.getBoundingClientRect()]);
  const {pageLeft, pageTop} = visualViewport;
  const viewport = [innerWidth, innerHeight], scroll = [pageLeft, pageTop];
  const touched = covers || resting.length > 0;
  return {box, heading: heading(), texts, viewport, scroll, display: display(), touched};
};
"""

# What the page believes of the screen that it is on, in Chromium's words. Playwright has it that
# a desktop's is wide and not turned, and that a phone's is never both.
_DISPLAY = """
const display = () => {
  const {type, angle} = screen.orientation ?? {type: 'landscape-primary', angle: 0};
  return {
    screenWidth: screen.width, screenHeight: screen.height, deviceScaleFactor: devicePixelRatio,
    mobile: type !== 'landscape-primary' || angle !== 0,
    screenOrientation: {type: type.replace('-p', 'P').replace('-s', 'S'), angle},
  };
};
"""

# A mark that lies in a message which was hidden is meant to be seen.
_MARK = """
const mark = (_, element) => {
  element.closest(`[${attribute}=toast]`)?.removeAttribute(attribute);
  const called = () => given(element) || words(element.labels?.[0])
    || words(element) || element.placeholder || element.title || '';
  const state = () => {
    const role = element.getAttribute('role') ?? '';
    const isBox = element.matches('input[type=checkbox], input[type=radio]');
    if (isBox || ['checkbox', 'radio', 'switch', 'option', 'tab'].includes(role)) {
      const on = isBox ? element.checked : ['aria-checked', 'aria-selected'].some(
        (one) => element.getAttribute(one) === 'true');
      return on ? 'selected' : 'unselected';
    }
    if (element.matches('button, a[href], summary, input[type=submit], input[type=button]')
        || ['button', 'link', 'menuitem'].includes(role)) {
      const off = element.disabled || element.getAttribute('aria-disabled') === 'true';
      return off ? 'unready' : 'ready';
    }
    if (element.matches('input, select, textarea')) return element.value ? 'filled' : 'empty';
    return 'says';
  };
  const {x, y, width, height} = element.getBoundingClientRect();
  const is = state(), label = (is === 'says' && words(element)) || called();
  return {box: {x, y, width, height}, label, state: is};
};
"""

_RESTORE = """
const restore = () => {
  const roots = [document];
  for (const root of roots) {
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    root.querySelectorAll(`[${attribute}]`).forEach((one) => one.removeAttribute(attribute));
  }
  resting.forEach((one) => one.play());
  resting = [];
};
"""

# What is told is an attribute of an element that the page does not have: as text, as a hundred
# boxes take a tenth of the time that way.
_ENGINE = f"""
(() => {{
  const attribute = '{_ATTRIBUTE}', padding = {PADDING};
  let resting = [];  // The animations that do not end.
  {_SECRETS}{_COVER}{_NAMING}{_DISPLAY}{_READY}{_MARK}{_RESTORE}
  const actions = {{cover: (secrets) => cover(markSecrets(secrets)), ready, mark, restore}};
  const queryAll = (root, asked) => {{
    const [action, given] = asked.split(':');
    const secrets = given.split(',').filter(Boolean).map(decodeURIComponent);
    const answer = document.createElement('data');
    answer.value = JSON.stringify(actions[action](secrets, root)) ?? '';
    return [answer];
  }};
  return {{queryAll, query: (root, asked) => queryAll(root, asked)[0]}};
}})()
"""
