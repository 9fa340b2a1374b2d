"use strict";
(function () {
  var side = document.querySelector(".side");
  var draft = document.querySelector(".draft");
  var bar = document.querySelector(".bar");
  var below = document.querySelector(".below");
  var panes = document.querySelector(".panes");
  var wide = window.matchMedia("(min-width: 901px)");

  function bring(pane, target, share) {
    if (wide.matches && panes.getBoundingClientRect().bottom < window.innerHeight * 0.6) {
      panes.scrollIntoView({ block: "end" });
    }
    if (!wide.matches) { target.scrollIntoView({ block: "center" }); return; }
    var gap = target.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTo({ top: pane.scrollTop + gap - pane.clientHeight * share, behavior: "smooth" });
  }
  function light(key) {
    document.querySelectorAll(".on").forEach(function (e) { e.classList.remove("on"); });
    var card = document.getElementById(key);
    if (card) { card.classList.add("on"); }
    document.querySelectorAll('.mark[data-key="' + key + '"]').forEach(function (e) { e.classList.add("on"); });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest('a[href^="#"]');
    if (!link) { return; }
    var id = link.getAttribute("href").slice(1);
    var target = document.getElementById(id);
    if (!target) { return; }
    event.preventDefault();
    if (below && below.contains(target)) {
      light(id);
      if (target.tagName === "DETAILS") { target.open = true; }
      if (target.closest("details")) { target.closest("details").open = true; }
      target.scrollIntoView({ block: "start", behavior: "smooth" });
    } else if (draft.contains(target)) {
      light(id.slice(2));
      bring(draft, target.nextElementSibling || target, 0.3);
    } else {
      light(id);
      bring(side, target, 0.02);
    }
  });
  var button = document.createElement("button");
  var open = false;
  button.type = "button";
  button.textContent = "展开全部依据";
  button.addEventListener("click", function () {
    open = !open;
    document.querySelectorAll(".card details").forEach(function (e) { e.open = open; });
    button.textContent = open ? "收起全部依据" : "展开全部依据";
  });
  bar.querySelector(".links").appendChild(button);
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not(.fold)").forEach(function (e) { e.open = true; });
  });
})();
