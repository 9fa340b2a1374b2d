// 筛选: which findings are listed, and how many.
"use strict";

window.addEventListener("DOMContentLoaded", () => {
  const { $, all, settle } = window.review;
  const form = $("#filters");
  if (!form) return;

  const states = {
    open: (entry) => !entry.classList.contains("settled"),
    done: (entry) => entry.classList.contains("settled"),
    carried: (entry) => ["kept", "outstanding"].includes(entry.dataset.state),
    reopened: (entry) => entry.dataset.state === "reopened",
  };
  for (const verdict of ["adopt", "modify", "reject"]) {
    states[verdict] = (entry) => entry.dataset.verdict === verdict;
  }
  for (const cause of ["clause", "facts", "law"]) {
    states[cause] = (entry) => entry.dataset.causes.split(" ").includes(cause);
  }

  function apply() {
    const severities = new Set(all('[name="severity"]:checked', form).map((one) => one.value));
    const { state, category, source } = form.elements;
    let listed = 0;
    let waiting = 0;
    const cards = all("#entries .entry");
    for (const entry of cards) {
      const fits = severities.has(entry.dataset.severity)
        && (!state.value || states[state.value](entry))
        && (!category.value || entry.dataset.category === category.value)
        && (!source.value || entry.dataset.source === source.value);
      entry.classList.toggle("hidden", !fits);
      listed += fits ? 1 : 0;
      waiting += fits && states.open(entry) ? 1 : 0;
      for (const mark of all(`.draft [data-key="${entry.id}"]`)) mark.classList.toggle("hidden", !fits);
    }
    $("#shown").textContent = listed === cards.length
      ? `共 ${listed} 条，待处理 ${waiting} 条` : `列出 ${listed} 条（共 ${cards.length} 条），待处理 ${waiting} 条`;
    for (const button of all(".bulk button", form)) button.disabled = !waiting;
  }

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("htmx:afterSettle", () => { settle(); apply(); });
  apply();
});
