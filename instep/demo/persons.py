"""Who are the people? Name, job, e-mail addresses and telephone of each, as they truly are."""

from dataclasses import dataclass
from random import Random

from instep.demo.companies import Company
from instep.demo.draws import Draws
from instep.demo.inquiries import Inquiries
from instep.demo.phones import Phone, direct, mobile
from instep.demo.spelling import slug
from instep.demo.words import by_key, lines

FREE_MAIL = {
    "german": ("gmx.de", "web.de", "t-online.de"),
    "english": ("gmail.com", "outlook.com", "btinternet.com"),
    "swedish": ("gmail.com", "hotmail.com", "telia.com"),
    "danish": ("gmail.com", "live.dk", "mail.dk"),
    "norwegian": ("gmail.com", "online.no", "hotmail.com"),
    "finnish": ("gmail.com", "luukku.com", "kolumbus.fi"),
    "french": ("orange.fr", "gmail.com", "free.fr"),
    "dutch": ("ziggo.nl", "gmail.com", "telenet.be"),
}
ROLE_MAILBOX = {"swedish": "info", "danish": "post", "norwegian": "post", "french": "contact"}


@dataclass(frozen=True)
class Person:
    first_name: str
    last_name: str
    title: str
    email: str
    other_email: str
    phone: Phone
    mobile: Phone
    company: Company

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


def persons(people: Inquiries, firms: list[Company], draws: Draws) -> list[Person]:
    dice = draws.dice("persons")
    taken: set[str] = set()
    return [_person(firms[account], taken, dice) for account in people.account.tolist()]


def role_mailbox(company: Company) -> str:
    """The address that a whole company shares."""
    return f"{ROLE_MAILBOX.get(company.language, 'info')}@{company.domain}"


def _person(company: Company, taken: set[str], dice: Random) -> Person:
    language = company.language
    first, last = dice.choice(lines(f"first/{language}")), dice.choice(lines(f"last/{language}"))
    return Person(
        first_name=first,
        last_name=last,
        title=dice.choice(by_key("job_titles")[language if dice.random() < 0.35 else "english"]),
        email=_free(_at_work(first, last, company), taken),
        other_email=_free(_at_home(first, last, dice.choice(FREE_MAIL[language]), dice), taken),
        phone=company.phone if company.employee_count % 4 == 0 else direct(company.phone, dice),
        mobile=mobile(company.country, dice),
        company=company,
    )


def _at_work(first: str, last: str, company: Company) -> str:
    """Every company has its own habit."""
    given, family = slug(first), slug(last).replace("-", "")
    habit = company.founded_year % 10
    local = f"{given[0]}.{family}" if habit < 2 else f"{given[0]}{family}" if habit == 2 else f"{given}.{family}"
    return f"{local}@{company.domain}"


def _at_home(first: str, last: str, provider: str, dice: Random) -> str:
    given, family = slug(first).replace("-", ""), slug(last).replace("-", "")
    return f"{given}{dice.choice(['.', '', '_'])}{family}{dice.randint(61, 99)}@{provider}"


def _free(email: str, taken: set[str]) -> str:
    local, _, domain = email.partition("@")
    number = 1
    while email in taken:
        number += 1
        email = f"{local}{number}@{domain}"
    taken.add(email)
    return email
