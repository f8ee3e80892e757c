"""Chinese personal names by their surname: the common ones, and what only looks like a name."""

from __future__ import annotations

SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖"
    "石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙黎史贺陶毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文温洪季庄章鲁葛殷俞柯欧阮施倪"
    "牛樊童安颜耿詹游翁涂甘包祝缪卓蓝兰池郁连吉饶宁冉岳路凌柴霍申成关舒骆盛单齐焦左尤辛管祁伍冷应穆解裴华纪邢费鲍荣符简屈项房"
    "古占练"
)
COMPOUND = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "司徒",
    "皇甫",
    "尉迟",
    "夏侯",
    "公孙",
    "慕容",
    "东方",
    "令狐",
    "端木",
    "独孤",
)
TITLES = "先生|女士|小姐|经理|总经理|总监|总|厂长|主任|会计|科长|局长|老师|师傅|老板|工"

# What opens like a name and is a place, a trade or a word of official language.
WORDS = (
    "高新|高企|高技|单项|单位|单个|万元|文件|方面|项目|金融|金属|金额|石材|石化|石油|白茶|安全|安装|古田|成立|成员|管理|解释|华侨|"
    "龙头|应该|应用|关于|关联|施工|符合|任何|申报|申请|游客|左右|何时|严重|连续|简单|向上|付款|包装|纪委|马上|毛利|童装|"
    "宁德|宁波|江西|江苏|江阴|安徽|连江|龙岩|温州|武汉|甘肃|石狮|兰州|路上|常年|钱"
)
PARTICLES = "的了是在有想要问来这那我你他她和与及从做开办搞把被能可怎请也就都不没"
_SURNAME = f"(?:{'|'.join(COMPOUND)}|[{SINGLE}])"

NAME = f"(?!{WORDS}){_SURNAME}(?![{PARTICLES}])[一-龥](?:(?![{PARTICLES}电手联])[一-龥])?"
NAME_OR_TITLE = f"(?:{_SURNAME}(?:{TITLES})|{NAME})"
