from __future__ import annotations

import inspect
import subprocess
import sys
from decimal import Decimal

import pytest

from ruleengine.statistics import wording_en, wording_zh
from ruleengine.statistics.catalogue import FUNCTIONS, StatisticsFunction

NUMBERS = [Decimal(n) for n in (1, 2, 4, 5, 9)]
WORDS = {"method": "inclusive", "stop": "third-figure"}
BY_NAME = {function.name: function for function in FUNCTIONS}
each_function = pytest.mark.parametrize("function", FUNCTIONS, ids=lambda f: f.name)


def arguments_for(function: StatisticsFunction) -> list[object]:
    by_type = {"list<number>": NUMBERS, "number": Decimal(2)}
    return [
        WORDS.get(parameter.name, by_type.get(parameter.type))
        for parameter in function.parameters
    ]


def test_the_functions_that_rules_may_call() -> None:
    assert list(BY_NAME) == [
        "difference",
        "percentage difference",
        "z score",
        "z prime score",
        "zeta score",
        "En score",
        "z verdict",
        "En verdict",
        "quartile",
        "interquartile range",
        "normalised interquartile range",
        "scaled median absolute deviation",
        "robust mean",
        "robust standard deviation",
        "algorithm S",
        "algorithm S with factors",
    ]


@each_function
def test_parameters_stand_in_the_order_of_the_callable(
    function: StatisticsFunction,
) -> None:
    signature = inspect.signature(function.function)
    names = [parameter.name.replace(" ", "_") for parameter in function.parameters]
    optional = [parameter.is_optional for parameter in function.parameters]
    assert names == list(signature.parameters)
    assert optional == [
        each.default is not inspect.Parameter.empty
        for each in signature.parameters.values()
    ]


@each_function
def test_a_function_gives_the_type_it_promises(function: StatisticsFunction) -> None:
    promised = {"number": Decimal, "string": str}[function.result]
    arguments = arguments_for(function)
    assert isinstance(function.function(*arguments), promised)
    fewest = sum(not parameter.is_optional for parameter in function.parameters)
    assert isinstance(function.function(*arguments[:fewest]), promised)


@each_function
def test_null_in_any_place_gives_null(function: StatisticsFunction) -> None:
    arguments = arguments_for(function)
    for place in range(len(arguments)):
        with_null = [*arguments[:place], None, *arguments[place + 1 :]]
        assert function.function(*with_null) is None


@each_function
def test_null_inside_a_list_or_another_word_gives_null(
    function: StatisticsFunction,
) -> None:
    arguments = arguments_for(function)
    for place, parameter in enumerate(function.parameters):
        if parameter.type != "number":
            bad: object = [*NUMBERS, None] if parameter.type != "string" else "other"
            changed = [*arguments[:place], bad, *arguments[place + 1 :]]
            assert function.function(*changed) is None


@each_function
def test_every_function_says_what_it_is_and_where_it_stands(
    function: StatisticsFunction,
) -> None:
    assert function.summary.zh
    assert function.summary.en
    assert "ISO 13528:2022" in function.standard
    assert "{" not in function.standard


def test_both_languages_describe_the_same_functions() -> None:
    assert list(wording_zh.SUMMARY) == list(wording_en.SUMMARY) == list(BY_NAME)


def test_a_rule_can_bring_its_own_constants() -> None:
    function = BY_NAME["robust standard deviation"].function
    standard = function(NUMBERS, "converged")
    own = function(NUMBERS, "converged", *map(Decimal, ("1.5", "1.483", "1.2")))
    assert isinstance(standard, Decimal)
    assert isinstance(own, Decimal)
    assert own > standard


def test_the_room_loads_nothing_heavy() -> None:
    code = (
        "import sys, ruleengine.statistics.catalogue;"
        "print({'lark', 'yaml', 'jsonschema', 'openpyxl'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
