"""What editors may send: texts, files, addresses, feeds and reasons."""

from typing import Any

from django import forms


def day_field(label: str) -> forms.DateField:
    """One day, empty where it is unknown."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": "Give the day as YYYY-MM-DD."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PasteForm(forms.Form):
    """A pasted text with what an editor knows about it. What is left empty stays unknown."""

    prefix = "paste"
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false"}),
        strip=False,
        error_messages={
            "required": "Paste the text of the article first.",
            "null_characters_not_allowed": "The text holds null characters; paste its words alone.",
        },
    )
    title = forms.CharField(required=False, max_length=500)
    address = forms.CharField(required=False, max_length=2000, widget=forms.URLInput(attrs={"placeholder": "https://"}))
    published = day_field("Published on")

    def clean_text(self) -> str:
        """Blanks alone are no text."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError("Paste the text of the article first.")
        return text


class UploadForm(forms.Form):
    """A file with an article. An empty one is let through, so that its failure is on record."""

    prefix = "upload"
    file = forms.FileField(
        allow_empty_file=True,
        max_length=300,
        error_messages={
            "required": "Choose a file first.",
            "max_length": "The name of the file is too long; rename it and try again.",
        },
    )


class AddressForm(forms.Form):
    """An address to be fetched; whether it may be is decided where addresses are read."""

    prefix = "address"
    address = forms.CharField(
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
        error_messages={
            "required": "Give the address of the article first.",
            "max_length": "The address is longer than 2000 characters; give a shorter one.",
        },
    )


class FeedForm(forms.Form):
    """A feed to look at from now on."""

    prefix = "feed"
    address = forms.CharField(
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://", "inputmode": "url"}),
        error_messages={"required": "Give the address of the feed first."},
    )
    name = forms.CharField(required=False, max_length=200)


def errors_of(form: forms.Form) -> list[tuple[str, str]]:
    """Each complaint with the id of the field that it is about, for the list at the head of a page."""
    found: list[tuple[str, str]] = []
    for name, messages in form.errors.items():
        field: Any = form[name].id_for_label if name in form.fields else ""
        found += [(field, str(message)) for message in messages]
    return found
