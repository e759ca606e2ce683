"""An error in the shape that the caller's protocol gives it.

Sources: the AWS protocol tests in botocore (``json``, ``rest-json``, ``query``, ``ec2``, ``rest-xml``), and
the registry's error format (https://distribution.github.io/distribution/spec/api/#errors).
"""

import json
import re
import uuid
from dataclasses import dataclass
from xml.sax.saxutils import escape

from lessons.cloud.emulator.requests import Request, Send

# API Gateway and SES have paths under /v2/ too.
REGISTRY = re.compile(r"/v2/?|/v2/_catalog|/v2/.+/(blobs|manifests)/.*|/v2/.+/tags/list")
QUERY_SERVICES = ("elasticloadbalancing", "iam", "sts", "monitoring", "cloudformation", "autoscaling", "sns")


@dataclass(frozen=True)
class Response:
    """Status, content type, body, and whatever headers belong to the protocol."""

    status: int
    kind: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    async def send(self, send: Send) -> None:
        """Send it whole."""
        headers = [("content-type", self.kind), ("content-length", str(len(self.body))), *self.headers]
        encoded = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers]
        await send({"type": "http.response.start", "status": self.status, "headers": encoded})
        await send({"type": "http.response.body", "body": self.body})


def unrecognized(request: Request, realm: str) -> Response:
    """403 (401 for the registry): the caller does not hold this emulator's token."""
    if REGISTRY.fullmatch(request.path) and not request.service:
        return registry_login(realm)
    if not request.access_key:
        return refusal(request, 403, "MissingAuthenticationToken", "Missing Authentication Token")
    if request.service == "s3":
        text = "The AWS Access Key Id you provided does not exist in our records."
        return refusal(request, 403, "InvalidAccessKeyId", text)
    if request.service == "ec2":
        text = "AWS was not able to validate the provided access credentials"
        return refusal(request, 403, "AuthFailure", text)
    code = "InvalidClientTokenId" if request.service in QUERY_SERVICES else "UnrecognizedClientException"
    return refusal(request, 403, code, "The security token included in the request is invalid.")


def registry_login(realm: str) -> Response:
    """401, and how to log in: what makes ``docker login`` and every registry client send the password."""
    error = {"errors": [{"code": "UNAUTHORIZED", "message": "Not Authorized"}]}
    challenge = ("www-authenticate", f'Basic realm="{realm}",service="ecr.amazonaws.com"')
    return Response(401, "application/json", json.dumps(error).encode(), (challenge,))


def refusal(request: Request, status: int, code: str, message: str) -> Response:
    """The same error in JSON 1.1, rest-json, query, EC2's or S3's XML, whichever the caller speaks."""
    if request.service == "s3":
        return xml(status, f"<Error>{_code(code, message)}<RequestId>{uuid.uuid4()}</RequestId></Error>")
    if request.service == "ec2":
        inner = f"<Errors><Error>{_code(code, message)}</Error></Errors><RequestID>{uuid.uuid4()}</RequestID>"
        return xml(status, f"<Response>{inner}</Response>")
    if request.service in QUERY_SERVICES and not request.target:
        inner = (
            f"<Error><Type>Sender</Type>{_code(code, message)}</Error><RequestId>{uuid.uuid4()}</RequestId>"
        )
        return xml(status, f"<ErrorResponse>{inner}</ErrorResponse>")
    return json_error(status, code, message)


def json_error(status: int, code: str, message: str) -> Response:
    """JSON 1.1 reads ``__type``, rest-json reads the header: both are given."""
    body = json.dumps({"__type": code, "message": message}).encode()
    return Response(status, "application/x-amz-json-1.1", body, (("x-amzn-errortype", code),))


def xml(status: int, document: str) -> Response:
    """An XML answer."""
    return Response(status, "text/xml", document.encode())


def _code(code: str, message: str) -> str:
    return f"<Code>{code}</Code><Message>{escape(message)}</Message>"
