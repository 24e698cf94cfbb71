"""Ids that exist in place of random ones, most of the time: else every answer would be 404."""

import json
import os
import uuid

import schemathesis

KNOWN = json.loads(os.environ["HIDAMARI_KNOWN"])


def known(name, value):
    ids = KNOWN.get(name)
    if not ids or not is_id(value):
        return value
    # By the value itself, so that a failure comes again.
    number = sum(value.encode("utf-8", "surrogatepass"))
    return value if number % 4 == 0 else ids[number % len(ids)]


def is_id(value):
    """What is no id at all stays as it is: that it is refused is what is being asked."""
    try:
        return str(uuid.UUID(value)) == value
    except (AttributeError, TypeError, ValueError):
        return False


def replaced(value, name=None):
    if isinstance(value, dict):
        return {key: replaced(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [replaced(item, name.removesuffix("es") if name else name) for item in value]
    return known(name, value)


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    return path_parameters and replaced(path_parameters)


@schemathesis.hook
def map_body(context, body):
    return replaced(body) if isinstance(body, (dict, list)) else body
