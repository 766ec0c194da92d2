// One file of this computer's, chosen or dropped here, handed over whole.

function element(tag, className, parent) {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

function render({ model, el }) {
  el.classList.add("infoint-file-in");
  const row = element("div", "infoint-actions", el);
  const choose = element("button", "infoint-button", row);
  const drop = element("span", "infoint-quiet", row);
  const input = element("input", "", row);
  const note = element("div", "infoint-note", el);
  choose.type = "button";
  input.type = "file";
  input.hidden = true;
  note.setAttribute("role", "alert");

  const show = () => {
    const words = model.get("words");
    choose.textContent = words.choose;
    drop.textContent = words.drop;
    input.setAttribute("aria-label", words.choose);
    choose.disabled = model.get("disabled");
    note.textContent = model.get("note");
    note.dataset.kind = "error";
  };
  const handOver = async (file) => {
    if (!file || choose.disabled) return;
    note.dataset.kind = "";
    note.textContent = model.get("words").reading;
    // A file that is too large would end the connection instead of arriving.
    const tooLarge = file.size > model.get("largest");
    try {
      const content = tooLarge ? new ArrayBuffer(0) : await file.arrayBuffer();
      model.send({ do: "file", name: file.name, size: file.size }, undefined, [content]);
    } catch (error) {
      model.send({ do: "unreadable", name: file.name, reason: error.message });
    }
  };

  choose.onclick = () => input.click();
  input.onchange = () => {
    handOver(input.files[0]);
    input.value = ""; // so that the same file can be chosen again, once it is corrected
  };
  el.ondragover = (event) => {
    event.preventDefault();
    el.classList.add("infoint-over");
  };
  el.ondragleave = () => el.classList.remove("infoint-over");
  el.ondrop = (event) => {
    event.preventDefault();
    event.stopPropagation();
    el.classList.remove("infoint-over");
    handOver(event.dataTransfer.files[0]);
  };

  model.on("change", show);
  model.on("msg:custom", show);
  show();
  return () => {
    model.off("change", show);
    model.off("msg:custom", show);
  };
}

export default { render };
