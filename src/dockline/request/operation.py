"""Operations: makes a request from an entry of a table, parameters and data."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import header_fields, redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter, ProtocolError, nearest
from dockline.json_codec import parse_json
from dockline.request import encoding
from dockline.request.content import NO_CONTENT, Content, content
from dockline.request.request import Request, upgrade_fields


class TtyLookup:
    """The request that asks the engine if there is a TTY.

    - `answer_keys`: the keys that lead to the answer in the response's document.
    - `only_podman`: only Podman must be asked. Docker uses the TTY flag in the caller's own `data`.
    - `caller_flag`: that flag. None if dockline can't read it (`data` is a file, for example).
    """

    __slots__ = ("answer_keys", "caller_flag", "only_podman", "request")

    def __init__(
        self, request: Request, answer_keys: list[str], *, only_podman: bool = False, caller_flag: bool | None = None
    ) -> None:
        self.request = request
        self.answer_keys = answer_keys
        self.only_podman = only_podman
        self.caller_flag = caller_flag


class Parameter:
    """One parameter of an operation. The caller writes `label`; the engine reads `name`."""

    def __init__(self, entry: dict[str, Any], label: str) -> None:
        self.entry = entry
        self.label = label
        self._shown = redaction.quoted_name(label)
        self.name: str = entry.get("sent_as", entry["name"])
        self.location: str = entry["in"]
        self.type: str = entry["type"]
        self.required: bool = entry.get("required", False)
        self.default: Any = entry.get("default")
        self.keeps_slashes: bool = entry.get("slashes", False)
        self.placeholder = "{%s}" % self.name
        self._encode = encoding.ENCODERS[entry.get("format") or entry.get("items") or self.type]
        if self.location == "header":
            self._encode = self._field

    def encode(self, value: Any) -> list[str]:
        """The texts of the value: one for each time that the parameter is repeated. Raises InvalidParameter."""
        label = self._shown
        if self.type != "array":
            return [self._encode(label, value)]
        if isinstance(value, str) or (isinstance(value, Mapping) and self.entry.get("format") == "json"):
            value = [value]
        if not isinstance(value, (list, tuple)):
            raise InvalidParameter(f"{label} must be a list, not {redaction.describe_type(value)}")
        encoded = [self._encode(label, item) for item in value]
        return encoded if self.entry.get("collectionFormat") == "multi" else [",".join(encoded)]

    def _field(self, label: str, value: Any) -> str:
        return encoding.field_value(label, self.name, value)


class UnlistedParameter(Parameter):
    """A parameter that no table has. The caller says where it goes, and dockline sends it unchecked."""

    def __init__(self, location: str, name: str, label: str) -> None:
        super().__init__({"name": name, "in": location, "type": "string", "format": "json"}, label)

    def encode(self, value: Any) -> list[str]:
        if self.location == "query" and isinstance(value, (list, tuple)):
            return [text for item in value for text in Parameter.encode(self, item)]
        if self.location == "header" and not isinstance(value, (str, Mapping)):
            raise InvalidParameter(f"{self._shown} must be a str, not {redaction.describe_type(value)}")
        return super().encode(value)


class Operation:
    """One operation of a table.

    - `stream`: the kind of the response's stream (`frames`, `documents`, `tar`, `raw`), or None.
    - `upgrade`: the protocol that the connection changes to. None for most operations.
    - `tty`: how to find out if the frames are raw.
    - `default_media_type`: the media type of the response, if there is only one.
    """

    def __init__(self, name: str, entry: dict[str, Any], prefix: str) -> None:
        self.name = name
        self.entry = entry
        # Some routes of a spec exist only with an older version in their path.
        self.prefix = f"/{entry['path_version']}" if "path_version" in entry else prefix
        self.method: str = entry["method"]
        self.path: str = entry["path"]
        self.body: dict[str, Any] | None = entry.get("body")
        self.stream: str | None = entry.get("stream")
        self.upgrade: str | None = entry.get("upgrade")
        self.tty: dict[str, Any] | None = entry.get("tty")
        self.one_document_if: dict[str, Any] | None = entry.get("single")
        produces = entry.get("produces", [])
        self.default_media_type: str = produces[0] if len(produces) == 1 else ""
        entries = entry.get("params", [])
        names = [param["name"] for param in entries]
        self.parameters: dict[str, Parameter] = {}
        for param in entries:
            name = param["name"]
            label = f"{param['in']}.{name}" if names.count(name) > 1 else name
            self.parameters[label] = Parameter(param, label)
        # Whether a parameter is sent under the name of another one.
        self.renames = any("sent_as" in param for param in entries)
        # Parameters that a caller may write into a JSON body by mistake. Go's decoder ignores the case of names.
        self._not_in_body = {
            parameter.entry["name"].lower(): label
            for label, parameter in self.parameters.items()
            if parameter.entry["name"] in entry.get("not_in_body", ())
        }
        self._in_path = [parameter for parameter in self.parameters.values() if parameter.location == "path"]
        self._required = [
            label
            for label, parameter in self.parameters.items()
            if parameter.required and label.lower() != "content-type"
        ]

    def by_label(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        """The parameters by the labels of the table. Two names of one parameter become one entry.

        Raises InvalidParameter if the two have different values.
        """
        if not self.renames and params.keys() <= self.parameters.keys():
            return params
        named: dict[str, Any] = {}
        sent: dict[tuple[str, str], str] = {}
        for asked, value in params.items():
            if value is None:
                continue
            label = self._label(asked)
            parameter = self.parameters.get(label)
            on_wire = (parameter.location, parameter.name) if parameter else ("", label)
            first = sent.setdefault(on_wire, label)
            if first in named and named[first] != value:
                raise InvalidParameter(
                    f"{self.name} takes {redaction.quoted_name(first)} and {redaction.quoted_name(asked)} for one "
                    "parameter: give it once"
                )
            named.setdefault(first, value)
        return named

    def _label(self, asked: Any) -> Any:
        """Returns the label of a parameter for its name with a location, such as `query.all`. Other names stay."""
        location, _, name = asked.partition(".") if isinstance(asked, str) else ("", "", "")
        if asked in self.parameters or location not in ("query", "header"):
            return asked
        for label, parameter in self.parameters.items():
            listed = parameter.entry["name"]
            if parameter.location == location and (
                listed == name or (location == "header" and listed.lower() == name.lower())
            ):
                return label
        return name if location == "header" and name.lower() == "content-type" else asked

    def request(self, params: Mapping[str, Any], data: Any) -> Request:
        """Checks parameters and data, and returns the request. Raises InvalidParameter before anything is sent."""
        query: list[tuple[str, str]] = []
        fields: list[tuple[str, str]] = []
        content_type = None
        for label, value in params.items():
            if value is None:
                continue
            if self.body is not None and isinstance(label, str) and label.lower() == "content-type":
                content_type = encoding.field_value(redaction.quoted_name(label), label, value)
                continue
            parameter = self.parameters.get(label) or self._unlisted(label)
            if parameter.location == "query":
                query += [(parameter.name, text) for text in parameter.encode(value)]
            elif parameter.location == "header":
                fields += [(parameter.name, text) for text in parameter.encode(value)]
        self._check_required(params)
        body = self._content(data)
        if body.size != 0:
            fields.append(("Content-Type", content_type or self._content_type(body)))
        if self.upgrade and not self.is_detached(data):
            fields += upgrade_fields(self.upgrade)
        return Request(self.method, self._target(self.path, params) + encoding.query_string(query), fields, body)

    def gives_one_document(self, params: Mapping[str, Any]) -> bool:
        """Whether the parameters, or their defaults, ask for one document instead of a stream of documents."""
        return self.one_document_if is not None and all(
            (self.parameters[name].default if params.get(name) is None else params[name]) == value
            for name, value in self.one_document_if.items()
        )

    def is_detached(self, data: Any) -> bool:
        """Whether `data` starts an exec without a stream. False if dockline can't read `data` (a file, for example)."""
        return self.upgrade is not None and self.body is not None and bool(_body_flag(data, "Detach"))

    def tty_lookup(self, params: Mapping[str, Any], data: Any) -> TtyLookup | None:
        """How to find out if a TTY makes the stream raw. None for an operation that never has a TTY."""
        if self.tty is None:
            return None
        request = Request("GET", self._target(self.tty["path"], params), [])
        if "body" not in self.tty:
            return TtyLookup(request, self.tty["field"])
        return TtyLookup(request, self.tty["field"], only_podman=True, caller_flag=_body_flag(data, self.tty["body"]))

    def _target(self, path: str, params: Mapping[str, Any]) -> str:
        """The path template `path` with the values of its parameters."""
        for parameter in self._in_path:
            text = parameter.encode(params[parameter.label])[0]
            segment = encoding.path_segment(repr(parameter.label), text, keep_slashes=parameter.keeps_slashes)
            path = path.replace(parameter.placeholder, segment)
        return self.prefix + path

    def _content(self, data: Any) -> Content:
        if data is None:
            if self.body is not None and self.body.get("required"):
                raise InvalidParameter(f"{self.name} needs data: {self._body_types()}")
            return NO_CONTENT
        if self.body is None:
            raise InvalidParameter(f"{self.name} takes no data; its parameters are {', '.join(self.parameters)}")
        body = content(data)
        if body.is_json and "json" not in self._content_type(body):
            raise InvalidParameter(f"data must be bytes or a binary file for {self.name}: {self._body_types()}")
        if self._not_in_body and isinstance(data, Mapping):
            self._check_names(data)
        return body

    def _check_names(self, data: Mapping[Any, Any]) -> None:
        """Refuses parameters in the body: engines ignore names that they do not know there. Raises InvalidParameter."""
        for name in data:
            label = self._not_in_body.get(name.lower())
            if label is not None:
                raise InvalidParameter(
                    f"{self.name} takes {label!r} as a parameter, not in its data: write it into params"
                )

    def _content_type(self, body: Content) -> str:
        types: list[str] = (self.body or {}).get("types", [])
        if body.is_json:
            types = [media for media in types if "json" in media] or types
        return types[0] if types else "application/octet-stream"

    def _body_types(self) -> str:
        return " or ".join((self.body or {}).get("types", [])) or "any bytes"

    def _check_required(self, params: Mapping[str, Any]) -> None:
        missing = [label for label in self._required if params.get(label) is None]
        if missing:
            raise InvalidParameter(f"{self.name} needs the parameter {' and '.join(map(repr, missing))}")

    def _unlisted(self, label: Any) -> UnlistedParameter:
        location, _, name = label.partition(".") if isinstance(label, str) else ("", "", "")
        if location not in ("query", "header") or not name:
            raise self._unknown_parameter(label)
        if location == "header" and not header_fields.is_token(name):
            raise InvalidParameter(f"{self.name}: a header's name must have only letters, digits and dashes")
        if location == "header" and name.lower() in header_fields.RESERVED_FIELDS:
            raise InvalidParameter(
                f"{self.name}: {redaction.quoted_name(label)} can't be given: dockline sets it itself"
            )
        return UnlistedParameter(location, encoding.string(f"{self.name}: a name in the query", name), label)

    def _unknown_parameter(self, label: str) -> InvalidParameter:
        labels = [known for known, parameter in self.parameters.items() if parameter.entry["name"] == label]
        if labels:
            return InvalidParameter(
                f"{self.name} has {redaction.quoted_name(label)} in several places: write {' or '.join(labels)}"
            )
        hint = nearest(label, self.parameters)
        in_path = [known for known, parameter in self.parameters.items() if parameter.location == "path"]
        if label in ("id", "name") and in_path:
            hint = f"here it is called {in_path[0]!r} (Docker's and Podman's tables differ in that)"
        return InvalidParameter(f"{self.name} has no parameter {redaction.quoted_name(label)}: {hint}")


def _body_flag(data: Any, key: str) -> bool | None:
    """The flag `key` of a body. None if the body is a file or an iterable. Raises InvalidParameter."""
    if not data:
        return False
    if isinstance(data, (bytes, bytearray, memoryview, str)):
        try:
            data = parse_json(data, "data")
        except ProtocolError as error:
            raise InvalidParameter(str(error)) from None
    return bool(data.get(key)) if isinstance(data, Mapping) else None
