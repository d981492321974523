"""Block Kit as Slack checks it: limits, unknown types and fields, duplicate ids, what belongs on which surface."""
