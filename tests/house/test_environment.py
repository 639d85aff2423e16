"""What the environment may ask for, and what is refused with which sentence."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.house.site import ROOT, manage
from tracker.env import read_environment

GOOD_KEY = "rT5yB8nQ2wE4uI6oP9aS1dF3gH7jK0lZxCvBnM-qWeRtYuIoPaSdFgHj"
PRODUCTION = {"ALLOWED_HOSTS": "parley.example.org", "SECRET_KEY": GOOD_KEY}


def test_environment_nothing_set_is_local_and_safe(tmp_path: Path) -> None:
    environment = read_environment({"PARLEY_VAR": str(tmp_path)})
    assert not environment.debug
    assert not environment.production
    assert environment.database is None
    assert environment.redis_url is None
    assert environment.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")


def test_environment_own_key_is_made_once_and_private(tmp_path: Path) -> None:
    first = read_environment({"PARLEY_VAR": str(tmp_path)}).secret_key
    assert len(first) >= 50
    assert read_environment({"PARLEY_VAR": str(tmp_path)}).secret_key == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_environment_torn_key_file_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "secret-key").touch()
    assert len(read_environment({"PARLEY_VAR": str(tmp_path)}).secret_key) >= 50


@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "sqlite://:memory:", "mysql://u:p@h/n", "nonsense"])
def test_environment_other_databases_are_refused_with_what_to_do(tmp_path: Path, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"PostgreSQL alone.*Unset DATABASE_URL"):
        read_environment({"PARLEY_VAR": str(tmp_path), "DATABASE_URL": url})


def test_environment_refusal_reaches_the_terminal_as_one_sentence(tmp_path: Path) -> None:
    done = manage(tmp_path, "migrate", DATABASE_URL="sqlite:///db.sqlite3")
    assert done.returncode == 1
    assert "PostgreSQL alone" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "SECRET_KEY"),
        ({"SECRET_KEY": "change-me-" + GOOD_KEY}, "SECRET_KEY"),
        ({"SECRET_KEY": "ab" * 40}, "SECRET_KEY"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "", "PARLEY_PRODUCTION": "1"}, "ALLOWED_HOSTS"),
    ],
)
def test_environment_unsafe_production_is_refused(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=message):
        read_environment({"PARLEY_VAR": str(tmp_path), **PRODUCTION, **changes})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("PARLEY_WEB_WORKERS", "0"),
        ("REDIS_URL", "http://localhost"),
        ("PARLEY_LOG_LEVEL", "LOUD"),
        ("PARLEY_CONTACT", "pult@m\u00fcller.example"),
        ("PARLEY_CONTACT", "desk)(x"),
        ("PARLEY_CONTACT", "a\r\nX-Header: b"),
        ("DATABASE_URL", "postgresql://host"),
    ],
)
def test_environment_nonsense_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=name):
        read_environment({"PARLEY_VAR": str(tmp_path), name: value})


def test_environment_database_url_is_taken_apart(tmp_path: Path) -> None:
    url = "postgresql://ann:p%40ss@db.internal:5433/parley"
    database = read_environment({"PARLEY_VAR": str(tmp_path), "DATABASE_URL": url}).database
    assert database is not None
    assert (database["USER"], database["PASSWORD"], database["HOST"], database["PORT"], database["NAME"]) == (
        "ann",
        "p@ss",
        "db.internal",
        5433,
        "parley",
    )


def test_deployment_check_passes_with_the_documented_environment(tmp_path: Path) -> None:
    done = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        PARLEY_PRODUCTION="1",
        PARLEY_TRUST_PROXY="1",
        CSRF_TRUSTED_ORIGINS="https://parley.example.org",
        DATABASE_URL="postgresql://parley:secret@localhost:1/parley",
        REDIS_URL="redis://localhost:1/0",
        **PRODUCTION,
    )
    assert done.returncode == 0, done.stderr


def test_deployment_check_asks_for_a_contact(tmp_path: Path) -> None:
    for contact, complaint in (("", "is not set"), ("the desk", "is no address"), ("desk@example.org", "")):
        done = manage(tmp_path, "check", "--deploy", "--tag", "security", PARLEY_CONTACT=contact)
        assert ("tracker.W001" in done.stderr, complaint in done.stderr) == (bool(complaint), True), contact


@pytest.mark.parametrize(
    ("changes", "contact"),
    [
        ({}, ""),
        ({"ALLOWED_HOSTS": "localhost,parley.example.org", "SECRET_KEY": GOOD_KEY}, "https://parley.example.org/"),
        ({"ALLOWED_HOSTS": ".example.org", "SECRET_KEY": GOOD_KEY}, "https://example.org/"),
        ({**PRODUCTION, "PARLEY_CONTACT": "desk@example.org"}, "desk@example.org"),
    ],
)
def test_environment_contact_is_the_site_itself_unless_set(
    tmp_path: Path, changes: dict[str, str], contact: str
) -> None:
    assert read_environment({"PARLEY_VAR": str(tmp_path), **changes}).contact == contact


def test_environment_every_variable_is_documented() -> None:
    source = (ROOT / "tracker" / "env.py").read_text()
    names = set(re.findall(r'(?:values\.get\(|values, )"([A-Z_]+)"', source))
    assert len(names) >= 14
    manual = (ROOT / "docs" / "operations.md").read_text()
    assert not [name for name in sorted(names) if f"`{name}`" not in manual]
