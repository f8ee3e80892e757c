"""What a row's tiers are told apart by, once all of them are read."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from assistant.ingest.drafting.drafts import Draft, Tier
from assistant.ingest.drafting.flat_text import segments_of
from assistant.ingest.drafting.heads import read_condition
from assistant.ingest.drafting.names import TIME_ONLY, strip_opener
from assistant.ingest.drafting.words import RECOGNISED_AS, TITLE_RANK


def _telling(tier: Tier) -> tuple[object, ...]:
    size = tier.bracket and (tier.bracket.from_, tier.bracket.over, tier.bracket.to, tier.bracket.below)
    return tier.level, tier.case, size, tier.payer, tier.base, tier.per, tier.every


def _are_alike(tiers: list[Tier]) -> bool:
    keys = [_telling(tier) for tier in tiers]
    return len(set(keys)) < len(keys)


def _number_tiers(draft: Draft) -> None:
    """Tell tiers apart by their place where the text names nothing that does: 按不同等次给予200万元、400万元."""
    draft.doubt("各档之间的区别没有读出，请补写档次", 0.4)
    seen: dict[tuple[object, ...], int] = {}
    for tier in draft.tiers:
        key = _telling(tier)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > 1 or sum(_telling(t) == key for t in draft.tiers) > 1:
            tier.case = f"{tier.case or ''}（第{seen[key]}项）"


def settle_tiers(text: str, draft: Draft) -> None:
    """Give tiers that nothing else tells apart the brackets of their heads, what they give, or their place."""
    if draft.kind != "award":
        return
    tiers = draft.tiers
    _read_ranks(draft)
    _name_first(text, draft)
    _tell_receivers(draft)
    if len({tier.what for tier in tiers if tier.what}) > 1:
        for tier in tiers:
            tier.case = tier.case or tier.what
    if _are_alike(tiers):
        shared = set.intersection(*({bracket.counter for bracket in tier.loose} for tier in tiers))
        for tier in tiers:
            loose = [bracket for bracket in tier.loose if bracket.counter in shared] or tier.loose
            tier.bracket = tier.bracket or next(iter(loose), None)
    if _are_alike(tiers):
        for tier in tiers:
            if tier.what and tier.what != tier.case:
                tier.case = f"{tier.case or ''}{tier.what}"
    if _are_alike(tiers):
        _number_tiers(draft)
    _settle_brackets(tiers)
    _drop_stage(text, draft)


def _read_ranks(draft: Draft) -> None:
    """Let the rank alone tell tiers apart that name it: 新评为省级; 首次认定的省级龙头企业 behind the 国家级 ones."""
    own = [tier.level or tier.case or ("" if at else draft.head) for at, tier in enumerate(draft.tiers)]
    ranked = len(own) > 1 and all(len(TITLE_RANK.findall(words)) == 1 for words in own)
    for tier in draft.tiers:
        only = _ONLY_RANKED.fullmatch(tier.case or "")
        if tier.level is None and (only or ranked):
            tier.level, tier.case = TITLE_RANK.findall(tier.case or draft.head)[0], None


def _tell_receivers(draft: Draft) -> None:
    """Tell tiers apart by whom they are paid to, where the words of giving name others: 给予发布方…，给予承接方…."""
    who = [tier.paid for tier in draft.tiers]
    if None in who or len(set(who)) < 2 or any(tier.level or tier.bracket for tier in draft.tiers):
        return
    for tier in draft.tiers:
        tier.case = tier.paid if tier.case is None or tier.case.startswith(str(tier.paid)) else tier.case
    draft.paid, draft.beneficiary = None, "、".join(dict.fromkeys(str(one) for one in who))


def _drop_stage(text: str, draft: Draft) -> None:
    """Let what all tiers wait for be their row's condition: 经认定后, 开业运营后."""
    stages = {tier.case for tier in draft.tiers}
    stage = stages.pop() if len(stages) == 1 else None
    if stage is not None and _STAGE.fullmatch(stage):
        stage = f"{stage}当年" if f"{stage}当年" in text[draft.start : draft.end] else stage
        draft.condition = "，".join(filter(None, (draft.condition, stage)))
        for tier in draft.tiers:
            tier.case = None


