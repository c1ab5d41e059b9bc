"""Who works in the CRM? Reps with team, region and manager, and the user that automation works as."""

from pathlib import Path

from instep.demo.export import write_csv
from instep.demo.staff import Colleague
from instep.demo.world import World


def write_users(world: World, folder: Path) -> int:
    staff = [*world.reps, *world.managers, world.automation]
    by_number = {colleague.number: colleague for colleague in staff}

    def manager(colleague: Colleague) -> Colleague | None:
        return None if colleague.manager is None else by_number[colleague.manager]

    return write_csv(
        folder / "User.csv",
        {
            "Id": [colleague.record_id for colleague in staff],
            "Username": [colleague.email for colleague in staff],
            "FirstName": [colleague.first_name for colleague in staff],
            "LastName": [colleague.last_name for colleague in staff],
            "Name": [colleague.name for colleague in staff],
            "Email": [colleague.email for colleague in staff],
            "Title": [colleague.title for colleague in staff],
            "Department": ["Sales" if colleague.team else "IT" for colleague in staff],
            "Team__c": [colleague.team for colleague in staff],
            "Region__c": [colleague.region for colleague in staff],
            "ManagerId": [boss.record_id if (boss := manager(colleague)) else None for colleague in staff],
            "Manager.Name": [boss.name if (boss := manager(colleague)) else None for colleague in staff],
            "IsActive": ["true"] * len(staff),
        },
        is_quoted=True,
    )
