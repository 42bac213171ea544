"""Takes what Pub/Sub pushes to the queue on AWS. The authorizer of the API has checked the signature of the token."""
import base64
import json
import os

_queue = None


def queue():
    """The client of SQS, which is made once for many calls."""
    global _queue
    if _queue is None:
        import boto3

        _queue = boto3.client("sqs")
    return _queue


def handler(event, context):
    claims = event["requestContext"]["authorizer"]["jwt"]["claims"]
    # The audience is chosen by whoever asks for the token. Only the account says that it is our subscription.
    if claims.get("email") != os.environ["SERVICE_ACCOUNT"] or str(claims.get("email_verified")).lower() != "true":
        return {"statusCode": 403}
    text = event["body"]
    if event.get("isBase64Encoded"):
        text = base64.b64decode(text).decode()
    message = json.loads(text)["message"]
    body = base64.b64decode(message["data"]).decode()
    # Only what the other side made comes in: what this side made would go round for ever.
    if json.loads(body)["origin"] != "gcp":
        return {"statusCode": 204}
    # A push that is repeated has the same id, and is one message. A message that is published again has another one.
    queue().send_message(
        QueueUrl=os.environ["QUEUE"],
        MessageBody=body,
        MessageGroupId=message["orderingKey"],
        MessageDeduplicationId=message["messageId"],
    )
    return {"statusCode": 204}
