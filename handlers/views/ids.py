"""Every id that a message or modal carries and a handler listens for."""

from enum import StrEnum

LONGEST_NUMBER = 18
"""Digits of a lead's number; more would not fit any store."""


class Act(StrEnum):
    """One action id per act. The value of a `lead.*` button is the lead's label, unless said otherwise."""

    LOG_CALL = "lead.log_call"
    LOG_EMAIL = "lead.log_email"
    LOG_MEETING = "lead.log_meeting"
    LOG_MESSAGE = "lead.log_message"
    MORE = "lead.more"  # an overflow menu: the option's value is a More, the lead is the block id
    UNDO_ANSWER = "lead.undo_answer"  # the value is the answer's id, the lead is the block id
    UNDO = "lead.undo"  # the value is the touch's id, the lead is the block id
    WHY = "lead.why"
    OPEN_LEAD = "lead.open"
    SNOOZE = "lead.snooze"
    GIVE_BACK = "lead.give_back"  # to marketing
    UNDO_GIVE_BACK = "lead.undo_give_back"

    OPEN_MINE = "open.mine"
    OPEN_OVERDUE = "open.overdue"  # on older digests
    OPEN_BOARD = "open.board"
    OPEN_WHY = "open.why"  # how the board is counted; the value `own_value(…)` is of a rep's own
    OPEN_PACE = "open.pace"
    OPEN_DETAIL = "open.detail"
    OPEN_DEMAND = "open.demand"
    OPEN_PLAN = "open.plan"
    OPEN_OUTLOOK = "open.outlook"
    OPEN_MEASURED = "open.measured"
    OPEN_RELIABILITY = "open.reliability"
    OPEN_HELP = "open.help"

    # One id each, as an id may appear once in a block; the value is `page_value(…)`.
    PAGE_BACK = "leads.page.back"
    PAGE_ON = "leads.page.on"
    SHOW_DUE = "leads.page.due"
    SHOW_OVERDUE = "leads.page.overdue"
    SHOW_ALL = "leads.page.all"

    # The value of each is a number of months.
    PLAN_SHORT = "plan.short"
    PLAN_LONG = "plan.long"

    # In the set-up modal; the value of FILL is `part_value(…)`.
    FILL = "setup.fill"
    DISCARD = "setup.discard"
    PREVIEW = "setup.preview"
    OPEN_CRM = "open.crm"

    # On an exception of the digest. The value of TAKE and of LET_GO is in `take_values`.
    START_NOW = "trial.start"
    OPEN_MESSAGES = "open.messages"
    SET_MESSAGE = "message.set"  # the value is a kind
    # The value of both is a proposal's number.
    SWITCH_OFF = "message.switch_off"
    KEEP_ON = "message.keep_on"
    TAKE = "topic.take"
    LET_GO = "topic.give_back"
    TAKE_ELSEWHERE = (
        "topic.take_elsewhere"  # on a message that is not the digest, which is not rewritten; as TAKE
    )

    OPEN_AWAY = "open.away"
    CANCEL_AWAY = "away.cancel"  # the value is the absence's number

    OPEN_INBOX = "open.inbox"  # what was sent to the presser unasked
    OPEN_SETUP = "open.setup"
    OPEN_HANDOFF = "open.handoff"
    OPEN_SIGN = "open.sign"  # what waits for the presser's signature, whatever it is by then
    OPEN_AGREEMENT = "open.agreement"
    OPEN_VERSION = "open.version"  # the value is a version's number
    OPEN_HISTORY = "open.history"
    OPEN_METHOD = "open.method"  # how the method's sources are read
    PROPOSE_NUMBERS = "demand.propose"  # the value is the what-if as it was typed
    # The value of both is `numbers_value(…)`.
    TRY_NUMBERS = "demand.try"
    SHARE_NUMBERS = "demand.share"

    # The value of each is `version_value(…)`.
    SIGN = "agreement.sign"
    ASK_CHANGE = "agreement.ask_change"
    WITHDRAW = "agreement.withdraw"

    ENTER = "promise.enter"  # the value is the promise's key

    # On a handed-over lead's card; the value is the lead's label, the lead is the block id.
    ACCEPT = "handoff.accept"
    REJECT = "handoff.reject"
    CONTEST = "handoff.contest"
    AGREE = "handoff.agree"
    UPHOLD = "handoff.uphold"
    KEEP = "handoff.keep"
    GIVE = "handoff.give"  # a menu of reps: the option's value is a member, the lead is the block id

    # On two leads that may be one; the value is `pair_value(…)`.
    SAME_LEAD = "same.lead"
    KEEP_BOTH = "same.keep_both"
    UNDO_PAIR = "same.undo"
    # On the answer to a dropped file; the value is the file's id. Of FILE_KIND it is a kind, the block id the file.
    FILE_IMPORT = "file.import"
    FILE_CHANGE = "file.change"
    FILE_CANCEL = "file.cancel"
    FILE_KIND = "file.kind"


