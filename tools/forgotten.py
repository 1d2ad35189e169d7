"""Parameters that the engines read and their specs forgot.

Each was found and reviewed in the source of a handler, at the tag of each version. A handler that serves both of
Podman's APIs decodes names that only one API uses. Those stay out of the other one's tables (`USELESS`).
missing_parameters.py shows the parameters that are still missing.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Forgotten(NamedTuple):
    """A parameter of every operation whose `engine METHOD /path`, without names of path parameters, matches `where`.

    It is added from version `since` to version `until`, both included, if the operation has no parameter of this name.
    The engines ignore the case of names.
    """

    where: str
    name: str
    keys: dict[str, Any]
    since: str = ""
    until: str = ""


# The keys of a parameter, for each kind in READINGS. `json`: dockline makes JSON text of a list or a mapping.
KINDS: dict[str, dict[str, Any]] = {
    "string": {"in": "query", "type": "string"},
    "boolean": {"in": "query", "type": "boolean"},
    "integer": {"in": "query", "type": "integer"},
    "strings": {"in": "query", "type": "array", "items": "string"},
    "json": {"in": "query", "type": "string", "format": "json"},
    "header": {"in": "header", "type": "string"},
    "headers": {"in": "header", "type": "array", "items": "string"},
}

# One handler builds for all three routes. The last came with 5.7.
BUILD = r"podman POST (/libpod)?(/local)?/build"
COMPAT_BUILD = r"podman POST /build"
LIBPOD_BUILD = r"podman POST /libpod(/local)?/build"
PLAY = r"podman POST /libpod/(play/kube|kube/play)"
MANIFEST_PUSH = r"podman POST /libpod/manifests/{}/registry/{}"

# The operations, the first and the last version, and the names by their kinds.
READINGS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    # --- Docker: builds ----------------------------------------------------------------------------------------------
    ("docker POST /build", "", "", {"string": "cgroupparent cpusetmems isolation", "json": "ulimits"}),
    ("docker POST /build", "v1.29", "", {"string": "target"}),
    ("docker POST /build", "v1.31", "", {"string": "session"}),
    ("docker POST /build", "v1.38", "", {"string": "buildid"}),
    # BuildKit finds a session by these fields. Each has one method.
    (
        "docker POST /session",
        "",
        "",
        {
            "header": "X-Docker-Expose-Session-Uuid X-Docker-Expose-Session-Name X-Docker-Expose-Session-Sharedkey",
            "headers": "X-Docker-Expose-Session-Grpc-Method",
        },
    ),
    # --- Docker: the rest --------------------------------------------------------------------------------------------
    ("docker GET /containers/{}/logs", "", "", {"boolean": "details"}),
    ("docker POST /containers/{}/start", "", "", {"string": "checkpoint checkpoint-dir"}),
    ("docker DELETE /containers/{}", "", "", {"boolean": "link"}),
    ("docker PUT /containers/{}/archive", "v1.30", "", {"string": "copyUIDGID"}),
    ("docker POST /images/create", "", "", {"strings": "changes", "string": "message"}),
    (r"docker GET /(distribution/{}/json|images/search|plugins/privileges)", "", "", {"header": "X-Registry-Auth"}),
    ("docker POST /plugins/{}/push", "", "", {"header": "X-Registry-Auth"}),
    # --- Podman: builds ----------------------------------------------------------------------------------------------
    (
        BUILD,
        "",
        "",
        {
            "json": "addcaps annotations devices dnsoptions dnssearch dnsservers dropcaps excludes nsoptions",
            "boolean": "ignore layers",
            "integer": "compression jobs timestamp",
            "string": "from manifest",
            "header": "X-Registry-Auth",
        },
    ),
    (BUILD, "v3.1.1", "", {"boolean": "rusage", "json": "ulimits"}),
    (BUILD, "v3.3.0", "", {"string": "cgroupparent cpusetmems rusagelogfile"}),
    (BUILD, "v4.0.0", "", {"json": "secrets", "boolean": "allplatforms", "strings": "unsetenv"}),
    (BUILD, "v4.1.0", "", {"boolean": "identitylabel tlsVerify", "strings": "osfeature setenv", "string": "osversion"}),
    (BUILD, "v4.2.0", "", {"json": "cppflags", "string": "cachettl", "boolean": "omithistory"}),
    # First a mapping of names, later pairs `name=value`, each as its own parameter.
    (BUILD, "v4.2.0", "v5.5.2", {"json": "additionalbuildcontexts"}),
    (BUILD, "v5.6.0", "", {"strings": "additionalbuildcontexts"}),
    # First one reference, later a list of them.
    (BUILD, "v4.2.0", "v4.3.1", {"string": "cacheto"}),
    (BUILD, "v4.4.0", "", {"json": "cacheto"}),
    (BUILD, "v4.3.0", "", {"json": "idmappingoptions", "boolean": "skipunusedstages"}),
    (BUILD, "v4.4.0", "", {"strings": "groupadd volume"}),
    (BUILD, "v4.7.0", "", {"strings": "layerLabel"}),
    (BUILD, "v4.8.0", "", {"strings": "unsetlabel"}),
    (BUILD, "v5.3.0", "", {"integer": "retry", "string": "retry-delay"}),
    (
        BUILD,
        "v5.6.0",
        "",
        {
            "boolean": "compatvolumes createdannotation inheritannotations inheritlabels rewritetimestamp",
            "integer": "sourcedateepoch",
            "strings": "unsetannotation",
        },
    ),
    (
        BUILD,
        "v5.7.0",
        "",
        {
            "string": "sbom-image-output sbom-image-purl-output sbom-merge-strategy sbom-output sbom-purl-output "
            "sbom-scanner-image",
            "json": "sbom-scanner-command",
        },
    ),
    (BUILD, "v6.0.0", "", {"json": "sourcePolicy", "strings": "transientRunMounts", "boolean": "save-stages"}),
    (BUILD, "v6.0.0", "", {"boolean": "stage-labels"}),
    (COMPAT_BUILD, "", "", {"boolean": "httpproxy", "string": "registry", "json": "securityopt"}),
    (LIBPOD_BUILD, "", "", {"string": "isolation outputformat pullpolicy"}),
    (LIBPOD_BUILD, "v3.1.1", "", {"string": "apparmor seccomp", "json": "labelopts"}),
    # --- Podman: containers ------------------------------------------------------------------------------------------
    (r"podman DELETE (/libpod)?/containers/{}", "", "", {"boolean": "ignore"}),
    ("podman DELETE /libpod/containers/{}", "", "", {"boolean": "volumes"}),
    (r"podman PUT (/libpod)?/containers/{}/archive", "v3.3.0", "", {"json": "rename"}),
    ("podman PUT /libpod/containers/{}/archive", "v3.3.0", "", {"boolean": "copyUIDGID"}),
    ("podman PUT /libpod/containers/{}/archive", "v4.0.0", "", {"boolean": "noOverwriteDirNonDir"}),
    ("podman GET /containers/{}/top", "v4.0.0", "", {"boolean": "stream", "integer": "delay"}),
    ("podman GET /libpod/containers/json", "", "", {"boolean": "external namespace", "integer": "last"}),
    ("podman GET /libpod/containers/stats", "v4.7.0", "", {"boolean": "all"}),
    ("podman GET /libpod/containers/{}/exists", "", "", {"boolean": "external"}),
    ("podman GET /libpod/containers/{}/stats", "v3.3.0", "", {"boolean": "one-shot"}),
    ("podman GET /libpod/generate/{}/systemd", "", "v3.4.7", {"integer": "stopTimeout"}),
    ("podman GET /libpod/generate/{}/systemd", "v4.0.0", "", {"boolean": "templateUnitFile"}),
    ("podman POST /containers/create", "v4.6.0", "", {"string": "platform"}),
    ("podman POST /containers/{}/stop", "", "", {"boolean": "ignore"}),
    ("podman POST /libpod/containers/{}/restart", "", "", {"integer": "timeout"}),
    (
        "podman POST /libpod/containers/{}/checkpoint",
        "v4.0.0",
        "",
        {"boolean": "fileLocks preCheckpoint withPrevious"},
    ),
    ("podman POST /libpod/containers/{}/checkpoint", "v4.1.0", "", {"string": "createImage"}),
    ("podman POST /libpod/containers/{}/restore", "v4.0.0", "", {"boolean": "fileLocks ignoreVolumes"}),
    # Several ports are one string, separated by blanks.
    ("podman POST /libpod/containers/{}/restore", "v4.0.0", "", {"string": "publishPorts"}),
    (r"podman POST /libpod/(containers|exec)/{}/resize", "", "", {"boolean": "running"}),
    ("podman POST /libpod/containers/{}/wait", "", "", {"string": "interval"}),
    ("podman GET /events", "", "", {"boolean": "stream"}),
    # --- Podman: images ----------------------------------------------------------------------------------------------
    ("podman DELETE /images/{}", "v5.4.0", "", {"boolean": "ignore"}),
    ("podman DELETE /libpod/images/remove", "v4.3.0", "", {"boolean": "noprune"}),
    ("podman DELETE /libpod/images/{}", "v4.2.0", "", {"boolean": "lookupManifest"}),
    ("podman DELETE /libpod/images/{}", "v5.4.0", "", {"boolean": "ignore"}),
    # One reference, as in Docker 1.24.
    ("podman GET /images/json", "", "", {"string": "filter"}),
    ("podman GET /images/json", "v5.6.0", "", {"boolean": "shared-size"}),
    (r"podman GET (/libpod)?/images/search", "", "", {"boolean": "listTags tlsVerify", "header": "X-Registry-Auth"}),
    ("podman GET /images/search", "", "v3.4.7", {"boolean": "noTrunc"}),
    ("podman POST /images/create", "", "", {"strings": "changes"}),
    (r"podman POST (/libpod)?/images/{}/push", "", "", {"boolean": "all tlsVerify", "string": "format"}),
    ("podman POST /libpod/images/{}/push", "v4.2.0", "", {"boolean": "removeSignatures"}),
    ("podman POST /libpod/images/{}/push", "v4.3.0", "", {"string": "compressionFormat"}),
    ("podman POST /libpod/images/{}/push", "v4.6.0", "", {"integer": "compressionLevel"}),
    ("podman POST /libpod/images/{}/push", "v5.0.0", "", {"integer": "retry", "string": "retryDelay"}),
    ("podman POST /libpod/commit", "v4.1.0", "", {"boolean": "squash"}),
    ("podman POST /libpod/images/import", "v4.1.0", "", {"string": "OS Architecture Variant"}),
    ("podman POST /libpod/images/prune", "", "v3.3.1", {"boolean": "all"}),
    ("podman POST /libpod/images/pull", "", "", {"header": "X-Registry-Auth"}),
    ("podman POST /libpod/images/pull", "v5.0.0", "", {"integer": "retry", "string": "retrydelay"}),
    ("podman POST /libpod/artifacts/add", "v5.8.0", "", {"string": "path"}),
    # --- Podman: manifests -------------------------------------------------------------------------------------------
    ("podman GET /libpod/manifests/{}/json", "v4.6.0", "", {"header": "X-Registry-Auth"}),
    # `image` is the older name. Both are repeated.
    (r"podman POST /libpod/manifests(/{})?", "v4.0.0", "", {"strings": "image"}),
    (r"podman POST /libpod/manifests(/{})?", "v5.0.0", "", {"strings": "annotation", "json": "annotations"}),
    ("podman PUT /libpod/manifests/{}", "v4.1.0", "", {"header": "X-Registry-Auth"}),
    ("podman POST /libpod/manifests/{}/add", "v4.1.0", "", {"header": "X-Registry-Auth"}),
    ("podman POST /libpod/manifests/{}/push", "", "", {"boolean": "tlsVerify", "header": "X-Registry-Auth"}),
    ("podman POST /libpod/manifests/{}/push", "v4.2.0", "", {"boolean": "removeSignatures"}),
    (MANIFEST_PUSH, "", "", {"header": "X-Registry-Auth"}),
    (MANIFEST_PUSH, "v4.3.0", "", {"boolean": "removeSignatures", "string": "compressionFormat format"}),
    (MANIFEST_PUSH, "v4.6.0", "", {"integer": "compressionLevel"}),
    # --- Podman: pods, networks, volumes, secrets, the system --------------------------------------------------------
    ("podman DELETE /libpod/pods/{}", "v4.0.0", "", {"integer": "timeout"}),
    ("podman GET /libpod/pods/stats", "v4.2.0", "", {"boolean": "stream", "integer": "delay"}),
    (PLAY, "", "", {"header": "X-Registry-Auth"}),
    (PLAY, "v4.0.0", "", {"boolean": "noHosts", "strings": "logOptions"}),
    (PLAY, "v4.1.0", "", {"json": "annotations"}),
    (PLAY, "v4.4.0", "", {"strings": "publishPorts"}),
    (PLAY, "v5.4.0", "", {"boolean": "noHostname"}),
    (PLAY, "v5.7.0", "", {"boolean": "noPodPrefix"}),
    # The name of `network` in this version alone.
    ("podman POST /libpod/play/kube", "", "v3.1.0", {"string": "reference"}),
    ("podman DELETE /networks/{}", "", "", {"boolean": "force"}),
    ("podman DELETE /networks/{}", "v4.0.0", "", {"integer": "timeout"}),
    ("podman POST /libpod/networks/create", "v4.4.0", "", {"boolean": "ignoreIfExists"}),
    (r"podman DELETE (/libpod)?/volumes/{}", "v4.0.0", "", {"integer": "timeout"}),
    ("podman POST /libpod/volumes/prune", "", "", {"json": "filters"}),
    ("podman GET /secrets/{}", "v4.7.0", "", {"boolean": "showsecret"}),
    ("podman POST /libpod/secrets/create", "v3.3.0", "", {"json": "driveropts"}),
    ("podman POST /libpod/secrets/create", "v4.7.0", "", {"boolean": "replace"}),
    ("podman POST /libpod/secrets/create", "v5.6.0", "", {"boolean": "ignore"}),
    ("podman POST /libpod/system/prune", "", "", {"boolean": "all volumes", "json": "filters"}),
    ("podman POST /libpod/system/prune", "v4.4.0", "", {"boolean": "external"}),
    ("podman POST /libpod/system/prune", "v5.4.0", "", {"boolean": "build"}),
)

FORGOTTEN = tuple(
    Forgotten(where, name, KINDS[kind], since, until)
    for where, since, until, kinds in READINGS
    for kind, names in kinds.items()
    for name in names.split()
)

# Names that a handler decodes and does not use. The handler serves both APIs, or the name belongs to another method, or
# it is in the path, or the operation only answers with an error.
USELESS = (
    (r"DELETE /containers/{}", "depend timeout volumes"),
    (r"DELETE /libpod/containers/{}", "link"),
    (r"(GET|HEAD) (/libpod)?/containers/{}/archive", "copyUIDGID noOverwriteDirNonDir rename"),
    # Before 4.0 the handler decoded it, with a note to use it one day.
    (r"PUT /libpod/containers/{}/archive", "copyUIDGID noOverwriteDirNonDir"),
    (r"GET /libpod/images/json", "digests filter shared-size"),
    # "noTrunc" has no effect on libpod's answer. The others are older spellings of names in the tables.
    (r"GET (/libpod)?/images/search", "tLSVerify noTrunc"),
    (r"GET (/libpod)?/secrets(/json)?", "filters"),
    (r"POST /build", "apparmor isolation labelopts outputformat pullpolicy seccomp"),
    (r"POST /libpod(/local)?/build", "registry securityopt"),
    (r"POST (/libpod)?(/local)?/build", "rusage"),
    # `all` restarts every container, but the path names one.
    (r"POST (/libpod)?/containers/{}/restart", "all"),
    (r"POST /containers/{}/(restart|stop)", "timeout"),
    (r"POST /libpod/containers/{}/stop", "t"),
    (r"POST /images/load", "changes message"),
    (r"POST /libpod/containers/{}/restore", "ignoreVolumes"),
    (r"POST /libpod/manifests/{}", "name"),
    (r"PUT /libpod/manifests/{}", "digest images"),
    # The handler reads them from its JSON.
    (r"POST /secrets/create", "labels"),
)
