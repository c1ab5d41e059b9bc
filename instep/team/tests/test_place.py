"""A file that people agreed on is read in a time that grows with its length, and no key stands in it twice."""

import time

import pytest
import yaml

from instep.team.place import Place, Unreadable, _Texts


def test_a_key_that_stands_twice_is_refused() -> None:
    with pytest.raises(Unreadable, match="“b” stands there twice"):
        Place.top("goals.yaml", "{a: 1, b: 2, c: 3, b: 4}")


def test_a_mapping_of_many_keys_is_not_compared_key_with_key() -> None:
    texts = [yaml.ScalarNode("tag:yaml.org,2002:str", f"key {number}") for number in range(20_000)]
    node = yaml.MappingNode("tag:yaml.org,2002:map", [(text, text) for text in texts])
    began = time.process_time()
    assert len(_Texts("").construct_mapping(node)) == 20_000
    assert time.process_time() - began < 2
