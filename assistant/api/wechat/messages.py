"""Messages as both platforms write them: small XML documents in, small XML documents out."""

from __future__ import annotations

from xml.sax.saxutils import escape

from lxml import etree

from assistant.errors import UsageError
from assistant.models import Model

MOST_BYTES = 64 * 1024
UNREADABLE = "消息不是平台的 XML 格式。"


class Incoming(Model):
    """A message or event; `id` tells equal ones apart from new ones, for the platforms send each up to three times."""

    sender: str
    receiver: str
    kind: str
    text: str = ""
    event: str = ""
    id: str


def read_fields(body: bytes) -> dict[str, str]:
    """Return the texts of a document's elements by name; raise `UsageError` where it is none.

    >>> read_fields(b"<xml><MsgType><![CDATA[text]]></MsgType></xml>")
    {'MsgType': 'text'}
    """
    # Nothing of a document is resolved or fetched: whoever finds the address may send one.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UsageError(UNREADABLE) from error
    return {str(element.tag): element.text or "" for element in root}


def read_incoming(fields: dict[str, str]) -> Incoming:
    """Return the message of a document's fields; raise `UsageError` where it says not from whom."""
    sender, kind = fields.get("FromUserName", ""), fields.get("MsgType", "")
    if not sender or not kind:
        raise UsageError(UNREADABLE)
    return Incoming(
        sender=sender,
        receiver=fields.get("ToUserName", ""),
        kind=kind,
        text=fields.get("Content", ""),
        event=fields.get("Event", ""),
        id=fields.get("MsgId") or f"{sender} {fields.get('CreateTime', '')} {fields.get('Event', '')}",
    )


def write_reply(to: Incoming, text: str, timestamp: str) -> str:
    """Return the document that answers a message."""
    return _document(ToUserName=to.sender, FromUserName=to.receiver, CreateTime=timestamp, MsgType="text", Content=text)


def write_envelope(sealed: str, signature: str, timestamp: str, nonce: str) -> str:
    """Return the document around a sealed reply."""
    return _document(Encrypt=sealed, MsgSignature=signature, TimeStamp=timestamp, Nonce=nonce)


def _document(**fields: str) -> str:
    return "<xml>" + "".join(f"<{name}>{escape(text)}</{name}>" for name, text in fields.items()) + "</xml>"
