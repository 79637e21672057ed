"""Codes in symbols (ký hiệu): frequent units and bodies, and which of them a misread one looks like (domain rules 1.3 and 3)."""

import re
from collections.abc import Iterable

from tasks.core.letter.rows.signs import bare

KNOWN_UNITS = (
    "BVTV", "BVMT", "CNXD", "CNTT", "CCHC", "CTXH", "HCTC", "HCTH", "KGVX", "KHTC", "KHTH", "KHNV", "KSTT", "KTTH", "KTHT", "NNTN",
    "NSNN", "QLNS", "QLCL", "QLĐT", "QLĐĐ", "ĐMDN", "KTTC", "QTTV", "TKBT", "TCCV", "VXNV", "TCCB", "TCHC", "TCKH", "THNC", "TNMT",
    "TTHC", "VHXH", "VHTT", "XDCB", "KTN", "NC", "VX",
    "TH", "KT", "TD", "PC",
)  # fmt: skip
"""Frequent codes of drafting units (domain rule 3), the longest first: where a drafter's mark is glued to one, it ends there."""

OTHER_UNITS = frozenset({
    "ATTP", "ATTT", "BHYT", "BTTP", "BTXH", "BVCS", "BVNN", "BĐKH", "CBKL", "CCVC", "CNHT", "CNTTS", "CNTY", "CSCN", "CSHT",
    "CSSKSS", "CTCT", "CTGDCT", "CTHĐ", "CTQH", "CTSV", "CTTN", "CTTĐ", "CĐS", "CĐT", "DNTN", "DNTT", "DTTG", "DVCĐ",
    "DVTL", "GDCN", "GDMN", "GDNN", "GDPT", "GDTH", "GDTX", "GPMB", "HCKT", "HCTP", "HSKS", "HSTHA", "HSVA", "HTQT", "HĐND",
    "KHCN", "KHKT", "KHTK", "KHĐN", "KHĐT", "KKKTT", "KSBT", "KSTTHC", "KTGS", "KTHTĐT", "KTKT", "KTNB", "KTNS", "KTNV",
    "KTSTQ", "KTTĐ", "KTVT", "KTĐT", "KĐCL", "LTTP", "LĐCSXH", "LĐTL", "LĐVL", "NCKH", "NCPL", "NLTS", "NSĐP", "NVD",
    "NVDTPC", "NVL", "NVY", "PBGDPL", "PCTHĐND", "PCTN", "PCTNXH", "PCTT", "PHCN", "PTBV", "PTNT", "QHLĐ", "QLBT", "QLBV",
    "QLCB", "QLCN", "QLCS", "QLCTR", "QLDA", "QLDL", "QLDN", "QLGT", "QLHC", "QLHT", "QLHĐ", "QLKCB", "QLKH", "QLLX", "QLN",
    "QLT", "QLTC", "QLTDTT", "QLTN", "QLVB", "QLVH", "QLVT", "QLXD", "QLXDCT", "QLĐTHT", "QLĐTXD", "QPAN", "TBXH", "TCBC",
    "TCCQ", "TCCS", "TCDN", "TCHQ", "TCKT", "TCKTKH", "TCNS", "TCQT", "TCTK", "TCTN", "TCXD", "TCĐN", "TGNC", "TGNV",
    "TGPL", "THAT", "THTK", "THTT", "TKTH", "TMĐT", "TNKS", "TNNS", "TTBVTV", "TTGS", "TTHT", "TTKT", "TTKTNB", "TTPC",
    "TTPCKP", "TTPTN", "TTQLDN", "TTTH", "TTTT", "TTVH", "TM", "TTr", "TTra", "TTrB", "TTĐN", "TTĐT", "TĐC", "TĐKT", "VBTT", "VHGD",
    "VHTTDL", "VTLT", "XDKTVB", "XDNL", "XDĐ", "XNK", "XTTM", "YTDP", "ĐD", "ĐGTX", "ĐKKD", "ĐKĐĐ", "ĐTBD", "ĐTN", "ĐTNN",
    "ĐTPT", "ĐTXD", "ĐTĐH", "BNN", "BTN", "BTT", "CM", "CNN", "CNTB", "CNTT&TT", "CSDT", "CSPL", "CSVC", "CTCB", "CTĐT",
    "DVC", "GD", "GDĐT", "GĐBHYT", "GĐYK", "HCNS", "HCQT", "HCSN", "HTKT", "HTPTQT", "HTĐT", "KCHT", "KCN", "KHHTQT",
    "KHTCTH", "KHTĐ", "KHVT", "KSNB", "KSTN", "KTCN", "KTHTNV", "KTHTNĐ", "KTKS", "KTKTTC", "KTNN", "KTTT", "KTXH", "KTĐN",
    "LLCT", "LTHS", "NCC", "NCĐG", "NNMT", "NNPTNT", "NNTNMT", "NSTH", "NVDT", "NVP", "NVTH", "PCBTN", "PCCC", "PCTP",
    "PKD", "PKT", "PKH", "PTDL", "PTM", "PCT", "PHC", "PTQĐ", "QLBVR", "QLCTĐT", "QLCTXD", "QLDSVH", "QLDV", "QLGD",
    "QLHKD", "QLLH", "QLMT", "QLNH", "QLNN", "QLNT", "QLSX", "QLTS", "QLTTB", "QLVĐT", "QLXL", "QLĐTC", "QLĐTKCN", "SDPTR",
    "SXKD", "TCCT", "TCKTTH", "TCPC", "TCTH", "TCĐT", "TDTT", "TGTT", "THDN", "THKH", "THNV", "THPC", "TLĐ", "TNN", "TNĐĐ",
    "TTDL", "TTKH", "TTNV", "TTTV", "TVTS", "VTTB", "VTTBYT", "VTYT", "XDCT", "XDPT", "XDĐT", "XTDL", "XTĐT", "YDCT",
    "ĐBATGT", "ĐCKS", "ĐHTT", "ĐKTK", "ĐMPTDN", "ĐTDA", "ĐTSĐH", "ĐVQL", "ĐBCL", "ĐTTC", "ĐTKT", "ƯPTT", "CT", "DCPL", "HC",
    "NV1", "NV2", "NV3", "PT", "QLBTKCĐB", "TG", "TTN", "VTPT",
})  # fmt: skip
"""Codes of units that other offices have (departments, an HĐND's office, courts, taxes, hospitals, schools, companies;
common knowledge): as good as the frequent ones where they are read, but no misread code is made one of them."""

