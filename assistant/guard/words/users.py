"""The guard's words for the user's own figures, for questions and for answers to them: the rows of users.tsv."""

from __future__ import annotations

from assistant.text.cues import Table
from assistant.text.shared import SHARED

_ANSWER = r"[？?”\"’'\s]*(?:[^，。；：:\n]{0,6}[:：])?\s*"
_ANSWER_TIMED = r"[？?”\"’'\s]*(?:(?:\[[0-9:]{4,8}\]\s*)?[^，。；：:\n]{0,6}[:：])?\s*"
TABLE = Table(__package__, "users", SHARED)
USER_NAMED = TABLE.cue("user_named")
FAR_OFF = TABLE.cue("far_off")
USERS_TIME = TABLE.cue("users_time")
USER_SAID = TABLE.cue("user_said")
USER_TOLD = TABLE.cue("user_told")
USERS_BEHIND = TABLE.cue("users_behind")
USER_SAID_BEHIND = TABLE.cue("user_said_behind")
CONFIRM_AFTER = TABLE.cue("confirmed_behind")
CONFIRM_BEFORE = TABLE.cue("confirmed_before")
SUPPOSED = TABLE.cue("supposed")
CALLED = TABLE.cue("called")
ALTERNATIVE = TABLE.cue("alternative")
QUESTION = TABLE.cue("question")
RHETORICAL = TABLE.cue("rhetorical")
CONFIRMED = TABLE.cue("confirmed", _ANSWER + "{words}(?![不没])")  # the answer that follows a question
REFUSED = TABLE.cue("refused", _ANSWER_TIMED + "{words}")  # the answer no that follows a question
STATING = TABLE.cue("stating")  # what is said before a figure that is stated: 标准是30万元
GRANTED = TABLE.cue("granted")
PAST_AFTER = TABLE.cue("paid_in_the_past")
ONLY_PARTICLES = TABLE.cue("particles")
GIVEN_ELSEWHERE = TABLE.cue("given_elsewhere")  # what somebody else gave, asked or offered
