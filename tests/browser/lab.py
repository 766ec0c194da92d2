"""JupyterLab as a person has it, driven in a real browser.

One server, started with the launcher's own settings, serves all tests; each test has a workbook of
its own in it, with a data folder and notebooks that no other test sees.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import psutil
from playwright.sync_api import Browser, BrowserContext, Locator, Page, sync_playwright

import workbook as launcher
from workbook import serving

ROOT = Path(__file__).parents[2]
# The first has no windows, so that a test takes a sixth less of the processor.
BROWSERS = (
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HOW_TO_GET_ONE = (
    "There is no browser for this test. On Debian: sudo apt install chromium-headless-shell;"
    " elsewhere: .venv/bin/python -m playwright install chromium"
)
START_WITHIN_S = 60
SLOW_MS = 60_000

SESSION = "window.jupyterapp?.shell.currentWidget?.sessionContext"
READY = f"() => {SESSION}?.session?.kernel?.connectionStatus === 'connected'"
# A kernel answers in order: when this answer is here, all that was asked before it is done.
ASK_KERNEL = f"""() => {{
  window.infointAnswered = false;
  {SESSION}.session.kernel.requestKernelInfo().then(() => {{ window.infointAnswered = true }});
}}"""
EXPECT_RUN = """() => {
  window.infointRan = false;
  const { commands } = window.jupyterapp;
  let running = 0;
  // A shipped page's Start also goes back up to its top, which moves the focus.
  const seen = (_, { id, result }) => {
    if (!['notebook:run-all-cells', 'apputils:run-all-enabled'].includes(id)) return;
    running += 1;
    result.then(() => {
      running -= 1;
      if (running) return;
      commands.commandExecuted.disconnect(seen);
      window.infointRan = true;
    });
  };
  commands.commandExecuted.connect(seen);
}"""
KERNEL_PID = f"""async () => {{
  const asked = {SESSION}.session.kernel.requestExecute({{
    code: '', silent: true, user_expressions: {{ pid: "__import__('os').getpid()" }},
  }});
  const reply = await asked.done;
  return Number(reply.content.user_expressions.pid.data['text/plain']);
}}"""
NAME_FORM = """(form) => {
  const { widgets } = window.jupyterapp.shell.currentWidget.content;
  const cell = widgets.find((cell) => cell.model.sharedModel.source.includes(`ii.${form}(`));
  if (!cell) throw new Error(`No cell of this notebook shows ii.${form}(…)`);
  cell.node.dataset.form = form;
}"""


@dataclass(frozen=True)
class Lab:
    """A running server; each folder in its root is a workbook."""

    root: Path
    port: int
    token: str
    log_file: Path
    env: dict[str, str]

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")

    def end_kernels(self) -> None:
        """End all notebooks' kernels, as *Shut Down All Kernels* does."""
        for session in json.loads(self._api("GET", "/api/sessions")):
            self._api("DELETE", f"/api/sessions/{session['id']}")

    def _api(self, method: str, path: str) -> bytes:
        headers = {"Authorization": f"token {self.token}"}
        request = urllib.request.Request(f"{self.origin}{path}", method=method, headers=headers)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=START_WITHIN_S) as answer:
            return bytes(answer.read())


@dataclass(frozen=True)
class Workbook:
    """One test's own workbook."""

    lab: Lab
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def notebooks(self) -> Path:
        return self.folder / "notebooks"

    def address(self, name: str) -> str:
        """Where a notebook opens; its name without ``.ipynb``, ``de/`` before a German one."""
        path = f"{self.folder.name}/notebooks/{name}.ipynb"
        return f"{self.lab.origin}/lab/tree/{path}?reset&token={self.lab.token}"


@dataclass
class Guard:
    """Takes down what no page may do: complain in the console, or ask another origin for anything.

    A test that provokes a complaint names it with `expect`.
    """

    origin: str
    seen: list[str] = field(default_factory=list)
    # JupyterLab's own complaint whenever a kernel was replaced.
    expected: list[str] = field(default_factory=lambda: ["Could not restore the debugger state"])

    def watch(self, context: BrowserContext) -> None:
        context.on("console", lambda m: self.seen.append(m.text) if m.type == "error" else None)
        context.on("weberror", lambda error: self.seen.append(str(error.error)))
        context.on("request", lambda request: self._request(request.url))

    def expect(self, pattern: str) -> None:
        self.expected.append(pattern)

    @property
    def complaints(self) -> list[str]:
        return [s for s in self.seen if not any(re.search(p, s) for p in self.expected)]

    def _request(self, url: str) -> None:
        of_page = urlsplit(url).scheme in {"data", "blob", "about"}
        if not of_page and urlsplit(url).netloc != urlsplit(self.origin).netloc:
            self.seen.append(f"A request left the origin: {url}")


