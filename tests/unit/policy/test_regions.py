"""A policy holds in its region and in all that lies in it."""

import pytest

from assistant.policy.corpus import Corpus
from assistant.policy.lexicon import Region
from assistant.policy.regions import common_region, containing, find_region, holds_in

REGIONS = {
    "省": Region(),
    "甲市": Region(within="省"),
    "甲县": Region(names=("甲",), within="甲市"),
    "乙市": Region(within="省"),
}


def test_a_region_lies_in_itself_and_in_what_is_above() -> None:
    assert list(containing(REGIONS, "甲县")) == ["甲县", "甲市", "省"]
    assert list(containing(REGIONS, "外地")) == ["外地"]


@pytest.mark.parametrize(("name", "region"), [("甲", "甲县"), ("乙市", "乙市"), ("丙", None)])
def test_regions_go_by_their_names(name: str, region: str | None) -> None:
    assert find_region(REGIONS, name) == region


@pytest.mark.parametrize(("region", "held"), [("宁德市", True), ("福安市", True), ("福建省", False), ("福州市", False)])
def test_a_citys_policy_holds_in_its_counties_only(corpus: Corpus, region: str, held: bool) -> None:
    assert holds_in(corpus.lexicon.regions, corpus.policies[0], region) is held


def test_policies_apart_have_no_region_in_common(many_corpus: Corpus) -> None:
    regions, policies = many_corpus.lexicon.regions, many_corpus.policies
    assert common_region(regions, policies) is None
    assert common_region(regions, [p for p in policies if p.meta.region == "宁德市"]) == "宁德市"
