"""What a campaign has found: how often a promise was tried, and how often it was broken."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """One promise after so many trials."""

    promise: str
    trials: int
    failures: int

    @property
    def bound(self) -> str:
        """The share of failures that so many trials rule out with 95 % certainty: 3 / N."""
        if self.failures or self.trials < 3:
            return "–"
        return f"{300 / self.trials:.3g} %"


@dataclass(frozen=True, slots=True)
class Report:
    """A campaign as it stands in the documents."""

    title: str
    story: str  # what was done, for people
    findings: tuple[Finding, ...]
    controls: tuple[Finding, ...]  # the same without the guard: these must fail
    measures: dict[str, str] = field(default_factory=dict)  # figures without a limit

    @property
    def kept(self) -> bool:
        """True when no promise was broken, each was tried, and each control shows failures."""
        return all(one.trials and not one.failures for one in self.findings) and all(
            one.failures for one in self.controls
        )
