"""What several tests of the desk share: talks to decide about, and an editor who is signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from negotiations.models import Negotiation
from tests import factories as make
from tests.web.suggestions import make_talks


@pytest.fixture
def talks(db: None) -> Negotiation:
    return make_talks()


@pytest.fixture
def editor(db: None) -> User:
    return make.make_editor()


@pytest.fixture
def desk(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client
