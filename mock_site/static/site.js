// What pages do beyond links and forms; without script they still work.
document.querySelectorAll("[data-without-script]").forEach((one) => { one.hidden = true; });
document.querySelectorAll("[data-submit]").forEach((one) => {
  one.addEventListener("change", () => one.form.submit());
});
document.querySelectorAll("dialog[data-open]").forEach((one) => { one.close(); one.showModal(); });
document.querySelectorAll("[data-dialog]").forEach((one) => {
  one.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById(one.dataset.dialog).showModal();
  });
});
document.querySelectorAll("[data-close]").forEach((one) => {
  one.addEventListener("click", (event) => {
    event.preventDefault();
    one.closest("dialog").close();
  });
});
const toggle = (button, open) => {
  const balloon = document.getElementById(button.dataset.help);
  balloon.hidden = !open;
  button.setAttribute("aria-expanded", String(open));
  if (!open) button.focus();
};
document.querySelectorAll("[data-help]").forEach((button) => {
  const balloon = document.getElementById(button.dataset.help);
  button.addEventListener("click", () => toggle(button, balloon.hidden));
  balloon.querySelector("[data-close-help]").addEventListener("click", () => toggle(button, false));
  [button, balloon].forEach((one) => one.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !balloon.hidden) toggle(button, false);
  }));
});
document.querySelector("[role=alert]")?.focus();