class Form(StrEnum):
    """The callback ids of modals."""

    SETUP = "setup"
    AWAY = "away"
    PART = "setup.part"
    PROPOSE = "propose"
    PAGE = "agreement.page"  # only read, never submitted
    ASK_CHANGE = "agreement.ask_change"
    ENTER = "promise.enter"
    TOUCH = "lead.touch"
    ANSWER = "lead.answer"
    HANDOFF = "handoff"
    REJECT = "handoff.reject"
    CONTEST = "handoff.contest"
    NUMBERS = "demand.numbers"
    TAKE = "topic.take"
    MESSAGES = "messages"  # only read; its buttons open MESSAGE
    MESSAGE = "message"
    CRM = "setup.crm"
    FILE = "file"


class Shortcut(StrEnum):
    """The callback ids of shortcuts, as the manifest declares them."""

    LOG_FOLLOW_UP = "log_follow_up"
    HAND_OFF = "handoff.open"


LEAD_PAGING = (Act.PAGE_BACK, Act.PAGE_ON, Act.SHOW_DUE, Act.SHOW_OVERDUE, Act.SHOW_ALL)
"""The acts that replace a list of leads by another page; each one's value is `page_value(…)`."""


class More(StrEnum):
    """The options behind a lead's three dots."""

    ANSWERED = "answered"
    LOG_MEETING = "log_meeting"
    LOG_OTHER = "log_other"
    SNOOZE = "snooze"
    GIVE_BACK = "give_back"
    WHY = "why"


class Foot(StrEnum):
    """Block ids of the buttons below a message. A lead's own buttons have its label as block id."""

    DIGEST = "digest.foot"
    TAKEN = "taken.foot"
    TRIAL = "trial.foot"
    WEEKLY = "weekly.foot"
    SWITCHED = "switched.foot"
    UNHEEDED = "unheeded.foot"
    PACE = "pace.foot"
    NUDGE = "nudge.foot"
    AWAY = "away.foot"
    HELLO = "hello.foot"
    BOARD = "board.foot"
    OWN = "own.foot"
    PAGES = "leads.pages"
    FILTERS = "leads.filters"
    COUNTED = "counted.foot"
    DETAIL = "detail.foot"
    DEMAND = "demand.foot"
    METHOD = "method.foot"
    PLAN = "plan.foot"
    OUTLOOK = "outlook.foot"
    MEASURED = "measured.foot"
    RELIABILITY = "reliability.foot"
    HELP = "help.foot"
    AGREEMENT = "agreement.foot"
    HISTORY = "history.foot"
    SIGN = "sign.foot"
    SETUP = "setup.foot"
    USAGE = "usage.foot"
    HOME_DAY = "home.day"
    HOME_NUMBERS = "home.numbers"
    HOME_AWAY = "home.away"
    HOME_SIGN = "home.sign"
    HOME_BOARD = "home.board"
    HOME_LEADS = "home.leads"
    HOME_INBOX = "home.inbox"
    OWN_INBOX = "own.inbox"


def text_block_id(label: str) -> str:
    """The block id of a lead's text; the buttons below it have the label itself."""
    return f"{label}.t"
