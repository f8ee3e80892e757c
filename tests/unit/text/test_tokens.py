from pathlib import Path

import pytest

from assistant.text.emphasis import EMPHASIS, PLACES_FILE, Emphasis
from assistant.text.tokens import Tokenizer, fold


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(["省级企业技术中心", "专精特新“小巨人”企业"])


@pytest.mark.parametrize(
    ("text", "folded"),
    [("５Ｇ＋工業", "5g+工业"), ("補助 500 萬元", "补助 500 万元"), ("這份文件", "这份文件"), ("", "")],
)
def test_text_is_folded_before_it_is_cut(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_lexicon_words_are_not_split(tokenizer: Tokenizer) -> None:
    assert "省级企业技术中心" in tokenizer.words("新认定省级企业技术中心奖励多少？")


def test_terms_are_characters_and_bigrams(tokenizer: Tokenizer) -> None:
    assert tokenizer.terms("技术中心500") == ("技", "术", "中", "心", "500", "技术", "术中", "中心")


def test_a_question_has_the_terms_of_a_text_each_once(tokenizer: Tokenizer) -> None:
    text = "厦门的企业，请问企业如何申请补贴？"
    assert tuple(tokenizer.weigh(text)) == tuple(dict.fromkeys(tokenizer.terms(text)))


def test_words_that_ask_or_join_weigh_little_and_places_less_than_others(tokenizer: Tokenizer) -> None:
    weights = tokenizer.weigh("请问厦门的企业如何申请补贴？")
    assert weights["请问"] == weights["如何"] == weights["的"] == 0.2
    assert weights["厦门"] == 0.8
    assert weights["企业"] == weights["补"] == 1


def test_other_weights_may_be_given() -> None:
    weights = Tokenizer(emphasis=Emphasis(joining=0.1, place=0.5)).weigh("请问厦门")
    assert (weights["请问"], weights["厦门"]) == (0.1, 0.5)


def test_a_term_weighs_as_the_weightiest_word_that_it_is_part_of(tokenizer: Tokenizer) -> None:
    weights = tokenizer.weigh("企业的技术，目的何在")
    assert weights["业的"] == weights["的技"] == 1
    assert weights["的"] == 1  # of 目的


def test_words_of_the_lexicon_weigh_fully() -> None:
    assert Tokenizer(["有没有"]).weigh("有没有")["没有"] == 1 > Tokenizer().weigh("有没有")["没有"]


@pytest.mark.parametrize("text", ["a b", "5G 企业 3.5%", "５Ｇ＋工業\n如何", "\x00的", ""])
def test_every_term_has_a_weight(tokenizer: Tokenizer, text: str) -> None:
    assert all(0 < weight <= 1 for weight in tokenizer.weigh(text).values())


def test_pieces_hold_no_blanks_and_no_piece_twice_as_character_and_word(tokenizer: Tokenizer) -> None:
    pieces = tokenizer.pieces("5G+ 工业互联网，补 50 万")
    assert "50" in pieces
    assert not any(" " in piece for piece in pieces)
    assert pieces.count("补") == 1


@pytest.mark.parametrize("text", ["", " \n", "？！……", "😀"])
def test_texts_without_words_give_no_words(tokenizer: Tokenizer, text: str) -> None:
    assert tokenizer.words(text) == ()


def test_tokenizers_do_not_share_words(tokenizer: Tokenizer) -> None:
    assert "省级企业技术中心" not in Tokenizer().words("新认定省级企业技术中心奖励多少？")


def test_simplified_and_traditional_forms_are_cut_alike(tokenizer: Tokenizer) -> None:
    assert tokenizer.terms("這份文件的獎勵") == tokenizer.terms("这份文件的奖励")


def test_places_are_kept_beside_the_dictionary(tmp_path: Path) -> None:
    assert Tokenizer().weigh("北京补贴") == Tokenizer(cache_dir=tmp_path).weigh("北京补贴")
    saved = tmp_path / PLACES_FILE
    assert "北京" in saved.read_text(encoding="utf-8").split("\n")
    saved.write_text("补贴", encoding="utf-8")
    assert Tokenizer(cache_dir=tmp_path).weigh("北京补贴")["补贴"] == EMPHASIS.place
