// 审查页: the two panes, which part is shown, which finding is at hand.
"use strict";

window.review = (() => {
  const $ = (selector, root) => (root || document).querySelector(selector);
  const all = (selector, root) => [...(root || document).querySelectorAll(selector)];
  const wide = window.matchMedia("(min-width: 901px)");
  const views = all(".view");
  let current = null;

  document.documentElement.classList.add("scripted");

  // Shows one part of the page; the others wait.
  function show(id) {
    const wanted = document.getElementById(id) || views[0];
    for (const view of views) view.classList.toggle("off", view !== wanted);
    for (const link of all(".views a")) {
      if (link.hash === `#${wanted.id}`) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (wanted.id === "v-text") place();
  }

  function shown() {
    return views.find((view) => !view.classList.contains("off")) || views[0];
  }

  // The entries to walk through: what the filter leaves of the part that is shown.
  function entries() {
    return all(".entry", shown()).filter((entry) => !entry.classList.contains("hidden"));
  }

  // Scrolls a pane until the target stands `below` its top.
  function bring(pane, target, below) {
    if (!wide.matches) {
      target.scrollIntoView({ block: "center" });
      return;
    }
    const gap = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + gap - below });
  }

  function toDraft(target) {
    const draft = $(".draft");
    bring(draft, target, draft.clientHeight * 0.3);
  }

  // Makes an entry the one at hand, in both panes.
  function select(entry, { quiet = false, draft = true } = {}) {
    for (const one of all(".on")) one.classList.remove("on");
    current = entry;
    if (!entry) return;
    const view = entry.closest(".view");
    if (view !== shown()) show(view.id);
    entry.classList.add("on");
    const marks = all(`.draft [data-key="${entry.id}"]`);
    for (const mark of marks) mark.classList.add("on");
    if (!quiet) entry.focus({ preventScroll: true });
    const side = entry.closest(".side");
    if (side) bring(side, entry, $("#filters").offsetHeight + 8);
    else entry.scrollIntoView({ block: "center" });
    if (draft && marks.length && wide.matches) toDraft(marks[0]);
  }

  function step(by) {
    const list = entries();
    if (!list.length) return;
    const at = list.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by;
    select(list[Math.max(0, Math.min(list.length - 1, next))]);
  }

  // The next entry that waits for somebody, from this one on and then from the top.
  function nextOpen(from) {
    const list = entries();
    const at = list.indexOf(from);
    const waits = (entry) => !entry.classList.contains("settled") && $("form.decide", entry);
    return list.slice(at + 1).find(waits) || list.slice(0, Math.max(at, 0)).find(waits) || null;
  }

  // Marks in the draft look settled when their entry is.
  function settle() {
    for (const entry of all("#entries .entry")) {
      const settled = entry.classList.contains("settled");
      for (const mark of all(`.draft [data-key="${entry.id}"]`)) {
        mark.classList.toggle("settled", settled);
        mark.classList.toggle("rejected", entry.dataset.verdict === "reject");
      }
    }
  }

  // Numbers in the margin: those of one line stand beside one another.
  function place() {
    const nos = all(".draft .nos");
    const tops = nos.map((one) => one.offsetTop);
    let left = 0;
    nos.forEach((one, at) => {
      left = at && Math.abs(tops[at] - tops[at - 1]) < 12 ? left + nos[at - 1].offsetWidth : 0;
      one.style.marginLeft = left ? `${-left}px` : "";
    });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.ctrlKey || event.metaKey) return;
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    event.preventDefault();
    if (target.classList.contains("view")) {
      show(target.id);
      if (wide.matches) target.scrollTop = 0;
      history.replaceState(null, "", link.hash);
    } else if (target.closest(".draft")) {
      const entry = document.getElementById(target.id.slice(2));
      show("v-text");
      if (entry) select(entry, { quiet: true });
      toDraft(target);
    } else if (target.classList.contains("entry")) {
      select(target, { draft: !link.closest(".draft") });
    } else {
      const view = target.closest(".view");
      if (view) show(view.id);
      if (target.closest("details")) target.closest("details").open = true;
      target.scrollIntoView({ block: "center" });
    }
  });

  document.addEventListener("click", (event) => {
    const entry = event.target.closest(".entry");
    if (entry && entry !== current && !event.target.closest("a, button, summary, textarea, label")) {
      select(entry, { quiet: true });
    }
    for (const menu of all("details.menu-of[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  $("#print-page")?.addEventListener("click", () => window.print());
  window.addEventListener("resize", place);
  window.addEventListener("DOMContentLoaded", () => {
    const asked = document.getElementById(location.hash.slice(1));
    const view = asked?.closest(".view");
    show(view ? view.id : views[0].id);
    settle();
    if (asked?.classList.contains("entry")) select(asked);
  });

  return { $, all, entries, select, step, show, shown, nextOpen, settle, views,
    get current() { return current; } };
})();
