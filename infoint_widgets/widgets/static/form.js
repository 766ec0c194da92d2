// What every form shares: letters typed in it are no commands of the notebook's, what folds opens
// without a mouse, a kernel that is gone is said plainly, and status messages are read out.

const IN_VIEW_MS = 4_000;
// A mistake, or what can be undone, is said until something else is, or somebody closes it.
const SAID_MS = 6_000;
const SHOWN_MS = 50; // until what was asked to be shown is there
const FOLDED = ".jupyter-widget-Collapse-header";
const CONTROLS = ":is(input, select, textarea, button, summary, [role=button]):not(.infoint-status *)";
const OPEN = ".jupyter-widget-Collapse-open";

function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

function attached(el, then) {
  const root = el.closest(".infoint-form");
  if (root) then(root);
  else setTimeout(() => attached(el, then), 20);
}

// Where the focus is without anybody having moved it since they asked the kernel for something.
function stay(control) {
  for (const before of document.querySelectorAll("[data-stays]")) delete before.dataset.stays;
  if (control) control.dataset.stays = "";
}

function put(control, how) {
  control?.focus(how);
  stay(control);
}

const askFor = (control) => control?.dispatchEvent(new CustomEvent("infoint-focus", { bubbles: true }));

// The kernel may answer late: whoever has gone on by then is not called back from where they are.
function leadWhoWaits(root, signal) {
  const asks = ({ key, target }) =>
    key ? key === "Enter" && !target.matches("textarea") : !target.matches(":read-write");
  for (const type of ["keydown", "click", "change"]) {
    const look = (event) => asks(event) && stay(document.activeElement);
    document.addEventListener(type, look, { signal, capture: true });
  }
  const lead = (event) => {
    event.stopPropagation();
    if (document.activeElement.matches("body, [data-stays]")) put(event.target);
  };
  root.addEventListener("infoint-focus", lead, { signal });
}

// After Start the notebook scrolls to and fro, and the form grows: until somebody touches the page,
// it is brought back into view, and has the focus, for outside of it letters are commands.
function keepInView(root) {
  const cell = root.closest(".jp-Cell");
  const notebook = root.closest(".jp-Notebook");
  const end = new AbortController();
  const { signal } = end;
  const show = () => {
    cell.scrollIntoView({ block: "nearest" });
    const active = document.activeElement;
    // Never from a dialog or another form: only where letters would be the notebook's commands.
    const ofNotebook = notebook.contains(active) && !active.closest(".jp-OutputArea");
    if (active !== document.body && !ofNotebook) return;
    put(root.querySelector(":is(input, textarea, select):enabled"), { preventScroll: true });
  };
  const grown = new ResizeObserver(show);
  grown.observe(root);
  signal.addEventListener("abort", () => grown.disconnect());
  for (const moved of ["scroll", "focusin"]) {
    document.addEventListener(moved, show, { signal, capture: true });
  }
  for (const touch of ["wheel", "pointerdown", "keydown", "input"]) {
    document.addEventListener(touch, () => end.abort(), { signal, capture: true });
  }
  setTimeout(() => end.abort(), IN_VIEW_MS);
}

// What came up below the window's edge is scrolled to; what is in view stays where it is.
function intoView(part) {
  const edge = part?.closest(".jp-WindowedPanel-outer")?.getBoundingClientRect().bottom;
  if (!part?.checkVisibility() || part.getBoundingClientRect().bottom <= (edge ?? innerHeight)) return;
  const gently = !matchMedia("(prefers-reduced-motion: reduce)").matches;
  part.scrollIntoView({ block: "nearest", behavior: gently ? "smooth" : "auto" });
}

// A notice that stays must not hide the field that somebody is in: the page is moved by as much.
function uncover(line, control) {
  const [notice, field] = [line, control].map((part) => part.getBoundingClientRect());
  if (!notice.height || field.bottom <= notice.top || field.top >= notice.bottom) return;
  const room = getComputedStyle(control).scrollMarginBottom;
  control.style.scrollMarginBottom = `${innerHeight - notice.top}px`;
  control.scrollIntoView({ block: "nearest" });
  control.style.scrollMarginBottom = room;
}

const usable = (control) =>
  control.isConnected && !control.disabled && control.checkVisibility({ visibilityProperty: true });

// What comes after a control that is gone, in the smallest part around it that has anything left.
function instead([control, ...parts]) {
  for (const part of parts.filter((part) => part.isConnected)) {
    const left = [...part.querySelectorAll(CONTROLS)].filter(usable);
    const after = (other) => control.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    if (left.length) return (control.isConnected && left.find(after)) || left[0];
  }
}

