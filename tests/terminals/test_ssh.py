"""Over ssh, from this machine to itself."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from briefreader.library import Library
from briefreader.tui.state import recall
from tests.terminal import WAIT_SECONDS, Terminal
from tests.terminals.reports import LONG, SCRIPTS, copied

SEPARATION = Path("/run/sshd")
"""Where a server that root starts shuts in what talks to strangers; a server's package makes it at start."""


def answers(port: int) -> bool:
    with closing(socket.socket()) as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """Words that run a command over ssh, with a server of one's own and keys for it."""
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    port = free_port()
    (folder / "config").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile {folder}/pid\n"
        f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\nPermitRootLogin yes\n"
        "PasswordAuthentication no\n"
    )
    made = os.geteuid() == 0 and not SEPARATION.exists()
    if made:
        SEPARATION.mkdir(mode=0o755)
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([str(program), "-D", "-e", "-f", folder / "config"], stderr=log)
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not answers(port):
            assert server.poll() is None, (folder / "log").read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
        options = ["StrictHostKeyChecking=no", f"UserKnownHostsFile={folder}/known", "LogLevel=ERROR"]
        yield [
            "ssh", "-tt", "-F", os.devnull, "-p", str(port), "-i", f"{folder}/user",
            *(word for option in options for word in ("-o", option)), f"{getpass.getuser()}@127.0.0.1",
        ]  # fmt: skip
    finally:
        server.terminate()
        server.wait()
        if made:
            with suppress(OSError):
                SEPARATION.rmdir()


def test_what_is_selected_reaches_the_terminal_at_home_and_a_lost_line_ends_the_reader(
    ssh: list[str], home: Path, tmp_path: Path
) -> None:
    pid = tmp_path / "pid"
    variables = {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "HOME": os.environ["HOME"],
        "LANG": "C.UTF-8",
    }
    program = ["env", *(f"{name}={value}" for name, value in variables.items()), "TERM=xterm-256color"]
    program += [sys.executable, "-m", "briefreader", "--library", str(home), "read"]
    command = f"echo $$ > {shlex.quote(str(pid))}; exec {shlex.join(program)}"
    with Terminal(command=[*ssh, command], library=home) as terminal:
        terminal.wait("1 of 2")
        terminal.keys("enter")
        terminal.wait("q back")
        terminal.keys("v", "G", "y")
        terminal.wait(f"copied {len(SCRIPTS):,} characters through the terminal")
        terminal.wait(lambda _: copied(terminal.sent) == [SCRIPTS])
        terminal.keys("escape")
        terminal.wait("q back")
        terminal.keys("J")
        terminal.wait("Line 0")
        terminal.settle()
        terminal.signal(signal.SIGKILL)
        number = int(pid.read_text())
        deadline = time.monotonic() + WAIT_SECONDS
        while is_running(number):
            assert time.monotonic() < deadline, "the reader goes on without a terminal"
            time.sleep(0.05)
    with Library.open(home) as library:
        assert recall(library).report == LONG.id


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return (
        "Z"
        not in subprocess.run(["ps", "-o", "stat=", "-p", str(number)], capture_output=True, text=True).stdout
    )
