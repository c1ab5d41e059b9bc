"""Which of our words is meant by the word of a source?

One YAML file a vocabulary in `vocabularies/`. A text means the word whose longest phrase it holds.
"""

from functools import cache
from pathlib import Path

from instep.sources.recognition.words import plain, singular
from instep.sources.yaml_files import said_in

FOLDER = Path(__file__).parent / "vocabularies"
OF_FIELD = {
    ("opportunity", "outcome"): "outcome",
    ("activity", "kind"): "activity_kind",
    ("activity", "direction"): "direction",
    ("activity", "team"): "team",
    ("survey_response", "kind"): "survey_kind",
    ("survey_response", "score"): "satisfaction",
}
"""Fields that speak our words; every other text field keeps the word of its source."""


@cache
def meant(vocabulary: str, text: str) -> str | None:
    """Our word for a text, None if no phrase fits."""
    spoken = plain(text)
    padded = f" {spoken} | {' '.join(singular(word) for word in spoken.split())} "
    fitting = [phrase for phrase in _phrases(vocabulary) if f" {phrase} " in padded]
    return _phrases(vocabulary)[max(fitting, key=len)] if fitting else None


def words(vocabulary: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_phrases(vocabulary).values()))


@cache
def _phrases(vocabulary: str) -> dict[str, str]:
    said: dict[str, list[str]] = said_in(FOLDER / f"{vocabulary}.yaml")
    own = {plain(word): word for word in said}
    return own | {plain(str(phrase)): word for word, phrases in said.items() for phrase in phrases}
