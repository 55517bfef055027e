"""Validates a file against the IMEV schema: imev_schema.py schema.json file.json. Prints what is wrong; exit 1.

The schema refers to the schemas of geojson.org; the shapes that it needs stand here, so that no network is used."""
import json
import sys

import jsonschema

position = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
line = {"type": "array", "items": position, "minItems": 2}
ring = {"type": "array", "items": position, "minItems": 4}
polygon = {"type": "array", "items": ring, "minItems": 1}
coordinates = {
    "Point": position,
    "LineString": line,
    "Polygon": polygon,
    "MultiPoint": {"type": "array", "items": position},
    "MultiLineString": {"type": "array", "items": line},
    "MultiPolygon": {"type": "array", "items": polygon, "minItems": 1},
}
store = {
    f"https://geojson.org/schema/{name}.json": {
        "type": "object",
        "required": ["type", "coordinates"],
        "properties": {"type": {"const": name}, "coordinates": shape},
    }
    for name, shape in coordinates.items()
}

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    document = json.load(file)


def one_of(validator, branches, instance, current):
    """oneOf, where it is a choice of classes by the class that the object names: trying all takes hours."""
    names = [branch.get("$ref", "").removeprefix("#/$defs/") for branch in branches]
    kind = instance.get("entityType") if isinstance(instance, dict) else None
    if kind in names:
        yield from validator.descend(instance, branches[names.index(kind)])
    else:
        yield from jsonschema.Draft202012Validator.VALIDATORS["oneOf"](validator, branches, instance, current)


checker = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"oneOf": one_of})
resolver = jsonschema.RefResolver("", schema, store=store)
validator = checker(schema, resolver=resolver)
errors = [f"{'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in validator.iter_errors(document)]
for error in errors:
    print(error)
sys.exit(1 if errors else 0)
