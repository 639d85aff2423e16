"""Everything that Parley takes from the environment, read once and checked at once.

A value that cannot work stops the program with a sentence that says what to do. docs/operations.md lists each variable.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"", "0", "false", "no", "off"})
KNOWN_KEYS = (
    "changeme",
    "change-me",
    "change me",
    "replace-me",
    "django-insecure",
    "insecure",
    "secret-key",
    "example",
)
SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment asks for. `database` is a Django DATABASES entry, or None for the embedded PostgreSQL."""

    var: Path
    production: bool
    debug: bool
    secret_key: str
    allowed_hosts: tuple[str, ...]
    csrf_trusted_origins: tuple[str, ...]
    database: dict[str, Any] | None
    redis_url: str | None
    https: bool
    trust_proxy: bool
    log_level: str
    bind: str
    port: int
    web_workers: int
    task_workers: int
    contact: str
    metrics_token: str
    fetch_spacing: int
    model_url: str
    model_name: str
    model_key: str
    model_timeout: int
    model_tokens_a_day: int


def read_environment(values: Mapping[str, str]) -> Environment:
    """Check `values` (normally os.environ) and give what they ask for; ImproperlyConfigured says what to change."""
    hosts = _words(values, "ALLOWED_HOSTS")
    production = _flag(values, "PARLEY_PRODUCTION", default=any(host not in LOCAL_HOSTS for host in hosts))
    debug = _flag(values, "DEBUG", default=False)
    var = Path(values.get("PARLEY_VAR") or BASE_DIR / "var").expanduser().resolve()
    if production:
        _refuse_unsafe_production(values, debug=debug, hosts=hosts)
    return Environment(
        var=var,
        production=production,
        debug=debug,
        secret_key=values.get("SECRET_KEY") or _own_key(var / "secret-key"),
        allowed_hosts=hosts or LOCAL_HOSTS,
        csrf_trusted_origins=_words(values, "CSRF_TRUSTED_ORIGINS"),
        database=_database(values.get("DATABASE_URL", "")),
        redis_url=_redis_url(values.get("REDIS_URL", "")),
        https=_flag(values, "PARLEY_HTTPS", default=production),
        trust_proxy=_flag(values, "PARLEY_TRUST_PROXY", default=False),
        log_level=_log_level(values.get("PARLEY_LOG_LEVEL") or "INFO"),
        bind=values.get("PARLEY_BIND") or "127.0.0.1",
        port=_number(values, "PORT", default=8000, most=65_535),
        web_workers=_number(values, "PARLEY_WEB_WORKERS", default=2, most=64),
        task_workers=_number(values, "PARLEY_TASK_WORKERS", default=2, most=64),
        contact=_contact(values, hosts if production else ()),
        metrics_token=values.get("PARLEY_METRICS_TOKEN", "").strip(),
        fetch_spacing=_number(values, "PARLEY_FETCH_SPACING", default=2, most=3_600),
        **_model(values),
    )


def _contact(values: Mapping[str, str], hosts: tuple[str, ...]) -> str:
    """What is said to the sites that are asked for pages: as set, else the address of this site where it has one."""
    contact = values.get("PARLEY_CONTACT", "").strip()
    if not contact.isascii() or not contact.isprintable() or set(contact) & set("()\\"):
        raise ImproperlyConfigured(
            f"PARLEY_CONTACT is {contact!r}; write an address such as desk@example.org or https://example.org/about/, "
            "in plain letters and without brackets."
        )
    public = [host.removeprefix(".") for host in hosts if host not in LOCAL_HOSTS]
    return contact or (f"https://{public[0]}/" if public else "")


def _model(values: Mapping[str, str]) -> dict[str, Any]:
    """The language model that may read beside the rules: none without an address; a name belongs to the address."""
    url, name = values.get("PARLEY_MODEL_URL", "").strip(), values.get("PARLEY_MODEL_NAME", "").strip()
    if url and not url.startswith(("http://", "https://")):
        raise ImproperlyConfigured(
            "PARLEY_MODEL_URL must begin with http:// or https://, as http://localhost:11434/v1."
        )
    if url and not name:
        raise ImproperlyConfigured("PARLEY_MODEL_URL is set, but PARLEY_MODEL_NAME does not say which model to ask.")
    return {
        "model_url": url,
        "model_name": name,
        "model_key": values.get("PARLEY_MODEL_KEY", "").strip(),
        "model_timeout": _number(values, "PARLEY_MODEL_TIMEOUT", default=40, most=50),
        "model_tokens_a_day": _number(values, "PARLEY_MODEL_TOKENS_A_DAY", default=200_000, most=1_000_000_000),
    }


def _refuse_unsafe_production(values: Mapping[str, str], *, debug: bool, hosts: tuple[str, ...]) -> None:
    if debug:
        raise ImproperlyConfigured("DEBUG is on in production, which shows internals to visitors. Unset DEBUG.")
    key = values.get("SECRET_KEY", "")
    if len(key) < SHORTEST_KEY or any(word in key.lower() for word in KNOWN_KEYS) or len(set(key)) < 10:
        raise ImproperlyConfigured(
            "SECRET_KEY is missing, short or a known example, and production needs one of its own. Make one with: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if not hosts or "*" in hosts:
        raise ImproperlyConfigured(
            "Production needs ALLOWED_HOSTS: the names under which Parley is reached, separated by commas, and not *."
        )


def _flag(values: Mapping[str, str], name: str, *, default: bool) -> bool:
    if name not in values:
        return default
    word = values[name].strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name} is {values[name]!r}; write 1 or 0.")


def _number(values: Mapping[str, str], name: str, *, default: int, most: int) -> int:
    text = values.get(name, "").strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= most:
        raise ImproperlyConfigured(f"{name} is {values[name]!r}; write a number from 1 to {most}.")
    return int(text)


def _words(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in values.get(name, "").split(",") if word.strip())


def _database(url: str) -> dict[str, Any] | None:
    """The DATABASES entry for `url`, None when it is empty; anything but PostgreSQL is refused."""
    if not url:
        return None
    scheme = url.partition(":")[0].lower()
    if scheme not in {"postgres", "postgresql", "psql", "pgsql"}:
        raise ImproperlyConfigured(
            f"DATABASE_URL asks for {scheme!r}, and Parley runs on PostgreSQL alone. Unset DATABASE_URL to use the "
            "PostgreSQL that comes with it, or write postgresql://user:password@host:5432/name."
        )
    config = dict(environ.Env.db_url_config(url))
    if not config.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL names no database; write postgresql://user:password@host:5432/name.")
    return config


def _redis_url(url: str) -> str | None:
    if not url:
        return None
    if not url.startswith(("redis://", "rediss://", "redis+socket://", "unix://")):
        raise ImproperlyConfigured(
            "REDIS_URL must begin with redis:// or rediss://, as in redis://localhost:6379/0. "
            "Unset it to run without Redis."
        )
    return url.replace("unix://", "redis+socket://", 1)


def _log_level(word: str) -> str:
    level = word.strip().upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
        raise ImproperlyConfigured(f"PARLEY_LOG_LEVEL is {word!r}; write DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def _own_key(path: Path) -> str:
    """The key of this installation: made on first use, readable by its owner alone, the same for all its processes."""
    try:
        if key := path.read_text(encoding="ascii").strip():
            return key
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secrets.token_urlsafe(50), encoding="ascii")
    try:
        os.link(draft, path)  # whoever links first wins; the others read that key
    except FileExistsError:
        if not path.read_text(encoding="ascii").strip():  # torn by a crash or a full disk
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii").strip()
