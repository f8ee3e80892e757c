"""What can be wrong in a corpus: a change of one place of one file each, and the fault that it must be told as."""

from __future__ import annotations

from dataclasses import dataclass

POLICY = "policies/ningde-2021-68.md"
REWARDS = "rewards/ningde-2021-68.yaml"
QUESTIONS = "questions/ningde-2021-68.yaml"
TOPICS = "topics/ningde-2021-68.yaml"
TABLE = "ningde-2021-68.yaml"
TEXT = "ningde-2021-68.md"


@dataclass(frozen=True)
class Break:
    """A change of one place in one file, and the fault it must be told as; `{line}` is the line below the place."""

    file: str
    old: str
    new: str
    fault: tuple[str, str, str]
    says: str = ""


BREAKS = {
    "unknown key": Break(
        REWARDS,
        "    once: true\n    stacking: technology-center",
        "    once: true\n    colour: red\n    stacking: technology-center",
        (TABLE, "technology-center", "awards.0.colour"),
        "没有这一项",
    ),
    "missing key": Break(
        REWARDS, "    name: 企业技术中心\n", "", (TABLE, "technology-center", "awards.0.name"), "缺少此项"
    ),
    "quote not in the clause": Break(
        REWARDS,
        "给予一次性300万元奖励",
        "给予一次性300万元奖金",
        (TABLE, "revenue-ten-billion", "quote"),
        "引文不在条款 二（三） 中",
    ),
    "figure not in the quote": Break(
        REWARDS, "yuan: 3000000,", "yuan: 4000000,", (TABLE, "revenue-ten-billion[0]", "yuan"), "4000000"
    ),
    "wrong bound": Break(
        REWARDS,
        "{level: 国家级, yuan: 800000, bound: at_most}",
        "{level: 国家级, yuan: 800000, bound: at_least}",
        (TABLE, "industrial-design-center[国家级]", "bound"),
        "80 万元",
    ),
    "no bound": Break(
        REWARDS,
        "{yuan: 3000000, bound: exact}",
        "{yuan: 3000000}",
        (TABLE, "revenue-ten-billion[0]", "bound"),
    ),
    "levels swapped against 分别": Break(
        REWARDS,
        "- {level: 省级, percent: 5, bound: at_most, base: 设备投资}\n"
        "      - {level: 市级, percent: 10, bound: at_most, base: 设备投资}",
        "- {level: 省级, percent: 10, bound: at_most, base: 设备投资}\n"
        "      - {level: 市级, percent: 5, bound: at_most, base: 设备投资}",
        (TABLE, "equipment-upgrade[省级]", "percent"),
        "分别",
    ),
    "duplicate id": Break(REWARDS, "  - id: charging-piles", "  - id: listing", (TABLE, "listing", "id"), "编号重复"),
    "contradiction": Break(
        REWARDS,
        "- {level: 国家级, yuan: 800000, bound: at_most}\n      - {level: 省级,",
        "- {level: 国家级, yuan: 800000, bound: at_most}\n      - {level: 国家级,",
        (TABLE, "industrial-design-center", "tiers"),
        "矛盾",
    ),
    "figure of the text in no row": Break(
        POLICY,
        "支持企业对接资本市场。",
        "支持企业对接资本市场，给予 66 万元奖励。",
        (TABLE, "二（四）", "rewards"),
        "66 万元",
    ),
    "unknown clause": Break(
        REWARDS,
        "    name: 充电桩建设\n    clause: 三（三）",
        "    name: 充电桩建设\n    clause: 三（九）",
        (TABLE, "charging-piles", "clause"),
        "三（九）",
    ),
    "once where the text does not say it": Break(
        REWARDS,
        "    stacking: industrial-tourism\n",
        "    stacking: industrial-tourism\n    once: true\n",
        (TABLE, "industrial-tourism[省级]", "once"),
    ),
    "once left out where the text says it": Break(
        REWARDS,
        "    once: true\n    stacking: single-champion\n",
        "    stacking: single-champion\n",
        (TABLE, "single-champion[国家级]", "once"),
    ),
    "payer that the text does not name": Break(
        REWARDS,
        "bound: exact, payer: 市级财政, per: 每家",
        "bound: exact, payer: 县级财政, per: 每家",
        (TABLE, "above-scale[县级财政]", "payer"),
        "县级财政",
    ),
    "cap without a rate": Break(
        REWARDS,
        "{yuan: 3000000, bound: exact}",
        "{yuan: 3000000, bound: exact, cap_yuan: 3000000}",
        (TABLE, "revenue-ten-billion[0]", "cap_yuan"),
    ),
    "topic naming an unknown row": Break(
        TOPICS,
        "    awards: [charging-piles]",
        "    awards: [charging-pile]",
        (TOPICS, "charging-piles", "awards"),
        "charging-pile",
    ),
    "words for a term that the topic does not have": Break(
        TOPICS,
        "    spoken:\n      充电桩: [",
        "    spoken:\n      换电站: [",
        (TOPICS, "charging-piles", "spoken"),
        "换电站",
    ),
    "words with nothing on one side of the gap": Break(
        TOPICS,
        "      充电桩: [给…充电",
        "      充电桩: [给…",
        (TOPICS, "charging-piles", "spoken"),
        "省略号两边都要有字",
    ),
    "giving way to an unknown topic": Break(
        TOPICS,
        "      chain-investment: [招商",
        "      chain-investments: [招商",
        (TOPICS, "investment-attraction", "gives_way"),
        "chain-investments",
    ),
    "giving way by a term that the topic does not have": Break(
        TOPICS,
        "      chain-investment: [招商",
        "      chain-investment: [招工",
        (TOPICS, "investment-attraction", "gives_way"),
        "招工",
    ),
    "topic naming an unknown clause": Break(
        TOPICS,
        "  - id: charging-piles\n    clause: 三（三）",
        "  - id: charging-piles\n    clause: 七（一）",
        (TOPICS, "charging-piles", "clause"),
        "七（一）",
    ),
    "topic given twice": Break(
        TOPICS, "  - id: charging-piles", "  - id: listing", (TOPICS, "listing", "id"), "编号重复"
    ),
    "topic that nothing is called by": Break(
        TOPICS,
        "    terms: [充电桩, 充电桩建设, 充电站, 充电设施]\n",
        "",
        (TOPICS, "charging-piles", "terms"),
        "没有任何说法",
    ),
    "topics of an unknown policy": Break(
        TOPICS, "policy: ningde-2021-68", "policy: ningde-2021-69", ("topics/ningde-2021-69.yaml", "-", "policy")
    ),
    "unknown key of a topic": Break(
        TOPICS,
        "    awards: [charging-piles]",
        "    award: [charging-piles]",
        (TOPICS, "charging-piles", "topics.24.award"),
        "没有这一项",
    ),
    "region in an unknown one": Break(
        "lexicon.yaml",
        "东侨经济技术开发区: {names: [东侨], within: 宁德市}",
        "东侨经济技术开发区: {names: [东侨], within: 闽省}",
        ("lexicon.yaml", "东侨经济技术开发区", "regions.within"),
        "闽省",
    ),
    "region in itself": Break(
        "lexicon.yaml",
        "东侨经济技术开发区: {names: [东侨], within: 宁德市}",
        "东侨经济技术开发区: {names: [东侨], within: 东侨经济技术开发区}",
        ("lexicon.yaml", "东侨经济技术开发区", "regions.within"),
        "不能属于自身",
    ),
    "policy that replaces an unknown one": Break(
        POLICY,
        "interpreter_short: 市工信局\n",
        "interpreter_short: 市工信局\nreplaces: [ningde-2019-1]\n",
        (TEXT, "front matter", "replaces"),
        "ningde-2019-1",
    ),
    "policy that replaces itself": Break(
        POLICY,
        "interpreter_short: 市工信局\n",
        "interpreter_short: 市工信局\nreplaces: [ningde-2021-68]\n",
        (TEXT, "front matter", "replaces"),
        "不早于本政策",
    ),
    "questions naming an unknown clause": Break(
        QUESTIONS, "\n  一（一）:", "\n  七（一）:", (f"questions/{TABLE}", "七（一）", "clauses")
    ),
    "front matter lacking a field": Break(
        POLICY,
        "title: 宁德市人民政府办公室关于促进当前全市工业增产增效若干措施的通知\n",
        "",
        (TEXT, "front matter", "title"),
        "缺少此项",
    ),
    "text in no clause": Break(
        POLICY,
        "\n各县（市、区）人民政府，东侨经济技术开发区管委会，市政府各部门",
        "\n给予10万元\n\n各县（市、区）人民政府，东侨经济技术开发区管委会，市政府各部门",
        (TEXT, "第{line}行", "clauses"),
        "不属于任何条款",
    ),
    "impossible date in the front matter": Break(
        POLICY, "issued: 2021-07-22", "issued: 七月", (TEXT, "front matter", "issued"), "应为日期"
    ),
    "key given twice": Break(
        REWARDS,
        "    modality: 争取\n",
        "    modality: 争取\n    modality: 给予\n",
        (TABLE, "第{line}行", "modality"),
        "键重复",
    ),
    "key given twice in the front matter": Break(
        POLICY, "region: 宁德市\n", "region: 宁德市\nregion: 福州市\n", (TEXT, "第{line}行", "region"), "键重复"
    ),
    "broken YAML": Break("messages.yaml", "greeting: ", "greeting: [", ("messages.yaml", "第{line}行", "-")),
}
