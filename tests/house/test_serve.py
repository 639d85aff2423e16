"""The process manager and the embedded services, with real processes that are really killed."""

import json
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.house.site import Site, alive, manage, postmaster, wait_until

pytestmark = pytest.mark.processes


@pytest.fixture(scope="module")
def var(shared_room: Path) -> Path:
    return shared_room / "var"


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    with Site(var) as site:
        yield site
    wait_until(lambda: postmaster(var) is None, seconds=20, what="the database ends with the site")


def shell(var: Path, code: str) -> str:
    done = manage(var, "shell", "--no-imports", "--command", code)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def add_user(var: Path, name: str) -> None:
    shell(var, f"from django.contrib.auth.models import User; User.objects.create(username={name!r})")


def count_users(var: Path, name: str) -> str:
    code = f"from django.contrib.auth.models import User; print(User.objects.filter(username={name!r}).count())"
    return shell(var, code)


def test_serve_second_start_is_refused_with_the_address(site: Site) -> None:
    second = manage(site.var, "serve", "--bare", PORT=str(site.port + 1))
    assert second.returncode == 1
    assert f"already runs at http://127.0.0.1:{site.port}/" in second.stderr
    assert site.answers()


def test_serve_ctrl_c_ends_every_process_and_the_database(var: Path) -> None:
    site = Site(var)
    site.start()
    family = site.family()
    site.kill(signal.SIGINT)
    assert site.process is not None
    assert site.process.wait(timeout=40) == 0
    wait_until(lambda: not [one for one in family if alive(one.pid)], seconds=10, what="no process is left")
    wait_until(lambda: postmaster(var) is None, seconds=20, what="the database has ended")
    assert not (var / "serve.json").exists()
    assert "Traceback" not in site.log.read_text()


def test_serve_second_ctrl_c_ends_the_database_too(var: Path) -> None:
    """What is killed holds the database for a moment longer than the process manager waits for it."""
    site = Site(var)
    site.start()
    wait_until(lambda: len(site.family()) >= 8, seconds=20, what="everything runs")
    site.kill(signal.SIGINT)
    site.kill(signal.SIGINT)
    assert site.process is not None
    assert site.process.wait(timeout=60) == 0
    assert postmaster(var) is None


def test_serve_sigterm_to_every_process_at_once_ends_them_in_order(var: Path) -> None:
    """As a service manager ends a service: a process of the pool that died of it could keep the worker waiting."""
    site = Site(var)
    site.start()
    wait_until(lambda: len(site.family()) >= 8, seconds=20, what="everything runs")
    family = site.family()
    site.kill(signal.SIGTERM)
    for one in family:
        with suppress(psutil.NoSuchProcess):
            one.send_signal(signal.SIGTERM)
    assert site.process is not None
    assert site.process.wait(timeout=60) == 0
    wait_until(lambda: not [one for one in family if alive(one.pid)], seconds=10, what="no process is left")
    said = site.said()
    assert "Warm shutdown" in said
    assert "SIGTERM" not in said, "no process of the pool died of it"
    assert "Cold shutdown" not in said


def test_serve_killed_supervisor_takes_all_with_it_and_the_next_start_resumes(var: Path) -> None:
    site = Site(var)
    site.start()
    add_user(var, "kept-through-kill")
    # web and its two, worker and its pool of two, beat, watchdog
    wait_until(lambda: len(site.family()) >= 8, seconds=20, what="everything runs")
    family = site.family()
    site.kill()
    wait_until(lambda: not [one for one in family if alive(one.pid)], seconds=5, what="all gone within five seconds")
    wait_until(lambda: postmaster(var) is None, seconds=10, what="the database has ended too")
    with Site(var) as again:
        assert count_users(var, "kept-through-kill") == "1"
        assert again.end() == 0


@pytest.mark.parametrize("part", ["web", "worker", "beat", "watchdog"])
def test_serve_killed_part_is_started_again(site: Site, part: str) -> None:
    before = site.parts()[part]
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: site.parts().get(part, before) != before, seconds=10, what=f"{part} runs again")
    wait_until(site.answers, seconds=20, what="the site answers")
    assert alive(site.parts()[part])