BODY_CODES = (
    "BCA", "BCT", "BGDĐT", "BGTVT", "BKHCN", "BKHĐT", "BLĐTBXH", "BNG", "BNNPTNT", "BNV", "BQP", "BTC", "BTNMT", "BTP", "BTTTT",
    "BVHTTDL", "BXD", "BYT", "NHNN", "TTCP", "UBDT", "KTNN", "VPCP", "VPTW", "UBND", "HĐND", "SCT", "SGDĐT", "SGTVT", "SKHCN",
    "SKHĐT", "SLĐTBXH", "SNgV", "SNNPTNT", "SNV", "STC", "STNMT", "STP", "STTTT", "SVHTT", "SVHTTDL", "SXD", "SYT",
)  # fmt: skip
"""Codes of ministries and of a province's departments that every office cites (Nghị định 30/2020, Phụ lục VI)."""

OF_LISTS = frozenset({
    "BCĐ", "BCH", "BCHQS", "BGĐ", "BHTN", "BHXH", "BHYT", "BQL", "BTV", "CBTH", "CCB", "CCVC", "CĐCS", "CHQS", "CLB",
    "CNCH", "CSĐT", "CSGT", "CTXH", "CVP", "DNNN", "ĐBQH", "ĐTN", "ĐUTT", "GDTX", "GPMB", "HCC", "HĐTĐ", "HND", "HTX",
    "KCN", "KKT", "KTTV", "LĐLĐ", "LĐVP", "LHPN", "MTTQ", "NHCSXH", "NHNN", "PCCC", "PCTT", "PCVP", "PGĐ", "PTDS", "PTTH",
    "PVP", "QLDA", "QLTT", "TCTD", "TGĐ", "THADS", "THCS", "THPT", "TKCN", "TMCP", "TNCS", "TNHH", "TTĐT", "TTPVHCC",
    "TTTT", "UBKT", "UBMTTQ", "UBMTTQVN", "VPĐKĐĐ", "VNPT", "EVN", "ANTT", "ATGT", "ATTP", "BĐBP", "BGH", "BTT", "BTTTT",
    "BVĐK", "BVMT", "CAH", "CAT", "CATP", "CBCCVC", "CCHC", "CDC", "CĐGD", "CMHS", "CNTT", "CSCĐ", "CTMT", "CTMTQG", "CTSV",
    "ĐKKD", "ĐTXD", "ĐVSN", "EVNCPC", "EVNHANOI", "EVNHCMC", "EVNNPC", "EVNNPT", "EVNSPC", "GDĐT", "GDNN", "GTVT", "GVCN",
    "HĐNVQS", "HĐQT", "HĐTV", "HĐTĐKT", "HĐTVQ", "HSSV", "KBNN", "KHCN", "KHKT", "KHĐT", "KLCĐ", "KLV", "KNQG", "KSBT",
    "KSND", "KTQP", "KTXH", "LĐTBXH", "LHHN", "NHCS", "NHTM", "NLĐ", "NNMT", "NNPTNT", "NTM", "NVQS", "PBGDPL", "PCCCR",
    "PCMT", "PCTN", "PTNT", "QĐND", "QLKCN", "QLKKT", "QLĐĐ", "SXKD", "TAND", "TANDTC", "TDTT", "TĐKT", "TKCT", "TMĐT",
    "TNMT", "TTDVVL", "TTGDTX", "TTKN", "TTPTQĐ", "TTTM", "TTVH", "TTXVN", "TTYT", "UBTVQH", "UVBCH", "UVBTV", "VHTT",
    "VHTTDL", "VKSND", "VKSNDTC", "VPĐP", "VPUB", "VSTBPN", "VSATTP", "XDCB", "XTTM", "YTDP", "BBT", "KSHQ", "UBTW",
})  # fmt: skip
"""Codes in lists of every office: bodies, heads and fields of work (Nơi nhận; common knowledge)."""

