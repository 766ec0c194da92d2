// How many people stand at each step, as buttons that narrow the list below.

function render({ model, el }) {
  el.classList.add("infoint-steps");
  el.setAttribute("role", "group");
  const buttons = new Map();
  const button = (id) => {
    const made = document.createElement("button");
    made.type = "button";
    made.append(document.createElement("b"), " ", document.createElement("span"));
    made.onclick = () => model.send({ do: "step", step: id });
    buttons.set(id, made);
    el.append(made);
    return made;
  };
  const show = () => {
    el.setAttribute("aria-label", model.get("label"));
    for (const { id, n, name } of model.get("steps")) {
      const shown = buttons.get(id) ?? button(id);
      shown.firstChild.textContent = n;
      shown.lastChild.textContent = name;
      shown.setAttribute("aria-pressed", String(id === model.get("chosen")));
    }
  };
  model.on("change:steps change:chosen change:label", show);
  show();
  return () => model.off("change:steps change:chosen change:label", show);
}

export default { render };
