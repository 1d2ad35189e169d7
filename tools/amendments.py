"""The errors and gaps of the specs, and the true behaviour of the engines.

The compiler applies the rules in this order: additions, the parameters of forgotten.py, amendments. Each rule must
change something in some spec. A rule that changes nothing stops the compiler and must be removed.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Addition(NamedTuple):
    """An operation that an engine serves and its specs forgot. It takes the parameters and the body of `like`.

    It is added from version `since` on, wherever the spec has `like` but not the operation itself. Its name is that of
    another spec for the same operation. If the spec uses that name already, it begins with `Compat` (as in Podman
    3.1.0).
    """

    engine: str
    name: str
    method: str
    path: str
    like: str
    since: str = ""


class Amendment(NamedTuple):
    """Applies `changes` to every operation whose `engine METHOD /path` matches `where`. `{}` matches a path parameter.

    It holds from version `since` to version `until`, both included. The keys of `changes`:

    - `params`: maps a parameter to its changed keys. `None` removes a key or the parameter. With `in`, it adds a
      parameter.
    - `responses`: maps a status code to whether it occurs.
    - `body`: the changed keys of the body. It makes a body if there is none.
    - `slashes`: for all path parameters.
    - `not_in_body`: adds to the names that the compiler finds.
    - any other key is set to its value. `{}` in the path of `tty` is the operation's own path parameter.
    """

    where: str
    changes: dict[str, Any]
    since: str = ""
    until: str = ""


ADDITIONS = (
    # One handler serves both APIs. The specs before 6.0 say so only for libpod's path.
    Addition("podman", "ContainerChanges", "GET", "/containers/{name}/changes", "GET /libpod/containers/{}/changes"),
    # Docker's clients ask this first. Podman serves it with and without a version.
    Addition("podman", "SystemPing", "GET", "/_ping", "GET /libpod/_ping"),
    Addition("podman", "SystemPingHead", "HEAD", "/_ping", "GET /libpod/_ping"),
    Addition("podman", "SystemPingHeadLibpod", "HEAD", "/libpod/_ping", "GET /libpod/_ping"),
    # The request of `docker cp`: the stat of a path, in a header.
    Addition("podman", "ContainerArchiveInfo", "HEAD", "/containers/{name}/archive", "GET /containers/{}/archive"),
    Addition(
        "podman",
        "ContainerArchiveInfoLibpod",
        "HEAD",
        "/libpod/containers/{name}/archive",
        "GET /libpod/containers/{}/archive",
    ),
    # `podman kube …` replaced `podman play …` and `podman generate …`. The old paths stay.
    Addition("podman", "KubePlayLibpod", "POST", "/libpod/kube/play", "POST /libpod/play/kube", since="v4.3.0"),
    Addition("podman", "KubePlayDownLibpod", "DELETE", "/libpod/kube/play", "DELETE /libpod/play/kube", since="v4.3.0"),
    Addition(
        "podman", "KubeGenerateLibpod", "GET", "/libpod/kube/generate", "GET /libpod/generate/kube", since="v4.3.0"
    ),
    # BuildKit's control API, the counterpart of /session.
    Addition("docker", "Grpc", "POST", "/grpc", "POST /session", since="v1.40"),
    # Only experimental daemons have these. Each is made from a similar operation. The amendments have the differences.
    Addition("docker", "CheckpointList", "GET", "/containers/{id}/checkpoints", "GET /containers/{}/changes"),
    Addition("docker", "CheckpointCreate", "POST", "/containers/{id}/checkpoints", "POST /containers/{}/pause"),
    Addition(
        "docker",
        "CheckpointDelete",
        "DELETE",
        "/containers/{id}/checkpoints/{checkpoint}",
        "POST /containers/{}/pause",
    ),
    # Ends a build that has a `buildid`.
    Addition("docker", "BuildCancel", "POST", "/build/cancel", "GET /_ping", since="v1.38"),
    Addition(
        "podman", "ExecRemoveLibpod", "POST", "/libpod/exec/{id}/remove", "GET /libpod/exec/{}/json", since="v4.8.0"
    ),
)

JSON = "application/json"
TAR = "application/x-tar"
OCTETS = "application/octet-stream"
YAML = "application/yaml"
RAW, MULTIPLEXED = "application/vnd.docker.raw-stream", "application/vnd.docker.multiplexed-stream"

# Keys of parameters: for JSON text (from a list or a mapping), and for a parameter that the engine accepts and ignores.
TEXT = {"format": "json"}
UNREAD = {"read": False}

CONTAINER_TTY = ["Config", "Tty"]
EXEC_TTY = ["ProcessConfig", "tty"]

AMENDMENTS = (
    # --- Paths -------------------------------------------------------------------------------------------------------
    # The specs say POST /libpod/manifests. No server ever had it.
    Amendment(
        r"podman POST /libpod/manifests",
        {"path": "/libpod/manifests/{name}", "params": {"name": {"in": "path"}}},
        since="v4.0.0",
    ),
    # Podman 4 and later serve these two only below a path version of 0 to 3, so the client must write such a version.
    # Below their own version, `…/x/add` creates a manifest list with the name "x/add".
    Amendment(r"podman POST /libpod/manifests/{}/(add|push)", {"path_version": "v3.4.7"}, since="v4.0.0"),
    # Names whose slashes the routers accept: these routes are greedy. Encoded slashes work, too. They are necessary if
    # a route is not greedy (an image's changes, the old push of manifests) or not known to be (resolve).
    Amendment(r"docker \w+ /(images|plugins|distribution)/{}.*", {"slashes": True}),
    Amendment(r"podman \w+ (/libpod)?/images/(scp/)?{}(/(?!changes|resolve).*)?", {"slashes": True}),
    Amendment(r"podman \w+ /libpod/artifacts/{}.*", {"slashes": True}),
    Amendment(r"podman \w+ /libpod/manifests/{}(/(?!push|exists).*)?", {"slashes": True}),
    Amendment(r"podman GET /libpod/manifests/{}/exists", {"slashes": True}, since="v4.0.0"),
    # --- Hijacked connections ----------------------------------------------------------------------------------------
    Amendment(r"\w+ POST (/libpod)?/(containers/{}/attach|exec/{}/start)", {"upgrade": "tcp"}),
    Amendment(r"docker POST /(session|grpc)", {"upgrade": "h2c"}),
    Amendment(r"docker GET /containers/{}/attach/ws", {"upgrade": "websocket"}),
    # Exec start answers like attach: 101 to an upgrade, 200 without one. The specs forgot it.
    Amendment(r"\w+ POST (/libpod)?/exec/{}/start", {"responses": {101: True}}),
    Amendment(r"podman POST (/libpod)?/containers/{}/attach", {"responses": {200: True}}),
    # --- Streams of frames -------------------------------------------------------------------------------------------
    # Old specs say that logs upgrade. The answer is 200.
    Amendment(r"docker GET /(containers|services|tasks)/{}/logs", {"responses": {101: False, 200: True}}),
    Amendment(
        r"\w+ (GET /containers/{}/logs|POST /containers/{}/attach)",
        {"stream": "frames", "tty": {"path": "/containers/{}/json", "field": CONTAINER_TTY}},
    ),
    Amendment(
        r"podman POST /libpod/containers/{}/attach",
        {"stream": "frames", "tty": {"path": "/libpod/containers/{}/json", "field": CONTAINER_TTY}},
    ),
    # libpod's logs are multiplexed with a TTY, too, so dockline need not ask.
    Amendment(r"podman GET /libpod/containers/{}/logs", {"stream": "frames"}),
    # dockerd multiplexes by the Tty of the start request, Podman by that of the exec itself.
    # The data of the start decide Docker's frames. Behind the same API, the data of the create decide Podman's.
    Amendment(
        r"docker POST /exec/{}/start",
        {"stream": "frames", "tty": {"body": "Tty", "path": "/exec/{}/json", "field": EXEC_TTY}},
    ),
    Amendment(r"podman POST /exec/{}/start", {"stream": "frames", "tty": {"path": "/exec/{}/json", "field": EXEC_TTY}}),
    Amendment(
        r"podman POST /libpod/exec/{}/start",
        {"stream": "frames", "tty": {"path": "/libpod/exec/{}/json", "field": EXEC_TTY}},
    ),
    Amendment(
        r"docker GET /services/{}/logs",
        {
            "stream": "frames",
            "tty": {"path": "/services/{}", "field": ["Spec", "TaskTemplate", "ContainerSpec", "TTY"]},
        },
    ),
    Amendment(
        r"docker GET /tasks/{}/logs",
        {"stream": "frames", "tty": {"path": "/tasks/{}", "field": ["Spec", "ContainerSpec", "TTY"]}},
    ),
    # Podman's specs say JSON. Its logs have no media type of their own: Go's server guesses this one from the bytes.
    Amendment(r"podman GET (/libpod)?/containers/{}/logs", {"produces": [OCTETS]}),
    Amendment(r"podman POST (/libpod)?/(containers/{}/attach|exec/{}/start)", {"produces": [RAW]}, until="v4.6.2"),
    Amendment(
        r"podman POST (/libpod)?/(containers/{}/attach|exec/{}/start)", {"produces": [RAW, MULTIPLEXED]}, since="v4.7.0"
    ),
    # Below API 1.42 the specs say JSON, another type, or nothing. dockerd sends no type at all.
    Amendment(r"docker GET /(containers|services|tasks)/{}/logs", {"produces": []}, until="v1.41"),
    # --- Streams of JSON documents -----------------------------------------------------------------------------------
    # Progress, in Docker's API and in Podman's compatible one (whose load makes one document of it).
    Amendment(r"\w+ POST /(build|images/(create|load|{}/push))", {"stream": "documents"}),
    Amendment(r"docker POST /plugins/(pull|{}/(push|upgrade))", {"stream": "documents", "produces": [JSON]}),
    Amendment(r"docker POST /images/{}/push", {"produces": [JSON]}),
    # dockerd answers 200 and its progress. The spec says an empty 204.
    Amendment(r"docker POST /plugins/(pull|{}/upgrade)", {"responses": {200: True, 204: False}}),
    Amendment(r"podman POST /libpod/(build|local/build|images/pull)", {"stream": "documents"}),
    # With `quiet`, there is one answer at the end.
    Amendment(r"podman POST /libpod/images/pull", {"single": {"quiet": True}}, since="v4.0.0"),
    # There is one answer at the end, unless `quiet` is turned off. Before `quiet` existed, there was always one.
    Amendment(
        r"podman POST /libpod/images/{}/push", {"stream": "documents", "single": {"quiet": True}}, since="v4.2.0"
    ),
    Amendment(
        r"podman POST /libpod/manifests/{}/registry/{}",
        {"stream": "documents", "single": {"quiet": True}},
        since="v4.3.0",
    ),
    # `single` also holds for a parameter's default. Events stay a sequence with `stream=false`, which only ends it.
    Amendment(r"\w+ GET (/libpod)?/events", {"stream": "documents"}),
    Amendment(r"\w+ GET (/libpod)?/containers/({}/)?stats", {"stream": "documents", "single": {"stream": False}}),
    # Podman 3 had the parameter only in libpod's specs.
    Amendment(
        r"podman GET (/libpod)?/(containers|pods)/{}/top",
        {"stream": "documents", "single": {"stream": False}, "params": {"stream": {"default": False}}},
        since="v4.0.0",
    ),
    Amendment(
        r"podman GET /libpod/pods/stats",
        {"stream": "documents", "single": {"stream": False}, "params": {"stream": {"default": False}}},
        since="v4.2.0",
    ),
    # --- Streams of tar ----------------------------------------------------------------------------------------------
    Amendment(r"\w+ GET (/libpod)?/containers/{}/(archive|export)", {"stream": "tar"}),
    Amendment(r"\w+ GET (/libpod)?/images/({}/get|get|export)", {"stream": "tar"}),
    Amendment(r"podman GET /libpod/(artifacts/{}/extract|volumes/{}/export)", {"stream": "tar"}),
    # Podman's specs say JSON or tar. For files, it sends this type, which is not registered.
    Amendment(
        r"podman GET (/libpod)?/(containers/{}/export|images/({}/get|get|export))", {"produces": ["application/octet"]}
    ),
    Amendment(r"podman GET (/libpod)?/containers/{}/archive", {"produces": [TAR]}),
    Amendment(r"podman HEAD .*/archive", {"produces": []}),
    # --- What was added ----------------------------------------------------------------------------------------------
    Amendment(
        r"docker (GET|DELETE) /containers/{}/checkpoints(/{})?", {"params": {"dir": {"in": "query", "type": "string"}}}
    ),
    Amendment(
        r"docker DELETE /containers/{}/checkpoints/{}", {"params": {"checkpoint": {"in": "path", "type": "string"}}}
    ),
    Amendment(
        r"docker POST /containers/{}/checkpoints",
        {"body": {"required": True, "types": [JSON]}, "responses": {201: True, 204: False}},
    ),
    Amendment(
        r"docker POST /build/cancel",
        {"params": {"id": {"in": "query", "required": True}}, "produces": [], "responses": {400: True}},
    ),
    Amendment(
        r"podman POST /libpod/exec/{}/remove",
        {"body": {"required": True, "types": [JSON]}, "produces": [], "responses": {400: True}},
    ),
    # JSON, or with `export=true` the checkpoint itself.
    Amendment(r"podman POST /libpod/containers/{}/checkpoint", {"produces": [JSON, "application/octet"]}),
    # YAML, though Podman's header says tar.
    Amendment(r"podman GET /libpod/(generate/kube|kube/generate)", {"produces": ["text/vnd.yaml"]}),
    # --- Bodies ------------------------------------------------------------------------------------------------------
    # Tar, whatever the specs say (application/tar, up to Docker 1.27). Podman refuses a build with another type. From
    # 5.6 on, libpod also takes a form, for more build contexts. Podman's older specs forgot the body, libpod's always
    # did.
    Amendment(r"\w+ POST (/libpod)?/build", {"body": {"types": [TAR]}}),
    Amendment(r"podman POST /libpod/build", {"body": {"types": [TAR, "multipart/form-data"]}}, since="v5.6.0"),
    Amendment(r"docker POST /build", {"params": {"Content-type": {"enum": [TAR], "default": TAR}}}, until="v1.27"),
    Amendment(r"\w+ POST /images/create", {"body": {"types": [TAR, OCTETS]}}),
    Amendment(r"podman POST /images/load", {"body": {"types": [TAR]}}),
    Amendment(r"podman PUT (/libpod)?/containers/{}/archive", {"body": {"types": [TAR]}}),
    Amendment(r"podman POST /libpod/volumes/{}/import", {"body": {"types": [TAR]}}),
    # The checkpoint of `import=true`.
    Amendment(r"podman POST /libpod/containers/{}/restore", {"body": {"types": [OCTETS]}}),
    Amendment(r"podman POST /libpod/secrets/create", {"body": {"types": [OCTETS]}}),
    # YAML. From 5.3 on, also a tar of the YAML and its build contexts. Podman refuses plain/text, the type of the
    # specs.
    Amendment(r"podman (POST|DELETE) /libpod/(play/kube|kube/play|kube/apply)", {"body": {"types": [YAML]}}),
    Amendment(
        r"podman POST /libpod/(play/kube|kube/play)",
        {
            "body": {"types": [YAML, "text/plain", TAR]},
            "params": {"Content-Type": {"enum": [YAML, "text/plain", TAR], "default": None}},
        },
        since="v5.3.0",
    ),
    # From 5.0 on, also a form: its first part is the JSON, and the files of artifacts follow.
    Amendment(r"podman PUT /libpod/manifests/{}", {"body": {"types": [JSON, "multipart/form-data"]}}, since="v5.0.0"),
    # The specs before 3.4 forgot it.
    Amendment(r"podman POST /containers/create", {"body": {"required": True, "types": [JSON]}}),
    # All specs forgot it. Without a container configuration, even an empty one, the engine answers 500. From 4.9.3 on
    # it is optional, and libpod takes one, too.
    Amendment(r"podman POST /commit", {"body": {"required": True, "types": [JSON]}}, until="v4.9.2"),
    Amendment(r"podman POST (/libpod)?/commit", {"body": {"types": [JSON]}}, since="v4.9.3"),
    # The specs up to 1.34 ask for octets. dockerd refuses these and takes only a JSON container configuration.
    Amendment(r"docker POST /(networks/{}/connect|containers/create)", {"body": {"types": [JSON]}}),
    # --- Parameters --------------------------------------------------------------------------------------------------
    # `seconds.nanoseconds`: an integer would lose the fraction, a float some digits.
    Amendment(
        r"docker GET /(containers|services|tasks)/{}/logs",
        {"params": {name: {"type": "string", "default": "0"} for name in ("since", "until")}},
    ),
    Amendment(
        r"docker GET /(events|(containers|services|tasks)/{}/logs)",
        {"params": {name: {"format": "unix-time"} for name in ("since", "until")}},
    ),
    # The engines also read numbers, but as floats, which lose nanoseconds. Whole seconds, durations and RFC 3339 are
    # exact.
    Amendment(
        r"podman GET (/libpod)?/(events|containers/{}/logs)",
        {"params": {name: {"format": "date-time"} for name in ("since", "until")}},
    ),
    # JSON, a list of strings for each key. All engines read a map of booleans as a list, and ignore the booleans.
    Amendment(r"\w+ .*", {"params": {"filters": {"format": "filters"}}}),
    # Docker and Podman's compatible API list a name with a slash before it. No path takes that slash. Podman 4.3 takes
    # no new name with it. The docker command takes both.
    Amendment(
        r"\w+ \w+ (/libpod)?/containers/({}.*|create)",
        {"params": {name: {"format": "container"} for name in ("id", "name")}},
    ),
    # The body has a Name in Go and in the specs. The handler overwrites it with the name of the query.
    Amendment(r"podman POST /containers/create", {"not_in_body": ["name"]}),
    # The specs say a string. The engines read every repetition.
    Amendment(
        r"\w+ POST (/libpod)?(/local)?/build", {"params": {"t": {"type": "array", "items": "string", "default": None}}}
    ),
    Amendment(r"podman POST (/libpod)?(/local)?/build", {"params": {"platform": {"type": "array", "items": "string"}}}),
    Amendment(
        r"podman POST /libpod/manifests/{}",
        {"params": {"images": {"type": "array", "items": "string", "required": None}}},
        since="v4.0.0",
    ),
    Amendment(r"podman GET /images/get", {"params": {"names": {"type": "array", "items": "string"}}}),
    # The engine reads it instead of another field. forgotten.py has the rest.
    Amendment(r"podman POST /libpod/build", {"params": {"X-Registry-Config": {"in": "header"}}}),
    # Each change is one value, so a list repeats the name.
    Amendment(r"docker POST /commit", {"params": {"changes": {"type": "array", "items": "string"}}}),
    Amendment(r"podman POST /commit", {"params": {"changes": {"type": "array", "items": "string"}}}, since="v4.0.0"),
    Amendment(
        r"podman GET /containers/{}/top",
        {"params": {"ps_args": {"type": "array", "items": "string", "default": None}}},
        since="v4.8.0",
    ),
    Amendment(
        r"podman POST /libpod/manifests/create",
        {"params": {"image": {"type": "array", "items": "string"}}},
        until="v3.4.7",
    ),
    # dockerd reads repetitions, Podman one JSON list.
    Amendment(r"docker POST /build", {"params": {"extrahosts": {"type": "array", "items": "string"}}}),
    Amendment(r"podman POST (/libpod)?(/local)?/build", {"params": {"extrahosts": TEXT}}),
    # The old specs call it an integer.
    Amendment(r"docker POST /build", {"params": {"buildargs": {"type": "string"}}}, until="v1.36"),
    # --- Parameters that hold JSON -----------------------------------------------------------------------------------
    Amendment(r"\w+ POST (/libpod)?(/local)?/build", {"params": {"buildargs": TEXT, "labels": TEXT, "outputs": TEXT}}),
    Amendment(r"docker POST /build", {"params": {"cachefrom": TEXT}}),
    Amendment(r"podman POST (/libpod)?(/local)?/build", {"params": {"cachefrom": TEXT}}, since="v4.4.0"),
    # One name, or a list of them.
    Amendment(r"podman POST (/libpod)?(/local)?/build", {"params": {"dockerfile": TEXT}}),
    Amendment(r"podman POST /libpod/secrets/create", {"params": {"driveropts": TEXT, "labels": TEXT}}),
    Amendment(r"podman POST /libpod/(play/kube|kube/play)", {"params": {"annotations": TEXT}}),
    # Docker's images have OCI platforms, as objects. Its builds and containers have "linux/arm64".
    Amendment(
        r"docker (GET|POST) /images/({}/(get|history|json|push|attestations)|get|load)", {"params": {"platform": TEXT}}
    ),
    Amendment(r"docker DELETE /images/{}", {"params": {"platforms": TEXT}}),
    # --- Parameters without effect -----------------------------------------------------------------------------------
    # The specs have these, but no handler decodes them.
    Amendment(r"podman DELETE /libpod/secrets/{}", {"params": {"all": UNREAD}}),
    Amendment(r"podman GET /containers/json", {"params": {"external": UNREAD}}),
    Amendment(r"podman GET /libpod/containers/json", {"params": {"pod": UNREAD}}),
    Amendment(r"podman GET /libpod/(containers|pods)/{}/top", {"params": {"stream": UNREAD}}, until="v3.4.7"),
    Amendment(r"podman (GET|HEAD) /libpod/containers/{}/archive", {"params": {"rename": UNREAD}}),
    Amendment(r"podman PUT /libpod/containers/{}/archive", {"params": {"pause": UNREAD}}),
    Amendment(r"podman POST /containers/{}/kill", {"params": {"all": UNREAD}}),
    Amendment(r"podman POST /containers/{}/wait", {"params": {"interval": UNREAD}}),
    Amendment(r"podman POST /libpod/containers/{}/checkpoint", {"params": {"ignoreVolumes": UNREAD}}, since="v4.4.0"),
    Amendment(r"podman POST /libpod/containers/{}/restore", {"params": {"leaveRunning": UNREAD}}, until="v4.3.1"),
    Amendment(r"podman POST /libpod/containers/{}/stop", {"params": {"all": UNREAD}}, until="v4.2.1"),
    Amendment(r"podman POST /libpod/containers/{}/mount", {"params": {"external": UNREAD}}, since="v6.0.0"),
    Amendment(r"podman POST /libpod/images/pull", {"params": {"credentials": UNREAD}}, until="v4.4.4"),
    Amendment(r"podman POST /libpod/kube/apply", {"params": {"file": UNREAD, "service": UNREAD}}),
    Amendment(r"podman POST (/libpod)?(/local)?/build", {"params": {"outputs": UNREAD}}),
    # Handlers decode these and do not use them.
    Amendment(r"podman POST /build", {"params": {"remote": UNREAD}}),
    Amendment(r"podman POST /libpod/build", {"params": {"remote": UNREAD}}, until="v4.1.1"),
    Amendment(r"podman POST (/libpod)?/build", {"params": {"cachefrom": UNREAD}}, until="v4.1.1"),
    # A handler of both APIs reads one name for each. libpod's specs have the wrong one.
    Amendment(r"podman DELETE /libpod/containers/{}", {"params": {"v": {"sent_as": "volumes"}}}),
    Amendment(r"podman POST /libpod/containers/{}/restart", {"params": {"t": {"sent_as": "timeout"}}}),
    Amendment(
        r"podman GET /libpod/generate/{}/systemd", {"params": {"time": {"sent_as": "stopTimeout"}}}, until="v3.4.7"
    ),
    Amendment(r"podman POST /libpod/play/kube", {"params": {"network": {"sent_as": "reference"}}}, until="v3.1.0"),
    # --- Responses ---------------------------------------------------------------------------------------------------
    # No spec from 4.3 to 5.3 has the response of a success.
    Amendment(r"podman POST /libpod/containers/{}/update", {"responses": {201: True}}),
)
