"""A call that is repeated with its ``clientToken`` is answered as it was, and does nothing again.

source: ecs/RunTask clientToken, ecs/CreateService clientToken. AWS's codes; the words are not known.
"""

import json
import threading
from collections import OrderedDict

from lessons.cloud.emulator.wraps import Answer, AwsError, Handler, Parameters, json_refusal

KEPT = 100
OTHERWISE = "The clientToken was used before, with other parameters. Take a new one for a new request."


def idempotent(original: Handler, code: str) -> Handler:
    """Wraps an operation; ``code`` is AWS's error for a token that comes back with another request."""
    answers: OrderedDict[str, tuple[str, Answer]] = OrderedDict()
    lock = threading.Lock()

    def operation(call: Parameters) -> Answer:
        if not (token := call.get("clientToken")):
            return original(call)
        asked = json.dumps(call, sort_keys=True)
        with lock:
            if token in answers:
                before, answer = answers[token]
                return answer if before == asked else json_refusal(AwsError(code, OTHERWISE))
            answer = original(call)
            if answer[0] == 200:
                answers[token] = asked, answer
            while len(answers) > KEPT:
                answers.popitem(last=False)
            return answer

    return operation
