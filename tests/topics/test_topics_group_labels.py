"""What groups of articles are called: by what finds them, and no others."""

from __future__ import annotations

import numpy as np
import pytest
from articles import make_article

from briefing.model.article import Article
from briefing.topics.concepts import ConceptScan
from briefing.topics.encoded_articles import StemVocabulary, encode_article
from briefing.topics.group_articles import told_nodes
from briefing.topics.label_choice import FEW_KNOWN, MANY, ArticlePostings, LabelChooser
from briefing.topics.vectors import vectors

FOLDER = (
    ("Ana Moreno wins.", "Ana Moreno won the regatta.", "The regatta drew a crowd.", "Moreno thanked it."),
    ("Moreno is out.", "Ana Moreno left the regatta team.", "The regatta goes on."),
    ("Storm hits the harbour.", "A storm broke the harbour wall.", "The harbour wall is old."),
    ("Wall is mended.", "Workers mended the harbour wall.", "The harbour wall cost two million."),
    ("Eighty ships wait.", "Ships wait for coal.", "The coal price rose to eighty dollars."),
    ("Coal is dear.", "The coal price rose again.", "Traders said the coal price would fall."),
)


def chooser(*folder: tuple[str, ...]) -> LabelChooser:
    articles = [make_article(f"a{number}", *lines) for number, lines in enumerate(folder)]
    return _chooser(articles)


def _chooser(articles: list[Article]) -> LabelChooser:
    vocabulary, scan = StemVocabulary(), ConceptScan()
    reads = [encode_article(one, vocabulary) for one in articles]
    for row, article in enumerate(articles):
        for passage in article.passages:
            scan.add(row, article.text, passage.start, passage.end)
    scan.settle(share=0.8, ubiquitous=1.0)
    space = vectors([read.stems for read in reads], vocabulary.names).space
    return LabelChooser(scan, ArticlePostings(reads, space))


@pytest.mark.parametrize(
    ("rows", "label"), [((0, 1), "Ana Moreno"), ((2, 3), "harbour wall"), ((4, 5), "coal price")]
)
def test_a_label_finds_its_articles_and_no_others(rows: tuple[int, ...], label: str) -> None:
    assert chooser(*FOLDER).choose(np.array(rows)) == label


def test_several_parts_only_where_one_does_not_find_all() -> None:
    label = chooser(*FOLDER).choose(np.array([0, 1, 2, 3]))
    assert sorted(label.split(", ")) == ["Ana Moreno", "harbour wall"]


def test_no_label_is_given_twice() -> None:
    labels = chooser(*FOLDER)
    given = [labels.choose(np.array([2, 3])) for _ in range(4)]
    assert len({one.casefold() for one in given}) == 4
    assert labels.plain(["harbour wall"]) == "harbour wall 2"


def test_a_label_stands_in_the_passages_of_its_topic() -> None:
    # Passages 7 to 12 are those of the two articles; 7 says "harbour" alone, 10 "wall" alone.
    labels = chooser(*FOLDER)
    assert labels.choose(np.array([2, 3]), held=np.array([7, 10])) != "harbour wall"
    labels.begin_anew()
    assert labels.choose(np.array([2, 3]), held=np.arange(7, 13)) == "harbour wall"


def test_a_common_word_that_is_no_keyword_tells_less() -> None:
    sold = ("brass lamps", "brass lamps", "brass lamps", "clocks")
    folder = [(f"The chain sold {ware}.", f"In May the chain had {ware}; the chain grew.") for ware in sold]
    folder += [(f"Nobody came to pier {at}.", "The ferry was late again.") for at in range(MANY)]
    members = np.arange(len(sold))
    assert chooser(*folder).choose(members) == "chain"
    assert chooser(*folder).choose(members, keywords=("lamp", "brass")) in ("lamps", "brass lamps")


