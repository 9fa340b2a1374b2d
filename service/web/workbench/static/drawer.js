// 依据抽屉: the full article and its history beside the page it is asked from.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  const drawer = document.getElementById("drawer");
  const inside = document.getElementById("drawer-body");
  let asker = null;

  function close() {
    drawer.hidden = true;
    if (asker?.isConnected) asker.focus();
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-drawer]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!drawer.contains(link)) asker = link;
    await window.htmx.ajax("GET", link.getAttribute("href"), { target: inside, swap: "innerHTML" });
    drawer.hidden = false;
    drawer.scrollTop = 0;
    inside.focus({ preventScroll: true });
  });

  document.getElementById("drawer-close").addEventListener("click", close);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !drawer.hidden && !document.querySelector("dialog[open]")) close();
  });
});
