"""What the pretend exchange lists: assets with a price, and the pairs between them.

The figures are invented but of a likely size. Columns: asset, price in USDT, volatility of a
day in percent, turnover of a day in million USDT.
"""

ASSETS = """
BTC     67250     2.2  1450
ETH     3512.4    2.9   820
BNB     612.3     2.1   190
SOL     172.85    4.0   410
XRP     0.6215    3.4   260
DOGE    0.15832   5.0   230
ADA     0.4587    3.8    85
TRX     0.13275   1.9    60
AVAX    34.12     4.3    75
SHIB    0.00002417 4.8   70
DOT     6.842     3.6    42
LINK    14.925    3.9    66
BCH     452.7     3.7    48
NEAR    6.718     5.1    58
LTC     83.41     2.9    52
UNI     9.873     4.5    37
ICP     12.46     4.4    26
APT     8.914     4.7    31
ETC     26.83     3.5    24
FIL     5.731     4.1    29
ARB     0.9732    4.6    33
OP      2.318     5.0    36
ATOM    8.027     3.5    19
HBAR    0.09815   4.2    17
INJ     25.64     5.3    30
SUI     1.0243    5.6    54
STX     1.948     4.9    14
IMX     2.147     4.6    12
GRT     0.2716    4.7    11
AAVE    92.35     4.2    22
ALGO    0.1684    3.9     9
SAND    0.4213    4.4     8
MANA    0.4376    4.3     7
AXS     7.182     4.5     8
EGLD    38.56     4.1     5
XLM     0.10762   3.0    10
VET     0.03428   3.9     8
FTM     0.7842    5.4    28
RUNE    5.963     5.2    16
LDO     2.174     5.0    15
CRV     0.4318    5.1    11
MKR     2784      3.9    13
PEPE    0.00001284 7.0  240
WIF     2.643     7.8    95
BONK    0.00002871 7.2   50
FLOKI   0.0002183 6.9    35
TIA     9.517     6.0    34
SEI     0.5126    5.8    27
JUP     1.0934    5.5    20
ENA     0.7291    6.4    44
币安人生 0.2386    9.5    21
我踏马来了 0.03175 11.0    6
EUR     1.0842    0.4    18
WBETH   3695.4    2.9    12
BNSOL   180.85    4.0     8
"""

# Pairs whose price follows from two of the assets above: base, quote, turnover in million USDT.
CROSSES = """
ETH  BTC   95
BNB  BTC   14
SOL  BTC   16
LTC  BTC    4
LINK BTC    3
XRP  BTC    5
BNB  ETH    3
BTC  EUR   12
ETH  EUR    7
SOL  BNB    2
"""

# Pairs against further dollars: base, quote, turnover in million USDT.
DOLLARS = """
BTC  USDC  210
ETH  USDC  130
BNB  USDC   22
SOL  USDC   48
BTC  FDUSD 620
USDC USDT 1100
"""

NO_PERPETUAL = frozenset(
    {
        *("USDCUSDT", "EURUSDT", "WBETHUSDT", "BNSOLUSDT"),
        *("FLOKIUSDT", "SHIBUSDT", "PEPEUSDT", "BONKUSDT"),
    }
)
# On futures the tiniest prices are quoted for a thousand coins.
THOUSANDS = frozenset({"SHIBUSDT", "PEPEUSDT", "FLOKIUSDT", "BONKUSDT"})
# Listed, but not trading.
STATUS = {"FTMUSDT": "BREAK", "MKRUSDT": "CANCEL_ONLY"}


def rows(table: str) -> list[list[str]]:
    """Split one of the tables above into its cells."""
    return [line.split() for line in table.strip().splitlines()]
