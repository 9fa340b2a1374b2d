// 工作台脚本: what all pages share; each page's own script is a file of its own.
"use strict";

window.fashen = {
  // The token that changes must carry.
  token() {
    return document.querySelector('meta[name="fashen-token"]').content;
  },
  // Shows a sentence at the top of the page, as an alarm or as done.
  say(text, kind) {
    const place = document.getElementById("notice");
    const line = document.createElement("p");
    line.className = kind || "alarm";
    line.textContent = text;
    place.replaceChildren(line);
    place.scrollIntoView({ block: "nearest" });
  },
};

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details.account[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A file asked for in words before it happens: <button data-confirm="…">.
document.addEventListener("submit", (event) => {
  const asked = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (asked && !window.confirm(asked)) event.preventDefault();
});

document.addEventListener("htmx:sendError", () => {
  window.fashen.say("连接不上服务，请稍后再试；已经提交的内容不会丢失。");
});

// A refusal stands at the top of the page, wherever the reader is.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target?.id === "notice") event.detail.target.scrollIntoView({ block: "nearest" });
});
