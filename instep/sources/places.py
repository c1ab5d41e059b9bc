"""Which country does a text name, as two letters?"""

import unicodedata
from functools import cache

from phonenumbers.geodata.locale import LOCALE_DATA

_THREE_AND_TWO = """
    ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI
    BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT
    BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU
    CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET
    FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
    GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR
    IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB
    LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH
    MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE
    NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
    PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ
    SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC
    TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY
    USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
"""
_ALSO = {
    "uk": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB",
    "usa": "US", "u s a": "US", "u s": "US", "united states of america": "US", "america": "US", "the netherlands": "NL",
    "holland": "NL", "czech republic": "CZ", "czechia": "CZ", "korea": "KR", "south korea": "KR", "republic of korea": "KR",
    "north korea": "KP", "russia": "RU", "russian federation": "RU", "viet nam": "VN", "turkiye": "TR", "taiwan": "TW",
    "hong kong": "HK", "uae": "AE", "emirates": "AE", "ivory coast": "CI", "macedonia": "MK", "bolivia": "BO",
    "iran": "IR", "tanzania": "TZ", "venezuela": "VE", "moldova": "MD", "syria": "SY", "laos": "LA", "palestine": "PS",
    "brd": "DE", "deutschland": "DE", "osterreich": "AT", "schweiz": "CH", "suisse": "CH", "svizzera": "CH",
    "roumanie": "RO", "romania": "RO", "philippines": "PH", "philipines": "PH", "congo": "CG", "swaziland": "SZ",
}  # fmt: skip


def country_of(text: str) -> str | None:
    """Two letters for a country's name in one of many languages, or for its code; None when it is none."""
    plain = _plain(text)
    return _names().get(plain) or _names().get(plain.removeprefix("the "))


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(each if each.isalnum() else " " for each in bare if not unicodedata.combining(each))
    return " ".join(kept.split())


@cache
def _names() -> dict[str, str]:
    pairs = {pair[:3].casefold(): pair[3:] for pair in _THREE_AND_TWO.split()}
    names = {code.casefold(): code for code in pairs.values()} | pairs
    for code, said in LOCALE_DATA.items():
        names |= {_plain(name): code for name in said.values() if not name.startswith("*") and len(name) > 3}
    return names | _ALSO
