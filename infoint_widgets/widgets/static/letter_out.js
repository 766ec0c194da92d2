// Copy a letter, open it in the mail program, or save it as a file: nothing is sent from here.

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
  const file = button("button");
  copy.type = file.type = "button";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  el.append(said);

  const show = () => {
    const words = model.get("words");
    copy.textContent = words.copy;
    mail.textContent = words.mail;
    file.textContent = words.file;
    const ready = model.get("text") !== "";
    copy.disabled = file.disabled = !ready;
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
  file.onclick = () => model.send({ do: "file" });
  mail.onclick = () => confirm(model.get("words").opened);

  const save = (message, buffers) => {
    if (message.do !== "save") return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
    link.download = message.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    confirm(model.get("words").saved);
  };

  model.on("change", show);
  model.on("msg:custom", save);
  show();
  return () => {
    model.off("change", show);
    model.off("msg:custom", save);
  };
}

export default { render };
