"""Takes messages from the queue on AWS to Pub/Sub. No key is involved: the role of the function proves who it is."""
import base64
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request

STS = os.environ.get("GOOGLE_STS", "https://sts.googleapis.com")
CREDENTIALS = os.environ.get("GOOGLE_CREDENTIALS_API", "https://iamcredentials.googleapis.com")
# The address of one region: in order is only what is published in the same one.
PUBSUB = os.environ["GOOGLE_PUBSUB"]
# An answer is waited for so long, in seconds.
PATIENCE = 8
_token = ("", 0.0)


def subject_token():
    """A signed request for GetCallerIdentity, which Google sends to AWS to learn who asks."""
    import botocore.session
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest

    region = os.environ["AWS_REGION"]
    request = AWSRequest(
        method="POST",
        url=f"https://sts.{region}.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15",
        headers={"Host": f"sts.{region}.amazonaws.com", "x-goog-cloud-target-resource": os.environ["PROVIDER"]},
    )
    SigV4Auth(botocore.session.get_session().get_credentials(), "sts", region).add_auth(request)
    headers = [{"key": key, "value": value} for key, value in request.headers.items()]
    return urllib.parse.quote(json.dumps({"url": request.url, "method": "POST", "headers": headers}))


def post(url, body, token=None):
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def access_token():
    """A token for Pub/Sub. It lives for 15 minutes and is used for 10."""
    global _token
    if time.time() < _token[1]:
        return _token[0]
    federated = post(f"{STS}/v1/token", {
        "grantType": "urn:ietf:params:oauth:grant-type:token-exchange",
        "audience": os.environ["PROVIDER"],
        "scope": "https://www.googleapis.com/auth/cloud-platform",
        "requestedTokenType": "urn:ietf:params:oauth:token-type:access_token",
        "subjectTokenType": "urn:ietf:params:aws:token-type:aws4_request",
        "subjectToken": subject_token(),
    })["access_token"]
    account = os.environ["SERVICE_ACCOUNT"]
    answer = post(
        f"{CREDENTIALS}/v1/projects/-/serviceAccounts/{account}:generateAccessToken",
        {"scope": ["https://www.googleapis.com/auth/pubsub"], "lifetime": "900s"},
        federated,
    )
    _token = (answer["accessToken"], time.time() + 600)
    return _token[0]


def publish(record, group):
    body = json.loads(record["body"])
    # Only what this side made is sent: what came from the other one would go round for ever.
    if body["origin"] != "aws":
        return
    post(f"{PUBSUB}/v1/{os.environ['TOPIC']}:publish", {"messages": [{
        "data": base64.b64encode(record["body"].encode()).decode(),
        "orderingKey": group,
        "attributes": {"id": body["id"], "origin": body["origin"], "sequence": str(body["sequence"])},
    }]}, access_token())


def handler(event, context):
    """What could not be sent is given back, message by message. After one of a group no later one of it is sent."""
    global _token
    failed, stopped = [], set()
    for record in event["Records"]:
        group = record["attributes"]["MessageGroupId"]
        # Three answers may have to be waited for. Whoever is cut off in between gives nothing back, and all comes again.
        late = context is not None and context.get_remaining_time_in_millis() < (3 * PATIENCE + 1) * 1000
        try:
            if late or group in stopped:
                raise TimeoutError if late else RuntimeError("one before it failed")
            publish(record, group)
        except Exception as error:
            if isinstance(error, urllib.error.HTTPError) and error.code in (401, 403):
                _token = ("", 0.0)
            # What the message says stays out of the log.
            status = getattr(error, "code", None)
            print(json.dumps({"failed": record["messageId"], "kind": type(error).__name__, "status": status}))
            stopped.add(group)
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}