_STAGE = re.compile(
    "经[^，]{0,12}(?:认定|审核|评审|批准|备案|核实|验收|审定)(?:合格|通过|同意)?后?"
    "|(?:入统|认定|投产|开业|运营|验收|审核|评估|考核|签约|竣工|建成|退出)+(?:合格|通过|满[一二三]年)?[后时]?"
)


def _name_first(text: str, draft: Draft) -> None:
    """Name the first tier by the row's head where the others are told by things of their own: 新建冷库…；改造旧库…."""
    first, others = next(iter(draft.tiers), None), draft.tiers[1:]
    if first is None or not others or first.case or first.level or first.bracket or first.every or first.parts:
        return
    if all(tier.case and _DONE.match(tier.case) for tier in others) and _DONE.match(draft.name):
        first.case = draft.name
        return
    *before, own = segments_of(draft.head) or [""]
    told = all(tier.case and not tier.level and not _LATER.match(tier.case) for tier in others)
    told = told and not TIME_ONLY.match(own)
    if before and told and len(own) <= _LONGEST_CASE and not _AMONG.search(text, first.end, others[-1].end):
        first.case = strip_opener(own).rstrip("的、")
        draft.condition = read_condition("，".join(before))


_ONLY_RANKED = re.compile(f"{RECOGNISED_AS}({TITLE_RANK.pattern})")
_LATER = re.compile("次年|第[二三四五六]|[后再]|以后|此后|连续|超过|续")
_AMONG = re.compile("其中|[，；。]再")
_LONGEST_CASE = 20
_PERSON = re.compile(
    r"(?:人才|人员|毕业生|博士|硕士|本科生?|研究生|大学生|职工|员工|学生|个人|院士|专家|教授|技师|高级工|军人|劳动者|人口|博士后)(?:的)?$"
)
_BARE = re.compile(
    r"^(?:未|已|在|按|经|自|因)|的$|就业$|租房$|购房$|落户$|^[前后第][^，]{0,8}年度?$"
)  # no name of a programme
_GENERAL = re.compile(
    r"(?:小微|中小微?|大中?型|中型|小型|微型|民营|国有|外资|规上|规模以上|限上|限额以上|本地|外地|其他|其它|同类|重点|一般|普通)*"
    r"(?:工业|商贸|服务业|出口|流通|制造业?)?(?:企业|项目|单位|机构|平台|园区|产品)"
)
_DONE = re.compile("租赁|租用|承租|购买|购置|新建|自建|扩建|改建|改造|引进|设立")
_PROGRAMME = re.compile(
    r"[^、，；。\d]{2,}(?:项目|企业|园区|平台|中心|基地|车间|工厂|机构|工作室|产品|品牌|实验室|孵化器|众创空间)$"
)


def name_by_grant(draft: Draft) -> None:
    """Call what persons get by its own name: 租房补贴, for 新到本市就业的硕士; a monthly sum of theirs is for each."""
    who = (draft.beneficiary or draft.head or "").rstrip("的，")
    for tier in draft.tiers:
        if tier.per in ("月", "年") and _PERSON.search(tier.case or who):
            tier.per = f"人·{tier.per}"
    alike = len({(tier.unit, tier.per) for tier in draft.tiers}) == 1
    given = {tier.what for tier in draft.tiers if tier.what or not alike}
    if len(given) == 1 and (what := next(iter(given))) and (_PERSON.search(who) or _BARE.search(draft.name)):
        draft.name = what


def split_programmes(drafts: list[Draft]) -> list[Draft]:
    """Give programmes that were read as cases of another a row each: 对高新技术企业…，瞪羚企业…."""
    found: list[Draft] = []
    for draft in drafts:
        apart = [tier for tier in draft.tiers[1:] if _is_programme(tier, draft)] if draft.kind == "award" else []
        if not apart:
            found.append(draft)
            continue
        kept = [tier for tier in draft.tiers if tier not in apart]
        found.append(replace(draft, tiers=kept))
        for tier in apart:
            name = tier.case or draft.name
            found.append(replace(draft, name=name, beneficiary=name, condition=None, head="", tiers=[tier]))
            tier.case = None
    return found


