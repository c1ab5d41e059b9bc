"""Many random rules count the same people for the same periods on Sail as on DuckDB (`make drill`)."""

from tests.test_rules_on_sail import counts_the_same, examples, spark, worlds_and_rules

__all__ = ["spark"]

test_many_random_rules_count_the_same_on_sail = examples(100)(worlds_and_rules(counts_the_same))
