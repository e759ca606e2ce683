"""The words that a learner types before real money can be spent."""

from collections.abc import Callable

from lessons.cloud.errors import RefusedError
from lessons.facts.tables import Row, by_id
from lessons.language import LANGUAGES, _, pick, speaking


def check_account(account_id: str, said: str) -> None:
    """Raise RefusedError, with the sentence to type, unless exactly that was said (in either language)."""
    if not _is_said(said, lambda: _account_sentence(account_id)):
        refusal = _(
            "A real account costs real money, and nothing here can take that back."
            ' If you want that, type exactly:\n    i_accept_cost="{sentence}"'
        )
        raise RefusedError(refusal.format(sentence=_account_sentence(account_id)))


def check_costly(call: Row, said: str) -> None:
    """The same for one costly call, a row of ``data/costly_calls.csv``."""
    if not _is_said(said, lambda: _costly_sentence(call)):
        raise RefusedError(costly_refusal(call))


def costly_refusal(call: Row) -> str:
    """Why a costly call was stopped, what it costs, and what to type for it."""
    refusal = _(
        "{operation} was stopped. {what}{price} If you want it, type exactly, and then call again:\n"
        '    aws.accept("{id}", "{sentence}")'
    )
    return refusal.format(
        operation=call["operation"],
        what=pick(call, "what"),
        price=_price(call),
        id=call["id"],
        sentence=_costly_sentence(call),
    )


def _is_said(said: str, sentence: Callable[[], str]) -> bool:
    for language in LANGUAGES:
        with speaking(language):
            if said == sentence():
                return True
    return False


def _account_sentence(account_id: str) -> str:
    return _("I pay for what I create in AWS account {account}.").format(account=account_id)


def _costly_sentence(call: Row) -> str:
    return _("I pay for {operation}.").format(operation=call["operation"])


def _price(call: Row) -> str:
    """The price of an hour where the course knows it, else nothing."""
    if not call["price"]:
        return ""
    price = by_id("prices")[call["price"]]
    known = _(" In us-east-1 that was {usd} USD an hour on {as_of}.")
    return known.format(usd=price["usd"], as_of=price["as_of"])
