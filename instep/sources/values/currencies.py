"""Which currency does a text or a column's name speak of?"""

import re

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE
    CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS
    TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
    ZWG
"""
CODES = frozenset(_CODES.split())
SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "zł": "PLN", "Kč": "CZK", "R$": "BRL", "₺": "TRY"}
WORDS = {"euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD", "pounds": "GBP", "sterling": "GBP"}
_EVERYDAY = frozenset({"ALL", "TOP", "TRY", "MOP", "COP", "COU"})
CURRENCY = r"(?:R\$|US\$|[€$£¥₹₺]|zł|Kč|Fr\.|[A-Z]{3})"


def currency_of(text: str) -> str | None:
    """The ISO code that a text such as "€", "eur" or "US$" stands for."""
    plain = text.strip()
    if plain.upper() in CODES:
        return plain.upper()
    return SIGNS.get(plain.removeprefix("US")) or WORDS.get(plain.casefold())


def currency_in_name(header: str) -> str | None:
    """The currency that a column's name tells: "Amount in EUR", "betrag_eur", "Value (€)"."""
    words = re.findall(r"[A-Z]{3}(?![A-Za-z])|[a-z]{3,}|[€$£¥₹₺]", header)
    said = (SIGNS.get(word) or WORDS.get(word.lower()) or _code(word) for word in reversed(words))
    return next((code for code in said if code), None)


def currency_in_value(text: str) -> str | None:
    """The currency written beside a number: "1,200 USD", "€ 5"."""
    found = re.search(CURRENCY, text)
    return currency_of(found[0]) if found else None


def _code(word: str) -> str | None:
    """Codes that are also everyday words ("all", "top", "try") count in capitals only."""
    is_code = word.upper() in CODES and (
        word.isupper() or word.upper() not in {"ALL", "TOP", "TRY", "MOP", "COP", "COU"}
    )
    return word.upper() if is_code else None
