"""Could these values belong to this field?"""

from collections.abc import Callable

from instep.sources.kind import Field
from instep.sources.recognition.profile import Profile
from instep.sources.recognition.words import tokens
from instep.sources.values.currencies import currency_of
from instep.sources.values.places import country_of
from instep.sources.values.vocabulary import OF_FIELD, meant

NAME_ONLY = 0.85
UNDERSTOOD = 1.06
"""Values that are words of ours outweigh a slightly better name."""
_ID_WORDS = frozenset({"id", "number", "code", "vid", "sku"})
_WITH_FEW_WORDS = "stage status lead_status lifecycle_stage pipeline priority lead_source industry"
_SHORT_WORDS = frozenset(_WITH_FEW_WORDS.split())


def suits(profile: Profile, kind: str, field: Field) -> float:
    """1 for values that fit, 0 for values that can't be meant; a column without values is judged by its name."""
    if profile.is_empty:
        return NAME_ONLY
    if (kind, field.name) in OF_FIELD:
        return _speaks(profile, OF_FIELD[kind, field.name])
    if field.name.endswith("_ref"):
        return _reference(profile)
    return BY_NAME.get(field.name, BY_TYPE.get(field.type, _text))(profile, field)


def _moment(profile: Profile, _field: Field) -> float:
    if profile.moment_share >= 0.6:
        return 1.0
    return 0.9 if profile.moment_share >= 0.4 or profile.epoch_share >= 0.9 else 0.0


def _number(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.number_share >= 0.75 and profile.moment_share < 0.5 else 0.0


def _share(profile: Profile, field: Field) -> float:
    return _number(profile, field)


def _email(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.email_share >= 0.5 else 0.7 if profile.pseudonym_share >= 0.8 else 0.0


def _phone(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.phone_share >= 0.5 else 0.0


def _flag(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.flag_share >= 0.9 and profile.distinct_count <= 4 else 0.0


def _country(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.share(country_of) >= 0.5 else 0.0


def _currency(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.share(currency_of) >= 0.5 else 0.0


def _text(profile: Profile, field: Field) -> float:
    if profile.moment_share >= 0.5 or profile.email_share >= 0.5:
        return 0.0
    if field.name in _SHORT_WORDS and profile.distinct_count > 40 and profile.is_unique:
        return 0.3
    return 1.0


def _wordy(profile: Profile, _field: Field) -> float:
    return 1.0 if profile.is_wordy and profile.email_share < 0.5 else 0.0


def _reference(profile: Profile) -> float:
    """Ids are no dates; a bare number is one only where the name says id."""
    if profile.moment_share >= 0.5:
        return 0.0
    if _ID_WORDS & set(tokens(profile.name)):
        return 1.0
    if max(profile.number_share, profile.flag_share) >= 0.5:
        return 0.0
    return 0.4 if profile.distinct_count <= 5 else 1.0


def _speaks(profile: Profile, vocabulary: str) -> float:
    if vocabulary == "outcome" and profile.flag_share >= 0.9:
        return 0.9
    if vocabulary == "satisfaction" and profile.number_share >= 0.75:
        return 1.0
    understood = profile.share(lambda text: meant(vocabulary, text))
    return UNDERSTOOD if understood >= 0.5 else 0.5 if vocabulary == "activity_kind" and profile.is_wordy else 0.0


def _anything(_profile: Profile, _field: Field) -> float:
    return 1.0


WORDY = (
    "first_name last_name full_name name company_name account_name owner_name product_name campaign_name person_name"
    " manager_name parent_name city region industry subject job_title lead_source lost_reason comment team"
)
BY_NAME: dict[str, Callable[[Profile, Field], float]] = dict.fromkeys(WORDY.split(), _wordy) | {
    "country": _country,
    "amount_currency": _currency,
    "postal_code": _anything,
    "street": _text,
}
BY_TYPE: dict[str, Callable[[Profile, Field], float]] = {
    "moment": _moment,
    "amount": _number,
    "number": _number,
    "count": _number,
    "share": _share,
    "email": _email,
    "phone": _phone,
    "flag": _flag,
}
