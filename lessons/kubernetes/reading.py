"""Reading what a learner pastes: JSON or YAML, within limits, with one-sentence errors."""

import json
from collections.abc import Mapping
from typing import Any

import yaml

from lessons.language import _

Document = dict[str, Any]

# Far above what AWS or a cluster would take; it keeps a pasted bomb from stopping the notebook.
LONGEST_TEXT = 200_000
MOST_VALUES = 20_000
DEEPEST = 40


class TranslationError(ValueError):
    """What was given cannot be translated; the message says what is wrong, where, and what to do.

    It is the only error that ``to_kubernetes`` and ``to_ecs`` raise.
    """


def json_object(given: object, what: str) -> Document:
    """A JSON text or a dict as a dict; ``what`` names it in errors. Raises TranslationError."""
    value = _parse_json(given, what) if isinstance(given, str) else given
    if not isinstance(value, Mapping):
        raise TranslationError(
            _("The {what} must be a JSON object in braces, not {kind}.").format(
                what=what, kind=kind_of(value)
            )
        )
    return _copied(value, what)


def yaml_documents(given: object) -> list[Document]:
    """The manifests of a YAML text, a dict, or a list of dicts. Raises TranslationError."""
    what = _("manifest")
    found = _parse_yaml(given) if isinstance(given, str) else given
    documents = [found] if isinstance(found, Mapping) else found
    if not isinstance(documents, list | tuple):
        raise TranslationError(
            _("Give the manifests as YAML text, not as {kind}.").format(kind=kind_of(given))
        )
    present = [each for each in documents if each is not None]
    for each in present:
        if not isinstance(each, Mapping):
            raise TranslationError(
                _("Each manifest must be a mapping with apiVersion and kind, not {kind}.").format(
                    kind=kind_of(each)
                )
            )
    return [_without_nothing(_copied(each, what)) for each in present]


def kind_of(value: object) -> str:
    """What a value is, in JSON's words."""
    if value is None:
        return _("nothing (null)")
    names = (
        (bool, _("true or false")),
        (str, _("a text")),
        (int | float, _("a number")),
        (Mapping, _("an object in braces")),
        (list | tuple, _("a list in brackets")),
    )
    return next((name for kind, name in names if isinstance(value, kind)), type(value).__name__)


def _parse_json(text: str, what: str) -> Any:
    _check_length(text, what)
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise TranslationError(_json_complaint(text, what, error)) from None
    except RecursionError:
        raise TranslationError(_too_deep(what)) from None
    except ValueError as error:
        if isinstance(error, TranslationError):
            raise
        raise TranslationError(
            _("The {what} holds a number with too many digits.").format(what=what)
        ) from None


def _json_complaint(text: str, what: str, error: json.JSONDecodeError) -> str:
    if _looks_like_yaml(text):
        return _("The {what} reads as YAML; give JSON, as --cli-input-json takes it.").format(what=what)
    line = text.splitlines()[error.lineno - 1 : error.lineno] or [""]
    near = line[0][max(0, error.colno - 20) : error.colno + 20].strip()
    return _("The {what} is not valid JSON at line {line}, column {column}, near {near!r}.").format(
        what=what, line=error.lineno, column=error.colno, near=near
    )


def _looks_like_yaml(text: str) -> bool:
    if text.lstrip().startswith(("{", "[")):
        return False
    try:
        return isinstance(yaml.safe_load(text), dict)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False


def _once(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise TranslationError(
            _("The key {name!r} stands twice in one object; JSON would silently keep the last one.").format(
                name=twice[:60]
            )
        )
    return found


def _no_constant(name: str) -> None:
    raise TranslationError(_("{name} is not a JSON value; write a number.").format(name=name))


def _parse_yaml(text: str) -> list[Any]:
    what = _("manifest")
    _check_length(text, what)
    try:
        return list(yaml.safe_load_all(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise TranslationError(
            _("The manifest is not valid YAML at line {line}, column {column}.").format(
                line=line, column=column
            )
        ) from None
    except RecursionError:
        raise TranslationError(_too_deep(what)) from None
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, AttributeError, KeyError, IndexError):
        # PyYAML lets Python's own errors through for texts such as "0x" or a date in month 13.
        raise TranslationError(_("The manifest is not valid YAML.")) from None


def _check_length(text: str, what: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise TranslationError(
            _("The {what} has {size} characters; {most} is the most that is read here.").format(
                what=what, size=len(text), most=LONGEST_TEXT
            )
        )


def _too_deep(what: str) -> str:
    return _("The {what} is nested more than {most} levels deep.").format(what=what, most=DEEPEST)


def _copied(value: Mapping[Any, Any], what: str) -> Document:
    """A copy of plain dicts and lists. Refuses bombs (depth, shared references) and odd keys."""
    budget = [MOST_VALUES]
    copied: Document = _copy(value, what, budget, 0)
    return copied


def _copy(value: Any, what: str, budget: list[int], depth: int) -> Any:
    budget[0] -= 1
    if budget[0] < 0:
        raise TranslationError(
            _("The {what} holds more than {most} values.").format(what=what, most=MOST_VALUES)
        )
    if depth > DEEPEST:
        raise TranslationError(_too_deep(what))
    if isinstance(value, Mapping):
        return {_key(key, what): _copy(each, what, budget, depth + 1) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_copy(each, what, budget, depth + 1) for each in value]
    return value


def _key(key: object, what: str) -> str:
    if not isinstance(key, str):
        raise TranslationError(_("In the {what} the key {key!r} must be a text.").format(what=what, key=key))
    return key


def _without_nothing(value: Any) -> Any:
    """A manifest without its nulls: to Kubernetes a null says nothing."""
    if isinstance(value, dict):
        return {key: _without_nothing(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_without_nothing(each) for each in value if each is not None]
    return value
