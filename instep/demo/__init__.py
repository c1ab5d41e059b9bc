"""What would a whole company's data look like? The sample company, written out as its systems would export it."""

from instep.demo.company import MISFITS, UNTIL, Company, write_company

__all__ = ["MISFITS", "UNTIL", "Company", "write_company"]
