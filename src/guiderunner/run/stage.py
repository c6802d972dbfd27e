"""Readies a page for a picture, and puts it back: the scripts that run in the page.

All is marked by one attribute, so that putting back is to take it away.
"""

ATTRIBUTE = "data-guiderunner-hidden"

# Covers what holds a secret: the fields, the words, and the least element that holds one whose
# words are apart. Shadow roots are looked into. Returns the roots.
_COVER = """
const cover = (secrets, attribute) => {
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
    const style = document.createElement('style');
    style.setAttribute(attribute, 'style');
    style.textContent = `
      [${attribute}=secret], [${attribute}=secret] * { color: transparent !important;
        -webkit-text-fill-color: transparent !important; text-shadow: none !important; }
      [${attribute}=secret] { background: repeating-linear-gradient(90deg, #59636e 0 10px,
        #59636e 10px) 12px center / 9em 10px no-repeat #eef1f4 !important; }
      [${attribute}=secret]::selection { color: transparent; background: transparent }
      [${attribute}=toast] { visibility: hidden !important; }
      *:focus, *:focus-visible { outline-color: transparent !important; }
      * { caret-color: transparent !important; }`;
    (root.head ?? root).append(style);
  }
  return roots;
};
"""

COVER_FRAME = f"([secrets, attribute]) => {{ {_COVER} cover(secrets, attribute); }}"

# One call: scroll to the subject, cover secrets, hide the focus ring, which would look like a
# mark, and messages that come and go over the page, let animations end, and read the subject's
# box and the boxes of all words.
READY = f"""
([subject, ...others], [secrets, attribute]) => {{
  if (!subject || others.length) return null;
  {_COVER}
  const boxes = (rects) => [...rects]
    .filter((r) => r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight)
    .map((r) => ({{x: r.x, y: r.y, width: r.width, height: r.height}}));
  subject.scrollIntoView({{block: 'nearest', inline: 'nearest', behavior: 'instant'}});
  cover(secrets, attribute);
  for (const message of document.querySelectorAll('[role=status], [role=alert], [aria-live]')) {{
    const floats = getComputedStyle(message).position === 'fixed';
    if (floats && !message.contains(subject) && !subject.contains(message)) {{
      message.setAttribute(attribute, 'toast');
    }}
  }}
  const moving = document.getAnimations();
  const isEndless = (one) => one.effect?.getComputedTiming().endTime === Infinity;
  document[attribute] = moving.filter(isEndless);
  for (const one of moving) {{
    if (document[attribute].includes(one)) one.cancel(); else one.finish();
  }}
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const texts = [];
  while (walker.nextNode()) {{
    if (!walker.currentNode.data.trim()) continue;
    range.selectNodeContents(walker.currentNode);
    texts.push(...boxes(range.getClientRects()));
  }}
  const controls = document.querySelectorAll('button, input, select, textarea, svg');
  for (const control of controls) texts.push(...boxes(control.getClientRects()));
  const [box] = boxes([subject.getBoundingClientRect()]);
  const {{pageLeft, pageTop}} = visualViewport;
  // As text: a hundred boxes take a tenth of the time that way.
  return JSON.stringify(
    {{box, texts, viewport: [innerWidth, innerHeight], scroll: [pageLeft, pageTop]}});
}}
"""

# A mark that lies in a message which was hidden is meant to be seen.
BOXES = """
(elements, attribute) => elements.map((element) => {
  element.closest(`[${attribute}=toast]`)?.removeAttribute(attribute);
  const {x, y, width, height} = element.getBoundingClientRect();
  return {x, y, width, height};
})
"""

RESTORE = """
(attribute) => {
  const roots = [document];
  for (const root of roots) {
    for (const one of root.querySelectorAll('*')) if (one.shadowRoot) roots.push(one.shadowRoot);
    root.querySelectorAll(`style[${attribute}]`).forEach((one) => one.remove());
    root.querySelectorAll(`[${attribute}]`).forEach((one) => one.removeAttribute(attribute));
  }
  for (const one of document[attribute] ?? []) one.play();
  delete document[attribute];
}
"""
