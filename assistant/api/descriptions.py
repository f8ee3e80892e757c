"""What the interface description says, in Chinese: the whole, its parts, and every field by its name."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

SUMMARY = "按惠企政策原文答复企业提问，每一处金额都经过核验。"

DESCRIPTION = """
**怎样调用**：以 UTF-8 编码的 JSON 收发，`Content-Type: application/json`。启用了 API 密钥的，在请求头
`Authorization: Bearer 密钥` 中附上密钥。没有登录状态：每次请求都带上此前的对话，系统只采信其中用户说的话。

**答复状态** `status`：`answered` 已答复；`clarify` 请补充说明；`not_covered` 政策没有规定；`refused` 不予受理；
`acknowledged` 致意；`handover` 转人工；`signpost` 求助指引；`error` 输入无法使用（HTTP 422）。

**金额** `amounts`：`yuan` 以元计，`percent` 以百分数计；`bound` 为 `exact` 定额、`at_most` 不超过、`at_least` 不低于。

**出错时**返回 `application/problem+json`（RFC 9457），`detail` 写明怎样办理；过于频繁的返回 429，
`Retry-After` 写明几秒后重试。答复仅供参考，以文件原文和主管部门解释为准。
""".strip()

TAGS = {
    "问答": "提问并取得带依据的答复，评价答复。",
    "核验": "核对他人所写答复中的金额、比例、对象和期限。",
    "查询": "检索条款，列出奖补表。",
    "测算": "按奖补标准测算金额。",
    "政策体检": "按企业情况逐项判断是否符合条件。",
    "兼容接口": "与 OpenAI 接口兼容的问答，供 Dify、Open WebUI 等作为模型接入。",
    "运维": "进程、数据库是否可用，运行指标。",
    "工作台": "坐席工作台使用，须登录。",
}

FIELDS: dict[str, str] = {
    "agreement": "读到的各项与奖补表逐项比较的结果",
    "explain": "为 true 时逐个数字说明读到了什么、由哪条规则判定",
    "explanations": "逐个数字的说明",
    "rule": "判定所依据的规则",
    "slots": "读到的各项：基数、资金来源、受益对象、计量单位、期间等",
    "amount": "金额，可写“300万元”，也可写数字",
    "amounts": "答复中的各处金额",
    "answer_id": "答复编号，见响应头 X-Answer-Id",
    "as_of": "按哪一天答复，默认为今天",
    "assessment": "逐项判断的结果",
    "award": "可以得到什么",
    "base": "比例的计算基数",
    "begun": "企业是否已填写与此有关的情况",
    "beneficiary": "受益对象",
    "blocked": "未通过核验、没有发出的草稿数",
    "bound": "限额方式：exact 定额，at_most 不超过，at_least 不低于",
    "cap": "封顶额",
    "cap_yuan": "封顶额，元",
    "case": "本行所说的情形",
    "certain": "能确定得到的各项",
    "choice": "所选的一项",
    "choices": "答复，只有一项",
    "citations": "依据的条款及原文",
    "clause": "条款号，如 二（一）",
    "code": "HTTP 状态码",
    "comment": "补充意见",
    "completion_tokens": "答复的字数",
    "condition": "条件",
    "conditions": "逐项条件",
    "confidence": "把握程度，0 至 1",
    "content": "内容",
    "count": "数量",
    "created": "时间，自 1970 年起的秒数",
    "data": "各项",
    "date": "日期，如 2021-09-01",
    "date_label": "日期一栏的名称",
    "departments": "责任单位",
    "derivation": "计算过程",
    "detail": "出了什么问题、怎样办理",
    "effective": "施行日期",
    "end": "结束位置（不含），从 0 起按字符计",
    "end_index": "引用标注的结束位置",
    "entries": "企业情况各项",
    "error": "同一问题按 OpenAI 客户端读取的格式",
    "errors": "无法使用的各项",
    "expected": "应为什么",
    "field": "哪一项",
    "fields": "各栏",
    "figures": "各处数额",
    "findings": "核验发现的问题",
    "finish_reason": "结束原因，stop 为正常结束",
    "gap": "还差多少",
    "groups": "各组",
    "guard": "核验结果",
    "headline": "结论",
    "held": "是否具备",
    "help": "填写说明",
    "history": "此前的对话，由近及远取用户所说的若干轮",
    "huiqi": "本系统的附加信息：状态、依据、核验结果等",
    "id": "编号",
    "index": "序号",
    "interpreter": "解释机关",
    "kind": "类别：award 奖补，target 目标，threshold 门槛；或栏目类型",
    "label": "名称",
    "level": "级别，如 国家级、省级、市级",
    "levels": "可选的级别",
    "lines": "计算过程",
    "logprobs": "不提供",
    "matched": "命中的词",
    "message": "说明",
    "messages": "对话，最后一条是用户的问题",
    "modality": "给予或争取",
    "model": "模型名称",
    "name": "名称",
    "needed": "还需要补充的情况",
    "note": "备注",
    "notices": "须先知道的事项，如认定期限已过",
    "number": "文号",
    "object": "对象类型",
    "ok": "是否通过核验",
    "once": "是否写明一次性",
    "opinion": "like 有用，dislike 没用，null 撤回",
    "options": "可选各项",
    "others": "其他情形",
    "outside": "不在判断之列的奖补",
    "owned_by": "提供者",
    "payer": "资金来源",
    "per": "计算单位，如 每家、单个项目",
    "percent": "比例，百分数",
    "policy": "政策文件编号",
    "principle": "从优不重复的规定",
    "programmes": "各项奖补",
    "prompt_tokens": "提问的字数",
    "question": "问题",
    "quote": "原文，逐字引用",
    "read": "读出的数额个数",
    "reason": "原因",
    "refusal": "不提供",
    "result": "逐处核验的结果",
    "reward": "奖补项目编号",
    "role": "谁说的：user 用户，assistant 系统",
    "score": "相关度，0 至 1；未检索时为空",
    "section": "所在部分的标题",
    "several": "是否可填多项",
    "source": "金额来源：table 奖补表，computed 计算，user 用户所说，document 文件其他内容",
    "standard": "奖补标准",
    "start": "起始位置，从 0 起按字符计",
    "start_index": "引用标注的起始位置",
    "status": "状态",
    "stream": "是否分段返回（SSE）",
    "stream_options": "include_usage 为 true 时最后返回字数",
    "include_usage": "最后是否返回字数",
    "suggestions": "可以接着问的问题",
    "surface": "原文中的写法",
    "term_years": "最长年限",
    "terms": "各项",
    "text": "内容",
    "tier": "档次",
    "tiers": "各档",
    "title": "标题",
    "total_tokens": "合计字数",
    "type": "类型",
    "unfolded": "是否展开",
    "unit": "数额没有写单位时按什么单位计",
    "url": "原文地址",
    "url_citation": "引用的条款",
    "usage": "字数统计：一字计一个 token",
    "annotations": "引用标注",
    "value": "结果，元",
    "verdict": "结论",
    "window_end": "认定截止日期",
    "worked": "测算结果",
    "years": "年数",
    "yuan": "金额，元",
    "department": "责任单位",
    "words": "检索词",
    "region": "地区",
    "valid_on": "只看这一天已施行、未被替代的文件",
    "measure": "措施类别：award 有奖补，target 有目标，threshold 有门槛，none 都没有",
}
"""What each field means wherever it stands; fields of the staff workbench are not described."""


def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description of the app, every public field of it explained; built once."""
    if app.openapi_schema is None:
        schema = get_openapi(
            title=app.title,
            version=app.version,
            summary=SUMMARY,
            description=DESCRIPTION,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in TAGS.items()],
        )
        schema["components"]["securitySchemes"] = {
            "key": {"type": "http", "scheme": "bearer", "description": "API 密钥；服务未启用密钥时不需要"}
        }
        schema["security"] = [{}, {"key": []}]
        for model in schema["components"]["schemas"].values():
            _explain(model.get("properties", {}))
        for path in schema["paths"].values():
            for operation in path.values():
                for parameter in operation.get("parameters", ()):
                    _explain({parameter["name"]: parameter})
        app.openapi_schema = schema
    return app.openapi_schema


def _explain(fields: dict[str, Any]) -> None:
    for name, field in fields.items():
        if name in FIELDS:
            field.setdefault("description", FIELDS[name])
