"""The two rendered functions between the clouds, against a Google that answers on this machine. The folder of the
functions is the first argument."""
import base64
import contextlib
import http.server
import io
import json
import os
import sys
import threading
import types
import unittest
import urllib.parse

calls = []
refused = {}


class Google(http.server.BaseHTTPRequestHandler):
    """Exchanges any token, and publishes all but what is refused."""

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        calls.append((self.path, self.headers.get("Authorization"), body))
        code, answer = 200, {"messageIds": ["1"]}
        if self.path == "/v1/token":
            code, answer = refused.get("token", 200), {"access_token": "federated"}
        elif self.path.endswith(":generateAccessToken"):
            answer = {"accessToken": "real"}
        else:
            code = refused.get(body["messages"][0]["attributes"]["id"], 200)
        self.send_response(code)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Google)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
PUSH = "push@crm.iam.gserviceaccount.com"
PROVIDER = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/crm/providers/aws-account"
os.environ.update(
    AWS_REGION="ap-northeast-2",
    GOOGLE_CREDENTIALS_API=address,
    GOOGLE_PUBSUB=address,
    GOOGLE_STS=address,
    PROVIDER=PROVIDER,
    QUEUE="https://sqs/queue",
    SERVICE_ACCOUNT=PUSH,
    TOPIC="projects/crm/topics/from-aws",
)
sys.path.insert(0, sys.argv.pop(1))
sys.dont_write_bytecode = True
import from_gcp  # noqa: E402
import to_gcp  # noqa: E402

signed = to_gcp.subject_token
to_gcp.subject_token = lambda: "signed"
PUBLISH = "/v1/projects/crm/topics/from-aws:publish"


def record(name, group, origin="aws", sequence=1):
    body = {"id": name, "origin": origin, "sequence": sequence, "payload": {"secret": "of-the-payload"}}
    return {"messageId": f"m-{name}", "attributes": {"MessageGroupId": group}, "body": json.dumps(body)}


class Context:
    def __init__(self, *left):
        self.left = list(left)

    def get_remaining_time_in_millis(self):
        return self.left.pop(0) if len(self.left) > 1 else self.left[0]


def carry(*records, context=Context(30000)):
    """What is given back, what was published, and what was logged."""
    log = io.StringIO()
    with contextlib.redirect_stdout(log):
        answer = to_gcp.handler({"Records": list(records)}, context)
    failed = [it["itemIdentifier"] for it in answer["batchItemFailures"]]
    return failed, [body["messages"][0] for path, _, body in calls if path == PUBLISH], log.getvalue()


