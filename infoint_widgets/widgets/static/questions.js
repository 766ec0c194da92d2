// The questions of a meeting in their order. Rows that stay are moved, not made anew, so that what
// is open stays open and a button that was pressed keeps the focus.

function element(tag, className, parent, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

function button(className, parent, text) {
  const made = element("button", className, parent, text);
  made.type = "button";
  return made;
}

function put(node, text) {
  if (node.textContent !== text) node.textContent = text;
  node.hidden = !text;
}

function row(list, words, id, send) {
  const item = element("li", "", list);
  const said = element("div", "infoint-said", item);
  const text = element("p", "", said);
  const more = element("details", "", said);
  element("summary", "", more, words.aim);
  const aim = element("p", "", more);
  const before = element("p", "infoint-quiet", said);
  const moves = element("div", "infoint-actions", item);
  const doing = {
    up: button("infoint-button infoint-small", moves, "↑"),
    down: button("infoint-button infoint-small", moves, "↓"),
    remove: button("infoint-link", moves, words.remove),
  };
  doing.up.onclick = () => doing.up.ariaDisabled === "true" || send({ do: "move", id, by: -1 });
  doing.down.onclick = () => doing.down.ariaDisabled === "true" || send({ do: "move", id, by: 1 });
  doing.remove.onclick = () => send({ do: "remove", id });
  const fill = (question, nth, n) => {
    put(text, question.text);
    put(aim, question.aim);
    put(before, question.before);
    more.hidden = !question.aim;
    for (const [what, pressed] of Object.entries(doing)) {
      pressed.setAttribute("aria-label", words[`${what}_this`].replace("{question}", question.text));
    }
    doing.up.ariaDisabled = String(nth === 0);
    doing.down.ariaDisabled = String(nth === n - 1);
  };
  return { item, fill, doing };
}

function render({ model, el }) {
  el.classList.add("infoint-asking");
  const words = model.get("words");
  const list = element("ol", "infoint-questions", el);
  list.setAttribute("aria-label", words.list);
  list.tabIndex = -1;
  const rows = new Map();

  function show() {
    const questions = model.get("rows");
    const focused = list.contains(document.activeElement) ? document.activeElement : null;
    const place = [...list.children].findIndex((item) => item.contains(focused));
    const now = new Set(questions.map(({ id }) => id));
    for (const [id, { item }] of rows) {
      if (now.has(id)) continue;
      item.remove();
      rows.delete(id);
    }
    questions.forEach((question, nth) => {
      const { id } = question;
      if (!rows.has(id)) rows.set(id, row(list, words, id, (message) => model.send(message)));
      const { item, fill } = rows.get(id);
      fill(question, nth, questions.length);
      if (list.children[nth] !== item) list.insertBefore(item, list.children[nth] ?? null);
    });
    list.hidden = questions.length === 0;
    if (!focused || focused === document.activeElement) return;
    // Outside of the form letters are the notebook's commands.
    const next = questions[Math.min(place, questions.length - 1)];
    if (focused.isConnected) focused.focus();
    else if (next) rows.get(next.id).doing.remove.focus();
    else model.send({ do: "emptied" });
  }

  model.on("change:rows", show);
  show();
  return () => model.off("change:rows", show);
}

export default { render };
