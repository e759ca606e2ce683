"""The labs as data: complete, bilingual, and in step with the predicates that judge them."""

import ast
import inspect
import re
from importlib import import_module
from string import Formatter

import pytest

from lessons.cloud.labs.checks import lab_08, subjects
from lessons.cloud.labs.judging import predicate
from lessons.cloud.labs.script import Check, Script, lab_ids, script
from lessons.facts.tables import by_id

SCRIPTS = [script(lab_id) for lab_id in lab_ids()]
CHECKS = [(told, check) for told in SCRIPTS for check in told.checks]
IDS = [f"{told.id} {check.id}" for told, check in CHECKS]
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!()]|[,:;?!(][\u4e00-\u9fff]")
UNSPACED = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9][\u4e00-\u9fff]")
SHARED = {"fargate_definition", "all_running", "all_healthy"}
MAKERS = {"right": "right", "almost": "", "not_yet": ""}


@pytest.mark.parametrize("told", SCRIPTS, ids=lambda told: told.id)
def test_steps_compile_and_every_one_has_both_titles_and_a_command(told: Script) -> None:
    for step in told.steps:
        compile(step.code, step.id, "exec")
        assert "endpoint_url" not in step.code
        assert step.cli.strip() and step.row["title_en"] and step.row["title_zh"]
    assert len({step.id for step in told.steps}) == len(told.steps)


@pytest.mark.parametrize(("told", "check"), CHECKS, ids=IDS)
def test_a_check_is_complete(told: Script, check: Check) -> None:
    ids = [each.id for each in told.checks]
    assert ids.count(check.id) == 1
    assert told.step_of(check)
    assert set(check.needs) <= set(ids[: ids.index(check.id)])
    assert len(check.row["hints"]) == 3


@pytest.mark.parametrize("check", [check for _, check in CHECKS], ids=IDS)
def test_both_languages_say_the_same_with_the_same_names(check: Check) -> None:
    texts = [
        *check.row["says"].values(),
        *check.row["hints"],
        {"en": check.row["title_en"], "zh": check.row["title_zh"]},
    ]
    for text in texts:
        assert text["en"].strip() and text["zh"].strip()
        assert not HALF_WIDTH.search(text["zh"]), text["zh"]
        assert not UNSPACED.search(text["zh"]), text["zh"]
    for said in check.row["says"].values():
        assert placeholders(said["en"]) == placeholders(said["zh"])


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize(("told", "check"), CHECKS, ids=IDS)
def test_the_predicate_says_exactly_what_the_data_can_say(told: Script, check: Check) -> None:
    said = reachable(told.id, predicate(told.id, check.id).__name__)
    assert set(said) == set(check.row["says"])
    for key, maker in said.items():
        misconception = check.row["says"][key].get("misconception", "")
        assert not misconception or maker == "almost"
        assert misconception in by_id("misconceptions") or not misconception
        assert misconception or maker != "almost" or (told.id, key) == ("09", "finding")


def reachable(lab_id: str, name: str) -> dict[str, str]:
    """Key → its maker, of all that a predicate can say, through the functions that it calls."""
    module = import_module(f"lessons.cloud.labs.checks.lab_{lab_id.replace('-', '_')}")
    known = {node.name: node for each in (lab_08, subjects, module) for node in functions(each)}
    found: dict[str, str] = {}
    pending, seen = [name], set[str]()
    while pending:
        current = pending.pop()
        if current not in known or current in seen:
            continue
        seen.add(current)
        for node in ast.walk(known[current]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MAKERS:
                key = node.args[0].value if node.args else MAKERS[node.func.id]  # type: ignore[attr-defined]
                found[str(key)] = node.func.id
            elif isinstance(node, ast.Name) and (node.id.startswith("_") or node.id in SHARED):
                pending.append(node.id)
    return found


def functions(module: object) -> list[ast.FunctionDef]:
    tree = ast.parse(inspect.getsource(module))  # type: ignore[arg-type]
    return [node for node in tree.body if isinstance(node, ast.FunctionDef)]
