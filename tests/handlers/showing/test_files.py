"""What files are called that people get."""

from handlers.showing.files import file_name


def test_between_words_of_a_name_stands_one_dash() -> None:
    assert file_name("2026年度考核 · 白云社区队", ending="xlsx") == "2026年度考核-白云社区队.xlsx"
    assert file_name("Li (East) / <b>", "2026-11", ending="pdf") == "Li-East-b-2026-11.pdf"
