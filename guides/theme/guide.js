// Two conveniences; without script, links go to anchors and pictures open by themselves.
"use strict";

const say = (text) => {
  const said = document.getElementById("said");
  said.textContent = "";
  window.setTimeout(() => { said.textContent = text; }, 50);
};

// The link of a step copies its address.
for (const anchor of document.querySelectorAll("a.anchor")) {
  anchor.addEventListener("click", () => {
    navigator.clipboard?.writeText(anchor.href).then(() => {
      say(document.body.dataset.copied);
      anchor.dataset.said = document.body.dataset.copied;
      window.setTimeout(() => { delete anchor.dataset.said; }, 2000);
    }, () => {});
  });
}

// A picture opens over the page, and closes by Escape, its button, or a click beside it.
const pictures = document.querySelectorAll("a.zoom");
if (pictures.length && typeof HTMLDialogElement === "function") {
  const viewer = document.createElement("dialog");
  viewer.className = "viewer";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = document.body.dataset.close;
  close.addEventListener("click", () => viewer.close());
  const large = document.createElement("img");
  const frame = document.createElement("div");
  frame.tabIndex = 0;
  frame.className = "viewer-picture";
  frame.append(large);
  viewer.append(close, frame);
  viewer.addEventListener("click", (event) => {
    if (event.target === viewer) viewer.close();
  });
  document.body.append(viewer);
  for (const picture of pictures) {
    picture.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const small = picture.querySelector("img");
      large.src = small.src;
      large.alt = small.alt;
      large.width = Number(small.getAttribute("width"));
      large.height = Number(small.getAttribute("height"));
      viewer.setAttribute("aria-label", small.alt);
      frame.setAttribute("aria-label", small.alt);
      frame.setAttribute("role", "region");
      viewer.showModal();
    });
  }
}