// When what has the focus disappears or is shut, another control gets it, for without any the next
// Tab begins anywhere. What a form says goes away by itself: from there it goes back.
function keepFocus(root, el, signal) {
  let held = null; // the control, and the parts around it, from the inside out
  let settling = null;
  const settle = () => {
    settling = null;
    const active = document.activeElement;
    const nowhere = !active || active === document.body || (root.contains(active) && !usable(active));
    if (held && nowhere && root.isConnected) put(usable(held[0]) ? held[0] : instead(held));
  };
  const look = () => {
    const active = document.activeElement;
    const lost = held && (!usable(held[0]) || (active && el.contains(active) && !usable(active)));
    clearTimeout(settling);
    if (lost || settling) settling = setTimeout(settle, SHOWN_MS);
  };
  const hold = ({ target }) => {
    if (el.contains(target)) return;
    held = [];
    for (let part = target; part !== root.parentElement; part = part.parentElement) held.push(part);
  };
  const letGo = ({ target, relatedTarget }) => {
    if (usable(target) && !root.contains(relatedTarget)) held = null;
  };
  root.addEventListener("focusin", hold, { signal });
  root.addEventListener("focusout", letGo, { signal });
  const changed = new MutationObserver(look);
  const attributeFilter = ["class", "style", "hidden", "disabled"];
  changed.observe(root, { subtree: true, childList: true, attributeFilter });
  signal.addEventListener("abort", () => changed.disconnect());
}

function ownKeys(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  event.stopPropagation();
  if (!event.target.matches(FOLDED) || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  event.target.click();
}

// ipywidgets' accordion is made of plain boxes: here they become buttons that say if they are open.
function nameFolds(root) {
  for (const header of root.querySelectorAll(FOLDED)) {
    header.tabIndex = 0;
    header.setAttribute("role", "button");
    header.setAttribute("aria-expanded", header.parentElement.matches(OPEN));
    header.querySelector("i")?.setAttribute("aria-hidden", "true");
  }
}

function render({ model, el }) {
  el.classList.add("infoint-status");
  const gone = element("div", "infoint-gone", el);
  gone.hidden = true;
  gone.setAttribute("role", "alert");
  const line = element("div", "infoint-line", el);
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "polite");
  const said = element("span", "", line);
  const undo = element("button", "infoint-undo", line);
  undo.type = "button";
  undo.onclick = () => model.send({ do: "undo" });
  const close = element("button", "infoint-close", line);
  close.type = "button";
  close.onclick = () => model.send({ do: "close" });

  let fading = null;
  const show = () => {
    const { text, kind, undo: label } = model.get("said");
    said.textContent = text ?? "";
    line.dataset.kind = kind ?? "";
    undo.textContent = label ?? "";
    undo.hidden = !label;
    const stays = Boolean(text) && (Boolean(label) || kind === "error");
    close.hidden = !stays;
    close.textContent = stays ? "×" : "";
    close.setAttribute("aria-label", model.get("words").close ?? "");
    clearTimeout(fading);
    if (!stays) fading = setTimeout(() => (said.textContent = ""), SAID_MS);
  };

  let watcher = null;
  const end = new AbortController();
  attached(el, (root) => {
    root.addEventListener("keydown", ownKeys);
    root.addEventListener("focusin", ({ target }) => {
      if (!el.contains(target)) uncover(line, target);
    });
    keepFocus(root, el, end.signal);
    leadWhoWaits(root, end.signal);
    const look = () => {
      const lost = root.classList.contains("jupyter-widgets-disconnected");
      if (lost === !gone.hidden) return;
      const words = model.get("words");
      gone.replaceChildren(words.gone);
      const start = element("button", "infoint-main", gone);
      start.textContent = words.start;
      start.dataset.commandlinkerCommand = "notebook:run-all-cells";
      gone.hidden = !lost;
      line.hidden = lost;
      for (const part of root.children) if (!part.contains(el)) part.inert = lost;
    };
    const seen = () => {
      look();
      nameFolds(root);
    };
    watcher = new MutationObserver(seen);
    watcher.observe(root, { subtree: true, childList: true, attributeFilter: ["class"] });
    seen();
    const first = root.closest(".jp-Notebook")?.querySelector(".infoint-form");
    if (model.get("begins_page") && root === first && (navigator.userActivation?.isActive ?? true)) keepInView(root);
  });

  const lead = ({ part, view }) => {
    const root = el.closest(".infoint-form");
    if (part) {
      const found = root?.querySelectorAll(`.${part} :is(input, select, button)`) ?? [];
      // One that isn't shown has no box around it.
      askFor([...found].find((control) => control.offsetParent));
    }
    if (view) setTimeout(() => intoView(root?.querySelector(`.${view}`)), SHOWN_MS);
  };
  model.on("msg:custom", lead);
  model.on("change:said", show);
  show();
  model.send({ do: "shown", zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  return () => {
    model.off("msg:custom", lead);
    model.off("change:said", show);
    watcher?.disconnect();
    end.abort();
    model.send({ do: "hidden" });
  };
}

export default { render };