@contextmanager
def running_lab(folder: Path) -> Iterator[Lab]:
    """Serve workbooks from a folder, with the launcher's settings and nothing of this machine's."""
    root, notes = folder / "root", folder / "notes"
    root.mkdir()
    port, token = serving.free_port(0), secrets.token_hex(8)
    settings = serving.settings(root, port, token)
    settings["LabApp"]["expose_app_in_browser"] = True
    env = serving.prepare(notes, settings)
    env.pop("INFOINT_DATA_DIR", None)
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), env.get("PYTHONPATH")]))
    for variable in ("JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"):
        env[variable] = str(notes / variable.lower())
    lab = Lab(root, port, token, folder / "jupyterlab.log", env)
    # A signature is of a notebook's content, so it holds for the copies of all tests.
    launcher.prepare_notebooks(Path(sys.executable), ROOT / "notebooks", notes, env)
    server = serving.start([sys.executable, "-m", "jupyterlab"], root, env, lab.log_file)
    try:
        for _ in range(START_WITHIN_S * 10):
            if serving.answers(lab.port, lab.token):
                break
            serving.wait(server, 0.1)
            assert server.poll() is None, f"JupyterLab ended by itself:\n{lab.log}"
        else:
            raise AssertionError(f"JupyterLab does not answer:\n{lab.log}")
        yield lab
    finally:
        serving.stop(server, lab.port, lab.token)


def new_workbook(lab: Lab, name: str) -> Workbook:
    """A workbook as it is downloaded: the notebooks, and a data folder without a log."""
    workbook = Workbook(lab, lab.root / name)
    workbook.data.mkdir(parents=True)
    shutil.copytree(
        ROOT / "notebooks",
        workbook.notebooks,
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    return workbook


def sign(lab: Lab, notebook: Path) -> None:
    """Trust a notebook that a test wrote: in another one JupyterLab asks before it runs."""
    command = [sys.executable, "-m", "nbformat.sign", str(notebook)]
    subprocess.run(command, env=lab.env, check=True, capture_output=True)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Playwright's own browser or the system's; LookupError where there is none."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium
        found = (path for path in (chromium.executable_path, *BROWSERS) if Path(path).exists())
        path = next(found, None)
        if path is None:
            raise LookupError(HOW_TO_GET_ONE)
        with chromium.launch(executable_path=path, args=CHROMIUM_ARGS) as browser:
            yield browser


def open_notebook(page: Page, workbook: Workbook, name: str) -> None:
    """Open a notebook and wait for its kernel, without running anything."""
    page.goto(workbook.address(name))
    page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=SLOW_MS)
    page.wait_for_function(READY, timeout=SLOW_MS)


def start(page: Page, press: Callable[[], None] | None = None) -> None:
    """Click the notebook's *Start*, or press it otherwise, and wait until all cells have run."""
    button = page.locator(".jp-MarkdownCell").get_by_role("button", name="Start", exact=True)
    page.evaluate(EXPECT_RUN)
    (press or button.click)()
    page.wait_for_function("() => window.infointRan", timeout=SLOW_MS)
    wait_idle(page)


def wait_idle(page: Page) -> None:
    """Wait until the kernel has done all that the page asked of it so far."""
    page.evaluate(ASK_KERNEL)
    page.wait_for_function("() => window.infointAnswered", timeout=SLOW_MS)


def form(page: Page, name: str) -> Locator:
    """The form that a cell of the open notebook shows: ``form(page, "People")``."""
    page.evaluate(NAME_FORM, name)
    return page.locator(f'[data-form="{name}"] .infoint-form')


def kill_kernel(page: Page) -> None:
    """Kill the notebook's kernel as a machine without memory does; JupyterLab starts another."""
    _kill(page.evaluate(KERNEL_PID))


def freeze_kernel(page: Page) -> Callable[[], None]:
    """Let the notebook's kernel hear nothing any more; gives what kills it in the end."""
    kernel = page.evaluate(KERNEL_PID)
    psutil.Process(kernel).suspend()
    return lambda: _kill(kernel)


def _kill(kernel: int) -> None:
    os.kill(kernel, getattr(signal, "SIGKILL", signal.SIGTERM))
