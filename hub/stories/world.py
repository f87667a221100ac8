"""The world as a grid of squares: one for each country, all alike in size, placed by hand roughly where it lies.

No coastlines: every country can be seen and met by a finger, the smallest too, and nothing is shown finer than a country.
"""

import re
from typing import NamedTuple

STEP = 10  # units from square to square; a square is 9 wide
ROWS = """
GL8 IS14 NO18 SE19 FI20
CA3 FO15 EE20 RU25
US3 IE13 GB15 DK18 LV20
BM6 NL16 DE17 PL18 LT19 BY20
MX2 BS5 TC6 BE15 LU16 CZ17 SK18 UA19 MD20 KZ24 MN27
GT2 BZ3 CU4 HT5 DO6 PR7 VG8 AI9 FR14 CH15 LI16 AT17 HU18 RO19 GE21 UZ23 KG24 CN27 KP29 JP31
SV2 HN3 KY4 JM5 VI7 KN8 AG9 AD13 MC15 IT16 SI17 HR18 RS19 BG20 AM21 AZ22 TM23 TJ24 KR29
NI3 AW5 CW6 SX7 MS8 GP9 PT12 ES13 SM15 VA16 BA17 ME18 XK19 MK20 TR21 IR23 AF24 PK25 NP26 BT27
CR3 PA4 DM8 MQ9 GI13 MT16 AL17 GR18 CY20 SY21 IQ22 KW23 IN26 BD27 MM28 HK29 TW30
CO4 VE5 LC8 BB9 MA13 DZ14 TN15 LY16 EG17 IL18 PS19 LB20 JO21 BH23 QA24 LK26 TH28 LA29 MO30
EC3 GY5 SR6 GF7 VC8 TT9 CV11 EH12 MR13 ML14 NE15 TD16 SD17 ER18 SA21 AE23 OM24 MV25 KH29 VN30 PH31
PE3 BR5 GD8 GM11 SN12 BF13 BJ14 NG15 CF16 SS17 ET18 DJ19 YE21 MY28 BN30 PW32 GU33 MP34
BO4 GW11 GN12 GH13 TG14 CM15 CG16 UG17 KE18 SO19 SG28 ID29 FM33 MH34
CL3 PY4 SL11 LR12 CI13 GQ14 GA15 CD16 RW17 TZ18 SC21 TL30 PG32 SB33 NR34 KI35
AR4 UY5 ST13 AO15 ZM16 BI17 MW18 KM19 YT20 VU33 TV34 WS35 AS36
FK5 NA15 BW16 ZW17 MZ18 MG20 RE21 MU22 AU31 NC32 FJ33 TO34 NU35 CK36 PF37
ZA16 LS17 SZ18 NZ33
"""
PLACES = {
    code: (int(column), row)
    for row, line in enumerate(ROWS.strip().splitlines())
    for code, column in re.findall(r"([A-Z]{2})(\d+)", line)
}
WIDTH = STEP * (max(column for column, _row in PLACES.values()) + 1)
HEIGHT = STEP * (max(row for _column, row in PLACES.values()) + 1)


class Square(NamedTuple):
    code: str
    x: int
    y: int


def square(code: str) -> Square:
    column, row = PLACES[code]
    return Square(code, STEP * column, STEP * row)


def ground(without: set[str]) -> tuple[str, list[Square]]:
    """All countries but these: one path of their squares, and the squares themselves for their codes."""
    squares = [square(code) for code in PLACES if code not in without]
    return "".join(f"M{each.x} {each.y}h9v9h-9z" for each in squares), squares
