"""What a finding says to a person: what was found, and what to do next."""

from shop_content.drafts.messages.families import FAMILIES, rules_of
from shop_content.drafts.messages.wording import CHANNELS, TOPICS, WORDING, Message, message

__all__ = ["CHANNELS", "FAMILIES", "TOPICS", "WORDING", "Message", "message", "rules_of"]
