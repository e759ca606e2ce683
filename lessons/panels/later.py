"""A panel's function whose module is loaded when it is first called."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Later:
    """Stands for a function of a module: a lesson's first cell names all its panels, and shows one.

    Help (``ask?``) and the signature are the function's own.
    """

    def __init__(self, module: str, name: str) -> None:
        self._module, self.__name__ = module, name

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """What the function returns."""
        return self.__wrapped__(*arguments, **named)

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        """The function; ``inspect`` looks for it under this name."""
        function: Callable[..., Any] = getattr(import_module(self._module), self.__name__)
        return function

    @property
    def __doc__(self) -> str | None:  # type: ignore[override]
        return self.__wrapped__.__doc__
