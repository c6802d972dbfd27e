// What pages do beyond links and forms; without script they still work.
document.querySelectorAll("[data-submit]").forEach((control) => {
  control.addEventListener("change", () => control.form.submit());
});

// A dialog that the server has opened becomes modal; others open from their buttons.
document.querySelectorAll("dialog[data-open]").forEach((dialog) => {
  dialog.close();
  dialog.showModal();
});
document.querySelectorAll("[data-dialog]").forEach((button) => {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(button.dataset.dialog).showModal();
  });
});
document.querySelectorAll("dialog:not([data-open]) [data-close]").forEach((button) => {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    button.closest("dialog").close();
  });
});

// Help balloons: one at a time; Escape and Close lead back to the icon.
const balloonOf = (button) => document.getElementById(button.dataset.help);
const fold = (button) => {
  balloonOf(button).hidden = true;
  button.setAttribute("aria-expanded", "false");
};
const helps = [...document.querySelectorAll("[data-help]")];
helps.forEach((button) => {
  const balloon = balloonOf(button);
  button.addEventListener("click", () => {
    const open = balloon.hidden;
    helps.forEach(fold);
    if (!open) return;
    balloon.hidden = false;
    button.setAttribute("aria-expanded", "true");
    balloon.focus();
  });
  const close = () => {
    fold(button);
    button.focus();
  };
  balloon.querySelector("[data-close-help]").addEventListener("click", close);
  [button, balloon].forEach((part) => part.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !balloon.hidden) close();
  }));
});

// Tabs: arrows move from one to the next, Home and End to the first and last.
document.querySelectorAll("[role=tablist]").forEach((list) => {
  const tabs = [...list.querySelectorAll("[role=tab]")];
  const open = (tab) => {
    tabs.forEach((one) => {
      const chosen = one === tab;
      one.setAttribute("aria-selected", String(chosen));
      one.tabIndex = chosen ? 0 : -1;
      document.getElementById(one.getAttribute("aria-controls")).hidden = !chosen;
    });
    history.replaceState(null, "", tab.href);
    tab.focus();
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      open(tab);
    });
    tab.addEventListener("keydown", (event) => {
      const last = tabs.length - 1;
      const next = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: last }[event.key];
      if (next === undefined && event.key !== " ") return;
      event.preventDefault();
      open(tabs[((next ?? index) + tabs.length) % tabs.length]);
    });
  });
});

// What the page has to say comes first.
document.querySelector("[data-focus]")?.focus({ preventScroll: false });
