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

// What the page has to say comes first.
document.querySelector("[data-focus]")?.focus({ preventScroll: false });