_CLASSES = str.maketrans("TLFJ1UYQ0GHMÑRZSE85", "IIIIIVVOOCNNNKXBBBB")


def look(code: str) -> str:
    """The code with capitals that a bad scan makes of each other taken for one (SVHTTDI and SVHTTDL look alike)."""
    return bare(code).upper().translate(_CLASSES).replace("C", "O")


_SMALL = str.maketrans("tlfj1yuqeo0gmhrxs58d", "iiiiivvcccccnnkkbbbo")


def look_small(letters: str) -> str:
    """Small letters without marks, those that a bad scan makes of each other taken for one (tinh and linh look alike)."""
    return letters.translate(_SMALL)


def looks_like(read: str, among: Iterable[str]) -> str | None:
    """The one code that a misread one looks like; None where none or several do, or where it is one itself."""
    known = tuple(among)
    if read in known:
        return None
    alike = [code for code in known if look(code) == look(read)]
    alike = [code for code in alike if code[0] == read[0]] if len(alike) > 1 else alike  # SYT and BYT look alike
    return alike[0] if len(alike) == 1 else None


_BODY_NAMES = (
    ("van phong chinh phu", "VPCP"),
    ("van phong trung uong", "VPTW"),
    ("tuong chinh phu", "TTg"),
    ("chinh phu", "CP"),
    ("uy ban thuong vu quoc hoi", "UBTVQH"),
    ("hoi dong nhan dan", "HĐND"),
    ("hdnd", "HĐND"),
    ("uy ban nhan dan", "UBND"),
    ("ubnd", "UBND"),
    ("tinh uy", "TU"),
    ("thanh uy", "TU"),
    ("bi thu trung uong", "TW"),
    ("bo chinh tri", "TW"),
    ("chap hanh trung uong", "TW"),
    ("so ngoai vu", "SNgV"),
)
"""Names of bodies whose code is not made of first letters, the longer ones first; on bare text, its first words may be torn."""
_AT_START = 12
_NO_MINISTRY = ("bo chi huy", "bo tu lenh", "bo doi", "bo tong tham muu", "bo phan", "bo mon")
"""Bodies that begin with Bộ and have no ministry's code: BCHQS or BCH of Bộ Chỉ huy Quân sự tỉnh Gia Lai."""


def body_of(name: str) -> str | None:
    """The code that a body's name gives: Thủ tướng Chính phủ: TTg, Bộ Y tế: BYT, Sở Nội vụ: SNV; None for other names."""
    low = bare(name)
    for printed, code in _BODY_NAMES:
        if -1 < low.find(printed) <= _AT_START:
            return code
    if not low.startswith(("bo ", "so ")) or low.startswith(_NO_MINISTRY):
        return None
    words = [word for word in re.split(r"[\s,-]+", name) if word and bare(word) != "va"]
    initials = "".join(word[0].upper() for word in words)
    return next((known for known in BODY_CODES if bare(known) == bare(initials)), initials)


def has_letter_for_count(code: str) -> bool:
    """Whether a code as it was read has an I where a 1 may be printed; a region's Roman number is none (KVI)."""
    return _COUNT_AS_LETTER.search(code) is not None


_COUNT_AS_LETTER = re.compile(
    r"(?<=[^\W\d_IX])(?<!KV)(?<!KVV)(?<!KVXV)[Il]$"
    r"|(?<=[BCDĐGHKLMNPQRSTXV])(?<!KV)[Il](?=[BCDĐGHKLMNPQRST])"  # hardly a word of a name begins with I
)
