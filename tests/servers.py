"""A real PostgreSQL and a real MariaDB for the length of a test session: in a temporary folder, on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pymysql

PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """Where it listens; anybody on this machine may come in as `instep` with the password `secret`."""

    port: int
    user: str = "instep"
    password: str = "secret"
    host: str = "127.0.0.1"


@contextmanager
def postgresql() -> Iterator[Server]:
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    with _folder("pg") as folder:
        (word := folder / "word").write_text("secret")
        _give(folder)
        data, port = folder / "data", free_port()
        made = ("--username=instep", f"--pwfile={word}", "--auth=scram-sha-256", "--encoding=UTF8", "--no-sync")
        _run(programs / "initdb", "--pgdata", data, *made, "--locale=C.UTF-8", "--no-instructions")
        quick = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "timezone=America/New_York")
        words = (
            programs / "postgres",
            "-D",
            data,
            "-p",
            port,
            "-k",
            folder,
            "-c",
            "listen_addresses=127.0.0.1",
            *quick,
        )
        with _running(words, lambda: psycopg.connect(_dsn(port)).close(), folder):
            yield Server(port)


@contextmanager
def mariadb() -> Iterator[Server]:
    with _folder("maria") as folder:
        data, port = folder / "data", free_port()
        (start := folder / "start.sql").write_text(
            "create user instep@'%' identified by 'secret';\ngrant all on *.* to instep@'%';"
        )
        _give(folder)
        plain = ("--no-defaults", f"--datadir={data}", f"--tmpdir={folder}")
        _run("mariadb-install-db", *plain, "--auth-root-authentication-method=normal", "--skip-test-db")
        files = (f"--socket={folder}/socket", f"--pid-file={folder}/pid", f"--init-file={start}")
        quick = (
            "--innodb-flush-log-at-trx-commit=0",
            "--innodb-buffer-pool-size=64M",
            "--default-time-zone=-05:00",
            "--character-set-server=utf8mb4",
        )
        place = (f"--port={port}", "--bind-address=127.0.0.1", "--character-set-server=utf8mb4")
        words = ("mariadbd", *plain, *files, *quick, *place)
        with _running(words, lambda: _maria(port).close(), folder):
            yield Server(port)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def _dsn(port: int) -> str:
    return f"postgresql://instep:secret@127.0.0.1:{port}/postgres?connect_timeout=2"


def _maria(port: int) -> "pymysql.Connection[pymysql.cursors.Cursor]":
    return pymysql.connect(host="127.0.0.1", port=port, user="instep", password="secret", connect_timeout=2)


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=f"instep-{name}-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(folder: Path) -> None:
    """Neither server runs as root: the folder belongs to somebody who may do nothing else."""
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, _nobody().pw_uid, _nobody().pw_gid)


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")


def _as_nobody() -> dict[str, object]:
    if os.geteuid() != 0:
        return {}
    return {"user": _nobody().pw_uid, "group": _nobody().pw_gid, "extra_groups": []}


def _run(*words: object) -> None:
    done = subprocess.run(list(map(str, words)), capture_output=True, text=True, cwd="/tmp", **_as_nobody())  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr or done.stdout


@contextmanager
def _running(words: Sequence[object], is_up: Callable[[], None], folder: Path) -> Iterator[None]:
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(list(map(str, words)), stdout=log, stderr=log, cwd="/tmp", **_as_nobody())  # type: ignore[call-overload]
        try:
            _wait(process, is_up, folder)
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: "subprocess.Popen[str]", is_up: Callable[[], None], folder: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return is_up()
        except (psycopg.Error, pymysql.Error, OSError):
            log = (folder / "log").read_text(errors="replace")[-2000:]
            assert process.poll() is None, log
            assert time.monotonic() < end, log
            time.sleep(0.1)
