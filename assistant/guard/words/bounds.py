"""The guard's words for how texts say 不超过 and 不低于 at a distance from a figure, and what they make of caps."""

from __future__ import annotations

import re

from assistant.text.bounds import AT_LEAST_WORDS, AT_MOST_WORDS

# Where many words are alternatives, what they begin with is looked for first, which spares most characters the rest.
AT_MOST = re.compile(
    r"(?=[<≤≯上不为之以充再到多天封帽打撑是最极止满的突至见触超限顶高])"
    rf"(?:{AT_MOST_WORDS}|之内|以内|为限|触顶|[是为]顶|(?:止|的顶)(?=[，。；、,]|$)|到头|打住|见顶)"
)
AT_LEAST = re.compile(rf"(?=[>≥≮下不低保兜再垫少底往怎打托最至起])(?:{AT_LEAST_WORDS}|起点|少说|起(?=[，。；、（(]|$))")
NO_BOUND = re.compile(  # of 不是上限，是下限
    r"(?:并?不是|并非|不算|不属于|没有|不存在|不写|非)(?:什么|所谓的?)?(?:上限|封顶|最高|顶格|限额|不超过|下限|保底|最低|底线|起步|不低于)"
)
BOUND_SET_RIGHT = re.compile(
    r"[^，。；！？\n]{0,4}(?:并?不是|并非|不算)(?:什么|所谓的?)?(?:上限|封顶|最高额?|限额|下限|保底|最低|底线|定额|固定数?|死数)[，,、]?(?:而|其实|应该?)?(?:是|属于)个?[“\"「]?"
    r"(?:(?P<most>上限|封顶|最高|限额|不超过)|(?P<least>下限|底线|保底|最低|起点|起步|不低于))"
)
LEADING_BOUND = re.compile(  # 看下限，国家级100万元
    r"(?:单|只|光)?(?:看|按|论|就|从|讲|说|问|比|查)?(?:的是)?(?:上限|下限|封顶线?|保底|底线|最高额?|最低额?)"
    r"(?:线|数|标准)?(?:来?(?:看|说|讲|论)|而言|方面|的话|上)?[：:，,]?$"
)
HEADING_BOUND = re.compile(  # 工业设计中心的上限：国家级80万元，省级50万元
    r"(?:(?P<most>上限|封顶线?|最高额|[（(]均?(?:不超过|最高|上限|封顶)[）)])"
    r"|(?P<least>下限|保底|底线|最低额|[（(]均?(?:不低于|最低|下限|保底|起步)[）)]))"
    r"(?:标准|金额|数额|分别|依次)?(?:[为是]|如下)?[：:]"
)
ASKED_BOUND = re.compile(r"(?P<most>上限|封顶线?|天花板)|(?P<least>下限|保底|底线)")
SHARED_BOUND = re.compile(
    r"(?:均|都|全部?|皆|统一|一律|各档|各级|三档|两档|分别|以上)(?:为|是|属于?|按|以|用|冠以|标注?|注明|加了?|写的?是?|不是定额而是)?[“\"'‘「]?"
    r"(?:(?P<most>不超过|上限|最高|封顶|以内)|(?P<least>不低于|起点|下限|最低|至少))"
)
CAP_USED = re.compile("(?:只能?|就|仍|改|统一|那就)?按照?$|只能?(?:给|补|拿|得|有)(?:到)?$")  # 超了，只按100万元
EXCEEDED = re.compile("超|高于|大于|突破|多过")
CAP_NAMED = re.compile(
    r"(?:[未没]有?超过?|未达到?|[未没]到|不到|已超过?|超过了?|超出|低于|不足|触及|高于|大于|小于|[>＞<＜]|达到|[够到摸碰触]不[着到了]|拿满|拿足|拿够|离|距离?|补满|领满|用满|吃满|凑满|打满|够到|够得?着|摸到|碰到|撞到|触到|触及|顶到)(?:了|这|那|单个项目|的|上限|封顶|最高|额|线)*[的（(]?$"
)
PROMISED = re.compile(
    "必定|(?<!不)一定(?:能|会|可|要)|(?<!不)肯定|(?<![不能难敢])保证|足额|稳拿|铁定|笃定|确定(?:能|会|可)"
)
FLAT = re.compile("一律|不论|无论|不管|统统|固定")
