"""What does billing know? Customers under yet another spelling, invoices and their lines, in a database of its own."""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import stamped
from instep.demo.market import PRODUCTS
from instep.demo.persons import role_mailbox
from instep.demo.spelling import typed_company
from instep.demo.world import World

YEAR = 24 * 365
SCHEMA = """
create table customers (customer_no integer primary key, company text not null, invoice_email text, phone text,
  street text, zip text, city text, country text, vat_id text, created_at text);
create table products (sku text primary key, name text not null, category text, unit_price numeric);
create table invoices (invoice_no text primary key, customer_no integer references customers, invoice_date text,
  due_date text, paid_on text, status text, currency text, total_net numeric);
create table invoice_lines (line_no integer primary key, invoice_no text references invoices,
  sku text references products, description text, quantity integer, unit_price numeric, amount numeric);
"""


def write_database(world: World, folder: Path) -> int:
    path = folder / "billing.sqlite"
    path.unlink(missing_ok=True)
    person, at, is_renewal = _billed(world)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(SCHEMA)
        rows = _fill(connection, "products", [_product(place) for place in range(len(PRODUCTS))])
        rows += _fill(connection, "customers", _customers(world, person, at))
        rows += _fill(connection, "invoices", _invoices(world, person, at, is_renewal))
        rows += _fill(connection, "invoice_lines", _lines(world, person, is_renewal))
        connection.commit()
    finally:
        connection.close()
    return rows


def _fill(connection: sqlite3.Connection, table: str, rows: Iterable[tuple[object, ...]]) -> int:
    given = list(rows)
    if given:
        marks = ",".join("?" * len(given[0]))
        connection.executemany(f"insert into {table} values ({marks})", given)  # noqa: S608
    return len(given)


def _billed(world: World) -> tuple[Ints, Floats, Flags]:
    """The first invoice some days after signing, then one a year (nine of ten stay) and add-ons in between."""
    first = np.flatnonzero(world.history.is_won)
    signed_at = world.funnel.closed_at[first]
    stays = world.draws.uniform("renewal", len(world.persons))[first] < 0.9
    adds = world.draws.stream("add-ons").poisson(0.7, len(world.persons))[first]
    extra = np.repeat(first, adds)
    extra_at = world.funnel.closed_at[extra] + 24 * (40 + 300 * world.draws.uniform("add-on", len(extra)))
    person = np.concatenate([first, first[stays], extra])
    at = np.concatenate([signed_at + 24 * 9, signed_at[stays] + 24 * 9 + YEAR, extra_at])
    is_renewal = np.arange(len(person)) >= len(first)
    order = np.lexsort((person, at))
    order = order[at[order] < world.until]
    return person[order], at[order], is_renewal[order]


def _product(place: int) -> tuple[object, ...]:
    product = PRODUCTS[place]
    return product.code, product.billing_name, product.family, product.list_price


def _customers(world: World, person: Ints, at: Floats) -> Iterator[tuple[object, ...]]:
    """One per company, in the order of the first invoice."""
    dice = world.draws.dice("billing")
    account, row = np.unique(world.people.account[person], return_index=True)
    day = stamped(at, "%Y-%m-%d").to_pylist()
    for number, place in zip(account.tolist(), row.tolist(), strict=True):
        firm = world.firms[number]
        mailbox = f"{dice.choice(('invoices', 'accounts', 'buchhaltung'))}@{firm.domain}"
        yield (
            70_001 + number,
            typed_company(firm.short_name, firm.legal_form, dice).upper() if dice.random() < 0.3 else firm.name,
            role_mailbox(firm) if dice.random() < 0.3 else mailbox,
            firm.phone.spelt(dice.randint(0, 6)),
            firm.street,
            firm.postal_code,
            firm.city,
            firm.country_name,
            f"{firm.country}{100_000_000 + number * 7_919 % 899_999_999}",
            day[place],
        )


def _invoices(world: World, person: Ints, at: Floats, is_renewal: Flags) -> Iterator[tuple[object, ...]]:
    amount = _amounts(world, person, is_renewal)
    paid_at = at + 24 * (8 + 34 * world.draws.uniform("paying", len(person)))
    paid_on = stamped(np.where(paid_at < world.until, paid_at, np.nan), "%Y-%m-%d").to_pylist()
    days = zip(stamped(at, "%Y-%m-%d").to_pylist(), stamped(at + 24 * 30, "%Y-%m-%d").to_pylist(), strict=True)
    account = world.people.account[person].tolist()
    for row, (day, due) in enumerate(days):
        status = "paid" if paid_on[row] else "open"
        yield f"RE-{20_001 + row}", 70_001 + account[row], day, due, paid_on[row], status, "EUR", amount[row]


def _lines(world: World, person: Ints, is_renewal: Flags) -> Iterator[tuple[object, ...]]:
    """The whole amount in one line of the product that was sold, at as many units as fit its list price."""
    amount = _amounts(world, person, is_renewal)
    for row, place in enumerate(world.people.product[person].tolist()):
        product = PRODUCTS[place]
        units = max(1, round(amount[row] / product.list_price))
        unit_price = round(amount[row] / units, 4)
        text = f"{product.billing_name}, annual plan" if product.family == "Software" else f"{product.billing_name} kit"
        yield row + 1, f"RE-{20_001 + row}", product.code, text, units, unit_price, amount[row]


def _amounts(world: World, person: Ints, is_renewal: Flags) -> list[float]:
    share = 0.35 + 0.6 * world.draws.uniform("repeat share", len(person))
    amount = world.history.amount[person] * np.where(is_renewal, share, 1.0)
    return [round(value, 2) for value in amount.tolist()]
