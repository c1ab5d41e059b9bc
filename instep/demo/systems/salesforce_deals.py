"""What does the CRM say about opportunities? One row each, and one row for every stage it entered."""

from pathlib import Path

import numpy as np

from instep.demo.arrays import Flags, Floats, Ints
from instep.demo.export import DAY, Column, flags, only, pick, record_ids, stamped, whole, write_csv
from instep.demo.market import CHANNELS, PRODUCTS, REGIONS
from instep.demo.systems.salesforce_ids import account_ids, contact_ids, opportunity_ids
from instep.demo.weeks import next_working
from instep.demo.words import lines
from instep.demo.world import World

OPEN_STAGES = ("Qualification", "Needs Analysis", "Proposal/Price Quote", "Negotiation/Review")
STAGES = (*OPEN_STAGES, "Closed Won", "Closed Lost")
PROBABILITY = np.array([10, 25, 55, 80, 100, 0])
BEGINS = np.array([0.0, 0.22, 0.5, 0.78])  # share of the cycle after which a stage begins


def write_opportunities(world: World, folder: Path) -> int:
    place = np.flatnonzero(world.history.is_opened)
    stage = _stage(world, place)
    return write_csv(folder / "Opportunity.csv", _what(world, place) | _state(world, place, stage), is_quoted=True)


def _what(world: World, place: Ints) -> dict[str, Column]:
    product = world.people.product[place]
    firms = [world.firms[spot] for spot in world.people.account[place].tolist()]
    return {
        "Id": opportunity_ids(place),
        "Name": [
            f"{firm.short_name} - {PRODUCTS[index].name}" for firm, index in zip(firms, product.tolist(), strict=True)
        ],
        "AccountId": account_ids(world.people.account[place]),
        "ContactId": contact_ids(place),
        "Type": ["New Business"] * len(place),
        "Product__c": pick([entry.name for entry in PRODUCTS], product),
        "Region__c": pick([region.name for region in REGIONS], world.people.region[place]),
        "LeadSource": pick([channel.name for channel in CHANNELS], world.funnel.channel[place]),
        "OwnerId": pick([rep.record_id for rep in world.reps], world.people.rep[place]),
        "CreatedDate": stamped(world.funnel.opened_at[place]),
    }


def _state(world: World, place: Ints, stage: Ints) -> dict[str, Column]:
    history, closed_at = world.history, world.funnel.closed_at[place]
    is_closed, is_won = history.is_closed[place], history.is_won[place]
    is_lost = is_closed & ~is_won
    rivals = world.draws.below("rival", len(lines("sales/competitors")), len(place))
    return {
        "StageName": pick(STAGES, stage),
        "Amount": whole(history.amount[place]),
        "CurrencyIsoCode": ["EUR"] * len(place),
        "Probability": whole(PROBABILITY[stage]),
        "CloseDate": stamped(np.where(is_closed, closed_at, _expected(world, place)), DAY),
        "IsClosed": flags(is_closed),
        "IsWon": flags(is_won),
        "ForecastCategoryName": pick(("Pipeline", "Pipeline", "Best Case", "Commit", "Closed", "Omitted"), stage),
        "Loss_Reason__c": only(pick(lines("sales/loss_reasons"), _loss_reason(world, place)), is_lost),
        "MainCompetitors__c": only(pick(lines("sales/competitors"), rivals), rivals % 2 == 0),
        "LastModifiedDate": stamped(np.minimum(closed_at, world.until - 0.5)),
        "IsDeleted": flags(np.zeros(len(place), dtype=np.bool_)),
    }


def _expected(world: World, place: Ints) -> Floats:
    """Reps are optimists: they expect to close a little earlier, but never yesterday."""
    opened_at, closed_at = world.funnel.opened_at[place], world.funnel.closed_at[place]
    hoped = opened_at + (closed_at - opened_at) * (0.6 + 0.5 * world.draws.uniform("hope", len(world.persons))[place])
    return np.maximum(hoped, world.until + 72)


def _loss_reason(world: World, place: Ints) -> Ints:
    return world.draws.weighted("loss reason", np.array([0.26, 0.25, 0.2, 0.08, 0.14, 0.07]), len(place))


def _entered_at(world: World, place: Ints) -> Floats:
    """When each open stage begins: one row per opportunity, one column per stage."""
    opened_at, closed_at = world.funnel.opened_at[place][:, None], world.funnel.closed_at[place][:, None]
    luck = world.draws.uniform("stage", 4 * len(world.persons)).reshape(-1, 4)[place]
    share = np.where(BEGINS > 0, BEGINS + 0.16 * (luck - 0.5), 0)
    at = next_working(opened_at + (closed_at - opened_at) * share, 2 * luck)
    return np.minimum(np.maximum.accumulate(at, axis=1), closed_at)


def _reached(world: World, place: Ints) -> Flags:
    """Lost opportunities often end early: they never see the later stages."""
    last = world.draws.weighted("last stage", np.array([0.3, 0.3, 0.25, 0.15]), len(world.persons))[place]
    never_won = world.draws.uniform("is won", len(world.persons))[place] >= world.funnel.won[place]
    return (np.arange(4) <= np.where(never_won, last, 3)[:, None]) & (_entered_at(world, place) < world.until)


def _stage(world: World, place: Ints) -> Ints:
    open_stage = np.maximum(_reached(world, place).sum(axis=1) - 1, 0)
    return np.where(world.history.is_won[place], 4, np.where(world.history.is_closed[place], 5, open_stage))


def write_stage_history(world: World, folder: Path) -> int:
    place = np.flatnonzero(world.history.is_opened)
    row, stage = np.nonzero(_reached(world, place))
    at = _entered_at(world, place)[row, stage]
    ended = np.flatnonzero(world.history.is_closed[place])
    row = np.concatenate([row, ended])
    stage = np.concatenate([stage, np.where(world.history.is_won[place][ended], 4, 5)])
    at = np.concatenate([at, world.funnel.closed_at[place][ended]])
    order = np.lexsort((stage, at))
    row, stage, at = row[order], stage[order], at[order]
    return write_csv(
        folder / "OpportunityHistory.csv",
        {
            "Id": record_ids("008", np.arange(len(row))),
            "OpportunityId": opportunity_ids(place[row]),
            "StageName": pick(STAGES, stage),
            "Amount": whole(world.history.amount[place][row]),
            "Probability": whole(PROBABILITY[stage]),
            "CreatedDate": stamped(at),
            "CreatedById": pick([rep.record_id for rep in world.reps], world.people.rep[place][row]),
        },
        is_quoted=True,
    )


def write_products(_: World, folder: Path) -> int:
    return write_csv(
        folder / "Product2.csv",
        {
            "Id": record_ids("01t", np.arange(len(PRODUCTS))),
            "Name": [product.name for product in PRODUCTS],
            "ProductCode": [product.code for product in PRODUCTS],
            "Family": [product.family for product in PRODUCTS],
            "IsActive": ["true"] * len(PRODUCTS),
        },
        is_quoted=True,
    )
