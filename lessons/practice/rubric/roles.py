"""Who does what to whom in a clause, by word order, prepositions and the passive."""

from lessons.practice.rubric.clauses import Clause, Word

_AUXILIARIES_BETWEEN = 3  # "is not always pulled"


def actors(clause: Clause, verb: int) -> tuple[Word, ...]:
    """Who does it: the names before an active verb, behind "by" in the passive, 由 and 被 in Chinese."""
    named = tuple(word for word in clause.words if word.is_noun and word.case == "by")
    if named or _is_passive(clause, verb):
        return named
    nearest, behind = _nearest_before(clause, verb)
    return nearest + (clause.subject() if behind or not nearest else ())


def things(clause: Clause, verb: int) -> tuple[Word, ...]:
    """What it is done to: behind an active verb, before a passive one; behind 把 and 将 in Chinese."""
    held = tuple(word for word in clause.words if word.is_noun and word.case == "object")
    if held:
        return held
    after = tuple(word for word in clause.words[verb + 1 :] if word.is_noun and word.case == "")
    before = tuple(word for word in clause.words[:verb] if word.is_noun and word.case == "")
    if _is_passive(clause, verb):
        return before or clause.carried
    return after or before


def placed(clause: Clause, case: str) -> tuple[Word, ...]:
    """The names behind a preposition: ``from``, ``to`` or ``in``."""
    return tuple(word for word in clause.words if word.is_noun and word.case == case)


def _nearest_before(clause: Clause, verb: int) -> tuple[tuple[Word, ...], bool]:
    """The free names next before a verb, and whether they are the object of an earlier one."""
    group: list[Word] = []
    for place in range(verb - 1, -1, -1):
        word = clause.words[place]
        if word.token.is_verb and word.token.concepts and group:
            return tuple(group), not word.token.has("causes")
        if word.token.is_verb and word.token.has("causes"):
            return tuple(group), False
        if word.is_noun and word.case == "":
            group.append(word)
    return tuple(group), False


def _is_passive(clause: Clause, verb: int) -> bool:
    """ "is pulled", "pulled by", 被拉取, 由 … 拉取."""
    word = clause.words[verb].token
    before = [each.token for each in clause.words[max(0, verb - _AUXILIARIES_BETWEEN) : verb]]
    after = [each.token for each in clause.words[verb + 1 : verb + 2]]
    if not word.text.isascii():
        return any(each.token.text in ("被", "由") for each in clause.words[:verb])
    past = word.text.split()[0].endswith("ed") or word.has("participle")
    helped = any(token.has("be") for token in before) and not any(token.is_noun for token in before)
    return (past and helped) or any(token.text == "by" for token in after)
