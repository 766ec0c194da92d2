// Copy a letter, or open it in the mail program: nothing is sent from here.

function render({ model, el }) {
  el.classList.add("infoint-actions");
  const button = (tag) => {
    const made = document.createElement(tag);
    made.className = "infoint-button";
    el.append(made);
    return made;
  };
  const copy = button("button");
  const mail = button("a");
  copy.type = "button";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  el.append(said);

  const show = () => {
    const words = model.get("words");
    copy.textContent = words.copy;
    mail.textContent = words.mail;
    const ready = model.get("text") !== "";
    copy.disabled = !ready;
    mail.hidden = !ready || model.get("mailto") === "";
    if (!mail.hidden) mail.href = model.get("mailto");
  };
  const confirm = (text) => {
    said.textContent = text;
  };

  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(model.get("text"));
      confirm(model.get("words").copied);
    } catch {
      confirm(model.get("words").not_copied);
    }
  };
  mail.onclick = () => confirm(model.get("words").opened);

  model.on("change", show);
  show();
  return () => model.off("change", show);
}

export default { render };
