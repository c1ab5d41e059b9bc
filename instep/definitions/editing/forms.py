"""How is a new word named, and which file does somebody type?"""

from django import forms

from instep.definitions.reading import LONGEST

MOST = 100_000


class NewForm(forms.Form):
    title = forms.CharField(max_length=LONGEST)

    def name(self) -> str:
        """The word as a name: “Test drive booked” is test_drive_booked."""
        plain = "".join(
            letter if letter.isascii() and letter.isalnum() else " " for letter in self.cleaned_data["title"]
        )
        return "_".join(plain.lower().split())

    def clean_title(self) -> str:
        title = str(self.cleaned_data["title"]).strip()
        if not any(letter.isascii() and letter.isalpha() for letter in title[:1]):
            raise forms.ValidationError("A word begins with a letter from a to z.")
        return title


class FileForm(forms.Form):
    text = forms.CharField(max_length=MOST, strip=False)
