// Copy a letter, or open it in the mail program: nothing is sent from here. No button goes or moves
// while somebody types; what is shut says why.

// What was typed just before a click may still be on its way to the kernel and back.
const LATE_MS = 2_000;

function render({ model, el }) {
  el.classList.add("infoint-actions", "infoint-out");
  const add = (tag, className = "infoint-button") => {
    const made = document.createElement(tag);
    made.className = className;
    el.append(made);
    return made;
  };
  const parts = [
    [add("button"), "subject"],
    [add("button"), "body"],
  ];
  const link = add("a");
  const said = add("p", "infoint-quiet");
  said.id = `infoint-${Math.random().toString(36).slice(2)}`;
  said.setAttribute("role", "status");
  link.setAttribute("role", "link");
  link.setAttribute("aria-describedby", said.id);
  const words = () => model.get("words");
  const labels = { subject: "copy_subject", body: "copy_text" };
  const done = { subject: "copied_subject", body: "copied_text" };

  const show = () => {
    for (const [button, part] of parts) {
      button.type = "button";
      button.textContent = words()[labels[part]];
      button.disabled = model.get(part) === "";
    }
    parts[0][0].hidden = link.hidden = !model.get("by_mail");
    link.textContent = words().mail;
    const open = model.get("mailto") !== "";
    if (open) link.href = model.get("mailto");
    else link.removeAttribute("href");
    link.setAttribute("aria-disabled", String(!open));
    said.textContent = model.get("why");
  };
  const copy = async (part) => {
    try {
      await navigator.clipboard.writeText(model.get(part));
      said.textContent = words()[done[part]];
    } catch {
      said.textContent = words().not_copied;
    }
  };
  let asked = { part: "", at: 0 };
  for (const [button, part] of parts) {
    button.onclick = () => {
      asked = { part, at: Date.now() };
      copy(part);
    };
  }
  const changed = () => {
    show();
    if (Date.now() - asked.at < LATE_MS) copy(asked.part);
  };
  link.onclick = () => {
    if (link.hasAttribute("href")) said.textContent = words().opened;
  };

  model.on("change", changed);
  show();
  return () => model.off("change", changed);
}

export default { render };
