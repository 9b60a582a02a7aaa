"""Streams, exit codes and signals, each in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tiers import cases, combinations

from briefing.cli import diagnostics
from briefing.cli.main import main

Spawn = Callable[..., subprocess.CompletedProcess[bytes]]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and special files are those of Unix")


@pytest.fixture
def many(articles: Path) -> Path:
    """An article whose figures are more than a pipe holds."""
    line = "The levy rose by 4.5 percent to $2.4 million in 30 days.\n\n"
    (articles / "many.txt").write_text(line * 3000, encoding="utf-8")
    return articles / "many.txt"


def _popen(*argv: str, **options: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-P", "-m", "briefing", *argv]
    return subprocess.Popen(command, **options)  # type: ignore[call-overload, no-any-return]


def test_a_closed_pipe_ends_quietly(many: Path) -> None:
    """As `| head -1`: exit code 141 and not a word."""
    process = _popen("figures", str(many), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    with process:
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("argv", [["figures", "news"], ["--help"], ["export", "news", "--what", "figures"]])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_one_line(articles: Path, argv: list[str]) -> None:
    """Exit code 4, whether little or much is written."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "briefing", *argv], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 4
    assert done.stderr == b"briefing: the results cannot be written: No space left on device\n"


def test_closed_streams(articles: Path) -> None:
    """Without standard output it is exit code 4; without standard error and input all goes on."""
    quoted = f'"{sys.executable}" -P -m briefing'
    done = subprocess.run(f"{quoted} figures news >&-", shell=True, capture_output=True, check=False)
    assert done.returncode == 4
    assert done.stderr.count(b"\n") == 1
    done = subprocess.run(
        f"{quoted} figures news nowhere 2>&- <&-", shell=True, capture_output=True, check=False
    )
    assert done.returncode == 3
    assert json.loads(done.stdout)
    done = subprocess.run(f"{quoted} figures - <&-", shell=True, capture_output=True, check=False)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("form", "env"),
    combinations(
        ["text", "json", "jsonl", "csv"],
        [{"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}],
    ),
)
def test_a_poor_locale_never_raises(spawn: Spawn, articles: Path, env: dict[str, str], form: str) -> None:
    """Text is spelled out where it cannot be written, JSON stays the same JSON."""
    (articles / "odd.txt").write_text("Çelik “fiyatı” 港口 rose by 4.5 percent 🚢.\n", encoding="utf-8")
    done = spawn("show", "news/odd.txt", "--format", form, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    if form in ("json", "jsonl"):
        assert json.loads(done.stdout)["text"] == "Çelik “fiyatı” 港口 rose by 4.5 percent 🚢.\n"
    if form == "text":
        assert done.stdout.isascii()
        assert rb"\u6e2f" in done.stdout


@pytest.mark.parametrize(
    ("signum", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_signals_end_it_in_order(signum: signal.Signals, code: int) -> None:
    """The exit code is the shell's, and there is no traceback."""
    process = _popen(
        "figures",
        "-",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # Whoever runs the tests in the background or under nohup ignores some of these.
        preexec_fn=_heed_signals,
    )
    assert process.stdin is not None
    _wait_until_it_reads(process)
    process.send_signal(signum)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (code, b"", b"")


def _heed_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def _wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Fill the pipe to its brim: when more can be written, the program has begun to read."""
    assert process.stdin is not None
    handle = process.stdin.fileno()
    os.set_blocking(handle, False)
    deadline = time.monotonic() + 120
    written = 0
    while time.monotonic() < deadline:
        try:
            written += os.write(handle, b"word " * 1000)
        except BlockingIOError:
            time.sleep(0.01)
        if written > 200_000:
            os.set_blocking(handle, True)
            return
    pytest.fail("the program never read its standard input")


def test_an_ignored_hangup_stays_ignored(articles: Path) -> None:
    """Under nohup the program goes on."""
    code = (
        "import signal, os; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from briefing.cli.diagnostics import install_signals; install_signals();"
        "os.kill(os.getpid(), signal.SIGHUP); print('still here')"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, check=False)
    assert done.stdout == b"still here\n"


def test_a_fault_is_a_report_not_a_traceback(
    own_folders: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 70, one line that names a file; the file says what a maintainer needs."""

    def broken(_argv: list[str]) -> int:
        raise LookupError("the words of an article: \x1b[2J\udcff")

    monkeypatch.setattr("briefing.cli.main._dispatch", broken)
    assert main(["list"]) == 70
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("briefing: a fault in briefing itself: LookupError; a report is in ")
    (report,) = (own_folders / "state" / "reports").iterdir()
    assert str(report) in err
    text = report.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "\x1b" not in text
    assert report.stat().st_mode & 0o077 == 0


def test_a_fault_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Even then there is one line and exit code 70."""

    def broken(_argv: list[str]) -> int:
        raise RecursionError

    monkeypatch.setattr("briefing.cli.main._dispatch", broken)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("BRIEFING_STATE_DIR", str(tmp_path / "file" / "state"))
    monkeypatch.setattr(diagnostics, "_temporary_folder", lambda: tmp_path / "nowhere")
    assert main([]) == 70
    assert capfd.readouterr().err == (
        "briefing: a fault in briefing itself: RecursionError; no report could be written\n"
    )


def test_python_m_briefing_is_the_same(spawn: Spawn, articles: Path) -> None:
    """The installed command and the module print the same bytes."""
    command = Path(sys.executable).with_name("briefing")
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    installed = subprocess.run([command, "figures", "news"], capture_output=True, check=False)
    module = spawn("figures", "news")
    assert (installed.returncode, installed.stdout) == (0, module.stdout)


ANALYSES = (["figures"], ["topics"], ["related"], ["search", "the"])


def test_the_same_in_every_run() -> None:
    """The bundled articles give the same bytes whatever the hash seed."""
    code = f"from briefing.cli.main import main\nfor argv in {ANALYSES}: assert main(argv) == 0"
    runs = set()
    for seed in cases(["0", "4242"], ["1", "77"]):
        settings = {**os.environ, "PYTHONHASHSEED": seed}
        runs.add(subprocess.check_output([sys.executable, "-P", "-c", code], env=settings))
    assert len(runs) == 1
    assert len(_documents(runs.pop().decode())) == len(ANALYSES)


def _documents(text: str) -> list[object]:
    """The JSON documents that follow each other in a text; none may be empty."""
    found: list[object] = []
    while text := text.lstrip():
        document, end = json.JSONDecoder().raw_decode(text)
        assert document
        found.append(document)
        text = text[end:]
    return found
