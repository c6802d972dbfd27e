"""At run time nothing is reached but the site under test: Python, Playwright's driver, browser.

Each process of a run has its way out cut, and notes what it would have asked for.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import BrowserType

from guiderunner.site.browser import find_browser
from guiderunner.site.hosts import host_of, is_this_machine
from tests.run.command import run_command
from tests.test_further_marketplace import NEEDED, ROOT

PYTHON = """\
import sys

LOCAL = ("127.0.0.1", "localhost", "::1", "", None)
NAMING = ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr")


def cut(event, given):
    host = given[0] if event in NAMING else None
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        host = given[1][0] if isinstance(given[1], tuple) else None
    if host not in LOCAL and not str(host).endswith(".localhost"):
        with open({log!r}, "a") as log:
            log.write(f"python {{event}} {{host}}\\n")
        raise OSError(f"the way to {{host}} is cut")


sys.addaudithook(cut)
"""
NODE = """\
const net = require('net'), dns = require('dns'), fs = require('fs');
const isLocal = (host) => !host || /^(127\\.0\\.0\\.1|::1|(.*\\.)?localhost)$/.test(host);
const refuse = (host) => {
  fs.appendFileSync(LOG, `node ${host}\\n`);
  throw new Error(`the way to ${host} is cut`);
};
const connect = net.Socket.prototype.connect, lookup = dns.lookup;
net.Socket.prototype.connect = function (...given) {
  const [asked] = net._normalizeArgs(Array.isArray(given[0]) ? given[0] : given);
  return isLocal(asked.host) ? connect.apply(this, given) : refuse(asked.host);
};
dns.lookup = (host, ...rest) => isLocal(host) ? lookup(host, ...rest) : refuse(host);
"""
BROWSER = """\
#!/bin/sh
exec '{browser}' --log-net-log="{folder}/browser-$$.json" \\
  --host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost' "$@"
"""


@pytest.fixture
def log(tmp_path: Path, browser_type: BrowserType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project, cut off; what would have been asked for is noted in this file."""
    for name in NEEDED:
        source, copy = ROOT / name, tmp_path / "project" / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, copy)
    log, script = tmp_path / "log.txt", tmp_path / "browser"
    log.touch()
    # The mock site is started with this folder alone on its path.
    (tmp_path / "project" / "sitecustomize.py").write_text(PYTHON.format(log=str(log)), "utf-8")
    (tmp_path / "cut.cjs").write_text(f"const LOG = {str(log)!r};\n{NODE}", "utf-8")
    browser = find_browser().executable or browser_type.executable_path
    script.write_text(BROWSER.format(browser=browser, folder=tmp_path), "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "project"))
    monkeypatch.setenv("NODE_OPTIONS", f"--require {tmp_path / 'cut.cjs'}")
    monkeypatch.setenv("GUIDERUNNER_BROWSER", str(script))
    return log


def asked_by_browser(folder: Path) -> set[str | None]:
    """Return every host that the browsers looked for or asked, by their own logs."""
    text = "".join(one.read_text("utf-8") for one in folder.glob("browser-*.json"))
    urls = re.findall(r'"url":"((?:https?|wss?):[^"]+)"', text)
    hosts = re.findall(r'"host":"(?:[a-z]+://)?([^"]+)"', text)
    return {host_of(re.sub("^ws", "http", url)) for url in urls} | {
        host_of(f"http://{one}") for one in hosts
    }


@pytest.mark.nightly
def test_a_run_reaches_nothing_but_its_site(log: Path) -> None:
    """Cut off, it runs, publishes a guide and prints it; nobody asks for more."""
    project = log.parent / "project"
    selection = ("unlink-account", "--only", "marketplace=rakuten", "--locale", "ko")

    guides = run_command(project, "guides", *selection)
    pdf = run_command(project, "export", "pdf", "--locale", "ko")

    assert guides.returncode == 0, guides.stdout + guides.stderr
    assert "1 guide" in guides.stdout
    assert list((project / "build" / "pdf").rglob("*.pdf")), pdf.stdout + pdf.stderr
    assert log.read_text("utf-8") == ""
    asked = asked_by_browser(log.parent)
    assert len(asked) >= 2
    assert {host for host in asked if not is_this_machine(host)} == set()


def test_the_cuts_bite(log: Path) -> None:
    """A process that asks for another machine is stopped, and noted."""
    node, _ = compute_driver_executable()
    connects = "require('net').connect(80, '192.0.2.1')"

    python = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('192.0.2.1', 80), 1)"],
        capture_output=True,
        check=False,
    )
    driver = subprocess.run([node, "-e", connects], capture_output=True, check=False)

    assert b"is cut" in python.stderr
    assert b"is cut" in driver.stderr
    assert log.read_text("utf-8").split() == [
        *("python", "socket.getaddrinfo", "192.0.2.1"),
        *("node", "192.0.2.1"),
    ]
