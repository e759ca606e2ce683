"""Open answers, graded by means that can be looked at: which ideas are there, who does what to whom.

No model guesses here. A point is earned when one clause of the answer holds the concepts that the rubric
names, in the roles that it names, and is not negated. The format in ``data/questions/*.yaml``::

    - id: why-ecr-is-no-hop
      kind: open
      …                                  # lesson, topic, difficulty, source, texts as for all questions
      model_en: ECR stores images. ECS pulls them when a task starts; no request passes through ECR.
      model_zh: ECR 只存镜像。任务启动时由 ECS 拉取；请求不经过 ECR。
      rubric:
        about: ecr                       # optional: what "it" means at the beginning of an answer
        points:                          # 3 to 6, each one idea
          - id: ecs-pulls
            weight: 2                    # default 1
            says_en: ECS pulls the image from ECR when a task starts.
            says_zh: 任务启动时，ECS 从 ECR 拉取镜像。
            any:                         # one of these, in one clause, earns the point
              - {who: ecs|fargate, does: pull, from: ecr}
              - {does: pull, what: image, from: ecr, in: =at start}
            deny:                        # one of these contradicts the point: it is lost
              - {who: ecr, does: push, to: ecs, misconception: registry-is-a-hop}
          - id: no-hop
            says_en: No request passes through ECR.
            says_zh: 请求不经过 ECR。
            any:
              - [request, not pass, ecr]
              - [ecr, not hop]
              - [ecr, store, image]
        deny:                            # optional: costs ``weight`` (default 1) wherever it is said
          - {who: ecr, does: run, what: container, misconception: registry-runs-containers}
      follow_ups:                        # optional; the first whose condition holds is asked
        - when: missed ecs-pulls         # missed | earned | contradicted, and the id of a point; or: always
          text_en: Who starts the pull, then?
          text_zh: 那么，拉取是谁发起的？
          any: …                         # optional; default: the alternatives (and deny) of that point
          model_en: …                    # optional; default: what the point says
          model_zh: …

An alternative is one of

- a list ``[a, b, not c]``: all of these concepts in one clause, in any order, ``not c`` under a negation;
- roles ``{who: a, does: b, what: c, from: d, to: e, in: f}`` (any of them; ``does`` is a verb concept): *who*
  stands before the verb, or behind "by" / 由 / 被; *what* behind it, or before it in the passive, or behind
  把 / 将; *from* behind "from" / 从; *to* behind "to", "into" / 到, 给, 向, 往; *in* behind "in", "on",
  "at", "inside", "with" / 在, 用. ``does: not run`` asks for the negation;
- ``{order: [a, b, c]}``: these one after another anywhere in the answer ("after", 之后 turn nothing round);
- ``{sentence: [a, b]}``: like a list, but the clauses of a sentence count together ("because", 因为).

A concept is an id of ``data/synonyms.yaml`` (verbs, properties, families; the place to add one), of
``data/components.csv`` (``ecr``, ``ecs-service``, ``alb``) or of ``data/glossary.csv`` (``digest``,
``desired-count``): all their names count, in both languages, with plurals, verb forms and near typos of
product names. ``a|b`` is either. ``=some words`` is a literal, for this question only: ``=p99|=尾延迟``. An
unknown id is an error of the question (tested). Quote ``"no"`` and ``"on"``: YAML reads them as truth values.

Negation reaches from its word ("not", "never", "no", "n't", "without", "instead of", "rather than", 不, 没,
无需, 并非, 而不是 …) to the end of its clause; a sentence that asks, or reports what others wrongly believe,
asserts nothing. A clause begins at a comma, "and", "but", 而, 但 … when there is a verb on both sides; "it",
它 and a missing subject stand for the subject of the clause before. Write alternatives for what a good
candidate would say aloud, not for every paraphrase: what is not seen costs a point, and the learner reads
the model answer beside it.
"""

from lessons.practice.rubric.grading import (
    PASS,
    Grade,
    Outcome,
    Result,
    follow_up,
    grade,
    grade_follow_up,
    sees,
)
from lessons.practice.rubric.patterns import RubricError
from lessons.practice.rubric.reading import FollowUp, Point, Rubric, rubric_of

__all__ = [
    "PASS",
    "FollowUp",
    "Grade",
    "Outcome",
    "Point",
    "Result",
    "Rubric",
    "RubricError",
    "follow_up",
    "grade",
    "grade_follow_up",
    "rubric_of",
    "sees",
]
