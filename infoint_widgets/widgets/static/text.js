// One text field. What is typed stays in this browser until the log has it, and a field with the
// focus or with unsaved text is never overwritten from elsewhere.

const PREFIX = "infoint:";
const view = Math.random().toString(36).slice(2);

function keep(key, text, base, sent) {
  const entry = { text, base, sent, at: Date.now() };
  try {
    localStorage.setItem(`${PREFIX}${key}#${view}`, JSON.stringify(entry));
  } catch {
    // A full or forbidden storage must not stop anybody from typing.
  }
}

// Tells texts apart, in a few letters.
function digest(text) {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return `${text.length}:${sum}`;
}

function entries(key) {
  const found = [];
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${PREFIX}${key}#`)) continue;
    try {
      found.push({ name, ...JSON.parse(localStorage.getItem(name)) });
    } catch {
      localStorage.removeItem(name);
    }
  }
  return found.sort((a, b) => b.at - a.at);
}

function forget(key, text) {
  for (const entry of entries(key)) {
    if (entry.name.endsWith(`#${view}`) || entry.text === text) localStorage.removeItem(entry.name);
  }
}

function element(tag, className, parent, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

function render({ model, el }) {
  const id = `infoint-${Math.random().toString(36).slice(2)}`;
  el.classList.add("infoint-text");
  const label = element("label", "infoint-label", el);
  label.htmlFor = id;
  const holder = element("div", "infoint-box", el);
  const layer = element("div", "infoint-marks", holder);
  layer.setAttribute("aria-hidden", "true");
  const box = element(model.get("spec").rows > 1 ? "textarea" : "input", "", holder);
  box.id = id;
  const hint = element("div", "infoint-hint", el);
  hint.id = `${id}-hint`;
  const note = element("div", "infoint-note", el);
  note.id = `${id}-note`;
  note.setAttribute("role", "status");
  const clash = element("div", "infoint-clash", el);
  clash.setAttribute("role", "alert");
  clash.hidden = true;

  let key = null;
  let base = "";
  // Digests of what was sent since: a kernel that dies may have saved any of it.
  let sent = [];
  let theirs = null;
  // Whether somebody typed here since the text last came from the log.
  let touched = false;

  const words = () => model.get("words");
  const send = (what) => {
    try {
      model.send({ do: what, key, text: box.value, base });
    } catch {
      // The kernel is gone; the text is in this browser.
    }
  };
  const remember = () => {
    sent.push(digest(box.value));
    keep(key, box.value, base, sent);
  };
  const buildOn = (text) => {
    base = text;
    sent.splice(0, sent.lastIndexOf(digest(text)) + 1);
  };

  function describe() {
    const spec = model.get("spec");
    label.textContent = spec.label;
    hint.textContent = spec.hint ?? "";
    box.setAttribute("aria-describedby", `${hint.id} ${note.id}`);
    box.placeholder = spec.placeholder ?? "";
    box.spellcheck = spec.rows > 1;
    box.autocomplete = "off";
    if (spec.rows > 1) box.style.setProperty("--infoint-rows", spec.rows);
    else box.type = spec.type ?? "text";
    if (spec.language) box.lang = spec.language;
  }

  function say(text, kind = "") {
    note.textContent = text;
    note.dataset.kind = kind;
    box.setAttribute("aria-invalid", kind === "error" ? "true" : "false");
  }

  function showNote() {
    const { text, kind } = model.get("note");
    say(text ?? "", kind ?? "");
  }

  function settle() {
    theirs = null;
    clash.hidden = true;
    clash.replaceChildren();
  }

  function disagree(text) {
    const seen = clash.querySelector("blockquote") !== null;
    theirs = text;
    clash.replaceChildren();
    clash.hidden = false;
    element("span", "", clash, words().elsewhere);
    const choice = element("div", "infoint-actions", clash);
    const look = element("button", "", choice, words().show);
    const mine = element("button", "", choice, words().keep);
    look.type = mine.type = "button";
    look.onclick = ({ isTrusted }) => {
      const take = element("button", "", choice, words().take);
      take.type = "button";
      look.replaceWith(take);
      if (isTrusted) take.focus();
      choice.before(element("blockquote", "", clash, theirs));
      take.onclick = () => {
        takeTheirs();
        box.focus();
      };
    };
    mine.onclick = () => {
      buildOn(theirs);
      settle();
      remember();
      send("keep");
      box.focus();
    };
    if (seen) look.click();
  }

  function takeTheirs() {
    box.value = theirs;
    buildOn(theirs);
    touched = false;
    forget(key, box.value);
    settle();
    send("take");
    mark();
  }

  function begin(stored) {
    key = stored.key;
    base = stored.text;
    sent = [];
    touched = false;
    settle();
    // What is said of a text goes with it.
    if (["saved", "restored"].includes(note.dataset.kind)) say("");
    if (stored.emptied) forget(key, box.value);
    box.value = stored.text;
    const kept = entries(key).find((entry) => entry.text !== stored.text);
    if (!kept) return forget(key, stored.text);
    box.value = kept.text;
    ({ base, sent = [] } = kept);
    localStorage.removeItem(kept.name);
    const overtaken = base !== stored.text && !sent.includes(digest(stored.text));
    if (!overtaken) buildOn(stored.text);
    remember();
    if (overtaken) return disagree(stored.text);
    say(words().restored, "restored");
    send("left");
  }

  function saved() {
    const wasUnsaved = entries(key).some((entry) => entry.name.endsWith(`#${view}`));
    forget(key, box.value);
    settle();
    if (!wasUnsaved || ["restored", "error"].includes(note.dataset.kind)) return;
    say(`${words().saved} ${clock()}`, "saved");
  }

  // A line is kept without its stray white space; it is shown as it is kept when it is left.
  function showAsKept() {
    const { text, typed, mine } = model.get("stored");
    if (!mine || box.value !== typed) return;
    box.value = text;
    buildOn(text);
  }

  function onStored() {
    const stored = model.get("stored");
    box.disabled = stored.key === "";
    if (stored.key !== key || stored.anew !== begun) {
      begun = stored.anew;
      begin(stored);
    } else if (stored.text === box.value) {
      buildOn(stored.text);
      saved();
    } else if (box.value === base && theirs === null && document.activeElement !== box) {
      box.value = stored.text;
      buildOn(stored.text);
      touched = false;
    } else if (stored.mine) {
      buildOn(stored.text);
      if (box.value === stored.typed) saved();
      else keep(key, box.value, base, sent);
      if (document.activeElement !== box) showAsKept();
    } else {
      disagree(stored.text);
    }
    mark();
  }
  let begun = null;

  const clock = () =>
    new Date().toLocaleTimeString(words().locale, { hour: "2-digit", minute: "2-digit" });

  function mark() {
    const { text, spans } = model.get("marks");
    const now = box.value;
    layer.replaceChildren();
    let at = 0;
    for (const [start, end, kind] of spans ?? []) {
      // While the kernel is still reading, only marks whose words still stand there are drawn.
      if (start < at || now.slice(start, end) !== text.slice(start, end)) continue;
      layer.append(now.slice(at, start));
      element("mark", `infoint-mark-${kind}`, layer, now.slice(start, end));
      at = end;
    }
    layer.append(`${now.slice(at)}\n`);
    layer.scrollTop = box.scrollTop;
  }

  box.addEventListener("input", () => {
    touched = true;
    remember();
    if (note.dataset.kind !== "error") say("");
    mark();
    send("typed");
  });
  const leave = ({ relatedTarget }) => {
    showAsKept();
    if (box.value !== base) send("left");
    else if (theirs !== null && !touched && !clash.contains(relatedTarget)) takeTheirs();
  };
  box.addEventListener("blur", leave);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || box.tagName !== "INPUT") return;
    if (box.value !== base) send("left");
    send("enter");
  });
  box.addEventListener("scroll", () => (layer.scrollTop = box.scrollTop));

  const told = (message) => {
    if (message.do === "select") box.setSelectionRange(...message.span);
    if (message.do === "insert") {
      box.setRangeText(message.text, box.selectionStart, box.selectionEnd, "end");
      box.dispatchEvent(new Event("input"));
    }
    box.dispatchEvent(new CustomEvent("infoint-focus", { bubbles: true }));
  };
  model.on("change:spec change:words", describe);
  model.on("change:stored", onStored);
  model.on("change:note", showNote);
  model.on("change:marks", mark);
  model.on("msg:custom", told);
  describe();
  showNote();
  onStored();
  return () => {
    model.off("change:spec change:words", describe);
    model.off("change:stored", onStored);
    model.off("change:note", showNote);
    model.off("change:marks", mark);
    model.off("msg:custom", told);
  };
}

export default { render };
