// 快捷键: j k a r m u o / ? and the figures; they never act while somebody writes.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  const { $, all, step, show } = window.review;
  const help = $("#help");

  function press(selector) {
    const entry = window.review.current;
    const button = entry && $(selector, entry);
    if (button) button.click();
  }

  function reveal(kind) {
    const entry = window.review.current;
    const field = entry && $(`details.why.${kind}`, entry);
    if (!field) return;
    field.open = true;
    $("textarea", field).focus({ preventScroll: true });
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    a: () => press('form.decide button[value="adopt"]'),
    r: () => reveal("reject"),
    m: () => reveal("modify"),
    u: () => press('form.decide button[value="withdraw"]'),
    o: () => press("a.law"),
    "/": () => { show("v-text"); $('#filters select[name="state"]').focus(); },
    "?": () => help.showModal(),
  };

  function writes(target) {
    return target.closest("input, textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.matches("#filters select")) event.target.blur();
    if (writes(event.target) || $("dialog[open]")) return;
    const act = keys[event.key];
    const view = /^[1-9]$/.test(event.key) && all(".views a")[Number(event.key) - 1];
    if (!act && !view) return;
    event.preventDefault();
    if (act) act();
    else view.click();
  });

  $("#keys-help").addEventListener("click", () => help.showModal());
});
