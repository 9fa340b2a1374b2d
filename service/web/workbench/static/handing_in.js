// 送审: the form of a draft, sent with its progress; sent again after a broken line, accepted once.
"use strict";

(() => {
  const form = document.getElementById("hand-in");
  const { held, sizeOf, weigh, onChange } = window.fashen.picking;
  const AGAIN = "请稍后再点一次；不会重复受理。";
  let key = newKey();
  let request = null;

  // One key for one content: the service accepts the same content under it once.
  function newKey() {
    const chance = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(chance, (n) => n.toString(16).padStart(2, "0")).join("");
  }

  // The form.

  function way() {
    return form.elements.way?.value || "draft";
  }

  function sent() {
    return way() === "same" ? held.materials : [...held.draft, ...held.materials];
  }

  function tally() {
    const total = document.getElementById("total");
    const { over, words } = weigh(sent());
    total.classList.toggle("over", over);
    total.textContent = words;
    return over ? words : "";
  }

  function showWay() {
    for (const one of form.querySelectorAll("[data-way]")) {
      one.hidden = one.dataset.way !== way();
      if (one.tagName === "OPTION") one.disabled = one.hidden;
    }
    const base = document.getElementById("base");
    if (base?.selectedOptions[0]?.disabled) {
      base.value = base.querySelector("option:not([disabled])").value;
    }
    tally();
  }

  function showKind() {
    const kind = form.elements.kind.value;
    form.querySelector("[data-kind=contract]").hidden = kind !== "" && kind !== "contract";
    form.querySelector("[data-kind=public]").hidden = kind === "contract";
  }

  function roles() {
    const told = {};
    for (const line of form.querySelectorAll(".named li")) {
      const name = line.querySelector(".named-file").value.trim();
      const role = line.querySelector(".role").value;
      if (name && role) told[name] = role;
    }
    for (const one of held.materials) if (one.role) told[one.file.name] = one.role;
    return told;
  }

  function written() {
    const data = new FormData();
    for (const field of form.querySelectorAll("[name]")) {
      const asked = field.name !== "way" && field.value && !field.closest("[hidden]");
      if (asked) data.append(field.name, field.value);
    }
    const told = roles();
    if (Object.keys(told).length) data.append("roles", JSON.stringify(told));
    const base = document.getElementById("base");
    if (base?.value && !base.closest("[hidden]")) data.append("base", base.value);
    if (way() === "draft") data.append("file", held.draft[0].file, held.draft[0].file.name);
    for (const one of held.materials) data.append("materials", one.file, one.file.name);
    return data;
  }

  function missing() {
    if (way() === "draft" && held.draft.length === 0) return "还没有选择草案。";
    const empty = sent().find((one) => one.file.size === 0);
    if (empty) return `“${empty.file.name}”是空文件，请移去或者换一份。`;
    return tally();
  }

  // What is said beside the button.

  function complain(text, link) {
    const place = document.getElementById("trouble");
    place.replaceChildren();
    if (!text) return;
    const line = document.createElement("p");
    line.className = "alarm";
    line.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link, target: "_blank", rel: "noopener", textContent: "在新窗口登录" });
      line.append(anchor);
    }
    place.append(line);
    place.scrollIntoView({ block: "nearest" });
  }

  function busy(on) {
    document.getElementById("course").hidden = !on;
    document.getElementById("send").disabled = on;
  }

  function show(loaded, whole) {
    const bar = document.getElementById("sent");
    const said = document.getElementById("said");
    if (loaded >= whole) {
      bar.removeAttribute("value");
      said.textContent = "已经传完，正在受理";
      return;
    }
    bar.value = Math.floor((100 * loaded) / whole);
    said.textContent = `正在上传 ${sizeOf(loaded)}，共 ${sizeOf(whole)}（${bar.value}%）`;
  }

  // Sending.

  // The token of the session of now: somebody may have logged in anew in another window.
  async function token() {
    const answer = await fetch("/api/v1/session", { headers: { Accept: "application/json" } });
    const session = await answer.json();
    return session.user ? session.token : null;
  }

  function send(data, said) {
    request = new XMLHttpRequest();
    request.open("POST", form.dataset.to);
    if (said) request.setRequestHeader("X-Fashen-Token", said);
    request.setRequestHeader("Idempotency-Key", key);
    request.upload.addEventListener("progress", (event) => show(event.loaded, event.total));
    request.addEventListener("load", answered);
    request.addEventListener("error", () => ended(`没有收到服务的答复，${AGAIN}`));
    request.addEventListener("abort", () => ended("已经停止，文件还在，可以再次提交。"));
    request.send(data);
  }

  function answered() {
    const { status, responseText } = request;
    let body;
    try {
      body = JSON.parse(responseText);
    } catch {
      return ended(`服务的答复不完整，${AGAIN}`);
    }
    if (status === 200 || status === 201) {
      request = null;
      return window.location.assign(`/matters/${body.matter.id}`);
    }
    if (status === 401) return expired();
    const words = String(body.detail || body.title || "没有完成").replace(/^\[E\d+\]\s*/, "");
    return ended(body.code ? `${words}（错误代码 ${body.code}）` : words);
  }

  function ended(text, link) {
    request = null;
    busy(false);
    complain(text, link);
  }

  function expired() {
    ended("登录已经过期。登录以后回到本页再点一次，已选的文件还在。", "/login");
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const lack = missing();
    complain(lack);
    if (lack || request) return undefined;
    busy(true);
    show(0, 1);
    let said;
    try {
      said = await token();
    } catch {
      return ended(`连接不上服务，${AGAIN}`);
    }
    return said === null ? expired() : send(written(), said);
  });

  onChange(() => {
    key = newKey();
    complain("");
    tally();
  });
  form.addEventListener("input", () => { key = newKey(); });
  form.addEventListener("change", (event) => {
    if (event.target.name === "way") showWay();
    if (event.target.name === "kind") showKind();
  });
  document.getElementById("one-more").addEventListener("click", () => {
    form.querySelector(".named").append(document.getElementById("named-row").content.cloneNode(true));
    form.querySelector(".named li:last-child input").focus();
  });
  document.getElementById("stop").addEventListener("click", () => request?.abort());
  window.addEventListener("beforeunload", (event) => {
    if (request) event.preventDefault();
  });
  showWay();
  showKind();
})();
