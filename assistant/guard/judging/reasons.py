"""Why the guard holds a figure against a text: a closed vocabulary with the Chinese message of each."""

from __future__ import annotations

# `{surface}` is the figure as written, `{name}` the programme; what the table says instead is put behind the message.
REASONS: dict[str, str] = {
    "invented_value": "文件没有为{name}写明金额或比例，“{surface}”没有依据",
    "wrong_value": "“{surface}”与{name}的奖补标准不符",
    "wrong_tier": "“{surface}”不是{name}这一档次的标准",
    "wrong_programme": "“{surface}”是其他项目的标准，不适用于{name}",
    "wrong_policy": "“{surface}”是其他政策文件的标准，不是所述文件对{name}的规定",
    "wrong_bound": "“{surface}”的限定方式（不超过、不低于或定额）与文件对{name}的表述不符",
    "wrong_unit": "“{surface}”的数量级或单位与{name}的标准不符",
    "wrong_rate": "“{surface}”与{name}的补助比例不符",
    "wrong_base": "“{surface}”的计算基数与文件对{name}的规定不符",
    "cap_dropped": "“{surface}”超过或否定了{name}的封顶额",
    "wrong_arithmetic": "“{surface}”计算有误或无法由所列数据得出",
    "target_as_reward": "“{surface}”是工作目标，不是奖补金额",
    "threshold_as_reward": "“{surface}”是门槛条件，不是奖补金额",
    "wrong_target": "“{surface}”与文件写明的目标或门槛不符",
    "wrong_payer": "“{surface}”的资金来源与文件对{name}的规定不符",
    "wrong_beneficiary": "“{surface}”的受益对象与文件对{name}的规定不符",
    "stacked": "“{surface}”把从优不重复享受的奖补相加",
    "apart": "“{surface}”与文件规定不符：所述各项可以同时享受",
    "denied_award": "“{surface}”与文件不符：文件写明了{name}",
    "otherwise": "“{surface}”与文件的说法不符",
    "reversed": "“{surface}”与文件的规定相反",
    "wrong_per": "“{surface}”的计算单位（每个项目或每家企业）与文件对{name}的规定不符",
    "once_as_yearly": "“{surface}”被说成按年发放，文件没有这样规定",
    "user_figure_as_policy": "“{surface}”是提问中的数字，不是{name}的标准",
    "wrong_term": "“{surface}”与文件写明的期限不符",
    "wrong_date": "“{surface}”与文件写明的日期不符",
    "vague_invention": "“{surface}”是没有依据的笼统说法",
    "misquotation": "引文中的“{surface}”与原文不一致",
    "wrong_number": "“{surface}”不是收录的政策文件的文号",
    "wrong_clause": "“{surface}”不是所述内容出自的条款",
    "wrong_deadline": "“{surface}”与文件写明的期限不符",
    "invented_term": "文件没有写明“{surface}”这一办理时限",
    "invented_contact": "“{surface}”不在已核实的联系方式中",
    "wrong_award": "“{surface}”与文件写明的奖补不一致",
    "wrong_department": "“{surface}”不是{name}的责任单位或受理单位",
    "invented_material": "文件没有写明要提交“{surface}”",
    "unverifiable": "无法核实“{surface}”：文件没有确定的依据",
}


def describe(reason: str, surface: str, name: str, expected: str | None) -> str:
    """Return the message of a finding.

    >>> describe("wrong_bound", "50万元", "单项冠军企业", "不低于50万元")
    '“50万元”的限定方式（不超过、不低于或定额）与文件对单项冠军企业的表述不符，应为不低于50万元'
    """
    message = REASONS[reason].format(surface=surface, name=name or "所述事项")
    return f"{message}，应为{expected}" if expected else message
