"""Whom does the sample company sell to, what, and through whom? Shares, and how each differs from the average."""

from dataclasses import dataclass

import numpy as np

from instep.demo.arrays import Floats


@dataclass(frozen=True)
class Channel:
    name: str
    share: float
    quality: float
    hubspot_source: str
    utm_source: str
    utm_medium: str
    is_online: bool


@dataclass(frozen=True)
class Region:
    name: str
    share: float
    countries: tuple[tuple[str, float], ...]
    rep_count: int
    opening: float

    @property
    def team(self) -> str:
        return f"Sales {self.name}"


@dataclass(frozen=True)
class Segment:
    name: str
    share: float
    employees: tuple[int, int]
    deal: float
    cycle_days: float
    persons: float


@dataclass(frozen=True)
class Product:
    name: str
    code: str
    family: str
    share: float
    deal: float
    winning: float
    list_price: int
    billing_name: str


CHANNELS = (
    Channel("Paid search", 0.17, -0.1, "Paid Search", "google", "cpc", True),
    Channel("Organic search", 0.18, 0.35, "Organic Search", "google", "organic", True),
    Channel("Webinar", 0.17, 0.3, "Other Campaigns", "newsletter", "webinar", True),
    Channel("Event", 0.12, 0.4, "Offline Sources", "", "", False),
    Channel("Referral", 0.08, 0.8, "Referrals", "capterra", "referral", True),
    Channel("Outbound", 0.12, -0.2, "Offline Sources", "", "", False),
    Channel("Content syndication", 0.10, -1.1, "Paid Social", "linkedin", "content-syndication", True),
    Channel("Partner", 0.06, 0.5, "Offline Sources", "", "", False),
)
REGIONS = (
    Region("DACH", 0.26, (("DE", 0.72), ("AT", 0.13), ("CH", 0.15)), 6, 0.1),
    Region("UK & Ireland", 0.22, (("GB", 0.84), ("IE", 0.16)), 5, 0.0),
    Region("Nordics", 0.18, (("SE", 0.4), ("DK", 0.26), ("NO", 0.19), ("FI", 0.15)), 5, 0.05),
    Region("France", 0.18, (("FR", 1.0),), 5, -0.05),
    Region("Benelux", 0.16, (("NL", 0.6), ("BE", 0.36), ("LU", 0.04)), 4, 0.0),
)
SEGMENTS = (
    Segment("SMB", 0.62, (8, 96), 9_000, 25, 1.5),
    Segment("Mid-market", 0.28, (104, 970), 24_000, 36, 2.6),
    Segment("Enterprise", 0.10, (1_040, 19_000), 58_000, 55, 4.2),
)
PRODUCTS = (
    Product("Vibrona Plan", "VP-100", "Software", 0.36, 1.0, 0.1, 290, "Vibrona Plan"),
    Product("Vibrona Sense", "VS-200", "Sensors", 0.30, 1.15, 0.0, 640, "VibronaSense"),
    Product("Vibrona Insight", "VI-300", "Software", 0.19, 1.1, -0.15, 420, "Vibrona Insight"),
    Product("Vibrona Parts", "VR-400", "Software", 0.15, 0.8, 0.05, 190, "Vibrona Parts"),
)


def column(
    rows: tuple[Channel, ...] | tuple[Region, ...] | tuple[Segment, ...] | tuple[Product, ...], name: str
) -> Floats:
    """One number of every row, as an array."""
    return np.array([getattr(row, name) for row in rows], dtype=np.float64)


def position(
    rows: tuple[Channel, ...] | tuple[Region, ...] | tuple[Segment, ...] | tuple[Product, ...], name: str
) -> int:
    return [row.name for row in rows].index(name)
