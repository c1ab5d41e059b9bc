"""What kind of work does somebody do here?"""

from enum import StrEnum


class Role(StrEnum):
    MARKETING = "marketing"
    SALES = "sales"
    SERVICE = "service"
    LEAD = "lead"
    ADMIN = "admin"
