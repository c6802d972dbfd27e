const pictures = JSON.parse(document.getElementById("pictures").textContent);
const variants = [...document.querySelectorAll(".variant")];
const buttons = [...document.querySelectorAll("[data-show]")];
const search = document.querySelector("input");

// Pictures are decoded when somebody looks: a run may have thousands.
function draw(variant) {
  for (const image of variant.querySelectorAll("img:not([src])")) {
    const data = pictures[image.dataset.picture];
    if (data) image.src = data; else image.replaceWith("The picture is not in this file.");
  }
}
for (const variant of variants) {
  variant.addEventListener("toggle", () => variant.open && draw(variant));
  if (variant.open) draw(variant);
}

function filter() {
  const shown = buttons.find((one) => one.getAttribute("aria-pressed") === "true").dataset.show;
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const one of variants) {
    const fits = (!shown || one.dataset.verdict === shown) && words.every((word) => one.dataset.words.includes(word));
    one.hidden = !fits;
  }
  document.querySelector(".none").hidden = variants.some((one) => !one.hidden);
}
for (const button of buttons) {
  button.addEventListener("click", () => {
    for (const one of buttons) one.setAttribute("aria-pressed", String(one === button));
    filter();
  });
}
search.addEventListener("input", filter);
