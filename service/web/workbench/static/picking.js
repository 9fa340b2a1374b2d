// 选择文件: chosen or dropped, listed with their sizes, removed, exchanged before they are sent.
"use strict";

(() => {
  const form = document.getElementById("hand-in");
  const limit = Number(form.dataset.limit);
  const most = Number(form.dataset.most);
  const readable = form.dataset.accept.split(",");
  const held = { draft: [], materials: [] };
  const listeners = [];

  function sizeOf(bytes) {
    if (bytes >= 1048576) return `${(bytes / 1048576).toFixed(bytes % 1048576 ? 1 : 0)} MB`;
    return bytes >= 1024 ? `${Math.round(bytes / 1024)} KB` : `${bytes} 字节`;
  }

  function isReadable(file) {
    const name = file.name.toLowerCase();
    return readable.some((ending) => name.endsWith(ending));
  }

  // The first of several files dropped on the draft is the draft, the others are materials.
  function add(place, files) {
    for (const file of files) {
      const one = { file, role: "" };
      if (place === "draft" && (held.draft.length === 0 || files.length === 1)) {
        held.draft = [one];
      } else {
        held.materials = held.materials.filter((other) => other.file.name !== file.name);
        held.materials.push(one);
      }
    }
    show();
  }

  function promote(one) {
    held.materials = held.materials.filter((other) => other !== one).concat(held.draft);
    held.draft = [one];
    show();
  }

  function remove(one) {
    for (const place of Object.keys(held)) held[place] = held[place].filter((other) => other !== one);
    show();
  }

  function show() {
    for (const place of Object.keys(held)) {
      form.querySelector(`[data-drop=${place}] .files`).replaceChildren(...held[place].map(row));
    }
    for (const told of listeners) told();
  }

  function row(one) {
    const line = document.getElementById("file-row").content.cloneNode(true).firstElementChild;
    line.querySelector(".name").textContent = one.file.name;
    const odd = one.file.size === 0 ? "空文件" : isReadable(one.file) ? "" : "这种格式读不了";
    const size = sizeOf(one.file.size);
    line.querySelector(".size").textContent = odd ? `${size}，${odd}` : size;
    line.classList.toggle("odd", Boolean(odd));
    const role = line.querySelector(".role");
    role.value = one.role;
    role.setAttribute("aria-label", `${one.file.name}的材料类型`);
    role.addEventListener("change", () => { one.role = role.value; });
    for (const [name, act, words] of [[".promote", promote, "设为草案"], [".remove", remove, "移去"]]) {
      const button = line.querySelector(name);
      button.setAttribute("aria-label", `${words}：${one.file.name}`);
      button.addEventListener("click", () => act(one));
    }
    return line;
  }

  // The files of a folder, however deep, without those that systems and Word leave behind.
  async function filesOf(entry) {
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) break;
      for (const one of some) found.push(...(await filesOf(one)));
    }
    return found.filter((file) => !file.name.startsWith(".") && !file.name.startsWith("~$"));
  }

  async function dropped(transfer) {
    const entries = Array.from(transfer.items, (item) => item.webkitGetAsEntry?.()).filter(Boolean);
    if (entries.length === 0) return Array.from(transfer.files);
    return (await Promise.all(entries.map(filesOf))).flat();
  }

  function receive(place) {
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", async (event) => {
      event.preventDefault();
      place.classList.remove("over");
      try {
        add(place.dataset.drop, await dropped(event.dataTransfer));
      } catch {
        window.fashen.say("拖进来的文件读不到，请改用“选择文件”。");
      }
    });
    const input = place.querySelector("input[type=file]");
    input.addEventListener("change", () => {
      add(place.dataset.drop, Array.from(input.files));
      input.value = "";
    });
  }

  // What some files weigh, in words, and whether it is too much.
  function weigh(files) {
    const bytes = files.reduce((sum, one) => sum + one.file.size, 0);
    const over = bytes > limit || files.length > most;
    const words = `共 ${files.length} 份，${sizeOf(bytes)}；上限 ${most} 份、${sizeOf(limit)}。`;
    if (files.length === 0) return { over, words: `全部文件合计不超过 ${sizeOf(limit)}，不超过 ${most} 份。` };
    return { over, words: over ? `${words}已经超过，请移去一部分。` : words };
  }

  for (const place of form.querySelectorAll("[data-drop]")) receive(place);
  // A file dropped beside a place must not replace the page.
  for (const kind of ["dragover", "drop"]) {
    window.addEventListener(kind, (event) => event.preventDefault());
  }
  window.fashen.picking = { held, sizeOf, weigh, onChange: (told) => listeners.push(told) };
})();
