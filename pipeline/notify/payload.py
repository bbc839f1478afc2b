"""What is posted to a webhook: an Adaptive Card as Teams' Workflows take it, or plain JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from pipeline.notify.message import Block, Message
from pipeline.notify.settings import Format
from schemas.wording.languages import is_from_the_right

Json = dict[str, Any]


def payload(message: Message, form: Format) -> bytes:
    """The body of the request, JSON in UTF-8."""
    content = card(message) if form == "teams" else message_payload(message)
    return json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")


def message_payload(message: Message) -> Json:
    """Subject and text, and the same in parts."""
    return {
        "subject": message.subject, "text": message.text, "lead": message.lead,
        "blocks": [asdict(block) for block in message.blocks],
    }  # fmt: skip


def card(message: Message) -> Json:
    """An Adaptive Card in the envelope that the Workflows webhook asks for."""
    body = [_text(message.subject, weight="Bolder", size="Medium"), _text(message.lead)]
    for block in message.blocks:
        body += _block(block)
    if message.end:
        body.append(_text(message.end, isSubtle=True))
    content: Json = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json", "type": "AdaptiveCard", "version": "1.4",
        "msteams": {"width": "Full"}, "body": body,
    }  # fmt: skip
    if is_from_the_right():
        content["rtl"] = True
    attachment = {
        "contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": content,
    }  # fmt: skip
    return {"type": "message", "attachments": [attachment]}


def _block(block: Block) -> list[Json]:
    return [_text(block.heading, weight="Bolder"), *(_text(f"• {line}") for line in block.lines)]


def _text(text: str, **look: object) -> Json:
    # Not a TextBlock: that reads Markdown, and a workbook's title could then be a link to anywhere.
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}
