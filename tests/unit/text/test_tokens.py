import pytest

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


def test_terms_are_characters_bigrams_and_longer_words(tokenizer: Tokenizer) -> None:
    assert tokenizer.terms("技术中心500") == ("技", "术", "中", "心", "500", "技术", "术中", "中心", "500")


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