class ToGcp(unittest.TestCase):
    def setUp(self):
        calls.clear()
        refused.clear()
        to_gcp._token = ("", 0.0)

    def test_a_token_is_exchanged_once_and_what_is_published_has_its_key(self):
        failed, published, _ = carry(record("a", "g"), record("b", "g", sequence=2))
        self.assertEqual(failed, [])
        self.assertEqual(
            [(path, token) for path, token, _ in calls],
            [
                ("/v1/token", None),
                (f"/v1/projects/-/serviceAccounts/{PUSH}:generateAccessToken", "Bearer federated"),
                (PUBLISH, "Bearer real"),
                (PUBLISH, "Bearer real"),
            ],
        )
        self.assertEqual([it["orderingKey"] for it in published], ["g", "g"])
        self.assertEqual(json.loads(base64.b64decode(published[0]["data"]))["id"], "a")
        self.assertEqual(published[1]["attributes"], {"id": "b", "origin": "aws", "sequence": "2"})

    def test_a_failure_stops_its_group_and_no_other(self):
        refused["a"] = 503
        failed, published, log = carry(record("a", "g"), record("b", "h"), record("c", "g", sequence=2))
        self.assertEqual(failed, ["m-a", "m-c"])
        self.assertEqual([it["attributes"]["id"] for it in published], ["a", "b"])
        self.assertIn('"status": 503', log)
        self.assertNotIn("of-the-payload", log)

    def test_without_a_token_all_is_given_back(self):
        refused["token"] = 403
        failed, published, _ = carry(record("a", "g"), record("b", "h"))
        self.assertEqual((failed, published), (["m-a", "m-b"], []))

    def test_a_token_that_is_refused_is_not_used_again(self):
        refused["a"] = 401
        carry(record("a", "g"))
        refused.clear()
        carry(record("a", "g"))
        self.assertEqual([path for path, _, _ in calls].count("/v1/token"), 2)

    def test_what_there_is_no_time_for_is_given_back(self):
        failed, published, _ = carry(record("a", "g"), record("b", "h"), context=Context(30000, 20000))
        self.assertEqual(failed, ["m-b"])
        self.assertEqual(len(published), 1)

    def test_what_came_from_google_does_not_go_back(self):
        self.assertEqual(carry(record("a", "g", origin="gcp"))[:2], ([], []))
        self.assertEqual(calls, [])

    def test_the_subject_is_a_signed_request_for_our_provider(self):
        class Request:
            def __init__(self, method, url, headers):
                self.method, self.url, self.headers = method, url, headers

        class Signer:
            def __init__(self, credentials, service, region):
                self.of = (credentials, service, region)

            def add_auth(self, request):
                request.headers["Authorization"] = "/".join(self.of)

        session = types.SimpleNamespace(get_credentials=lambda: "role")
        sys.modules["botocore"] = types.ModuleType("botocore")
        for name, holds in [
            ("session", {"get_session": lambda: session}),
            ("auth", {"SigV4Auth": Signer}),
            ("awsrequest", {"AWSRequest": Request}),
        ]:
            module = types.ModuleType(f"botocore.{name}")
            vars(module).update(holds)
            sys.modules[f"botocore.{name}"] = module
            setattr(sys.modules["botocore"], name, module)
        subject = json.loads(urllib.parse.unquote(signed()))
        headers = {it["key"]: it["value"] for it in subject["headers"]}
        self.assertEqual(subject["method"], "POST")
        self.assertEqual(
            subject["url"],
            "https://sts.ap-northeast-2.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15",
        )
        self.assertEqual(headers["x-goog-cloud-target-resource"], PROVIDER)
        self.assertEqual(headers["Authorization"], "role/sts/ap-northeast-2")


class FromGcp(unittest.TestCase):
    def push(self, email=PUSH, verified="true", origin="gcp", encoded=False, key="g"):
        sent = []
        from_gcp._queue = types.SimpleNamespace(send_message=lambda **it: sent.append(it))
        data = base64.b64encode(json.dumps({"id": "a", "origin": origin}).encode()).decode()
        body = json.dumps({"message": {"data": data, "orderingKey": key, "messageId": "7"}})
        if encoded:
            body = base64.b64encode(body.encode()).decode()
        claims = {"email": email, "email_verified": verified, "aud": "ours"}
        event = {
            "requestContext": {"authorizer": {"jwt": {"claims": claims}}},
            "body": body,
            "isBase64Encoded": encoded,
        }
        return from_gcp.handler(event, None)["statusCode"], sent

    def test_a_push_becomes_a_message_of_its_group(self):
        for encoded in [False, True]:
            status, sent = self.push(encoded=encoded)
            self.assertEqual(status, 204)
            self.assertEqual(sent, [{
                "QueueUrl": "https://sqs/queue",
                "MessageBody": '{"id": "a", "origin": "gcp"}',
                "MessageGroupId": "g",
                "MessageDeduplicationId": "7",
            }])

    def test_a_stranger_with_our_audience_is_refused(self):
        self.assertEqual(self.push(email="push@other.iam.gserviceaccount.com"), (403, []))

    def test_an_address_that_google_did_not_verify_is_refused(self):
        for verified in ["false", "", None]:
            self.assertEqual(self.push(verified=verified), (403, []))

    def test_what_came_from_aws_does_not_go_back(self):
        self.assertEqual(self.push(origin="aws"), (204, []))


unittest.main(verbosity=2)