def test_also_of_some_dozens_of_articles_a_word_in_passing_is_no_label_where_another_is_there() -> None:
    folder: list[tuple[str, ...]]
    folder = [(f"Ana Moreno sold {ware}.", "Moreno has a sister.") for ware in ("lamps", "clocks", "maps")]
    folder += [("Ana Moreno's boat is lost.", "Its captain, Iva Lund, has a sister."), ("A sister left.",)]
    folder += [(f"Nobody came to pier {at}.", "The ferry was late again.") for at in range(FEW_KNOWN)]
    labels = chooser(*folder)
    known = [labels.choose(np.array([0, 1, 2, 3, FEW_KNOWN]), keywords=("moreno",))]
    labels.begin_anew()
    assert "sister" not in known[0].split(", ")
    assert "Ana Moreno" in known[0].split(", ")


def test_what_has_nothing_in_common_is_no_topic() -> None:
    # 0 is a theme with the parts 1 to 3; 4 another whose part 5 holds 6 and 7; 8 is too broad to stay whole.
    parents = np.array([-1, 0, 0, 0, -1, 4, 4, 5, 5, -1, 9, 9])
    sizes = [14, 6, 5, 3, 12, 8, 4, 5, 3, 74, 40, 34]
    told = [True, True, True, False, True, True, False, True, True, True, False, False]
    assert told_nodes(parents, told, sizes, 100) == {
        0: -1, 1: 0, 2: 0, 4: -1, 7: 4, 8: 4, 9: -1, 10: 9, 11: 9,
    }  # fmt: skip
    assert told_nodes(np.array([-1, 0, 0, 0]), [True] * 4, [90, 50, 40, 0], 100) == {0: -1, 1: 0, 2: 0}
    # What is left holds too little of it, so it is not opened.
    sizes[1:4] = [2, 2, 10]
    assert 1 not in told_nodes(parents, told, sizes, 100)


def test_what_stands_in_most_articles_is_no_label() -> None:
    folder = [(f"Umbria {at}.", *lines, "Umbria is windy.") for at, lines in enumerate(FOLDER)]
    labels = chooser(*folder, *[(f"Umbria {at}.", f"Nobody {at} came.", "Umbria sleeps.") for at in range(8)])
    assert "Umbria" not in labels.choose(np.arange(6))


def test_an_article_is_found_where_one_passage_holds_all_words() -> None:
    vocabulary = StemVocabulary()
    articles = [make_article("a", "The harbour is deep.", "A wall fell."), make_article("b", "Harbour wall.")]
    reads = [encode_article(one, vocabulary) for one in articles]
    postings = ArticlePostings(reads, vectors([read.stems for read in reads], vocabulary.names).space)
    assert postings.articles(("harbour", "wall")).tolist() == [1]
    assert postings.articles(("wall",)).tolist() == [0, 1]
    assert postings.articles(("unheard",)).tolist() == []
    assert postings.articles(()).tolist() == []


def test_one_and_several_of_a_thing_are_not_both_said() -> None:
    folder = (
        ("A HDX was sold.", "The HDX is dear.", "Shops sell the HDX."),
        ("Shops sell HDXs.", "The HDXs were dear.", "All HDXs were sold."),
    )
    rest = [(f"Nobody came to pier {at}.", "The ferry was late again.") for at in range(6)]
    assert chooser(*folder, *rest).choose(np.arange(2)) in ("HDX", "HDXs")


def test_a_common_word_of_many_other_articles_tells_nothing() -> None:
    folder = [
        (f"Lamp {at} is sold.", f"The lamp of pier {at} is dear.", "Ida Vance came.") for at in range(3)
    ]
    folder += [(f"Lamp {at} was mended.", "Nobody bought the lamp.", "It burned.") for at in range(30)]
    labels = chooser(*folder)
    assert not labels.tells("lamp", np.arange(3))
    assert labels.tells("lamp", np.arange(33))
    assert labels.tells("Ida Vance", np.arange(3))
    assert not labels.tells("Ida Vance", np.arange(3, 33))
    assert not labels.tells("", np.arange(3))
