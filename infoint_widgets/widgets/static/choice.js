// A few answers side by side, of which one holds: a group with a name, as the keyboard and a screen
// reader know it. ipywidgets' own radio buttons are each a group of their own.

function element(tag, className, parent, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  parent.append(made);
  return made;
}

function render({ model, el }) {
  el.classList.add("infoint-choice");
  const group = element("fieldset", "", el);
  element("legend", "infoint-label", group, model.get("label"));
  const name = `infoint-${Math.random().toString(36).slice(2)}`;
  let sent = model.get("heard");
  const answers = model.get("options").map(([text, value]) => {
    const label = element("label", "", group);
    const answer = element("input", "", label);
    Object.assign(answer, { type: "radio", name, value });
    label.append(text);
    // A message, for it keeps its place before the click that follows; a saved state may not.
    answer.onchange = () => {
      sent += 1;
      model.send({ value: answer.value, nth: sent });
    };
    return answer;
  });
  const show = () => {
    // What the kernel says of an earlier choice must not undo a later one.
    if (model.get("heard") < sent) return;
    for (const answer of answers) answer.checked = answer.value === model.get("value");
  };
  model.on("change:value change:heard", show);
  show();
  return () => model.off("change:value change:heard", show);
}

export default { render };
