// 处理意见: the fields of a decision, what follows one, conflicts, and several in one go.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  const { $, all, entries, select, nextOpen } = window.review;
  const bulk = $("#bulk");
  let deciding = null;

  // One pair of fields at a time, its first field ready to be written in.
  document.addEventListener("toggle", (event) => {
    const field = event.target;
    if (!field.matches?.("details.why")) return;
    for (const words of all("textarea", field)) words.setCustomValidity("");
    if (!field.open) return;
    for (const other of all("details.why[open]")) if (other !== field) other.open = false;
    $("textarea", field).focus({ preventScroll: true });
    field.scrollIntoView({ block: "nearest" });
  }, true);

  // Enter sends, Shift+Enter breaks the line, Esc gives up; never while a word is being composed.
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.("details.why");
    if (!field || event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      field.open = false;
      event.target.setCustomValidity?.("");
      field.closest(".entry").focus();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea")) {
      event.preventDefault();
      $('button[type="submit"]', field).click();
    }
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.rewrite");
    if (!button) return;
    const words = $('[name="wording"]', button.closest("details"));
    words.value = button.dataset.words;
    words.focus();
    words.setSelectionRange(words.value.length - 1, words.value.length - 1);
  });

  // A rejection without a reason, a change without words: say so beside the field.
  document.addEventListener("htmx:configRequest", (event) => {
    const form = event.detail.elt;
    if (!form.matches("form.decide")) return;
    const asked = { reject: ["reason", "请写明不采纳的理由"], modify: ["wording", "请写明修改意见"] };
    const needed = asked[event.detail.parameters.verdict || ""];
    const field = needed && form.elements[needed[0]];
    if (!field || field.value.trim()) {
      deciding = form.closest(".entry").id;
      return;
    }
    event.preventDefault();
    field.setCustomValidity(needed[1]);
    field.reportValidity();
    field.addEventListener("input", () => field.setCustomValidity(""), { once: true });
  });

  document.addEventListener("htmx:afterSettle", (event) => {
    if (!deciding || event.target.id !== deciding) return;
    const done = document.getElementById(deciding);
    deciding = null;
    $("#notice").replaceChildren();
    const next = done.classList.contains("settled") ? nextOpen(done) : done;
    select(next || done);
  });

  // Somebody was quicker: show what they decided.
  document.addEventListener("htmx:responseError", (event) => {
    const form = event.detail.elt;
    if (event.detail.xhr.status !== 409 || !form.matches?.("form.decide")) return;
    const entry = form.closest(".entry");
    deciding = null;
    const where = `${form.getAttribute("action").replace(/decisions$/, "entries")}/${encodeURIComponent(entry.dataset.fingerprint)}`;
    window.htmx.ajax("GET", where, { target: `#${entry.id}`, swap: "outerHTML" });
  });

  function ask(verdict) {
    const open = entries().filter((one) => !one.classList.contains("settled") && one.closest("#entries"));
    const form = $("#bulk-form");
    form.elements.verdict.value = verdict;
    form.elements.items.value = open.map((one) => `${one.dataset.fingerprint}=${one.dataset.after}`).join(" ");
    $("#bulk-asked").textContent = `对所列 ${open.length} 条待处理的意见一并${verdict === "adopt" ? "采纳" : "不采纳"}，确定吗？`;
    $("#bulk-reason").hidden = verdict === "adopt";
    form.elements.reason.required = verdict === "reject";
    bulk.showModal();
  }

  $("#adopt-all")?.addEventListener("click", () => ask("adopt"));
  $("#reject-all")?.addEventListener("click", () => ask("reject"));
  $("#bulk-cancel")?.addEventListener("click", () => bulk.close());
  bulk?.addEventListener("htmx:afterRequest", () => bulk.close());
});
