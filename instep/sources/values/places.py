"""Which country does a text name, as two letters?"""

import unicodedata
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import phonenumbers

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
_ALSO = """
    GB: uk, great britain, england, scotland, wales, northern ireland; US: usa, u s a, u s, united states of
    america, america; NL: the netherlands, holland; CZ: czech republic, czechia; KR: korea, south korea,
    republic of korea; KP: north korea; RU: russia, russian federation; VN: viet nam; TR: turkiye; TW: taiwan;
    HK: hong kong; AE: uae, emirates; CI: ivory coast; MK: macedonia; BO: bolivia; IR: iran; TZ: tanzania;
    VE: venezuela; MD: moldova; SY: syria; LA: laos; PS: palestine; DE: brd, deutschland; AT: osterreich;
    CH: schweiz, suisse, svizzera; RO: roumanie, romania; PH: philippines, philipines; CG: congo; SZ: swaziland
"""


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
    names |= {_plain(name): code for code, name in _in_all_languages()}
    return names | {name: code for code, said in _also() for name in said}


def _in_all_languages() -> list[tuple[str, str]]:
    """Read from its file alone: the package around it takes a second and 90 MB, for towns that nobody asks for."""
    file = Path(phonenumbers.__file__).parent / "geodata" / "locale.py"
    spec = spec_from_file_location("phonenumbers.geodata.locale", file)
    if spec is None or spec.loader is None:
        raise ImportError(f"no names of countries in {file}")
    locale = module_from_spec(spec)
    spec.loader.exec_module(locale)
    said = [(code, name) for code, names in locale.LOCALE_DATA.items() for name in names.values()]
    return [(code, name) for code, name in said if not name.startswith("*") and len(name) > 3]


def _also() -> list[tuple[str, list[str]]]:
    lines = [line.split(":") for line in " ".join(_ALSO.split()).split(";")]
    return [(code.strip(), [name.strip() for name in names.split(",")]) for code, names in lines]
