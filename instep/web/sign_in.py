"""How far does django-allauth open the door?"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002
        """Nobody signs up alone: an admin adds people."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page somebody lands on says enough."""
