"""Binance's fixed words of the wallet: which wallets money moves between, what is dust in.

https://developers.binance.com/docs/wallet
"""

from binance.enums import OpenEnum


class TransferType(OpenEnum):
    """From which wallet of an account to which other."""

    MAIN_UMFUTURE = "MAIN_UMFUTURE"  # spot to USDⓈ-M
    MAIN_CMFUTURE = "MAIN_CMFUTURE"  # spot to COIN-M
    MAIN_MARGIN = "MAIN_MARGIN"  # spot to cross margin
    MAIN_FUNDING = "MAIN_FUNDING"
    MAIN_OPTION = "MAIN_OPTION"
    MAIN_PORTFOLIO_MARGIN = "MAIN_PORTFOLIO_MARGIN"
    UMFUTURE_MAIN = "UMFUTURE_MAIN"
    UMFUTURE_MARGIN = "UMFUTURE_MARGIN"
    UMFUTURE_FUNDING = "UMFUTURE_FUNDING"
    UMFUTURE_OPTION = "UMFUTURE_OPTION"
    CMFUTURE_MAIN = "CMFUTURE_MAIN"
    CMFUTURE_MARGIN = "CMFUTURE_MARGIN"
    CMFUTURE_FUNDING = "CMFUTURE_FUNDING"
    MARGIN_MAIN = "MARGIN_MAIN"
    MARGIN_UMFUTURE = "MARGIN_UMFUTURE"
    MARGIN_CMFUTURE = "MARGIN_CMFUTURE"
    MARGIN_FUNDING = "MARGIN_FUNDING"
    MARGIN_OPTION = "MARGIN_OPTION"
    # An isolated account wants its symbol beside the type.
    MARGIN_ISOLATEDMARGIN = "MARGIN_ISOLATEDMARGIN"
    ISOLATEDMARGIN_MARGIN = "ISOLATEDMARGIN_MARGIN"
    ISOLATEDMARGIN_ISOLATEDMARGIN = "ISOLATEDMARGIN_ISOLATEDMARGIN"
    FUNDING_MAIN = "FUNDING_MAIN"
    FUNDING_UMFUTURE = "FUNDING_UMFUTURE"
    FUNDING_CMFUTURE = "FUNDING_CMFUTURE"
    FUNDING_MARGIN = "FUNDING_MARGIN"
    FUNDING_OPTION = "FUNDING_OPTION"
    OPTION_MAIN = "OPTION_MAIN"
    OPTION_UMFUTURE = "OPTION_UMFUTURE"
    OPTION_MARGIN = "OPTION_MARGIN"
    OPTION_FUNDING = "OPTION_FUNDING"
    PORTFOLIO_MARGIN_MAIN = "PORTFOLIO_MARGIN_MAIN"


class DustAccount(OpenEnum):
    """Whose small balances are meant."""

    SPOT = "SPOT"
    MARGIN = "MARGIN"


class SnapshotType(OpenEnum):
    """Which side of an account a daily snapshot shows."""

    SPOT = "SPOT"
    MARGIN = "MARGIN"
    FUTURES = "FUTURES"


class Delegation(OpenEnum):
    """Which way a custody transfer went."""

    DELEGATE = "DELEGATE"
    UNDELEGATE = "UNDELEGATE"
