"""Validates what YAML holds against a model, and says every problem at its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from .problems import Problem, did_you_mean, nearest, one_of, quote
from .yaml_text import Path, YamlText


class Model(BaseModel):
    """What every model of ours is: frozen, and closed to keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


M = TypeVar("M", bound=Model)


def wrong_key(key: str, why: str) -> PydanticCustomError:
    """Make the error for a model-wide check that fails because of one of its keys."""
    return PydanticCustomError("wrong_key", "{why}", {"why": why, "key": key})


def validate(
    model: type[M], document: YamlText, path: str, at: Path = ()
) -> tuple[M | None, list[Problem]]:
    """Return the model made from the document's part `at`, or None and all its problems."""
    data = document.data
    for step in at:
        data = data[step]
    try:
        return model.model_validate(data), []
    except ValidationError as errors:
        meant = {_meant(model, error) for error in errors.errors()}
        return None, [
            _problem(model, error, document, path, at)
            for error in errors.errors()
            if (*at, *error["loc"]) not in document.unread
            and not (error["type"] == "missing" and error["loc"] in meant)
            # pydantic counts only the valid entries; the others have problems of their own
            and not (error["type"] == "too_short" and error["input"])
        ]


def _meant(model: type[Model], error: ErrorDetails) -> Path | None:
    """Return the known key that an unknown one was meant to be: it is not missed as well."""
    *parents, key = error["loc"] or ("",)
    if error["type"] != "extra_forbidden":
        return None
    near = nearest(str(key), _keys_at(model, parents))
    return (*parents, near) if near else None


def _problem(
    model: type[Model], error: ErrorDetails, document: YamlText, path: str, at: Path
) -> Problem:
    where: Path = (*at, *error["loc"])
    context: dict[str, Any] = error.get("ctx", {})
    last = where[-1] if where else None
    name = "this part" if last is None else f"'{last}'"
    if isinstance(last, int):
        name = f"entry {last + 1} of '{where[-2]}'"
    kind = error["type"]
    if kind == "missing":
        place = document.place(where[:-1])
        return Problem(path, *place, f"{name} is missing; add the line `{where[-1]}: …`")
    if kind == "extra_forbidden":
        known = _keys_at(model, error["loc"][:-1])
        message = f"the key {name} is not known; {did_you_mean(str(where[-1]), known)}"
        return Problem(path, *document.place(where, key=True), message)
    if kind == "wrong_key":
        return Problem(path, *document.place((*where, context["key"])), context["why"])
    if kind in ("literal_error", "enum"):
        if not isinstance(error["input"], str):
            why = "is empty" if error["input"] is None else "is a list or a mapping"
            return Problem(path, *document.place(where), f"{name} {why}; write one value")
        allowed = [
            word.strip(" '") for word in context["expected"].replace(" or ", ", ").split(",")
        ]
        message = f"{name} is {quote(error['input'])}; {did_you_mean(str(error['input']), allowed)}"
        if "did you mean" in message:
            message += f" (known: {one_of(allowed)})"
        return Problem(path, *document.place(where), message)
    if kind == "wrong":
        return Problem(path, *document.place(where), f"{name} {context['why']}")
    remedies = {
        "list_type": "must be a list; write each entry on a line of its own that begins with `- `",
        "tuple_type": "must be a list; write each entry on a line of its own that begins with `- `",
        "model_type": "must hold keys of its own; write them below it, indented",
        "too_short": "is empty; write at least one entry",
        "dict_type": "must hold keys of its own; write them below it, indented",
    }
    if error["input"] is None and kind in remedies:
        return Problem(
            path,
            *document.place(where),
            f"{name} is empty; write what belongs to it below, indented",
        )
    why = remedies.get(kind, f"cannot be used: {error['msg']}; correct it")
    return Problem(path, *document.place(where), f"{name} {why}")


def _keys_at(model: type[Model], loc: Iterable[str | int]) -> list[str]:
    """Return the keys that the model, or the one nested in it at `loc`, knows."""
    current: Any = model
    for step in loc:
        if isinstance(step, int):
            continue
        annotation = current.model_fields[step].annotation
        current = _nested_model(annotation) or current
    return list(current.model_fields)


def _nested_model(annotation: Any) -> type[Model] | None:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        if found := _nested_model(part):
            return found
    return None
