"""How JupyterLab is served for a workbook: its settings, its start and its end.

The launcher needs this before any package is there, so the standard library is enough for it, and
nothing here imports the package.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

START_PAGE = "notebooks/00_start_here.ipynb"
STOP_WITHIN_S = 15
LARGEST_UPLOAD = 200 * 2**20
# Where no form takes them, letters and digits would change the page: "Anna" inserts four cells. For
# Enter, arrows and all keys with Ctrl, and for the menus, everything stays as JupyterLab has it.
IN_A_PAGE = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) :focus"
IN_A_HEADING = ".jp-Notebook.jp-mod-commandMode:not(.jp-mod-readWrite) .jp-MarkdownCell:focus"
OF_A_KERNEL = "[data-jp-kernel-user]:not(.jp-mod-readWrite) :focus:not(:read-write)"
LETTER_COMMANDS = [
    ("notebook:insert-cell-above", "A", IN_A_PAGE),
    ("notebook:insert-cell-below", "B", IN_A_PAGE),
    ("notebook:copy-cell", "C", IN_A_PAGE),
    ("notebook:delete-cell", "D D", IN_A_PAGE),
    ("notebook:move-cursor-down", "J", IN_A_PAGE),
    ("notebook:move-cursor-up", "K", IN_A_PAGE),
    ("notebook:change-cell-to-markdown", "M", IN_A_PAGE),
    ("notebook:change-cell-to-raw", "R", IN_A_PAGE),
    ("notebook:paste-cell-below", "V", IN_A_PAGE),
    ("notebook:cut-cell", "X", IN_A_PAGE),
    ("notebook:change-cell-to-code", "Y", IN_A_PAGE),
    ("notebook:undo-cell-action", "Z", IN_A_PAGE),
    ("notebook:insert-heading-above", "Shift+A", IN_A_PAGE),
    ("notebook:insert-heading-below", "Shift+B", IN_A_PAGE),
    ("notebook:extend-marked-cells-below", "Shift+J", IN_A_PAGE),
    ("notebook:extend-marked-cells-above", "Shift+K", IN_A_PAGE),
    ("viewmenu:line-numbering", "Shift+L", IN_A_PAGE),
    ("notebook:merge-cells", "Shift+M", IN_A_PAGE),
    ("notebook:toggle-render-side-by-side-current", "Shift+R", IN_A_PAGE),
    ("notebook:redo-cell-action", "Shift+Z", IN_A_PAGE),
    *((f"notebook:change-cell-to-heading-{n}", str(n), IN_A_HEADING) for n in range(1, 7)),
    ("kernelmenu:interrupt", "I I", OF_A_KERNEL),
    ("kernelmenu:restart", "0 0", OF_A_KERNEL),
]
# The keyboard comes to the cell before it comes to the button in it; Enter there would open the
# cell's source, and not even Escape shows the button again.
START_BY_ENTER = {
    "command": "apputils:run-all-enabled",
    "args": {
        "commands": [
            "notebook:run-all-cells",
            "notebook:extend-marked-cells-top",
            "notebook:deselect-all",
        ]
    },
    "keys": ["Enter"],
    "selector": ".jp-Notebook.jp-mod-commandMode .jp-MarkdownCell:focus"
    ":has(button[data-commandlinker-command])",
    "disabled": False,
}
PREFERENCES = {
    "shortcuts-extension/shortcuts": {
        "shortcuts": [
            START_BY_ENTER,
            *(
                {
                    "command": command,
                    "keys": [key.replace("+", " ") for key in keys.split()],
                    "selector": where,
                    "disabled": True,
                }
                for command, keys, where in LETTER_COMMANDS
            ),
        ]
    },
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    # Callbacks on another thread than the cell's would meet the log's connection from outside.
    "apputils-extension/kernels-settings": {"commsOverSubshells": "disabled"},
    # Else a page can be scrolled until nothing of it is seen.
    "notebook-extension/tracker": {"scrollPastEnd": False},
}


def settings(root: Path, port: int, token: str) -> dict[str, dict[str, Any]]:
    """JupyterLab's settings for a workbook: of this machine only, and never without a token."""
    return {
        "ServerApp": {
            "ip": "127.0.0.1",
            "port": port,
            "port_retries": 0,
            "open_browser": False,
            "allow_root": True,
            "root_dir": str(root),
            "tornado_settings": {"websocket_max_message_size": LARGEST_UPLOAD},
        },
        "IdentityProvider": {"token": token},
        # The other extension manager asks the package index what there is.
        "LabApp": {"default_url": f"/lab/tree/{START_PAGE}", "extension_manager": "readonly"},
        "FileContentsManager": {"pre_save_hook": "workbook.pre_save_hook"},
    }


def prepare(notes: Path, options: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Write down a server's settings, private as the token in them is; gives its environment."""
    notes.mkdir(mode=0o700, exist_ok=True)
    (notes / "config").mkdir(exist_ok=True)
    (notes / "config" / "jupyter_server_config.json").write_text(json.dumps(options), "utf-8")
    for name, preference in PREFERENCES.items():
        file = notes / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(preference), "utf-8")
    env = {key: value for key, value in os.environ.items() if key != "JUPYTER_CONFIG_PATH"}
    return env | {
        "JUPYTER_CONFIG_DIR": str(notes / "config"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "JUPYTERLAB_SETTINGS_DIR": str(notes / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(notes / "workspaces"),
    }


def start(
    command: list[Any], folder: Path, env: dict[str, str], log: Path
) -> subprocess.Popen[bytes]:
    """Start a server in a group of its own: Ctrl-C is for the launcher, which ends it in order."""
    with log.open("wb") as output:
        return subprocess.Popen(
            [*map(str, command)],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )


def stop(server: subprocess.Popen[bytes], port: int, token: str) -> None:
    """End a server and its kernels in good order, or, if it does not answer, at once."""
    try:
        if answers(port, token, "POST", "/api/shutdown"):
            wait(server, STOP_WITHIN_S)
    except KeyboardInterrupt:
        pass
    if server.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(server.pid)], check=False)
    else:
        os.killpg(server.pid, signal.SIGKILL)
    server.wait(STOP_WITHIN_S)


def wait(server: subprocess.Popen[bytes], seconds: float) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        server.wait(seconds)


def answers(port: int, token: str, method: str = "GET", path: str = "/api/status") -> bool:
    """Whether a server of this checkout answers: nobody else has its token."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}",
        method=method,
        headers={"Authorization": f"token {token}"},
    )
    # A proxy that the machine is set to would be asked for its own loopback.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=5):
            return True
    except OSError:
        return False


def free_port(kept: int) -> int:
    """The port that was kept, for the browser keeps unsaved text by it, or else any free one."""
    for port in (kept, 0):
        with contextlib.suppress(OSError), socket.socket() as probe:
            if os.name == "posix":  # else the port of a server that just ended counts as taken
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
