"""What the site promises in every answer it gives."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_tells_that_the_database_answers(client: Client) -> None:
    answer = client.get("/health/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_answers_carry_a_policy_without_inline_code(client: Client) -> None:
    policy = client.get("/health/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy


@pytest.mark.django_db
def test_answers_refuse_frames_and_guessing_of_types(client: Client) -> None:
    answer = client.get("/health/")
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
def test_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/admin/", headers={"host": "evil.example"}).status_code == 400
