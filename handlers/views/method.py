"""`/sla help method`: how the method's sources are read where they disagree. docs/method.md says more."""

from handlers.views import layout
from handlers.views.ids import Act, Foot
from handlers.views.message import Message

READINGS = {
    "A month or a year?": "The same example is told with a monthly quota and with $500,000 a year. The period is "
    "asked at set-up and named in every answer. The example is a year: 3,900 leads, 325 a month, 5 reps. As a "
    "month’s it would take 52.",
    "$1M from 100 leads is $10 a lead?": "It is $10,000.",
    "One lead in three?": "34% of leads become SQLs: 1,326 of 3,900. A third would need 3,978.",
    "3.9 and 2.6 million leads?": "3,900 from a website form and 2,674 from outbound, each for the whole quota.",
    "12 months or 6?": "Either. A plan is read as long as it says, a quota for the period it names.",
    "3, 5 and 7 follow-ups in 2, 4 and 8 weeks?": "Counted from the handoff, all together: 7 by day 56, not 15. "
    "The first attempt is not one of them.",
    "Rounded up where?": "At every step, and the rounded number is carried on; only at the end it would be 3,899. "
    "A mix is rounded up by lead type: 60% of 3,900 and 40% of 2,674 are 2,340 + 1,070, worth $500,075. With "
    "values in cents that reads 100.02% of the quota.",
}


def method_message() -> Message:
    return Message.of(
        layout.header("How the method is read"),
        layout.section("Its sources disagree in places. Both sides are counted by these readings:"),
        layout.section(*(f"*{question}* {answer}" for question, answer in READINGS.items())),
        layout.buttons(
            layout.button("Leads needed", Act.OPEN_DEMAND, "demand"),
            layout.button("How is the board counted?", Act.OPEN_WHY, "team"),
            block_id=Foot.METHOD,
        ),
    )
