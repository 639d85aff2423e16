"""What `manage.py check --deploy` asks of an installation beyond Django's own questions."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as Warns


@register(Tags.security, deploy=True)
def contact_is_given(**_: Any) -> list[CheckMessage]:
    """Publishers whose sites are visited by a program must be able to reach whoever runs it."""
    contact: str = settings.FETCH_CONTACT
    if "@" in contact or contact.startswith(("http://", "https://")):
        return []
    said = f"PARLEY_CONTACT is {contact!r}, which is no address" if contact else "PARLEY_CONTACT is not set"
    return [
        Warns(
            f"{said}: publishers whose pages are fetched cannot reach you, and some refuse programs without a contact.",
            hint="Set PARLEY_CONTACT to an address of mail or of a page.",
            id="tracker.W001",
        )
    ]
