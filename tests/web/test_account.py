"""Signing in and out, and where that leads."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import factories as make

pytestmark = pytest.mark.django_db
RIGHT = {"username": "edda", "password": "a long pass phrase"}


def test_sign_in_leads_to_the_page_that_was_asked_for(client: Client) -> None:
    make.make_editor()
    assert client.get("/desk/").headers["Location"] == "/account/sign-in/?next=/desk/"
    assert client.post("/account/sign-in/?next=/desk/", {**RIGHT, "next": "/desk/"}).headers["Location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    "target",
    ["//evil.example/", "https://evil.example/", "javascript:alert(1)", "/\\evil.example", "http:///evil.example"],
)
def test_sign_in_leads_to_no_other_site(client: Client, target: str) -> None:
    make.make_editor()
    assert client.post("/account/sign-in/", {**RIGHT, "next": target}).headers["Location"] == "/"
    assert client.get("/account/sign-in/", {"next": target}).headers["Location"] == "/"


def test_wrong_password_is_told_without_saying_which_was_wrong(client: Client) -> None:
    make.make_editor()
    answers = [
        client.post("/account/sign-in/", {"username": name, "password": "no"}).content.decode()
        for name in ("edda", "nobody")
    ]
    assert all("The name or the password is not right" in html for html in answers)
    assert "Give your password." in client.post("/account/sign-in/", {"username": "edda"}).content.decode()


def test_sign_out_needs_a_form(client: Client) -> None:
    client.force_login(make.make_editor())
    assert client.get("/account/sign-out/").headers["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert client.post("/account/sign-out/").headers["Location"] == "/"
    assert client.get("/account/").headers["Location"] == "/account/sign-in/?next=/account/"


def test_account_says_who_one_is_and_what_one_may(client: Client) -> None:
    client.force_login(make.make_editor())
    html = client.get("/account/").content.decode()
    assert "edda" in html
    assert "/articles/add/" in html
    assert "Administration".lower() in html
    client.force_login(User.objects.create_user("reader"))
    assert "is for editors" in client.get("/account/").content.decode()


def test_markup_in_a_name_is_shown_as_text(client: Client) -> None:
    client.force_login(User.objects.create_user("x", first_name="<script>alert(1)</script>"))
    assert "<script>alert" not in client.get("/account/").content.decode()
