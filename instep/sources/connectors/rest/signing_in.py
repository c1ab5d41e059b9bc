"""How does a service know that it is us?"""

from collections.abc import Mapping
from typing import Any

from requests import Session
from requests.auth import AuthBase

from instep.sources.connectors.rest.wording import filled


def signed_in(said: Mapping[str, Any], known: Mapping[str, str], session: Session) -> AuthBase | None:
    """bearer, header, basic, or client (OAuth 2 client credentials), with what a person filled in."""
    from dlt.sources.helpers.rest_client import auth

    words = filled(said, known)
    match words:
        case {"bearer": token}:
            return auth.BearerTokenAuth(token)
        case {"header": name, "value": value}:
            return auth.APIKeyAuth(name=name, api_key=value, location="header")
        case {"basic": [user, password]}:
            return auth.HttpBasicAuth(user, password)
        case {"client": [client_id, client_secret], "at": url}:
            return auth.OAuth2ClientCredentials(
                access_token_url=url, client_id=client_id, client_secret=client_secret, session=session
            )
    return None
