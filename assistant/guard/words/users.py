"""The guard's words for the user's own figures, for questions and for answers to them: the rows of users.tsv."""

from __future__ import annotations

from assistant.text.cues import Table

_ANSWER = r"[？?”\"’'\s]*(?:[^，。；：:\n]{0,6}[:：])?\s*"
_ANSWER_TIMED = r"[？?”\"’'\s]*(?:(?:\[[0-9:]{4,8}\]\s*)?[^，。；：:\n]{0,6}[:：])?\s*"
TABLE = Table(__package__, "users")
ATTRIBUTION = TABLE.cue("attributed_to")
FAR_OFF = TABLE.cue("far_off")
OWN_TIME = TABLE.cue("own_time")
ATTRIBUTED = TABLE.cue("attributed")
TOLD = TABLE.cue("told")
OWN_AFTER = TABLE.cue("own_behind")
ATTRIBUTED_AFTER = TABLE.cue("attributed_behind")
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
ELSEWHERE = TABLE.cue("given_elsewhere")  # what somebody else gave, asked or offered
