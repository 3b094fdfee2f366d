"""What a user staked: ETH, SOL, soft staking, on-chain yields.

https://developers.binance.com/docs/staking
"""

from binance.private.staking_chain import StakingChain
from binance.private.staking_eth import StakingEth
from binance.private.staking_soft import StakingSoft
from binance.private.staking_sol import StakingSol


class Staking(StakingEth, StakingSol, StakingSoft, StakingChain):
    """Staking, redeeming, rates and rewards; not available on the testnet."""

    __slots__ = ()
