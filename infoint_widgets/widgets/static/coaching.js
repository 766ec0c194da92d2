// The coach beside a draft. Rows that stay are left alone, so that nothing jumps, closes or loses
// the focus while somebody types.

const SHOWN = 4;

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
}

function quotes(list, texts, words, select) {
  if ([...list.children].map((child) => child.textContent).join("\n") === texts.join("\n")) return;
  list.replaceChildren();
  texts.forEach((text, nth) => {
    const quote = button("infoint-quote", list, text);
    quote.setAttribute("aria-label", words.go.replace("{quote}", text));
    quote.onclick = () => select(nth);
  });
}

function row(list, words, send) {
  const item = element("li", "", list);
  const head = element("p", "", item);
  const what = element("b", "", head);
  head.append(" ");
  const weight = element("span", "infoint-weight", head);
  const marked = element("div", "infoint-quotes", item);
  const how = element("p", "infoint-how", item);
  const more = element("details", "", item);
  element("summary", "", more, words.why);
  const why = element("p", "", more);
  const source = element("p", "infoint-quiet", more);
  const fill = (advice) => {
    item.dataset.weight = advice.weight;
    put(what, advice.what);
    put(weight, advice.how_much);
    put(how, advice.how);
    put(why, advice.why);
    put(source, advice.source);
    quotes(marked, advice.quotes, words, (nth) => send({ do: "select", rule: advice.rule, nth }));
  };
  return { item, fill };
}

function render({ model, el }) {
  el.classList.add("infoint-coach");
  const words = () => model.get("words");
  const send = (message) => model.send(message);

  const title = element("div", "infoint-group", el);
  const heading = element("span", "", title, words().heading);
  heading.tabIndex = -1;
  const reading = element("div", "infoint-reading", el);
  const level = element("b", "", reading);
  const count = element("span", "infoint-quiet", reading);
  // Said when typing pauses, not after each key.
  const heard = element("div", "infoint-heard", el);
  heard.setAttribute("role", "status");
  const list = element("ul", "infoint-advice", el);
  list.setAttribute("aria-label", words().heading);
  const more = button("infoint-link", el);
  const asks = element("div", "infoint-actions", el);
  const panel = element("div", "infoint-suggestion", el);
  panel.setAttribute("role", "status");

  const rows = new Map();
  let all = false;

  function keepFocus(going) {
    // Outside of the form letters are the notebook's commands.
    if (going.contains(document.activeElement)) heading.focus();
  }

  function showMore() {
    const items = [...list.children];
    items.forEach((item, nth) => (item.hidden = !all && nth >= SHOWN));
    const { text } = model.get("more");
    more.hidden = items.length <= SHOWN;
    put(more, all ? words().fewer : text);
    more.setAttribute("aria-expanded", String(all));
  }

  function showRows() {
    const advice = model.get("rows");
    const now = new Set(advice.map(({ rule }) => rule));
    for (const [rule, { item }] of rows) {
      if (now.has(rule)) continue;
      keepFocus(item);
      item.remove();
      rows.delete(rule);
    }
    advice.forEach((each, nth) => {
      if (!rows.has(each.rule)) rows.set(each.rule, row(list, words(), send));
      const { item, fill } = rows.get(each.rule);
      fill(each);
      if (list.children[nth] !== item) list.insertBefore(item, list.children[nth] ?? null);
    });
    list.hidden = advice.length === 0;
    showMore();
  }

  function showReading() {
    const now = model.get("reading");
    reading.dataset.level = now.level;
    put(level, now.text);
    put(count, now.count);
    put(heard, now.heard);
  }

  const askers = Object.entries(model.get("asks")).map(([which, label]) => {
    const asker = button("infoint-button infoint-small", asks, label);
    asker.onclick = () => send({ do: asker.ariaExpanded === "true" ? "close" : "suggest", which });
    return [which, asker];
  });

  let shown = "";
  function showSuggestion() {
    const now = model.get("suggestion");
    for (const [which, asker] of askers) asker.ariaExpanded = String(now.which === which);
    const content = JSON.stringify(now);
    if (content === shown) return;
    const open = panel.querySelector("details")?.open;
    const focused = panel.contains(document.activeElement);
    const asker = askers.find(([which]) => shown && JSON.parse(shown).which === which)?.[1];
    shown = content;
    panel.replaceChildren();
    panel.hidden = !now.which;
    if (panel.hidden) {
      if (focused) asker?.focus();
      return;
    }
    element("p", "", panel, now.text);
    const marked = element("div", "infoint-quotes", panel);
    quotes(marked, now.quotes, words(), (nth) => send({ do: "select", rule: "", nth }));
    if (now.result) {
      const result = element("details", "", panel);
      result.open = Boolean(open);
      element("summary", "", result, words().result);
      element("div", "infoint-letter", result, now.result);
    }
    const close = button("infoint-link", panel, words().close);
    close.onclick = () => send({ do: "close" });
    if (focused) close.focus();
  }

  more.onclick = () => {
    all = !all;
    showMore();
  };
  const observed = {
    "change:rows": showRows,
    "change:more": showMore,
    "change:reading": showReading,
    "change:suggestion": showSuggestion,
  };
  for (const [event, show] of Object.entries(observed)) model.on(event, show);
  showRows();
  showReading();
  showSuggestion();
  return () => {
    for (const [event, show] of Object.entries(observed)) model.off(event, show);
  };
}

export default { render };
