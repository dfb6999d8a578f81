"""Who takes part: organisers, providers, laboratories, people. All of them invented."""

from __future__ import annotations

from dataclasses import dataclass

from making.chance import Dice

_USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
_GIVEN = (
    *("建国", "晓燕", "志强", "丽华", "文博", "雪梅", "海涛", "静怡", "国平", "雨桐"),
    *("明哲", "秀兰", "振宇", "佳宁", "立新", "思远", "春生", "若兰", "永康", "慧敏"),
)
_CITIES = (
    ("北京市海淀区", "110108", "100081", "010", "学院南路"),
    ("上海市浦东新区", "310115", "201203", "021", "张衡路"),
    ("广州市天河区", "440106", "510630", "020", "五山路"),
    ("杭州市西湖区", "330106", "310012", "0571", "文三路"),
    ("南京市鼓楼区", "320106", "210009", "025", "中山北路"),
    ("济南市历下区", "370102", "250014", "0531", "经十路"),
    ("武汉市洪山区", "420111", "430070", "027", "珞喻路"),
    ("成都市武侯区", "510107", "610041", "028", "人民南路"),
    ("西安市雁塔区", "610113", "710065", "029", "科技路"),
    ("沈阳市和平区", "210102", "110003", "024", "三好街"),
    ("福州市鼓楼区", "350102", "350001", "0591", "五四路"),
    ("长沙市岳麓区", "430104", "410013", "0731", "麓山路"),
    ("郑州市金水区", "410105", "450008", "0371", "花园路"),
    ("哈尔滨市南岗区", "230103", "150006", "0451", "学府路"),
    ("重庆市渝北区", "500112", "401121", "023", "金开大道"),
    ("天津市南开区", "120104", "300192", "022", "科研西路"),
    ("昆明市五华区", "530102", "650032", "0871", "学府路"),
    ("合肥市蜀山区", "340104", "230031", "0551", "科学大道"),
    ("南昌市东湖区", "360102", "330006", "0791", "阳明路"),
    ("南宁市青秀区", "450103", "530022", "0771", "民族大道"),
    ("兰州市城关区", "620102", "730000", "0931", "天水路"),
    ("银川市兴庆区", "640104", "750001", "0951", "解放东街"),
    ("呼和浩特市赛罕区", "150105", "010020", "0471", "昭乌达路"),
    ("长春市朝阳区", "220104", "130012", "0431", "人民大街"),
    ("石家庄市桥西区", "130104", "050051", "0311", "中山西路"),
)
_WORDS = (
    *("华谱", "中衡", "恒信", "嘉测", "瑞析", "德标", "信诚", "正源", "天准", "博研"),
    *("安衡", "利测", "卓越", "同验", "佳信", "科谱", "明析", "远测", "国衡", "泰验"),
    *("康测", "汇标", "立信", "元析", "衡远"),
)


@dataclass(frozen=True)
class Actor:
    """An organisation, with what the tables ask of it."""

    id: str
    name: str
    uscc: str
    division: str
    postcode: str
    address: str
    phone: str
    fax: str
    website: str
    email: str
    contact: str
    head: str
    bank_account: str


@dataclass(frozen=True)
class Person:
    """A person who was examined."""

    id_number: str
    name: str
    phone: str
    email: str
    employer: Actor


def uscc(authority: str, division: str, subject: str) -> str:
    """Return a unified social credit code with its check character."""
    body = f"{authority}{division}{subject}"
    total = sum(
        _USCC_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(body)
    )
    return body + _USCC_SIGNS[-total % 31]


def resident_id(division: str, birth: str, sequence: int) -> str:
    """Return a resident identity number with its check character."""
    body = f"{division}{birth}{sequence:03}"
    total = sum(
        int(digit) * weight for digit, weight in zip(body, _ID_WEIGHTS, strict=True)
    )
    return body + "10X98765432"[total % 11]


def person_name(number: int) -> str:
    """Return the name of the person with this number."""
    surname = _SURNAMES[number % len(_SURNAMES)]
    return surname + _GIVEN[(number * 7 + number // 20) % len(_GIVEN)]


def _actor(name: str, kind: str, number: int, city: int, authority: str) -> Actor:
    place, division, postcode, area, road = _CITIES[city]
    serial = {"ZZ": 1, "TG": 2, "SY": 3}[kind] * 1000 + number
    host = f"{kind.lower()}{number:02}.example.cn"
    return Actor(
        id=f"{kind}{number:04}",
        name=name,
        uscc=uscc(authority, division, f"MA{serial:05}K{number % 10}"),
        division=division,
        postcode=postcode,
        address=f"{place}{road}{serial % 89 + 10}号",
        phone=f"{area}-6{serial * 131 % 1000000 + 1000000:07}"[: len(area) + 9],
        fax=f"{area}-8{serial * 137 % 1000000 + 1000000:07}"[: len(area) + 9],
        website=f"https://www.{host}",
        email=f"pt@{host}",
        contact=person_name(serial),
        head=person_name(serial + 37),
        bank_account=f"0200{serial * 7919 % 10**8:08}{number:03}",
    )


ORGANISERS = (
    _actor("华北检验检测协作中心", "ZZ", 1, 0, "12"),
    _actor("东南检验检测协作中心", "ZZ", 2, 10, "12"),
)
PROVIDERS = (
    _actor("北京华衡能力验证中心", "TG", 1, 0, "12"),
    _actor("南京金陵标准物质研究所", "TG", 2, 4, "12"),
    _actor("广州岭测计量技术有限公司", "TG", 3, 2, "91"),
)
LABORATORIES = tuple(
    _actor(
        f"{city[0].partition('市')[0]}{word}检测技术有限公司", "SY", at + 1, at, "91"
    )
    for at, (city, word) in enumerate(zip(_CITIES, _WORDS, strict=True))
)


def people(count: int, seed: int) -> tuple[Person, ...]:
    """Return ``count`` persons who work in the laboratories."""
    dice = Dice(seed)
    found = []
    for number in range(count):
        employer = dice.pick(LABORATORIES)
        year, month, day = 1965 + dice.below(25), dice.below(12) + 1, dice.below(28) + 1
        birth = f"{year}{month:02}{day:02}"
        found.append(
            Person(
                id_number=resident_id(employer.division, birth, dice.below(900) + 10),
                name=person_name(seed + number),
                phone=f"139{dice.below(10**8):08}",
                email=f"s{seed}{number:02}@{employer.email.partition('@')[2]}",
                employer=employer,
            )
        )
    return tuple(found)