def test_serve_killed_worker_leaves_no_orphans(site: Site) -> None:
    wait_until(lambda: psutil.Process(site.parts()["worker"]).children(), seconds=20, what="the pool runs")
    pool = psutil.Process(site.parts()["worker"]).children(recursive=True)
    os.kill(site.parts()["worker"], signal.SIGKILL)
    wait_until(lambda: not [one for one in pool if alive(one.pid)], seconds=5, what="the pool is gone")


def test_serve_survives_message_files_that_are_none(site: Site) -> None:
    messages = site.var / "broker" / "messages"
    wait_until(messages.is_dir, seconds=20, what="the folder of messages is there")
    worker = site.parts()["worker"]
    rubbish = {"0_a": b"", "0_b": b'{"body": "e30=", "head', "0_c": b"[1, 2]", "0_d": os.urandom(300), "0_e": b"{}"}
    for name, content in rubbish.items():
        (messages / f"{name}.celery.msg").write_bytes(content)
    broken = site.var / "broker" / "broken"
    wait_until(
        lambda: broken.is_dir() and len(list(broken.iterdir())) >= len(rubbish), seconds=20, what="rubbish put aside"
    )
    assert site.parts()["worker"] == worker
    assert alive(worker)
    wait_until(lambda: not list(messages.glob("*.msg")), seconds=20, what="the worker goes on taking messages")


def test_embedded_database_killed_comes_back_with_its_data(site: Site) -> None:
    add_user(site.var, "kept-by-the-log")
    before = postmaster(site.var)
    assert before is not None
    os.kill(before, signal.SIGKILL)
    wait_until(lambda: postmaster(site.var) not in {None, before}, seconds=30, what="the database runs again")
    wait_until(site.answers, seconds=30, what="the site answers")
    assert count_users(site.var, "kept-by-the-log") == "1"


def test_every_process_knows_the_broker(room: Path, redis_server: str) -> None:
    """A page sends its hint where the worker listens; Celery by itself would look for another broker."""
    code = "from negotiations.tasks import work; print(work.app.conf.broker_url)"
    assert shell(room / "var", code) == "messagefiles://localhost"
    told = manage(room / "var", "shell", "--no-imports", "--command", code, REDIS_URL=redis_server)
    assert told.stdout.strip() == redis_server


def test_serve_taken_port_is_told(room: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = manage(room / "var", "serve", "--bare", PORT=str(port))
    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "Traceback" not in done.stderr


def test_embedded_database_stops_after_the_last_command(var: Path) -> None:
    assert shell(var, "from django.db import connection; connection.ensure_connection(); print('connected')")
    assert postmaster(var) is None


def test_embedded_database_is_not_started_by_commands_that_need_none(room: Path) -> None:
    for command in (["help"], ["check"], ["diffsettings"]):
        assert manage(room / "var", *command).returncode == 0
    assert not (room / "var" / "postgres").exists()


def test_embedded_database_works_from_a_long_path_with_odd_characters(room: Path) -> None:
    var = room / ("a very long name, with 'quotes', " * 4) / "var"
    assert shell(var, "from django.db import connection; connection.ensure_connection(); print('connected')")


def test_embedded_database_with_a_stale_process_number_starts(room: Path) -> None:
    var = room / "var"
    code = "from django.db import connection; connection.ensure_connection(); print('connected')"
    shell(var, code)
    stale = var / "postgres" / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{stale.parent}\n1700000000\n5432\n\n\n\n")  # the number now belongs to this test
    assert shell(var, code) == "connected"


def test_serve_state_names_every_part(site: Site) -> None:
    told = json.loads((site.var / "serve.json").read_text())
    assert set(told["processes"]) == {"web", "worker", "beat", "watchdog"}
    assert told["address"] == f"http://127.0.0.1:{site.port}/"


def test_serve_with_redis_takes_messages_and_leaves_no_files(room: Path, redis_server: str) -> None:
    with Site(room / "var", REDIS_URL=redis_server) as site:
        worker = site.parts()["worker"]
        wait_until(lambda: psutil.Process(worker).children(), seconds=20, what="the pool runs")
        assert alive(worker)
        assert not (site.var / "broker").exists()
        assert site.end() == 0
