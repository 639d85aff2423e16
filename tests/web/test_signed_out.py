"""Whoever is signed out while at work is told that nothing arrived, and lands on the page with the form."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiations.models import BulkImport, Decision
from tests import factories as make
from tests.web.suggestions import make_talks, suggest
from tests.web.test_account import RIGHT
from tests.web.test_quarantine import make_failed
from tests.web.test_sources import FEED, make_feed

pytestmark = pytest.mark.django_db
LONG = "".join(chr(0x4E00 + index * 7919 % 20_000) for index in range(500))  # more than a cookie holds
LOST = "what you sent did not arrive and nothing was changed"
FORMS = [
    ("/desk/{suggestion}/accept/?kind=position", "/desk/{suggestion}/?kind=position"),
    ("/desk/{suggestion}/amend/", "/desk/{suggestion}/"),
    ("/desk/{suggestion}/reject/", "/desk/{suggestion}/"),
    ("/desk/{suggestion}/undo/", "/desk/{suggestion}/"),
    ("/desk/chosen/?shown=no", "/desk/?shown=no"),
    ("/desk/undo/", "/desk/"),
    ("/desk/words/read-again/", "/desk/words/"),
    ("/desk/words/name/", "/desk/words/"),
    ("/desk/words/name/1/forget/", "/desk/words/"),
    ("/desk/gone/1/keep/", "/desk/gone/"),
    ("/desk/gone/1/withdraw/", "/desk/gone/"),
    ("/desk/gone/1/reopen/", "/desk/gone/"),
    ("/summaries/{summary}/approve/", "/talks/klow-talks/rounds/1/"),
    ("/sources/add/", "/sources/"),
    ("/sources/harbour-wire/pause/", "/sources/harbour-wire/"),
    ("/sources/harbour-wire/resume/", "/sources/harbour-wire/"),
    ("/sources/harbour-wire/look/", "/sources/harbour-wire/"),
    ("/sources/intakes/{intake}/again/", "/sources/intakes/{intake}/"),
    ("/sources/bulk/{bulk}/pause/", "/sources/bulk/{bulk}/"),
    ("/sources/bulk/{bulk}/go-on/", "/sources/bulk/{bulk}/"),
    ("/sources/bulk/{bulk}/again/", "/sources/bulk/{bulk}/"),
    ("/sources/quarantine/again/?reason=no-text", "/sources/quarantine/?reason=no-text"),
    ("/sources/quarantine/dismiss/", "/sources/quarantine/"),
]


@pytest.fixture
def numbers() -> dict[str, int]:
    talks = make_talks()
    make_feed()
    bulk = BulkImport.objects.create(name="list.txt", kind="addresses")
    return {
        "suggestion": suggest(talks).pk,
        "summary": make.make_summary(make.make_round(talks)).pk,
        "intake": make_failed().pk,
        "bulk": bulk.pk,
    }


@pytest.mark.parametrize(("address", "page"), FORMS)
def test_an_address_that_takes_a_form_leads_to_the_page_with_it(
    client: Client, numbers: dict[str, int], address: str, page: str
) -> None:
    path, its_page = address.format(**numbers), page.format(**numbers)
    make.make_editor()
    assert client.get(path, follow=True).redirect_chain[0][0].startswith("/account/sign-in/?next=")
    asked = client.post(path, {"reject-reason": "not what it says"}, follow=True)
    assert LOST in asked.content.decode()
    landed = client.post(asked.redirect_chain[-1][0], {**RIGHT, "next": asked.context["next"]}, follow=True)
    assert landed.redirect_chain == [(its_page, 302)]
    assert landed.status_code == 200
    assert LOST in landed.content.decode()
    assert LOST not in client.get(its_page).content.decode(), "it is said once"
    assert client.get(path).headers["Location"] == its_page
    assert client.put(path).status_code == 405
    client.force_login(User.objects.create_user("reader"))
    assert client.get(path).status_code == 403
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("address", "sent", "shown"),
    [
        ("/desk/{suggestion}/reject/", {"reject-reason": "it is <b>irony</b>"}, "“it is &lt;b&gt;irony&lt;/b&gt;”"),
        ("/desk/{suggestion}/reject/", {"reject-reason": LONG, "reject-words": LONG}, f"“{LONG}” “{LONG}”"),
        ("/desk/chosen/", {"reject-reason": "all of them are of 2012"}, "“all of them are of 2012”"),
        ("/desk/gone/1/keep/", {"reason": "a correction of spelling"}, "“a correction of spelling”"),
        ("/desk/words/name/", {"name-text": "the Kurvi", "name-actor": "Borduria"}, "“the Kurvi” “Borduria”"),
        ("/sources/add/", {"feed-address": FEED}, f"“{FEED}”"),
    ],
)
def test_what_was_typed_is_shown_again_after_signing_in(
    client: Client, numbers: dict[str, int], address: str, sent: dict[str, str], shown: str
) -> None:
    make.make_editor()
    asked = client.post(address.format(**numbers), sent, follow=True)
    landed = client.post("/account/sign-in/", {**RIGHT, "next": asked.context["next"]}, follow=True)
    assert f"You had written: {shown}" in landed.content.decode()


@pytest.mark.parametrize("path", ["/articles/add/", "/sources/bulk/"])
def test_a_text_sent_while_signed_out_is_said_to_be_lost(client: Client, path: str) -> None:
    make.make_editor()
    asked = client.post(path, {"way": "paste", "paste-text": "Talks ended."}, follow=True)
    landed = client.post("/account/sign-in/", {**RIGHT, "next": asked.context["next"]}, follow=True)
    assert landed.redirect_chain == [(path, 302)]
    assert LOST in landed.content.decode()


def test_a_part_of_a_page_is_not_filled_with_the_form_to_sign_in(client: Client) -> None:
    answer = client.get(
        "/sources/health/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/sources/health/"}
    )
    assert answer.headers["HX-Redirect"] == "/account/sign-in/?next=/sources/health/"