def _is_programme(tier: Tier, draft: Draft) -> bool:
    """Whether a tier is for something of its own, not for a rank of what its row is for."""
    first = draft.tiers[0]
    if tier.level or tier.bracket or tier.case is None or _GENERAL.fullmatch(tier.case):
        return False
    done, other = _DONE.match(draft.name), _DONE.match(tier.case)
    if not _PROGRAMME.fullmatch(tier.case) and not (done and other and done[0] != other[0]):
        return False
    alone = first.case is None or first.case.startswith(draft.name)
    return alone and first.level is None and first.bracket is None and first.end < tier.end


def gather_stages(text: str, drafts: list[Draft]) -> list[Draft]:
    """Make the sums of stages that add up to the one before them its parts.

    对落户的电厂，分阶段奖励60万元，其中对签约的，奖励20万元；对投产的，奖励40万元.
    """
    kept: list[Draft] = []
    at = 0
    while at < len(drafts):
        draft, after = drafts[at], at + 1
        stages = [(tier.case or draft.name, tier) for tier in draft.tiers[1:]]
        whole = draft.tiers[0].value if draft.tiers else None
        staged = whole is not None and re.search(
            "分[^，。；\\d]{0,4}(?:阶段|步)", text[draft.start : draft.tiers[0].end]
        )
        if draft.kind == "award" and whole is not None and staged and all(_is_sum(tier) for tier in draft.tiers):
            while after < len(drafts) and _is_stage_of(drafts[after], draft) and _total(stages) < whole:
                stages.append((_stage_name(drafts[after]), drafts[after].tiers[0]))
                after += 1
        if staged and len(stages) > 1 and _total(stages) == whole:
            draft.tiers = draft.tiers[:1]
            draft.tiers[0].parts = [(name, tier.value) for name, tier in stages if tier.value is not None]
            draft.end = draft.tiers[0].end = max(tier.end for _, tier in stages)
        else:
            after = at + 1
        kept.append(draft)
        at = after
    return kept


def _is_sum(tier: Tier) -> bool:
    told = tier.level or tier.bracket or tier.per or tier.every or tier.parts or tier.up_to
    return tier.unit == "yuan" and tier.value is not None and not told


def _is_stage_of(draft: Draft, first: Draft) -> bool:
    alone = draft.kind == "award" and draft.sentence == first.sentence and len(draft.tiers) == 1
    return alone and draft.paid is None and _is_sum(draft.tiers[0])


def _stage_name(draft: Draft) -> str:
    return re.sub("^(?:对于?|经(?!营))+|的$", "", draft.head.strip("，、")) or draft.name


def _total(stages: list[tuple[str, Tier]]) -> Decimal:
    return sum((tier.value for _, tier in stages if tier.value is not None), Decimal(0))


def settle_rows(drafts: list[Draft]) -> None:
    """Tell rows of one name and condition apart by what their sentences open with, where their tiers don't."""
    seen: set[tuple[object, ...]] = set()
    for draft in drafts:
        own = (draft.name, draft.beneficiary, draft.condition)
        keys = {(own, _telling(tier)) for tier in draft.tiers} or {(own, ())}
        if keys & seen and draft.head and draft.head != draft.condition:
            draft.condition = draft.head
        elif keys & seen:
            draft.condition = f"{draft.condition or draft.name}（第{draft.sentence}句）"
            draft.doubt("与前一行的区别没有读出，请补写条件", 0.4)
        seen |= keys


def _settle_brackets(tiers: list[Tier]) -> None:
    """Read a bare 以上 as "more than" where a sibling ends with its number, and let all say what is measured."""
    brackets = [tier.bracket for tier in tiers if tier.bracket is not None]
    closed = {bracket.to for bracket in brackets if bracket.to is not None}
    opened = {bracket.from_ for bracket in brackets if bracket.from_ is not None and not bracket.bare}
    of = next((bracket.of for bracket in brackets if bracket.of), None)
    for tier in tiers:
        if (bracket := tier.bracket) is not None:
            if bracket.bare and bracket.from_ in closed:
                bracket = bracket._replace(from_=None, over=bracket.from_)
            if bracket.to in opened and bracket.to != bracket.from_:
                bracket = bracket._replace(to=None, below=bracket.to)
            tier.bracket = bracket._replace(of=bracket.of or of)
