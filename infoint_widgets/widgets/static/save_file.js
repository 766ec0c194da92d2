// A button that saves what the kernel makes as a file of this computer's.

function render({ model, el }) {
  el.classList.add("infoint-actions");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "infoint-button";
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  el.append(button, said);

  const show = () => {
    button.textContent = model.get("words").save;
    button.disabled = model.get("disabled");
    said.textContent = "";
  };
  button.onclick = () => model.send({ do: "make" });
  const save = (message, buffers) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
    link.download = message.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    said.textContent = model.get("words").saved;
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
