"""A small team whose every number can be worked out by hand, for conversations through the sandbox."""

from datetime import datetime
from pathlib import Path

from sandbox.workspace import Channel, ChannelKind, Person, Team, Workspace

BEGINS = datetime.fromisoformat("2025-11-20T08:58:00+01:00")  # a Thursday

TERMS = """
[team]
name = "Harbour"
zone = "Europe/Berlin"
currency = "USD"
channel = "#sla"
effective = 2025-10-01
hours = "09:00-17:00"
digest_at = "09:00"
nudge_at = "09:00"

[quota]
amount = 500_000
period = "year"

[[lead_types]]
name = "Website form"
aov = 2_000
rates = ["34%", "82%", "23%"]
origins = ["website", "*"]

[[people]]
name = "Ana Ruiz"
email = "ana@example.com"
side = "sales"
role = "rep"
zone = "Europe/Madrid"

[[people]]
name = "Lee Park"
email = "lee@example.com"
side = "sales"
role = "rep"

[[people]]
name = "Kim Wolf"
email = "kim@example.com"
side = "sales"
role = "manager"

[[people]]
name = "Jo Marsh"
email = "jo@example.com"
side = "marketing"
role = "marketer"
"""

LEADS = """Lead ID,Company,Create Date,Lead Source,Owner Email
1,Harbour GmbH,2025-11-05T10:00:00+01:00,website,ana@example.com
2,Café Lumière,2025-11-06T10:00:00+01:00,website,ana@example.com
3,Northwind Ltd,2025-11-19T16:00:00+01:00,website,ana@example.com
4,Blue Fjord AS,2025-11-10T10:00:00+01:00,website,ana@example.com
5,Lee's own lead,2025-11-12T10:00:00+01:00,website,lee@example.com
6,<!channel> *Evil* & Sons,2025-11-18T10:00:00+01:00,website,ana@example.com
7,Old friend,2025-09-10T10:00:00+02:00,website,ana@example.com
"""

TOUCHES = """Activity ID,Lead ID,Activity Type,Activity Date,Direction,Owner Email
a,1,call,2025-11-05T11:00:00+01:00,outbound,ana@example.com
b,1,call,2025-11-07T11:00:00+01:00,outbound,ana@example.com
c,1,email,2025-11-12T11:00:00+01:00,outbound,ana@example.com
d,2,call,2025-11-06T11:00:00+01:00,outbound,ana@example.com
e,2,call,2025-11-11T11:00:00+01:00,outbound,ana@example.com
f,2,call,2025-11-13T11:00:00+01:00,outbound,ana@example.com
g,4,email,2025-11-10T12:00:00+01:00,outbound,ana@example.com
h,5,call,2025-11-12T11:00:00+01:00,outbound,lee@example.com
"""
"""Lead 1 was due on 19 Nov with 2 of 3, so it is overdue; lead 2 is due on 20 Nov with 2 of 3."""

PEOPLE = Workspace(
    team=Team(zone="Europe/Berlin"),
    people=(
        Person(id="U1ANA", name="ana", real_name="Ana Ruiz", email="ana@example.com", tz="Europe/Madrid"),
        Person(id="U2LEE", name="lee", real_name="Lee Park", email="lee@example.com"),
        Person(id="U3KIM", name="kim", real_name="Kim Wolf", email="kim@example.com"),
        Person(
            id="U4JO",
            name="jo",
            real_name="Jo Marsh",
            email="jo@example.com",
            status_emoji=":palm_tree:",
            status_text="Vacationing",
            status_expiration=1764370740,
        ),
        Person(id="U5CEO", name="ceo", real_name="Cee Oh", email="ceo@example.com"),
        Person(id="U6GUEST", name="guest", real_name="Gus Guest", is_guest=True),
    ),
    channels=(
        Channel(id="C1SLA", name="sla", members=("U1ANA", "U2LEE", "U3KIM", "U4JO", "U5CEO", "U6GUEST")),
        Channel(id="C2JOINT", name="with-an-agency", members=("U3KIM", "U4JO"), shared=True),
        Channel(
            id="G3CLOSED", name="closed", kind=ChannelKind.PRIVATE, members=("U3KIM", "U4JO"), has_app=False
        ),
    ),
)


def write_team(folder: Path) -> None:
    (folder / "sla.toml").write_text(TERMS)
    (folder / "leads.csv").write_text(LEADS)
    (folder / "touches.csv").write_text(TOUCHES)
