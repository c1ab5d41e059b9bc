"""What does a header say, whatever way it is written?"""

import re
import unicodedata

_ABBREVIATIONS = """
    cust=customer acct=account acc=account opp=opportunity oppty=opportunity qty=quantity amt=amount
    desc=description prod=product emp=employee org=organization dt=date organisation=organization num=number
    no=number nr=number nbr=number ref=id key=id uuid=id guid=id identifier=id addr=address mgr=manager
    prob=probability curr=currency ts=timestamp datetime=date yr=year rev=revenue emails=email
"""
_SHORT = dict(pair.split("=") for pair in _ABBREVIATIONS.split())
_NOISE_WORDS = "property properties attributes fields hs traits the of de du da do del des"
_NOISE = frozenset(_NOISE_WORDS.split())
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def plain(text: str) -> str:
    """Lower-case words without accents: "Close Date", "close_date", "CloseDate" and "CLOSE-DATE" are one."""
    spaced = _CAMEL.sub(" ", text.strip())
    bare = "".join(each for each in unicodedata.normalize("NFKD", spaced.casefold()) if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", bare))


def tokens(text: str) -> tuple[str, ...]:
    """The words that carry meaning, abbreviations spelt out, plurals cut."""
    words = [_SHORT.get(word, word) for word in plain(text).split()]
    kept = [word for word in words if word not in _NOISE] or words
    if len(kept) > 1 and kept[-1] == "c":
        kept = kept[:-1]
    return tuple(singular(word) for word in kept)


def singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
