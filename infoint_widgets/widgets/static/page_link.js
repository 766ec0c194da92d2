// A button that opens another page of the workbook, in the folder (that is, the language) of this
// one. Where a page has no address of JupyterLab's it stays away.

const HERE = /\/(?:tree|doc)\/(.*\/)?[^/]+\.ipynb$/;

const folder = () => HERE.exec(decodeURIComponent(location.pathname));

function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.hidden = folder() === null;
  el.classList.add("infoint-page-link");
  el.append(button);
  const show = () => {
    button.textContent = model.get("label");
    button.className = model.get("main") ? "infoint-button infoint-main" : "infoint-button";
  };
  // JupyterLab reads what a button does when the click reaches the page.
  button.onclick = () => {
    const path = `${folder()?.[1] ?? ""}${model.get("page")}.ipynb`;
    button.dataset.commandlinkerCommand = "docmanager:open";
    button.dataset.commandlinkerArgs = JSON.stringify({ path });
    model.send({ do: "open" });
  };
  model.on("change:label change:main", show);
  show();
  return () => model.off("change:label change:main", show);
}

export default { render };
