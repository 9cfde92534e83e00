"""Replies to shoppers and reviewers claim no action: no refund was made, nothing was sent, nobody was called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generation.checks.pieces import pieces
from generation.checks.screens import Screened
from generation.contract import Brief, Claim, Content, Finding

KINDS = ("answer", "review_reply")
_DONE = (
    r"(?:refunded|replaced|reimbursed|credited|compensated|sent|dispatched|shipped|resent|forwarded|passed|escalated|contacted|called"
    r"|e-?mailed|written|reported|checked|investigated|looked into|fixed|repaired|cancelled|arranged|issued|opened"
    r"|logged|spoken|informed|notified"
    r"|improved|changed|updated)"
)
_ENGLISH = (
    rf"\b(?:we|i|our \w+(?: \w+)?|a colleague)(?:'ve|’ve| have| has|'s)? (?:already |now |just |since )?(?:{_DONE})\b",
    rf"\b(?:has|have) been (?:already )?{_DONE}\b",
    r"\bwe (?:will|shall|'ll|’ll|are going to) (?:\w+ )?"
    r"(?:refund|replace|reimburse|compensate|credit|send|ship|repair|exchange|cancel|call|give)\b",
    r"\b(?:we|i)(?:'ll|’ll| will) (?:make (?:it|this) right|offer you)\b|\byour (?:refund|replacement|voucher) (?:is|was|will)\b",
    r"\bwe(?:'re|’re| are) (?:refunding|replacing|sending|shipping)\b",
)
_CHINESE = (
    r"(?:已经?|现已|刚刚?)(?:为您|帮您|给您|将您|把|替您|向您|与您|和您|联系|安排|反馈|上报|转交|通知|处理|核实|退款|换货|补发|寄出|发出|补偿|改进|更换|登记)",
    r"(?:为您|给您|帮您|替您)(?:全额|免费|办理|安排)?(?:退款|退货|换货|补发|补偿|赔偿|更换|维修|寄|发放|重新发)",
    r"(?:我们|客服)(?:会|将|马上|立即|立刻)(?:\S{0,4})(?:退款|换货|补发|补偿|赔偿|更换|维修|寄送|致电|回访)",
    r"(?:退款|换货|补发|赔偿)(?:已|将|会)(?:\S{0,6})",
)
_DEEDS = Screened("|".join((*_ENGLISH, *_CHINESE)), re.IGNORECASE)


def check(brief: Brief, content: Content, claims: Sequence[Claim]) -> Iterator[Finding]:
    if brief.kind not in KINDS:
        return
    for piece in pieces(content):
        for found in _DEEDS.finditer(piece.text):
            yield piece.finding(
                "deeds.claimed", found.start(), found.end(), text=piece.text[found.start() : found.end()]
            )
