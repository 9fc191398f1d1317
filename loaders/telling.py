"""What the statements of one edition have in common: source, date, method and visibility."""

import re
from dataclasses import dataclass

from graph.model import Method, Source, Statement, Visibility
from loaders.base import Report

# Codes of the nation's statistics: E, W, S, N or K (several nations) and eight digits.
GSS = re.compile(r"[EWSNK]\d{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """What the statements of an edition have in common."""

    source: Source
    date: str
    visibility: Visibility
    report: Report
    method: Method = Method.REGISTER

    def said(self, subject: str, target: str = "", locator: str = "") -> Statement:
        """A statement about a node, or about a link when a target is given."""
        return Statement(
            source=self.source.id,
            seen=(self.date,),
            subject=subject,
            object=target,
            locator=locator,
            method=self.method,
            visibility=self.visibility,
        )
