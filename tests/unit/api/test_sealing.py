"""The envelopes of 企业微信 and 公众号, with the vectors that come with the platforms' own sample code."""

from __future__ import annotations

import pytest

from assistant.api.wechat.bubbles import cut, make_plain, shorten
from assistant.api.wechat.messages import Incoming, read_fields, read_incoming, write_envelope, write_reply
from assistant.api.wechat.sealing import Seal
from assistant.errors import NotAllowed, UsageError

WECOM = Seal("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "wx5823bf96d3bd56c7")
OFFICIAL = Seal("spamtest", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "wx2c2769f8efd9abc2")
ECHO = "P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=="
WECOM_MESSAGE = (
    "RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3"
    "TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gs"
    "ijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUa"
    "x5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIG"
    "HBZZIs2pDBS8R07+qN+E7Q=="
)
OFFICIAL_MESSAGE = (
    "hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXp"
    "bUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlp"
    "Kn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD"
    "1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE="
)


def test_the_published_address_check_of_wecom() -> None:
    signature = "5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3"
    assert WECOM.open(signature, "1409659589", "263014780", ECHO) == "1616140317555161061"


def test_the_published_message_of_wecom() -> None:
    text = WECOM.open("477715d11cdb4164915debcba66cb864d751f3e6", "1409659813", "1372623149", WECOM_MESSAGE)
    incoming = read_incoming(read_fields(text.encode()))
    assert incoming == Incoming(
        sender="mycreate", receiver="wx5823bf96d3bd56c7", kind="text", text="hello", id="4561255354251345929"
    )


def test_the_published_message_of_a_public_account() -> None:
    text = OFFICIAL.open("5d197aaffba7e9b25a30732f161a50dee96bd5fa", "1409735669", "1320562132", OFFICIAL_MESSAGE)
    incoming = read_incoming(read_fields(text.encode()))
    assert (incoming.kind, incoming.text, incoming.id) == ("text", "abcdteT", "6054768590064713728")
    assert incoming.sender == "oyORnuP8q7ou2gfYjqLzSIWZf0rs"


def test_what_is_closed_opens_again_whatever_its_length() -> None:
    for length in (0, 1, 11, 12, 13, 31, 32, 33, 700):
        text = "惠" * length
        sealed = WECOM.close(text)
        assert WECOM.open(WECOM.sign("1", "n", sealed), "1", "n", sealed) == text


def test_what_is_not_for_us_is_refused() -> None:
    sealed = WECOM.close("x")
    signature = WECOM.sign("1", "n", sealed)
    for wrong in (("", "1", "n", sealed), (signature, "2", "n", sealed), (signature, "1", "n", sealed[:-4])):
        with pytest.raises(NotAllowed, match="签名不符"):
            WECOM.open(*wrong)
    other = Seal("QDG6eK", "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C", "another")
    for strange in (other.close("x"), "", "!", "AAAA", ECHO[:24] + "=="):
        with pytest.raises(NotAllowed, match="无法解密"):
            WECOM.open(WECOM.sign("1", "n", strange), "1", "n", strange)
    for key in ("", "short", "*" * 43):
        with pytest.raises(UsageError, match="EncodingAESKey"):
            Seal("t", key, "r")


def test_a_document_brings_nothing_in() -> None:
    secret = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><xml><Content>&e;</Content></xml>'
    assert "root" not in read_fields(secret).get("Content", "")
    bomb = b'<!DOCTYPE x [<!ENTITY a "' + b"a" * 100 + b'"><!ENTITY b "' + b"&a;" * 100 + b'">]><xml><C>&b;</C></xml>'
    assert len(read_fields(bomb).get("C", "")) < 100
    for broken in (b"", b"<xml>", b"{}", b"\xff\xfe"):
        with pytest.raises(UsageError):
            read_fields(broken)


def test_replies_are_written_as_they_are_read() -> None:
    incoming = Incoming(sender="a<b", receiver="c&d", kind="text", text="问", id="1")
    assert read_fields(write_reply(incoming, "50万元 < 60万元 & ]]>", "7").encode()) == {
        "ToUserName": "a<b",
        "FromUserName": "c&d",
        "CreateTime": "7",
        "MsgType": "text",
        "Content": "50万元 < 60万元 & ]]>",
    }
    assert read_fields(write_envelope("e", "s", "t", "n").encode())["MsgSignature"] == "s"


def test_pieces_fit_and_lose_no_word() -> None:
    text = "\n\n".join(f"第{n}段" + "字" * (n * 37 % 300) for n in range(40)) + "长" * 3000
    pieces = cut(make_plain(text))
    assert all(len(piece.encode()) <= 2048 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    short = shorten(text, "其余请到网页查看")
    assert len(short.encode()) <= 2048 and short.endswith("其余请到网页查看") and "……" in short
    assert shorten("短", "其余") == "短"
