"use strict";
for (const figure of document.querySelectorAll(".symconv .slide")) {
  const stage = figure.querySelector(".stage");
  const list = figure.querySelector(".positions");
  const positions = Array.from(list.children);
  const kernel = stage.querySelector(".kernel");
  const range = stage.querySelector("input");
  const count = stage.querySelector("output");
  const now = stage.querySelector(".now");
  const show = () => {
    const position = positions[range.value - 1];
    kernel.setAttribute("transform", `translate(${position.dataset.x} ${position.dataset.y})`);
    now.replaceChildren(position.querySelector(".sum").cloneNode(true));
    count.textContent = `${range.value} / ${positions.length}`;
    range.setAttribute("aria-valuetext", position.dataset.words);
  };
  range.addEventListener("input", show);
  show();
  stage.hidden = false;
  list.hidden = true;
}
