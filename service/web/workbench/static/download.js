// 导出: a file without leaving the page; an error is said at the top.
"use strict";

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-download]")) return;
  event.preventDefault();
  const button = event.submitter;
  const label = button.textContent;
  const body = new URLSearchParams(new FormData(form, button)); // a disabled button says nothing
  button.textContent = "正在生成……";
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body, headers: { "X-Fashen-Token": window.fashen.token(), "HX-Request": "true" },
    });
    if (answer.headers.get("HX-Redirect")) window.location.assign(answer.headers.get("HX-Redirect"));
    else if (answer.ok) save(await answer.blob(), nameOf(answer));
    else window.fashen.say(said(await answer.text()));
  } catch {
    window.fashen.say("连接不上服务，请稍后再试。");
  } finally {
    button.textContent = label;
    button.disabled = false;
  }

  function nameOf(answer) {
    const told = answer.headers.get("Content-Disposition") || "";
    return decodeURIComponent(told.split("filename*=UTF-8''")[1] || "审查报告");
  }

  function save(data, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(data);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    window.fashen.say(`已导出：${name}`, "done");
  }

  function said(html) {
    return new DOMParser().parseFromString(html, "text/html").body.textContent.trim();
  }
});
