# Made by tools/compile_types.py.
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict

from typing_extensions import Required

from dockline.types import Data, Filters, Json, Text

Version: TypeAlias = Literal["auto", "v6.0.0", "v5.8.2", "v5.8.1", "v5.8.0", "v5.7.1", "v5.7.0", "v5.6.2", "v5.6.1", "v5.6.0", "v5.5.2", "v5.5.1", "v5.5.0", "v5.4.2", "v5.4.1", "v5.4.0", "v5.3.2", "v5.3.1", "v5.3.0", "v5.2.5", "v5.2.4", "v5.2.3", "v5.2.2", "v5.2.1", "v5.2.0", "v5.1.2", "v5.1.1", "v5.1.0", "v5.0.3", "v5.0.2", "v5.0.1", "v5.0.0", "v4.9.5", "v4.9.4", "v4.9.3", "v4.9.2", "v4.9.1", "v4.9.0", "v4.8.3", "v4.8.2", "v4.8.1", "v4.8.0", "v4.7.2", "v4.7.1", "v4.7.0", "v4.6.2", "v4.6.1", "v4.6.0", "v4.5.1", "v4.5.0", "v4.4.4", "v4.4.3", "v4.4.2", "v4.4.1", "v4.4.0", "v4.3.1", "v4.3.0", "v4.2.1", "v4.2.0", "v4.1.1", "v4.1.0", "v4.0.3", "v4.0.2", "v4.0.1", "v4.0.0", "v3.4.7", "v3.4.6", "v3.4.5", "v3.4.4", "v3.4.3", "v3.4.2", "v3.4.1", "v3.4.0", "v3.3.1", "v3.3.0", "v3.2.3", "v3.2.2", "v3.2.1", "v3.2.0", "v3.1.2", "v3.1.1", "v3.1.0"]
Category: TypeAlias = Literal["auth", "build", "commit", "containers", "events", "exec", "images", "info", "libpod/_ping", "libpod/artifacts", "libpod/build", "libpod/commit", "libpod/containers", "libpod/events", "libpod/exec", "libpod/generate", "libpod/images", "libpod/info", "libpod/kube", "libpod/local", "libpod/manifests", "libpod/networks", "libpod/play", "libpod/pods", "libpod/quadlets", "libpod/secrets", "libpod/system", "libpod/version", "libpod/volumes", "networks", "secrets", "system", "version", "volumes", "_ping"]
AuthOperation: TypeAlias = Literal["SystemAuth", "auth"]
SystemAuthParams = TypedDict("SystemAuthParams", {
    "Content-type": str | None,
}, total=False)
AuthParams: TypeAlias = SystemAuthParams
_AuthParams: TypeAlias = SystemAuthParams
_AuthSystemAuthAsData = TypedDict("_AuthSystemAuthAsData", {
    "op": Required[Literal["SystemAuth", "auth"]],
    "params": SystemAuthParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
AuthDataMap: TypeAlias = _AuthSystemAuthAsData
_AuthAsStream = TypedDict("_AuthAsStream", {
    "op": Required[Literal["SystemAuth", "auth"]],
    "params": _AuthParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
AuthStreamMap: TypeAlias = _AuthAsStream
_AuthAsResponse = TypedDict("_AuthAsResponse", {
    "op": Required[Literal["SystemAuth", "auth"]],
    "params": _AuthParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
AuthResponseMap: TypeAlias = _AuthAsResponse
BuildOperation: TypeAlias = Literal["ImageBuild", "buildImage"]
ImageBuildParams = TypedDict("ImageBuildParams", {
    "Content-Type": Json | None,
    "X-Registry-Config": Mapping[str, Any] | str | None,
    "dockerfile": Json | None,
    "t": Sequence[Text] | None,
    "extrahosts": Json | None,
    "nohosts": bool | None,
    "remote": Text | None,
    "retry": int | None,
    "retry-delay": Text | None,
    "q": bool | None,
    "nocache": bool | None,
    "cachefrom": Json | Text | None,
    "pull": Text | bool | None,
    "rm": bool | None,
    "forcerm": bool | None,
    "memory": int | None,
    "memswap": int | None,
    "cpushares": int | None,
    "cpusetcpus": Text | None,
    "cpuperiod": int | None,
    "cpuquota": int | None,
    "buildargs": Json | None,
    "shmsize": int | None,
    "squash": bool | None,
    "save-stages": bool | None,
    "stage-labels": bool | None,
    "labels": Json | None,
    "networkmode": Text | None,
    "platform": Sequence[Text] | None,
    "target": Text | None,
    "outputs": Json | None,
    "addcaps": Json | None,
    "annotations": Json | None,
    "devices": Json | None,
    "dnsoptions": Json | None,
    "dnssearch": Json | None,
    "dnsservers": Json | None,
    "dropcaps": Json | None,
    "excludes": Json | None,
    "nsoptions": Json | None,
    "ignore": bool | None,
    "layers": bool | None,
    "compression": int | None,
    "jobs": int | None,
    "timestamp": int | None,
    "from": Text | None,
    "manifest": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "rusage": bool | None,
    "ulimits": Json | None,
    "cgroupparent": Text | None,
    "cpusetmems": Text | None,
    "rusagelogfile": Text | None,
    "secrets": Json | None,
    "allplatforms": bool | None,
    "unsetenv": Sequence[Text] | None,
    "identitylabel": bool | None,
    "tlsVerify": bool | None,
    "osfeature": Sequence[Text] | None,
    "setenv": Sequence[Text] | None,
    "osversion": Text | None,
    "cppflags": Json | None,
    "cachettl": Text | None,
    "omithistory": bool | None,
    "additionalbuildcontexts": Json | Sequence[Text] | None,
    "cacheto": Json | Text | None,
    "idmappingoptions": Json | None,
    "skipunusedstages": bool | None,
    "groupadd": Sequence[Text] | None,
    "volume": Sequence[Text] | None,
    "layerLabel": Sequence[Text] | None,
    "unsetlabel": Sequence[Text] | None,
    "compatvolumes": bool | None,
    "createdannotation": bool | None,
    "inheritannotations": bool | None,
    "inheritlabels": bool | None,
    "rewritetimestamp": bool | None,
    "sourcedateepoch": int | None,
    "unsetannotation": Sequence[Text] | None,
    "sbom-image-output": Text | None,
    "sbom-image-purl-output": Text | None,
    "sbom-merge-strategy": Text | None,
    "sbom-output": Text | None,
    "sbom-purl-output": Text | None,
    "sbom-scanner-image": Text | None,
    "sbom-scanner-command": Json | None,
    "sourcePolicy": Json | None,
    "transientRunMounts": Sequence[Text] | None,
    "httpproxy": bool | None,
    "registry": Text | None,
    "securityopt": Json | None,
}, total=False)
BuildImageParams = TypedDict("BuildImageParams", {
    "dockerfile": Json | None,
    "t": Sequence[Text] | None,
    "extrahosts": Json | None,
    "remote": Text | None,
    "q": bool | None,
    "nocache": bool | None,
    "cachefrom": Text | None,
    "pull": bool | None,
    "rm": bool | None,
    "forcerm": bool | None,
    "memory": int | None,
    "memswap": int | None,
    "cpushares": int | None,
    "cpusetcpus": Text | None,
    "cpuperiod": int | None,
    "cpuquota": int | None,
    "buildargs": Json | None,
    "shmsize": int | None,
    "squash": bool | None,
    "labels": Json | None,
    "networkmode": Text | None,
    "platform": Sequence[Text] | None,
    "target": Text | None,
    "outputs": Json | None,
    "addcaps": Json | None,
    "annotations": Json | None,
    "devices": Json | None,
    "dnsoptions": Json | None,
    "dnssearch": Json | None,
    "dnsservers": Json | None,
    "dropcaps": Json | None,
    "excludes": Json | None,
    "nsoptions": Json | None,
    "ignore": bool | None,
    "layers": bool | None,
    "compression": int | None,
    "jobs": int | None,
    "timestamp": int | None,
    "from": Text | None,
    "manifest": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "httpproxy": bool | None,
    "registry": Text | None,
    "securityopt": Json | None,
    "Content-type": str | None,
}, total=False)
_BuildParams: TypeAlias = ImageBuildParams | BuildImageParams
_BuildImageBuildAsData = TypedDict("_BuildImageBuildAsData", {
    "op": Required[Literal["ImageBuild"]],
    "params": ImageBuildParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_BuildBuildImageAsData = TypedDict("_BuildBuildImageAsData", {
    "op": Required[Literal["buildImage"]],
    "params": BuildImageParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
BuildDataMap: TypeAlias = _BuildImageBuildAsData | _BuildBuildImageAsData
_BuildImageBuildAsStream = TypedDict("_BuildImageBuildAsStream", {
    "op": Required[Literal["ImageBuild"]],
    "params": ImageBuildParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_BuildBuildImageAsStream = TypedDict("_BuildBuildImageAsStream", {
    "op": Required[Literal["buildImage"]],
    "params": BuildImageParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
BuildStreamMap: TypeAlias = _BuildImageBuildAsStream | _BuildBuildImageAsStream
_BuildAsResponse = TypedDict("_BuildAsResponse", {
    "op": Required[Literal["ImageBuild", "buildImage"]],
    "params": _BuildParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
BuildResponseMap: TypeAlias = _BuildAsResponse
CommitOperation: TypeAlias = Literal["ImageCommit", "commitContainer"]
ImageCommitParams = TypedDict("ImageCommitParams", {
    "container": Text | None,
    "repo": Text | None,
    "tag": Text | None,
    "comment": Text | None,
    "author": Text | None,
    "pause": bool | None,
    "changes": Sequence[Text] | Text | None,
    "squash": bool | None,
    "Content-type": str | None,
}, total=False)
CommitContainerParams = TypedDict("CommitContainerParams", {
    "container": Text | None,
    "repo": Text | None,
    "tag": Text | None,
    "comment": Text | None,
    "author": Text | None,
    "pause": bool | None,
    "changes": Text | None,
    "Content-type": str | None,
}, total=False)
_CommitParams: TypeAlias = ImageCommitParams | CommitContainerParams
_CommitImageCommitAsData = TypedDict("_CommitImageCommitAsData", {
    "op": Required[Literal["ImageCommit"]],
    "params": ImageCommitParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_CommitCommitContainerAsData = TypedDict("_CommitCommitContainerAsData", {
    "op": Required[Literal["commitContainer"]],
    "params": CommitContainerParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
CommitDataMap: TypeAlias = _CommitImageCommitAsData | _CommitCommitContainerAsData
_CommitAsStream = TypedDict("_CommitAsStream", {
    "op": Required[Literal["ImageCommit", "commitContainer"]],
    "params": _CommitParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
CommitStreamMap: TypeAlias = _CommitAsStream
_CommitAsResponse = TypedDict("_CommitAsResponse", {
    "op": Required[Literal["ImageCommit", "commitContainer"]],
    "params": _CommitParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
CommitResponseMap: TypeAlias = _CommitAsResponse
ContainersOperation: TypeAlias = Literal["ContainerDelete", "ContainerArchive", "getArchive", "PutContainerArchive", "ContainerAttach", "attachContainer", "ContainerChanges", "ContainerExec", "ContainerUpdate", "createExec", "ContainerExport", "exportContainer", "ContainerInspect", "getContainer", "ContainerKill", "killContainer", "ContainerLogs", "logsFromContainer", "ContainerPause", "ContainerUnpause", "CompatContainerChanges", "pauseContainer", "unpauseContainer", "ContainerRename", "renameContainer", "ContainerResize", "resizeContainer", "ContainerRestart", "restartContainer", "ContainerStart", "startContainer", "ContainerStats", "ContainerStop", "ContainerTop", "ContainerWait", "waitContainer", "ContainerCreate", "ContainerList", "listContainers", "ContainerPrune", "pruneContainers", "ContainerArchiveInfo", "removeContainer", "putArchive", "statsContainer", "stopContainer", "topContainer", "createContainer"]
ContainerDeleteParams = TypedDict("ContainerDeleteParams", {
    "name": Required[str],
    "force": bool | None,
    "v": bool | None,
    "link": bool | None,
    "ignore": bool | None,
    "depend": bool | None,
    "timeout": int | None,
    "volumes": bool | None,
}, total=False)
ContainerArchiveParams = TypedDict("ContainerArchiveParams", {
    "name": Required[str],
    "path": Required[Text],
}, total=False)
PutContainerArchiveParams = TypedDict("PutContainerArchiveParams", {
    "name": Required[str],
    "path": Required[Text],
    "noOverwriteDirNonDir": Text | None,
    "copyUIDGID": Text | None,
    "rename": Json | None,
    "Content-type": str | None,
}, total=False)
ContainerAttachParams = TypedDict("ContainerAttachParams", {
    "name": Required[str],
    "detachKeys": Text | None,
    "logs": bool | None,
    "stream": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "stdin": bool | None,
}, total=False)
ContainerChangesParams = TypedDict("ContainerChangesParams", {
    "name": Required[str],
    "parent": Text | None,
    "diffType": Text | None,
}, total=False)
ContainerExecParams = TypedDict("ContainerExecParams", {
    "name": Required[str],
    "Content-type": str | None,
}, total=False)
ContainerExportParams = TypedDict("ContainerExportParams", {
    "name": Required[str],
}, total=False)
ContainerInspectParams = TypedDict("ContainerInspectParams", {
    "name": Required[str],
    "size": bool | None,
}, total=False)
ContainerKillParams = TypedDict("ContainerKillParams", {
    "name": Required[str],
    "all": bool | None,
    "signal": Text | None,
}, total=False)
ContainerLogsParams = TypedDict("ContainerLogsParams", {
    "name": Required[str],
    "follow": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "since": Text | None,
    "until": Text | None,
    "timestamps": bool | None,
    "tail": Text | None,
}, total=False)
ContainerPauseParams = TypedDict("ContainerPauseParams", {
    "name": Required[str],
}, total=False)
ContainerRenameParams = TypedDict("ContainerRenameParams", {
    "path.name": Required[str],
    "query.name": Required[str],
}, total=False)
ContainerResizeParams = TypedDict("ContainerResizeParams", {
    "name": Required[str],
    "h": int | None,
    "w": int | None,
    "running": bool | None,
}, total=False)
ContainerRestartParams = TypedDict("ContainerRestartParams", {
    "name": Required[str],
    "t": int | None,
}, total=False)
ContainerStartParams = TypedDict("ContainerStartParams", {
    "name": Required[str],
    "detachKeys": Text | None,
}, total=False)
ContainerStatsParams = TypedDict("ContainerStatsParams", {
    "name": Required[str],
    "stream": bool | None,
    "one-shot": bool | None,
}, total=False)
ContainerStopParams = TypedDict("ContainerStopParams", {
    "name": Required[str],
    "t": int | None,
    "timeout": int | None,
    "ignore": bool | None,
}, total=False)
ContainerTopParams = TypedDict("ContainerTopParams", {
    "name": Required[str],
    "ps_args": Sequence[Text] | Text | None,
    "stream": bool | None,
    "delay": int | None,
}, total=False)
ContainerWaitParams = TypedDict("ContainerWaitParams", {
    "name": Required[str],
    "condition": Text | None,
    "interval": Text | None,
}, total=False)
ContainerCreateParams = TypedDict("ContainerCreateParams", {
    "name": str | None,
    "platform": Text | None,
    "Content-type": str | None,
}, total=False)
ContainerListParams = TypedDict("ContainerListParams", {
    "all": bool | None,
    "external": bool | None,
    "limit": int | None,
    "size": bool | None,
    "filters": Filters | None,
}, total=False)
ContainerPruneParams = TypedDict("ContainerPruneParams", {
    "filters": Filters | None,
}, total=False)
ContainerArchiveInfoParams = TypedDict("ContainerArchiveInfoParams", {
    "name": Required[str],
    "path": Required[Text],
}, total=False)
RemoveContainerParams = TypedDict("RemoveContainerParams", {
    "name": Required[str],
    "force": bool | None,
    "v": bool | None,
    "link": bool | None,
    "ignore": bool | None,
}, total=False)
PutArchiveParams = TypedDict("PutArchiveParams", {
    "name": Required[str],
    "path": Required[Text],
    "noOverwriteDirNonDir": Text | None,
    "copyUIDGID": Text | None,
    "Content-type": str | None,
}, total=False)
StatsContainerParams = TypedDict("StatsContainerParams", {
    "name": Required[str],
    "stream": bool | None,
}, total=False)
StopContainerParams = TypedDict("StopContainerParams", {
    "name": Required[str],
    "t": int | None,
    "ignore": bool | None,
}, total=False)
TopContainerParams = TypedDict("TopContainerParams", {
    "name": Required[str],
    "ps_args": Text | None,
}, total=False)
CreateContainerParams = TypedDict("CreateContainerParams", {
    "name": str | None,
    "Content-type": str | None,
}, total=False)
GetArchiveParams: TypeAlias = ContainerArchiveParams
AttachContainerParams: TypeAlias = ContainerAttachParams
ContainerUpdateParams: TypeAlias = ContainerExecParams
CreateExecParams: TypeAlias = ContainerExecParams
ExportContainerParams: TypeAlias = ContainerExportParams
GetContainerParams: TypeAlias = ContainerInspectParams
KillContainerParams: TypeAlias = ContainerKillParams
LogsFromContainerParams: TypeAlias = ContainerLogsParams
ContainerUnpauseParams: TypeAlias = ContainerPauseParams
CompatContainerChangesParams: TypeAlias = ContainerPauseParams
PauseContainerParams: TypeAlias = ContainerPauseParams
UnpauseContainerParams: TypeAlias = ContainerPauseParams
RenameContainerParams: TypeAlias = ContainerRenameParams
ResizeContainerParams: TypeAlias = ContainerResizeParams
RestartContainerParams: TypeAlias = ContainerRestartParams
StartContainerParams: TypeAlias = ContainerStartParams
WaitContainerParams: TypeAlias = ContainerWaitParams
ListContainersParams: TypeAlias = ContainerListParams
PruneContainersParams: TypeAlias = ContainerPruneParams
_ContainersParams: TypeAlias = ContainerDeleteParams | ContainerArchiveParams | PutContainerArchiveParams | ContainerAttachParams | ContainerChangesParams | ContainerExecParams | ContainerExportParams | ContainerInspectParams | ContainerKillParams | ContainerLogsParams | ContainerPauseParams | ContainerRenameParams | ContainerResizeParams | ContainerRestartParams | ContainerStartParams | ContainerStatsParams | ContainerStopParams | ContainerTopParams | ContainerWaitParams | ContainerCreateParams | ContainerListParams | ContainerPruneParams | ContainerArchiveInfoParams | RemoveContainerParams | PutArchiveParams | StatsContainerParams | StopContainerParams | TopContainerParams | CreateContainerParams
_ContainersContainerDeleteAsData = TypedDict("_ContainersContainerDeleteAsData", {
    "op": Required[Literal["ContainerDelete"]],
    "params": Required[ContainerDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerArchiveAsData = TypedDict("_ContainersContainerArchiveAsData", {
    "op": Required[Literal["ContainerArchive", "getArchive"]],
    "params": Required[ContainerArchiveParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersPutContainerArchiveAsData = TypedDict("_ContainersPutContainerArchiveAsData", {
    "op": Required[Literal["PutContainerArchive"]],
    "params": Required[PutContainerArchiveParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachAsData = TypedDict("_ContainersContainerAttachAsData", {
    "op": Required[Literal["ContainerAttach", "attachContainer"]],
    "params": Required[ContainerAttachParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerChangesAsData = TypedDict("_ContainersContainerChangesAsData", {
    "op": Required[Literal["ContainerChanges"]],
    "params": Required[ContainerChangesParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExecAsData = TypedDict("_ContainersContainerExecAsData", {
    "op": Required[Literal["ContainerExec", "ContainerUpdate", "createExec"]],
    "params": Required[ContainerExecParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExportAsData = TypedDict("_ContainersContainerExportAsData", {
    "op": Required[Literal["ContainerExport", "exportContainer"]],
    "params": Required[ContainerExportParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerInspectAsData = TypedDict("_ContainersContainerInspectAsData", {
    "op": Required[Literal["ContainerInspect", "getContainer"]],
    "params": Required[ContainerInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerKillAsData = TypedDict("_ContainersContainerKillAsData", {
    "op": Required[Literal["ContainerKill", "killContainer"]],
    "params": Required[ContainerKillParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerLogsAsData = TypedDict("_ContainersContainerLogsAsData", {
    "op": Required[Literal["ContainerLogs", "logsFromContainer"]],
    "params": Required[ContainerLogsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerPauseAsData = TypedDict("_ContainersContainerPauseAsData", {
    "op": Required[Literal["ContainerPause", "ContainerUnpause", "CompatContainerChanges", "pauseContainer", "unpauseContainer"]],
    "params": Required[ContainerPauseParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerRenameAsData = TypedDict("_ContainersContainerRenameAsData", {
    "op": Required[Literal["ContainerRename", "renameContainer"]],
    "params": Required[ContainerRenameParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerResizeAsData = TypedDict("_ContainersContainerResizeAsData", {
    "op": Required[Literal["ContainerResize", "resizeContainer"]],
    "params": Required[ContainerResizeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerRestartAsData = TypedDict("_ContainersContainerRestartAsData", {
    "op": Required[Literal["ContainerRestart", "restartContainer"]],
    "params": Required[ContainerRestartParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStartAsData = TypedDict("_ContainersContainerStartAsData", {
    "op": Required[Literal["ContainerStart", "startContainer"]],
    "params": Required[ContainerStartParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStatsAsData = TypedDict("_ContainersContainerStatsAsData", {
    "op": Required[Literal["ContainerStats"]],
    "params": Required[ContainerStatsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStopAsData = TypedDict("_ContainersContainerStopAsData", {
    "op": Required[Literal["ContainerStop"]],
    "params": Required[ContainerStopParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerTopAsData = TypedDict("_ContainersContainerTopAsData", {
    "op": Required[Literal["ContainerTop"]],
    "params": Required[ContainerTopParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerWaitAsData = TypedDict("_ContainersContainerWaitAsData", {
    "op": Required[Literal["ContainerWait", "waitContainer"]],
    "params": Required[ContainerWaitParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerCreateAsData = TypedDict("_ContainersContainerCreateAsData", {
    "op": Required[Literal["ContainerCreate"]],
    "params": ContainerCreateParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerListAsData = TypedDict("_ContainersContainerListAsData", {
    "op": Required[Literal["ContainerList", "listContainers"]],
    "params": ContainerListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerPruneAsData = TypedDict("_ContainersContainerPruneAsData", {
    "op": Required[Literal["ContainerPrune", "pruneContainers"]],
    "params": ContainerPruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerArchiveInfoAsData = TypedDict("_ContainersContainerArchiveInfoAsData", {
    "op": Required[Literal["ContainerArchiveInfo"]],
    "params": Required[ContainerArchiveInfoParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersRemoveContainerAsData = TypedDict("_ContainersRemoveContainerAsData", {
    "op": Required[Literal["removeContainer"]],
    "params": Required[RemoveContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersPutArchiveAsData = TypedDict("_ContainersPutArchiveAsData", {
    "op": Required[Literal["putArchive"]],
    "params": Required[PutArchiveParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersStatsContainerAsData = TypedDict("_ContainersStatsContainerAsData", {
    "op": Required[Literal["statsContainer"]],
    "params": Required[StatsContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersStopContainerAsData = TypedDict("_ContainersStopContainerAsData", {
    "op": Required[Literal["stopContainer"]],
    "params": Required[StopContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersTopContainerAsData = TypedDict("_ContainersTopContainerAsData", {
    "op": Required[Literal["topContainer"]],
    "params": Required[TopContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersCreateContainerAsData = TypedDict("_ContainersCreateContainerAsData", {
    "op": Required[Literal["createContainer"]],
    "params": CreateContainerParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ContainersDataMap: TypeAlias = _ContainersContainerDeleteAsData | _ContainersContainerArchiveAsData | _ContainersPutContainerArchiveAsData | _ContainersContainerAttachAsData | _ContainersContainerChangesAsData | _ContainersContainerExecAsData | _ContainersContainerExportAsData | _ContainersContainerInspectAsData | _ContainersContainerKillAsData | _ContainersContainerLogsAsData | _ContainersContainerPauseAsData | _ContainersContainerRenameAsData | _ContainersContainerResizeAsData | _ContainersContainerRestartAsData | _ContainersContainerStartAsData | _ContainersContainerStatsAsData | _ContainersContainerStopAsData | _ContainersContainerTopAsData | _ContainersContainerWaitAsData | _ContainersContainerCreateAsData | _ContainersContainerListAsData | _ContainersContainerPruneAsData | _ContainersContainerArchiveInfoAsData | _ContainersRemoveContainerAsData | _ContainersPutArchiveAsData | _ContainersStatsContainerAsData | _ContainersStopContainerAsData | _ContainersTopContainerAsData | _ContainersCreateContainerAsData
_ContainersContainerArchiveAsStream = TypedDict("_ContainersContainerArchiveAsStream", {
    "op": Required[Literal["ContainerArchive", "getArchive"]],
    "params": Required[ContainerArchiveParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachAsStream = TypedDict("_ContainersContainerAttachAsStream", {
    "op": Required[Literal["ContainerAttach", "attachContainer"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExportAsStream = TypedDict("_ContainersContainerExportAsStream", {
    "op": Required[Literal["ContainerExport", "exportContainer"]],
    "params": Required[ContainerExportParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerLogsAsStream = TypedDict("_ContainersContainerLogsAsStream", {
    "op": Required[Literal["ContainerLogs", "logsFromContainer"]],
    "params": Required[ContainerLogsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStatsAsStream = TypedDict("_ContainersContainerStatsAsStream", {
    "op": Required[Literal["ContainerStats"]],
    "params": Required[ContainerStatsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerTopAsStream = TypedDict("_ContainersContainerTopAsStream", {
    "op": Required[Literal["ContainerTop"]],
    "params": Required[ContainerTopParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersStatsContainerAsStream = TypedDict("_ContainersStatsContainerAsStream", {
    "op": Required[Literal["statsContainer"]],
    "params": Required[StatsContainerParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersAsStream = TypedDict("_ContainersAsStream", {
    "op": Required[Literal["ContainerDelete", "PutContainerArchive", "ContainerChanges", "ContainerExec", "ContainerUpdate", "createExec", "ContainerInspect", "getContainer", "ContainerKill", "killContainer", "ContainerPause", "ContainerUnpause", "CompatContainerChanges", "pauseContainer", "unpauseContainer", "ContainerRename", "renameContainer", "ContainerResize", "resizeContainer", "ContainerRestart", "restartContainer", "ContainerStart", "startContainer", "ContainerStop", "ContainerWait", "waitContainer", "ContainerCreate", "ContainerList", "listContainers", "ContainerPrune", "pruneContainers", "ContainerArchiveInfo", "removeContainer", "putArchive", "stopContainer", "topContainer", "createContainer"]],
    "params": _ContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersStreamMap: TypeAlias = _ContainersContainerArchiveAsStream | _ContainersContainerAttachAsStream | _ContainersContainerExportAsStream | _ContainersContainerLogsAsStream | _ContainersContainerStatsAsStream | _ContainersContainerTopAsStream | _ContainersStatsContainerAsStream | _ContainersAsStream
_ContainersContainerAttachAsResponse = TypedDict("_ContainersContainerAttachAsResponse", {
    "op": Required[Literal["ContainerAttach", "attachContainer"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersAsResponse = TypedDict("_ContainersAsResponse", {
    "op": Required[Literal["ContainerDelete", "ContainerArchive", "getArchive", "PutContainerArchive", "ContainerAttach", "attachContainer", "ContainerChanges", "ContainerExec", "ContainerUpdate", "createExec", "ContainerExport", "exportContainer", "ContainerInspect", "getContainer", "ContainerKill", "killContainer", "ContainerLogs", "logsFromContainer", "ContainerPause", "ContainerUnpause", "CompatContainerChanges", "pauseContainer", "unpauseContainer", "ContainerRename", "renameContainer", "ContainerResize", "resizeContainer", "ContainerRestart", "restartContainer", "ContainerStart", "startContainer", "ContainerStats", "ContainerStop", "ContainerTop", "ContainerWait", "waitContainer", "ContainerCreate", "ContainerList", "listContainers", "ContainerPrune", "pruneContainers", "ContainerArchiveInfo", "removeContainer", "putArchive", "statsContainer", "stopContainer", "topContainer", "createContainer"]],
    "params": _ContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersResponseMap: TypeAlias = _ContainersContainerAttachAsResponse | _ContainersAsResponse
_ContainersContainerAttachAsSocket = TypedDict("_ContainersContainerAttachAsSocket", {
    "op": Required[Literal["ContainerAttach", "attachContainer"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersSocketMap: TypeAlias = _ContainersContainerAttachAsSocket
EventsOperation: TypeAlias = Literal["SystemEvents", "getEvents"]
SystemEventsParams = TypedDict("SystemEventsParams", {
    "since": Text | None,
    "until": Text | None,
    "filters": Filters | None,
    "stream": bool | None,
}, total=False)
GetEventsParams: TypeAlias = SystemEventsParams
_EventsParams: TypeAlias = SystemEventsParams
_EventsSystemEventsAsData = TypedDict("_EventsSystemEventsAsData", {
    "op": Required[Literal["SystemEvents", "getEvents"]],
    "params": SystemEventsParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
EventsDataMap: TypeAlias = _EventsSystemEventsAsData
_EventsSystemEventsAsStream = TypedDict("_EventsSystemEventsAsStream", {
    "op": Required[Literal["SystemEvents", "getEvents"]],
    "params": SystemEventsParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
EventsStreamMap: TypeAlias = _EventsSystemEventsAsStream
_EventsAsResponse = TypedDict("_EventsAsResponse", {
    "op": Required[Literal["SystemEvents", "getEvents"]],
    "params": _EventsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
EventsResponseMap: TypeAlias = _EventsAsResponse
ExecOperation: TypeAlias = Literal["ExecInspect", "inspectExec", "ExecResize", "resizeExec", "ExecStart", "startExec"]
ExecInspectParams = TypedDict("ExecInspectParams", {
    "id": Required[Text],
}, total=False)
ExecResizeParams = TypedDict("ExecResizeParams", {
    "id": Required[Text],
    "h": int | None,
    "w": int | None,
    "running": bool | None,
}, total=False)
ExecStartParams = TypedDict("ExecStartParams", {
    "id": Required[Text],
    "Content-type": str | None,
}, total=False)
InspectExecParams: TypeAlias = ExecInspectParams
ResizeExecParams: TypeAlias = ExecResizeParams
StartExecParams: TypeAlias = ExecStartParams
_ExecParams: TypeAlias = ExecInspectParams | ExecResizeParams | ExecStartParams
_ExecExecInspectAsData = TypedDict("_ExecExecInspectAsData", {
    "op": Required[Literal["ExecInspect", "inspectExec"]],
    "params": Required[ExecInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ExecExecResizeAsData = TypedDict("_ExecExecResizeAsData", {
    "op": Required[Literal["ExecResize", "resizeExec"]],
    "params": Required[ExecResizeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ExecExecStartAsData = TypedDict("_ExecExecStartAsData", {
    "op": Required[Literal["ExecStart", "startExec"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ExecDataMap: TypeAlias = _ExecExecInspectAsData | _ExecExecResizeAsData | _ExecExecStartAsData
_ExecExecStartAsStream = TypedDict("_ExecExecStartAsStream", {
    "op": Required[Literal["ExecStart", "startExec"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ExecAsStream = TypedDict("_ExecAsStream", {
    "op": Required[Literal["ExecInspect", "inspectExec", "ExecResize", "resizeExec"]],
    "params": _ExecParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecStreamMap: TypeAlias = _ExecExecStartAsStream | _ExecAsStream
_ExecExecStartAsResponse = TypedDict("_ExecExecStartAsResponse", {
    "op": Required[Literal["ExecStart", "startExec"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_ExecAsResponse = TypedDict("_ExecAsResponse", {
    "op": Required[Literal["ExecInspect", "inspectExec", "ExecResize", "resizeExec", "ExecStart", "startExec"]],
    "params": _ExecParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecResponseMap: TypeAlias = _ExecExecStartAsResponse | _ExecAsResponse
_ExecExecStartAsSocket = TypedDict("_ExecExecStartAsSocket", {
    "op": Required[Literal["ExecStart", "startExec"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecSocketMap: TypeAlias = _ExecExecStartAsSocket
ImagesOperation: TypeAlias = Literal["ImageDelete", "ImageGet", "exportImage", "ImageHistory", "ImageInspect", "imageHistory", "inspectImage", "ImagePush", "ImageTag", "tagImage", "ImageCreate", "ImageGetAll", "get", "ImageList", "ImageLoad", "importImage", "ImagePrune", "pruneImages", "ImageSearch", "removeImage", "pushImage", "createImage", "listImages", "searchImages"]
ImageDeleteParams = TypedDict("ImageDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
    "noprune": bool | None,
    "ignore": bool | None,
}, total=False)
ImageGetParams = TypedDict("ImageGetParams", {
    "name": Required[Text],
}, total=False)
ImageHistoryParams = TypedDict("ImageHistoryParams", {
    "name": Required[Text],
}, total=False)
ImagePushParams = TypedDict("ImagePushParams", {
    "name": Required[Text],
    "tag": Text | None,
    "all": bool | None,
    "compress": bool | None,
    "destination": Text | None,
    "format": Text | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "forceCompressionFormat": bool | None,
    "compressionFormat": Text | None,
    "compressionLevel": int | None,
}, total=False)
ImageTagParams = TypedDict("ImageTagParams", {
    "name": Required[Text],
    "repo": Text | None,
    "tag": Text | None,
}, total=False)
ImageCreateParams = TypedDict("ImageCreateParams", {
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "fromImage": Text | None,
    "fromSrc": Text | None,
    "repo": Text | None,
    "tag": Text | None,
    "message": Text | None,
    "platform": Text | None,
    "retry": int | None,
    "retryDelay": Text | None,
    "changes": Sequence[Text] | None,
    "Content-type": str | None,
}, total=False)
ImageGetAllParams = TypedDict("ImageGetAllParams", {
    "names": Required[Sequence[Text]],
}, total=False)
ImageListParams = TypedDict("ImageListParams", {
    "all": bool | None,
    "filters": Filters | None,
    "digests": bool | None,
    "shared-size": bool | None,
    "filter": Text | None,
}, total=False)
ImageLoadParams = TypedDict("ImageLoadParams", {
    "quiet": bool | None,
    "Content-type": str | None,
}, total=False)
ImagePruneParams = TypedDict("ImagePruneParams", {
    "filters": Filters | None,
}, total=False)
ImageSearchParams = TypedDict("ImageSearchParams", {
    "term": Text | None,
    "limit": int | None,
    "filters": Filters | None,
    "tlsVerify": bool | None,
    "listTags": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "noTrunc": bool | None,
}, total=False)
RemoveImageParams = TypedDict("RemoveImageParams", {
    "name": Required[Text],
    "force": bool | None,
    "noprune": bool | None,
}, total=False)
PushImageParams = TypedDict("PushImageParams", {
    "name": Required[Text],
    "tag": Text | None,
    "all": bool | None,
    "compress": bool | None,
    "destination": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "tlsVerify": bool | None,
    "format": Text | None,
}, total=False)
CreateImageParams = TypedDict("CreateImageParams", {
    "fromImage": Text | None,
    "fromSrc": Text | None,
    "tag": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "changes": Sequence[Text] | None,
    "Content-type": str | None,
}, total=False)
ListImagesParams = TypedDict("ListImagesParams", {
    "all": bool | None,
    "filters": Filters | None,
    "digests": bool | None,
    "filter": Text | None,
}, total=False)
SearchImagesParams = TypedDict("SearchImagesParams", {
    "term": Text | None,
    "limit": int | None,
    "filters": Filters | None,
    "listTags": bool | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "noTrunc": bool | None,
}, total=False)
ExportImageParams: TypeAlias = ImageGetParams
ImageInspectParams: TypeAlias = ImageHistoryParams
InspectImageParams: TypeAlias = ImageHistoryParams
TagImageParams: TypeAlias = ImageTagParams
GetParams: TypeAlias = ImageGetAllParams
ImportImageParams: TypeAlias = ImageLoadParams
PruneImagesParams: TypeAlias = ImagePruneParams
_ImagesParams: TypeAlias = ImageDeleteParams | ImageGetParams | ImageHistoryParams | ImagePushParams | ImageTagParams | ImageCreateParams | ImageGetAllParams | ImageListParams | ImageLoadParams | ImagePruneParams | ImageSearchParams | RemoveImageParams | PushImageParams | CreateImageParams | ListImagesParams | SearchImagesParams
_ImagesImageDeleteAsData = TypedDict("_ImagesImageDeleteAsData", {
    "op": Required[Literal["ImageDelete"]],
    "params": Required[ImageDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAsData = TypedDict("_ImagesImageGetAsData", {
    "op": Required[Literal["ImageGet", "exportImage"]],
    "params": Required[ImageGetParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageHistoryAsData = TypedDict("_ImagesImageHistoryAsData", {
    "op": Required[Literal["ImageHistory", "ImageInspect", "imageHistory", "inspectImage"]],
    "params": Required[ImageHistoryParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImagePushAsData = TypedDict("_ImagesImagePushAsData", {
    "op": Required[Literal["ImagePush"]],
    "params": Required[ImagePushParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageTagAsData = TypedDict("_ImagesImageTagAsData", {
    "op": Required[Literal["ImageTag", "tagImage"]],
    "params": Required[ImageTagParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageCreateAsData = TypedDict("_ImagesImageCreateAsData", {
    "op": Required[Literal["ImageCreate"]],
    "params": ImageCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAllAsData = TypedDict("_ImagesImageGetAllAsData", {
    "op": Required[Literal["ImageGetAll", "get"]],
    "params": Required[ImageGetAllParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageListAsData = TypedDict("_ImagesImageListAsData", {
    "op": Required[Literal["ImageList"]],
    "params": ImageListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageLoadAsData = TypedDict("_ImagesImageLoadAsData", {
    "op": Required[Literal["ImageLoad", "importImage"]],
    "params": ImageLoadParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImagePruneAsData = TypedDict("_ImagesImagePruneAsData", {
    "op": Required[Literal["ImagePrune", "pruneImages"]],
    "params": ImagePruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageSearchAsData = TypedDict("_ImagesImageSearchAsData", {
    "op": Required[Literal["ImageSearch"]],
    "params": ImageSearchParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesRemoveImageAsData = TypedDict("_ImagesRemoveImageAsData", {
    "op": Required[Literal["removeImage"]],
    "params": Required[RemoveImageParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesPushImageAsData = TypedDict("_ImagesPushImageAsData", {
    "op": Required[Literal["pushImage"]],
    "params": Required[PushImageParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesCreateImageAsData = TypedDict("_ImagesCreateImageAsData", {
    "op": Required[Literal["createImage"]],
    "params": CreateImageParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesListImagesAsData = TypedDict("_ImagesListImagesAsData", {
    "op": Required[Literal["listImages"]],
    "params": ListImagesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesSearchImagesAsData = TypedDict("_ImagesSearchImagesAsData", {
    "op": Required[Literal["searchImages"]],
    "params": SearchImagesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ImagesDataMap: TypeAlias = _ImagesImageDeleteAsData | _ImagesImageGetAsData | _ImagesImageHistoryAsData | _ImagesImagePushAsData | _ImagesImageTagAsData | _ImagesImageCreateAsData | _ImagesImageGetAllAsData | _ImagesImageListAsData | _ImagesImageLoadAsData | _ImagesImagePruneAsData | _ImagesImageSearchAsData | _ImagesRemoveImageAsData | _ImagesPushImageAsData | _ImagesCreateImageAsData | _ImagesListImagesAsData | _ImagesSearchImagesAsData
_ImagesImageGetAsStream = TypedDict("_ImagesImageGetAsStream", {
    "op": Required[Literal["ImageGet", "exportImage"]],
    "params": Required[ImageGetParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImagePushAsStream = TypedDict("_ImagesImagePushAsStream", {
    "op": Required[Literal["ImagePush"]],
    "params": Required[ImagePushParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageCreateAsStream = TypedDict("_ImagesImageCreateAsStream", {
    "op": Required[Literal["ImageCreate"]],
    "params": ImageCreateParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAllAsStream = TypedDict("_ImagesImageGetAllAsStream", {
    "op": Required[Literal["ImageGetAll", "get"]],
    "params": Required[ImageGetAllParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageLoadAsStream = TypedDict("_ImagesImageLoadAsStream", {
    "op": Required[Literal["ImageLoad", "importImage"]],
    "params": ImageLoadParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesPushImageAsStream = TypedDict("_ImagesPushImageAsStream", {
    "op": Required[Literal["pushImage"]],
    "params": Required[PushImageParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesCreateImageAsStream = TypedDict("_ImagesCreateImageAsStream", {
    "op": Required[Literal["createImage"]],
    "params": CreateImageParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesAsStream = TypedDict("_ImagesAsStream", {
    "op": Required[Literal["ImageDelete", "ImageHistory", "ImageInspect", "imageHistory", "inspectImage", "ImageTag", "tagImage", "ImageList", "ImagePrune", "pruneImages", "ImageSearch", "removeImage", "listImages", "searchImages"]],
    "params": _ImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ImagesStreamMap: TypeAlias = _ImagesImageGetAsStream | _ImagesImagePushAsStream | _ImagesImageCreateAsStream | _ImagesImageGetAllAsStream | _ImagesImageLoadAsStream | _ImagesPushImageAsStream | _ImagesCreateImageAsStream | _ImagesAsStream
_ImagesAsResponse = TypedDict("_ImagesAsResponse", {
    "op": Required[Literal["ImageDelete", "ImageGet", "exportImage", "ImageHistory", "ImageInspect", "imageHistory", "inspectImage", "ImagePush", "ImageTag", "tagImage", "ImageCreate", "ImageGetAll", "get", "ImageList", "ImageLoad", "importImage", "ImagePrune", "pruneImages", "ImageSearch", "removeImage", "pushImage", "createImage", "listImages", "searchImages"]],
    "params": _ImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ImagesResponseMap: TypeAlias = _ImagesAsResponse
InfoOperation: TypeAlias = Literal["SystemInfo", "getInfo"]
SystemInfoParams = TypedDict("SystemInfoParams", {}, total=False)
GetInfoParams: TypeAlias = SystemInfoParams
_InfoParams: TypeAlias = SystemInfoParams
_InfoSystemInfoAsData = TypedDict("_InfoSystemInfoAsData", {
    "op": Required[Literal["SystemInfo", "getInfo"]],
    "params": SystemInfoParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
InfoDataMap: TypeAlias = _InfoSystemInfoAsData
_InfoAsStream = TypedDict("_InfoAsStream", {
    "op": Required[Literal["SystemInfo", "getInfo"]],
    "params": _InfoParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
InfoStreamMap: TypeAlias = _InfoAsStream
_InfoAsResponse = TypedDict("_InfoAsResponse", {
    "op": Required[Literal["SystemInfo", "getInfo"]],
    "params": _InfoParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
InfoResponseMap: TypeAlias = _InfoAsResponse
LibpodPingOperation: TypeAlias = Literal["SystemPing", "SystemPingHeadLibpod", "libpodPingGet"]
SystemPingParams = TypedDict("SystemPingParams", {}, total=False)
SystemPingHeadLibpodParams: TypeAlias = SystemPingParams
LibpodPingGetParams: TypeAlias = SystemPingParams
_LibpodPingParams: TypeAlias = SystemPingParams
_LibpodPingSystemPingAsData = TypedDict("_LibpodPingSystemPingAsData", {
    "op": Required[Literal["SystemPing", "SystemPingHeadLibpod", "libpodPingGet"]],
    "params": SystemPingParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPingDataMap: TypeAlias = _LibpodPingSystemPingAsData
_LibpodPingAsStream = TypedDict("_LibpodPingAsStream", {
    "op": Required[Literal["SystemPing", "SystemPingHeadLibpod", "libpodPingGet"]],
    "params": _LibpodPingParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPingStreamMap: TypeAlias = _LibpodPingAsStream
_LibpodPingAsResponse = TypedDict("_LibpodPingAsResponse", {
    "op": Required[Literal["SystemPing", "SystemPingHeadLibpod", "libpodPingGet"]],
    "params": _LibpodPingParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPingResponseMap: TypeAlias = _LibpodPingAsResponse
LibpodArtifactsOperation: TypeAlias = Literal["ArtifactDeleteLibpod", "ArtifactInspectLibpod", "ArtifactExtractLibpod", "ArtifactPushLibpod", "ArtifactPullLibpod", "ArtifactAddLibpod", "ArtifactListLibpod", "ArtifactLocalLibpod", "ArtifactDeleteAllLibpod"]
ArtifactDeleteLibpodParams = TypedDict("ArtifactDeleteLibpodParams", {
    "name": Required[Text],
}, total=False)
ArtifactExtractLibpodParams = TypedDict("ArtifactExtractLibpodParams", {
    "name": Required[Text],
    "title": Text | None,
    "digest": Text | None,
    "excludeTitle": bool | None,
}, total=False)
ArtifactPushLibpodParams = TypedDict("ArtifactPushLibpodParams", {
    "name": Required[Text],
    "retry": int | None,
    "retryDelay": Text | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
ArtifactAddLibpodParams = TypedDict("ArtifactAddLibpodParams", {
    "name": Required[Text],
    "fileName": Required[Text],
    "fileMIMEType": Text | None,
    "annotations": Sequence[Text] | None,
    "artifactMIMEType": Text | None,
    "append": bool | None,
    "replace": bool | None,
    "path": Text | None,
    "Content-type": str | None,
}, total=False)
ArtifactListLibpodParams = TypedDict("ArtifactListLibpodParams", {}, total=False)
ArtifactLocalLibpodParams = TypedDict("ArtifactLocalLibpodParams", {
    "name": Required[Text],
    "path": Required[Text],
    "fileName": Required[Text],
    "fileMIMEType": Text | None,
    "annotations": Sequence[Text] | None,
    "artifactMIMEType": Text | None,
    "append": bool | None,
    "replace": bool | None,
}, total=False)
ArtifactDeleteAllLibpodParams = TypedDict("ArtifactDeleteAllLibpodParams", {
    "artifacts": Sequence[Text] | None,
    "all": bool | None,
    "ignore": bool | None,
}, total=False)
ArtifactInspectLibpodParams: TypeAlias = ArtifactDeleteLibpodParams
ArtifactPullLibpodParams: TypeAlias = ArtifactPushLibpodParams
_LibpodArtifactsParams: TypeAlias = ArtifactDeleteLibpodParams | ArtifactExtractLibpodParams | ArtifactPushLibpodParams | ArtifactAddLibpodParams | ArtifactListLibpodParams | ArtifactLocalLibpodParams | ArtifactDeleteAllLibpodParams
_LibpodArtifactsArtifactDeleteLibpodAsData = TypedDict("_LibpodArtifactsArtifactDeleteLibpodAsData", {
    "op": Required[Literal["ArtifactDeleteLibpod", "ArtifactInspectLibpod"]],
    "params": Required[ArtifactDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactExtractLibpodAsData = TypedDict("_LibpodArtifactsArtifactExtractLibpodAsData", {
    "op": Required[Literal["ArtifactExtractLibpod"]],
    "params": Required[ArtifactExtractLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactPushLibpodAsData = TypedDict("_LibpodArtifactsArtifactPushLibpodAsData", {
    "op": Required[Literal["ArtifactPushLibpod", "ArtifactPullLibpod"]],
    "params": Required[ArtifactPushLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactAddLibpodAsData = TypedDict("_LibpodArtifactsArtifactAddLibpodAsData", {
    "op": Required[Literal["ArtifactAddLibpod"]],
    "params": Required[ArtifactAddLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactListLibpodAsData = TypedDict("_LibpodArtifactsArtifactListLibpodAsData", {
    "op": Required[Literal["ArtifactListLibpod"]],
    "params": ArtifactListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactLocalLibpodAsData = TypedDict("_LibpodArtifactsArtifactLocalLibpodAsData", {
    "op": Required[Literal["ArtifactLocalLibpod"]],
    "params": Required[ArtifactLocalLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsArtifactDeleteAllLibpodAsData = TypedDict("_LibpodArtifactsArtifactDeleteAllLibpodAsData", {
    "op": Required[Literal["ArtifactDeleteAllLibpod"]],
    "params": ArtifactDeleteAllLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodArtifactsDataMap: TypeAlias = _LibpodArtifactsArtifactDeleteLibpodAsData | _LibpodArtifactsArtifactExtractLibpodAsData | _LibpodArtifactsArtifactPushLibpodAsData | _LibpodArtifactsArtifactAddLibpodAsData | _LibpodArtifactsArtifactListLibpodAsData | _LibpodArtifactsArtifactLocalLibpodAsData | _LibpodArtifactsArtifactDeleteAllLibpodAsData
_LibpodArtifactsArtifactExtractLibpodAsStream = TypedDict("_LibpodArtifactsArtifactExtractLibpodAsStream", {
    "op": Required[Literal["ArtifactExtractLibpod"]],
    "params": Required[ArtifactExtractLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodArtifactsAsStream = TypedDict("_LibpodArtifactsAsStream", {
    "op": Required[Literal["ArtifactDeleteLibpod", "ArtifactInspectLibpod", "ArtifactPushLibpod", "ArtifactPullLibpod", "ArtifactAddLibpod", "ArtifactListLibpod", "ArtifactLocalLibpod", "ArtifactDeleteAllLibpod"]],
    "params": _LibpodArtifactsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodArtifactsStreamMap: TypeAlias = _LibpodArtifactsArtifactExtractLibpodAsStream | _LibpodArtifactsAsStream
_LibpodArtifactsAsResponse = TypedDict("_LibpodArtifactsAsResponse", {
    "op": Required[Literal["ArtifactDeleteLibpod", "ArtifactInspectLibpod", "ArtifactExtractLibpod", "ArtifactPushLibpod", "ArtifactPullLibpod", "ArtifactAddLibpod", "ArtifactListLibpod", "ArtifactLocalLibpod", "ArtifactDeleteAllLibpod"]],
    "params": _LibpodArtifactsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodArtifactsResponseMap: TypeAlias = _LibpodArtifactsAsResponse
LibpodBuildOperation: TypeAlias = Literal["ImageBuildLibpod", "libpodBuildImage"]
ImageBuildLibpodParams = TypedDict("ImageBuildLibpodParams", {
    "Content-Type": Json | None,
    "X-Registry-Config": Mapping[str, Any] | str | None,
    "dockerfile": Json | None,
    "t": Sequence[Text] | None,
    "allplatforms": bool | None,
    "additionalbuildcontexts": Json | Sequence[Text] | None,
    "extrahosts": Json | None,
    "nohosts": bool | None,
    "remote": Text | None,
    "q": bool | None,
    "compatvolumes": bool | None,
    "createdannotation": bool | None,
    "sourcedateepoch": float | None,
    "rewritetimestamp": bool | None,
    "timestamp": float | int | None,
    "inheritlabels": bool | None,
    "inheritannotations": bool | None,
    "nocache": bool | None,
    "cachefrom": Json | Text | None,
    "pull": Text | bool | None,
    "rm": bool | None,
    "forcerm": bool | None,
    "memory": int | None,
    "memswap": int | None,
    "cpushares": int | None,
    "cpusetcpus": Text | None,
    "cpuperiod": int | None,
    "cpuquota": int | None,
    "buildargs": Json | None,
    "shmsize": int | None,
    "squash": bool | None,
    "labels": Json | None,
    "layerLabel": Sequence[Text] | None,
    "layers": bool | None,
    "networkmode": Text | None,
    "platform": Sequence[Text] | None,
    "target": Text | None,
    "outputs": Json | None,
    "httpproxy": bool | None,
    "unsetenv": Sequence[Text] | None,
    "unsetlabel": Sequence[Text] | None,
    "unsetannotation": Sequence[Text] | None,
    "volume": Sequence[Text] | None,
    "manifest": Text | None,
    "addcaps": Json | None,
    "annotations": Json | None,
    "devices": Json | None,
    "dnsoptions": Json | None,
    "dnssearch": Json | None,
    "dnsservers": Json | None,
    "dropcaps": Json | None,
    "excludes": Json | None,
    "nsoptions": Json | None,
    "ignore": bool | None,
    "compression": int | None,
    "jobs": int | None,
    "from": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "rusage": bool | None,
    "ulimits": Json | None,
    "cgroupparent": Text | None,
    "cpusetmems": Text | None,
    "rusagelogfile": Text | None,
    "secrets": Json | None,
    "identitylabel": bool | None,
    "tlsVerify": bool | None,
    "osfeature": Sequence[Text] | None,
    "setenv": Sequence[Text] | None,
    "osversion": Text | None,
    "cppflags": Json | None,
    "cachettl": Text | None,
    "omithistory": bool | None,
    "cacheto": Json | Text | None,
    "idmappingoptions": Json | None,
    "skipunusedstages": bool | None,
    "groupadd": Sequence[Text] | None,
    "retry": int | None,
    "retry-delay": Text | None,
    "sbom-image-output": Text | None,
    "sbom-image-purl-output": Text | None,
    "sbom-merge-strategy": Text | None,
    "sbom-output": Text | None,
    "sbom-purl-output": Text | None,
    "sbom-scanner-image": Text | None,
    "sbom-scanner-command": Json | None,
    "sourcePolicy": Json | None,
    "transientRunMounts": Sequence[Text] | None,
    "save-stages": bool | None,
    "stage-labels": bool | None,
    "isolation": Text | None,
    "outputformat": Text | None,
    "pullpolicy": Text | None,
    "apparmor": Text | None,
    "seccomp": Text | None,
    "labelopts": Json | None,
}, total=False)
LibpodBuildImageParams = TypedDict("LibpodBuildImageParams", {
    "dockerfile": Json | None,
    "t": Sequence[Text] | None,
    "extrahosts": Json | None,
    "remote": Text | None,
    "q": bool | None,
    "nocache": bool | None,
    "cachefrom": Text | None,
    "pull": bool | None,
    "rm": bool | None,
    "forcerm": bool | None,
    "memory": int | None,
    "memswap": int | None,
    "cpushares": int | None,
    "cpusetcpus": Text | None,
    "cpuperiod": int | None,
    "cpuquota": int | None,
    "buildargs": Json | None,
    "shmsize": int | None,
    "squash": bool | None,
    "labels": Json | None,
    "networkmode": Text | None,
    "platform": Sequence[Text] | None,
    "target": Text | None,
    "outputs": Json | None,
    "httpproxy": bool | None,
    "addcaps": Json | None,
    "annotations": Json | None,
    "devices": Json | None,
    "dnsoptions": Json | None,
    "dnssearch": Json | None,
    "dnsservers": Json | None,
    "dropcaps": Json | None,
    "excludes": Json | None,
    "nsoptions": Json | None,
    "ignore": bool | None,
    "layers": bool | None,
    "compression": int | None,
    "jobs": int | None,
    "timestamp": int | None,
    "from": Text | None,
    "manifest": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "isolation": Text | None,
    "outputformat": Text | None,
    "pullpolicy": Text | None,
    "X-Registry-Config": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
_LibpodBuildParams: TypeAlias = ImageBuildLibpodParams | LibpodBuildImageParams
_LibpodBuildImageBuildLibpodAsData = TypedDict("_LibpodBuildImageBuildLibpodAsData", {
    "op": Required[Literal["ImageBuildLibpod"]],
    "params": ImageBuildLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodBuildLibpodBuildImageAsData = TypedDict("_LibpodBuildLibpodBuildImageAsData", {
    "op": Required[Literal["libpodBuildImage"]],
    "params": LibpodBuildImageParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodBuildDataMap: TypeAlias = _LibpodBuildImageBuildLibpodAsData | _LibpodBuildLibpodBuildImageAsData
_LibpodBuildImageBuildLibpodAsStream = TypedDict("_LibpodBuildImageBuildLibpodAsStream", {
    "op": Required[Literal["ImageBuildLibpod"]],
    "params": ImageBuildLibpodParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodBuildLibpodBuildImageAsStream = TypedDict("_LibpodBuildLibpodBuildImageAsStream", {
    "op": Required[Literal["libpodBuildImage"]],
    "params": LibpodBuildImageParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodBuildStreamMap: TypeAlias = _LibpodBuildImageBuildLibpodAsStream | _LibpodBuildLibpodBuildImageAsStream
_LibpodBuildAsResponse = TypedDict("_LibpodBuildAsResponse", {
    "op": Required[Literal["ImageBuildLibpod", "libpodBuildImage"]],
    "params": _LibpodBuildParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodBuildResponseMap: TypeAlias = _LibpodBuildAsResponse
LibpodCommitOperation: TypeAlias = Literal["ImageCommitLibpod", "libpodCommitContainer"]
ImageCommitLibpodParams = TypedDict("ImageCommitLibpodParams", {
    "container": Required[Text],
    "author": Text | None,
    "changes": Sequence[Text] | None,
    "comment": Text | None,
    "format": Text | None,
    "pause": bool | None,
    "squash": bool | None,
    "repo": Text | None,
    "stream": bool | None,
    "tag": Text | None,
    "Content-type": str | None,
}, total=False)
LibpodCommitContainerParams = TypedDict("LibpodCommitContainerParams", {
    "container": Required[Text],
    "repo": Text | None,
    "tag": Text | None,
    "comment": Text | None,
    "author": Text | None,
    "pause": bool | None,
    "changes": Sequence[Text] | None,
    "format": Text | None,
}, total=False)
_LibpodCommitParams: TypeAlias = ImageCommitLibpodParams | LibpodCommitContainerParams
_LibpodCommitImageCommitLibpodAsData = TypedDict("_LibpodCommitImageCommitLibpodAsData", {
    "op": Required[Literal["ImageCommitLibpod"]],
    "params": Required[ImageCommitLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodCommitLibpodCommitContainerAsData = TypedDict("_LibpodCommitLibpodCommitContainerAsData", {
    "op": Required[Literal["libpodCommitContainer"]],
    "params": Required[LibpodCommitContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodCommitDataMap: TypeAlias = _LibpodCommitImageCommitLibpodAsData | _LibpodCommitLibpodCommitContainerAsData
_LibpodCommitAsStream = TypedDict("_LibpodCommitAsStream", {
    "op": Required[Literal["ImageCommitLibpod", "libpodCommitContainer"]],
    "params": _LibpodCommitParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodCommitStreamMap: TypeAlias = _LibpodCommitAsStream
_LibpodCommitAsResponse = TypedDict("_LibpodCommitAsResponse", {
    "op": Required[Literal["ImageCommitLibpod", "libpodCommitContainer"]],
    "params": _LibpodCommitParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodCommitResponseMap: TypeAlias = _LibpodCommitAsResponse
LibpodContainersOperation: TypeAlias = Literal["ContainerDeleteLibpod", "ContainerArchiveLibpod", "PutContainerArchiveLibpod", "ContainerAttachLibpod", "libpodAttachContainer", "ContainerChangesLibpod", "ContainerCheckpointLibpod", "ContainerExecLibpod", "libpodCreateExec", "ContainerExistsLibpod", "ContainerMountLibpod", "libpodContainerExists", "ContainerExportLibpod", "libpodExportContainer", "ContainerHealthcheckLibpod", "ContainerInitLibpod", "ContainerPauseLibpod", "ContainerUnmountLibpod", "ContainerUnpauseLibpod", "ContainerChanges", "libpodRunHealthCheck", "changesContainer", "libpodInitContainer", "libpodMountContainer", "libpodPauseContainer", "libpodUnmountContainer", "libpodUnpauseContainer", "ContainerInspectLibpod", "ContainerKillLibpod", "libpodKillContainer", "ContainerLogsLibpod", "libpodLogsFromContainer", "ContainerRenameLibpod", "libpodRenameContainer", "ContainerResizeLibpod", "libpodResizeContainer", "ContainerRestartLibpod", "libpodRestartContainer", "ContainerRestoreLibpod", "ContainerStartLibpod", "libpodStartContainer", "ContainerStatsLibpod", "ContainerStopLibpod", "ContainerTopLibpod", "ContainerUpdateLibpod", "ContainerWaitLibpod", "libpodWaitContainer", "ContainerCreateLibpod", "libpodCreateContainer", "ContainerListLibpod", "ContainerPruneLibpod", "libpodPruneContainers", "ContainerShowMountedLibpod", "ShowMountedContainersLibpod", "libpodShowMountedContainers", "ContainersStatsAllLibpod", "ContainerArchiveInfoLibpod", "libpodRemoveContainer", "libpodGetArchive", "libpodPutArchive", "libpodCheckpointContainer", "libpodGetContainer", "libpodRestoreContainer", "libpodStatsContainer", "libpodStopContainer", "libpodTopContainer", "libpodListContainers", "libpodStatsContainers"]
ContainerDeleteLibpodParams = TypedDict("ContainerDeleteLibpodParams", {
    "name": Required[str],
    "depend": bool | None,
    "force": bool | None,
    "ignore": bool | None,
    "timeout": int | None,
    "v": bool | None,
    "volumes": bool | None,
}, total=False)
ContainerArchiveLibpodParams = TypedDict("ContainerArchiveLibpodParams", {
    "name": Required[str],
    "path": Required[Text],
    "rename": Text | None,
}, total=False)
PutContainerArchiveLibpodParams = TypedDict("PutContainerArchiveLibpodParams", {
    "name": Required[str],
    "path": Required[Text],
    "pause": bool | None,
    "rename": Json | None,
    "copyUIDGID": bool | None,
    "noOverwriteDirNonDir": bool | None,
    "Content-type": str | None,
}, total=False)
ContainerAttachLibpodParams = TypedDict("ContainerAttachLibpodParams", {
    "name": Required[str],
    "detachKeys": Text | None,
    "logs": bool | None,
    "stream": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "stdin": bool | None,
}, total=False)
ContainerChangesLibpodParams = TypedDict("ContainerChangesLibpodParams", {
    "name": Required[str],
    "parent": Text | None,
    "diffType": Text | None,
}, total=False)
ContainerCheckpointLibpodParams = TypedDict("ContainerCheckpointLibpodParams", {
    "name": Required[str],
    "keep": bool | None,
    "leaveRunning": bool | None,
    "tcpEstablished": bool | None,
    "export": bool | None,
    "ignoreRootFS": bool | None,
    "ignoreVolumes": bool | None,
    "preCheckpoint": bool | None,
    "withPrevious": bool | None,
    "fileLocks": bool | None,
    "printStats": bool | None,
    "createImage": Text | None,
}, total=False)
ContainerExecLibpodParams = TypedDict("ContainerExecLibpodParams", {
    "name": Required[str],
    "Content-type": str | None,
}, total=False)
ContainerExistsLibpodParams = TypedDict("ContainerExistsLibpodParams", {
    "name": Required[str],
    "external": bool | None,
}, total=False)
ContainerExportLibpodParams = TypedDict("ContainerExportLibpodParams", {
    "name": Required[str],
}, total=False)
ContainerHealthcheckLibpodParams = TypedDict("ContainerHealthcheckLibpodParams", {
    "name": Required[str],
}, total=False)
ContainerInspectLibpodParams = TypedDict("ContainerInspectLibpodParams", {
    "name": Required[str],
    "size": bool | None,
}, total=False)
ContainerKillLibpodParams = TypedDict("ContainerKillLibpodParams", {
    "name": Required[str],
    "signal": Text | None,
}, total=False)
ContainerLogsLibpodParams = TypedDict("ContainerLogsLibpodParams", {
    "name": Required[str],
    "follow": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "since": Text | None,
    "until": Text | None,
    "timestamps": bool | None,
    "tail": Text | None,
}, total=False)
ContainerRenameLibpodParams = TypedDict("ContainerRenameLibpodParams", {
    "path.name": Required[str],
    "query.name": Required[str],
}, total=False)
ContainerResizeLibpodParams = TypedDict("ContainerResizeLibpodParams", {
    "name": Required[str],
    "h": int | None,
    "w": int | None,
    "running": bool | None,
}, total=False)
ContainerRestartLibpodParams = TypedDict("ContainerRestartLibpodParams", {
    "name": Required[str],
    "t": int | None,
    "timeout": int | None,
}, total=False)
ContainerRestoreLibpodParams = TypedDict("ContainerRestoreLibpodParams", {
    "path.name": Required[str],
    "query.name": str | None,
    "keep": bool | None,
    "tcpEstablished": bool | None,
    "tcpClose": bool | None,
    "import": bool | None,
    "ignoreRootFS": bool | None,
    "ignoreVolumes": bool | None,
    "ignoreStaticIP": bool | None,
    "ignoreStaticMAC": bool | None,
    "fileLocks": bool | None,
    "printStats": bool | None,
    "pod": Text | None,
    "publishPorts": Text | None,
    "Content-type": str | None,
    "leaveRunning": bool | None,
}, total=False)
ContainerStartLibpodParams = TypedDict("ContainerStartLibpodParams", {
    "name": Required[str],
    "detachKeys": Text | None,
}, total=False)
ContainerStatsLibpodParams = TypedDict("ContainerStatsLibpodParams", {
    "name": Required[str],
    "stream": bool | None,
    "one-shot": bool | None,
}, total=False)
ContainerStopLibpodParams = TypedDict("ContainerStopLibpodParams", {
    "name": Required[str],
    "timeout": int | None,
    "ignore": bool | None,
    "Ignore": bool | None,
    "all": bool | None,
}, total=False)
ContainerTopLibpodParams = TypedDict("ContainerTopLibpodParams", {
    "name": Required[str],
    "stream": bool | None,
    "delay": int | None,
    "ps_args": Sequence[Text] | Text | None,
}, total=False)
ContainerUpdateLibpodParams = TypedDict("ContainerUpdateLibpodParams", {
    "name": Required[str],
    "restartPolicy": Text | None,
    "restartRetries": int | None,
    "Content-type": str | None,
}, total=False)
ContainerWaitLibpodParams = TypedDict("ContainerWaitLibpodParams", {
    "name": Required[str],
    "condition": Sequence[Text] | None,
    "interval": Text | None,
}, total=False)
ContainerCreateLibpodParams = TypedDict("ContainerCreateLibpodParams", {
    "Content-type": str | None,
}, total=False)
ContainerListLibpodParams = TypedDict("ContainerListLibpodParams", {
    "all": bool | None,
    "limit": int | None,
    "last": int | None,
    "external": bool | None,
    "namespace": bool | None,
    "pod": bool | None,
    "size": bool | None,
    "sync": bool | None,
    "filters": Filters | None,
}, total=False)
ContainerPruneLibpodParams = TypedDict("ContainerPruneLibpodParams", {
    "filters": Filters | None,
}, total=False)
ContainerShowMountedLibpodParams = TypedDict("ContainerShowMountedLibpodParams", {}, total=False)
ContainersStatsAllLibpodParams = TypedDict("ContainersStatsAllLibpodParams", {
    "containers": Sequence[Text] | None,
    "stream": bool | None,
    "interval": int | None,
    "all": bool | None,
}, total=False)
ContainerArchiveInfoLibpodParams = TypedDict("ContainerArchiveInfoLibpodParams", {
    "name": Required[str],
    "path": Required[Text],
    "rename": Text | None,
}, total=False)
LibpodRemoveContainerParams = TypedDict("LibpodRemoveContainerParams", {
    "name": Required[str],
    "force": bool | None,
    "v": bool | None,
    "ignore": bool | None,
    "volumes": bool | None,
}, total=False)
LibpodGetArchiveParams = TypedDict("LibpodGetArchiveParams", {
    "name": Required[str],
    "path": Required[Text],
}, total=False)
LibpodPutArchiveParams = TypedDict("LibpodPutArchiveParams", {
    "name": Required[str],
    "path": Required[Text],
    "pause": bool | None,
    "Content-type": str | None,
}, total=False)
LibpodCheckpointContainerParams = TypedDict("LibpodCheckpointContainerParams", {
    "name": Required[str],
    "keep": bool | None,
    "leaveRunning": bool | None,
    "tcpEstablished": bool | None,
    "export": bool | None,
    "ignoreRootFS": bool | None,
}, total=False)
LibpodGetContainerParams = TypedDict("LibpodGetContainerParams", {
    "name": Required[str],
    "size": bool | None,
}, total=False)
LibpodRestoreContainerParams = TypedDict("LibpodRestoreContainerParams", {
    "path.name": Required[str],
    "query.name": str | None,
    "keep": bool | None,
    "leaveRunning": bool | None,
    "tcpEstablished": bool | None,
    "import": bool | None,
    "ignoreRootFS": bool | None,
    "ignoreStaticIP": bool | None,
    "ignoreStaticMAC": bool | None,
    "Content-type": str | None,
}, total=False)
LibpodStatsContainerParams = TypedDict("LibpodStatsContainerParams", {
    "name": Required[str],
    "stream": bool | None,
}, total=False)
LibpodStopContainerParams = TypedDict("LibpodStopContainerParams", {
    "name": Required[str],
    "all": bool | None,
    "timeout": int | None,
    "Ignore": bool | None,
}, total=False)
LibpodTopContainerParams = TypedDict("LibpodTopContainerParams", {
    "name": Required[str],
    "stream": bool | None,
    "ps_args": Text | None,
}, total=False)
LibpodListContainersParams = TypedDict("LibpodListContainersParams", {
    "all": bool | None,
    "limit": int | None,
    "pod": bool | None,
    "size": bool | None,
    "sync": bool | None,
    "filters": Filters | None,
    "external": bool | None,
    "namespace": bool | None,
    "last": int | None,
}, total=False)
LibpodStatsContainersParams = TypedDict("LibpodStatsContainersParams", {
    "containers": Sequence[Text] | None,
    "stream": bool | None,
}, total=False)
LibpodAttachContainerParams: TypeAlias = ContainerAttachLibpodParams
LibpodCreateExecParams: TypeAlias = ContainerExecLibpodParams
ContainerMountLibpodParams: TypeAlias = ContainerExistsLibpodParams
LibpodContainerExistsParams: TypeAlias = ContainerExistsLibpodParams
LibpodExportContainerParams: TypeAlias = ContainerExportLibpodParams
ContainerInitLibpodParams: TypeAlias = ContainerHealthcheckLibpodParams
ContainerPauseLibpodParams: TypeAlias = ContainerHealthcheckLibpodParams
ContainerUnmountLibpodParams: TypeAlias = ContainerHealthcheckLibpodParams
ContainerUnpauseLibpodParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodRunHealthCheckParams: TypeAlias = ContainerHealthcheckLibpodParams
ChangesContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodInitContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodMountContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodPauseContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodUnmountContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodUnpauseContainerParams: TypeAlias = ContainerHealthcheckLibpodParams
LibpodKillContainerParams: TypeAlias = ContainerKillLibpodParams
LibpodLogsFromContainerParams: TypeAlias = ContainerLogsLibpodParams
LibpodRenameContainerParams: TypeAlias = ContainerRenameLibpodParams
LibpodResizeContainerParams: TypeAlias = ContainerResizeLibpodParams
LibpodRestartContainerParams: TypeAlias = ContainerRestartLibpodParams
LibpodStartContainerParams: TypeAlias = ContainerStartLibpodParams
LibpodWaitContainerParams: TypeAlias = ContainerWaitLibpodParams
LibpodCreateContainerParams: TypeAlias = ContainerCreateLibpodParams
LibpodPruneContainersParams: TypeAlias = ContainerPruneLibpodParams
ShowMountedContainersLibpodParams: TypeAlias = ContainerShowMountedLibpodParams
LibpodShowMountedContainersParams: TypeAlias = ContainerShowMountedLibpodParams
_LibpodContainersParams: TypeAlias = ContainerDeleteLibpodParams | ContainerArchiveLibpodParams | PutContainerArchiveLibpodParams | ContainerAttachLibpodParams | ContainerChangesLibpodParams | ContainerCheckpointLibpodParams | ContainerExecLibpodParams | ContainerExistsLibpodParams | ContainerExportLibpodParams | ContainerHealthcheckLibpodParams | ContainerInspectLibpodParams | ContainerKillLibpodParams | ContainerLogsLibpodParams | ContainerRenameLibpodParams | ContainerResizeLibpodParams | ContainerRestartLibpodParams | ContainerRestoreLibpodParams | ContainerStartLibpodParams | ContainerStatsLibpodParams | ContainerStopLibpodParams | ContainerTopLibpodParams | ContainerUpdateLibpodParams | ContainerWaitLibpodParams | ContainerCreateLibpodParams | ContainerListLibpodParams | ContainerPruneLibpodParams | ContainerShowMountedLibpodParams | ContainersStatsAllLibpodParams | ContainerArchiveInfoLibpodParams | LibpodRemoveContainerParams | LibpodGetArchiveParams | LibpodPutArchiveParams | LibpodCheckpointContainerParams | LibpodGetContainerParams | LibpodRestoreContainerParams | LibpodStatsContainerParams | LibpodStopContainerParams | LibpodTopContainerParams | LibpodListContainersParams | LibpodStatsContainersParams
_LibpodContainersContainerDeleteLibpodAsData = TypedDict("_LibpodContainersContainerDeleteLibpodAsData", {
    "op": Required[Literal["ContainerDeleteLibpod"]],
    "params": Required[ContainerDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerArchiveLibpodAsData = TypedDict("_LibpodContainersContainerArchiveLibpodAsData", {
    "op": Required[Literal["ContainerArchiveLibpod"]],
    "params": Required[ContainerArchiveLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersPutContainerArchiveLibpodAsData = TypedDict("_LibpodContainersPutContainerArchiveLibpodAsData", {
    "op": Required[Literal["PutContainerArchiveLibpod"]],
    "params": Required[PutContainerArchiveLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerAttachLibpodAsData = TypedDict("_LibpodContainersContainerAttachLibpodAsData", {
    "op": Required[Literal["ContainerAttachLibpod", "libpodAttachContainer"]],
    "params": Required[ContainerAttachLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerChangesLibpodAsData = TypedDict("_LibpodContainersContainerChangesLibpodAsData", {
    "op": Required[Literal["ContainerChangesLibpod"]],
    "params": Required[ContainerChangesLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerCheckpointLibpodAsData = TypedDict("_LibpodContainersContainerCheckpointLibpodAsData", {
    "op": Required[Literal["ContainerCheckpointLibpod"]],
    "params": Required[ContainerCheckpointLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerExecLibpodAsData = TypedDict("_LibpodContainersContainerExecLibpodAsData", {
    "op": Required[Literal["ContainerExecLibpod", "libpodCreateExec"]],
    "params": Required[ContainerExecLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerExistsLibpodAsData = TypedDict("_LibpodContainersContainerExistsLibpodAsData", {
    "op": Required[Literal["ContainerExistsLibpod", "ContainerMountLibpod", "libpodContainerExists"]],
    "params": Required[ContainerExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerExportLibpodAsData = TypedDict("_LibpodContainersContainerExportLibpodAsData", {
    "op": Required[Literal["ContainerExportLibpod", "libpodExportContainer"]],
    "params": Required[ContainerExportLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerHealthcheckLibpodAsData = TypedDict("_LibpodContainersContainerHealthcheckLibpodAsData", {
    "op": Required[Literal["ContainerHealthcheckLibpod", "ContainerInitLibpod", "ContainerPauseLibpod", "ContainerUnmountLibpod", "ContainerUnpauseLibpod", "ContainerChanges", "libpodRunHealthCheck", "changesContainer", "libpodInitContainer", "libpodMountContainer", "libpodPauseContainer", "libpodUnmountContainer", "libpodUnpauseContainer"]],
    "params": Required[ContainerHealthcheckLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerInspectLibpodAsData = TypedDict("_LibpodContainersContainerInspectLibpodAsData", {
    "op": Required[Literal["ContainerInspectLibpod"]],
    "params": Required[ContainerInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerKillLibpodAsData = TypedDict("_LibpodContainersContainerKillLibpodAsData", {
    "op": Required[Literal["ContainerKillLibpod", "libpodKillContainer"]],
    "params": Required[ContainerKillLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerLogsLibpodAsData = TypedDict("_LibpodContainersContainerLogsLibpodAsData", {
    "op": Required[Literal["ContainerLogsLibpod", "libpodLogsFromContainer"]],
    "params": Required[ContainerLogsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerRenameLibpodAsData = TypedDict("_LibpodContainersContainerRenameLibpodAsData", {
    "op": Required[Literal["ContainerRenameLibpod", "libpodRenameContainer"]],
    "params": Required[ContainerRenameLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerResizeLibpodAsData = TypedDict("_LibpodContainersContainerResizeLibpodAsData", {
    "op": Required[Literal["ContainerResizeLibpod", "libpodResizeContainer"]],
    "params": Required[ContainerResizeLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerRestartLibpodAsData = TypedDict("_LibpodContainersContainerRestartLibpodAsData", {
    "op": Required[Literal["ContainerRestartLibpod", "libpodRestartContainer"]],
    "params": Required[ContainerRestartLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerRestoreLibpodAsData = TypedDict("_LibpodContainersContainerRestoreLibpodAsData", {
    "op": Required[Literal["ContainerRestoreLibpod"]],
    "params": Required[ContainerRestoreLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerStartLibpodAsData = TypedDict("_LibpodContainersContainerStartLibpodAsData", {
    "op": Required[Literal["ContainerStartLibpod", "libpodStartContainer"]],
    "params": Required[ContainerStartLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerStatsLibpodAsData = TypedDict("_LibpodContainersContainerStatsLibpodAsData", {
    "op": Required[Literal["ContainerStatsLibpod"]],
    "params": Required[ContainerStatsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerStopLibpodAsData = TypedDict("_LibpodContainersContainerStopLibpodAsData", {
    "op": Required[Literal["ContainerStopLibpod"]],
    "params": Required[ContainerStopLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerTopLibpodAsData = TypedDict("_LibpodContainersContainerTopLibpodAsData", {
    "op": Required[Literal["ContainerTopLibpod"]],
    "params": Required[ContainerTopLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerUpdateLibpodAsData = TypedDict("_LibpodContainersContainerUpdateLibpodAsData", {
    "op": Required[Literal["ContainerUpdateLibpod"]],
    "params": Required[ContainerUpdateLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerWaitLibpodAsData = TypedDict("_LibpodContainersContainerWaitLibpodAsData", {
    "op": Required[Literal["ContainerWaitLibpod", "libpodWaitContainer"]],
    "params": Required[ContainerWaitLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerCreateLibpodAsData = TypedDict("_LibpodContainersContainerCreateLibpodAsData", {
    "op": Required[Literal["ContainerCreateLibpod", "libpodCreateContainer"]],
    "params": ContainerCreateLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerListLibpodAsData = TypedDict("_LibpodContainersContainerListLibpodAsData", {
    "op": Required[Literal["ContainerListLibpod"]],
    "params": ContainerListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerPruneLibpodAsData = TypedDict("_LibpodContainersContainerPruneLibpodAsData", {
    "op": Required[Literal["ContainerPruneLibpod", "libpodPruneContainers"]],
    "params": ContainerPruneLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerShowMountedLibpodAsData = TypedDict("_LibpodContainersContainerShowMountedLibpodAsData", {
    "op": Required[Literal["ContainerShowMountedLibpod", "ShowMountedContainersLibpod", "libpodShowMountedContainers"]],
    "params": ContainerShowMountedLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainersStatsAllLibpodAsData = TypedDict("_LibpodContainersContainersStatsAllLibpodAsData", {
    "op": Required[Literal["ContainersStatsAllLibpod"]],
    "params": ContainersStatsAllLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerArchiveInfoLibpodAsData = TypedDict("_LibpodContainersContainerArchiveInfoLibpodAsData", {
    "op": Required[Literal["ContainerArchiveInfoLibpod"]],
    "params": Required[ContainerArchiveInfoLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodRemoveContainerAsData = TypedDict("_LibpodContainersLibpodRemoveContainerAsData", {
    "op": Required[Literal["libpodRemoveContainer"]],
    "params": Required[LibpodRemoveContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodGetArchiveAsData = TypedDict("_LibpodContainersLibpodGetArchiveAsData", {
    "op": Required[Literal["libpodGetArchive"]],
    "params": Required[LibpodGetArchiveParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodPutArchiveAsData = TypedDict("_LibpodContainersLibpodPutArchiveAsData", {
    "op": Required[Literal["libpodPutArchive"]],
    "params": Required[LibpodPutArchiveParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodCheckpointContainerAsData = TypedDict("_LibpodContainersLibpodCheckpointContainerAsData", {
    "op": Required[Literal["libpodCheckpointContainer"]],
    "params": Required[LibpodCheckpointContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodGetContainerAsData = TypedDict("_LibpodContainersLibpodGetContainerAsData", {
    "op": Required[Literal["libpodGetContainer"]],
    "params": Required[LibpodGetContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodRestoreContainerAsData = TypedDict("_LibpodContainersLibpodRestoreContainerAsData", {
    "op": Required[Literal["libpodRestoreContainer"]],
    "params": Required[LibpodRestoreContainerParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodStatsContainerAsData = TypedDict("_LibpodContainersLibpodStatsContainerAsData", {
    "op": Required[Literal["libpodStatsContainer"]],
    "params": Required[LibpodStatsContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodStopContainerAsData = TypedDict("_LibpodContainersLibpodStopContainerAsData", {
    "op": Required[Literal["libpodStopContainer"]],
    "params": Required[LibpodStopContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodTopContainerAsData = TypedDict("_LibpodContainersLibpodTopContainerAsData", {
    "op": Required[Literal["libpodTopContainer"]],
    "params": Required[LibpodTopContainerParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodListContainersAsData = TypedDict("_LibpodContainersLibpodListContainersAsData", {
    "op": Required[Literal["libpodListContainers"]],
    "params": LibpodListContainersParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodStatsContainersAsData = TypedDict("_LibpodContainersLibpodStatsContainersAsData", {
    "op": Required[Literal["libpodStatsContainers"]],
    "params": LibpodStatsContainersParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodContainersDataMap: TypeAlias = _LibpodContainersContainerDeleteLibpodAsData | _LibpodContainersContainerArchiveLibpodAsData | _LibpodContainersPutContainerArchiveLibpodAsData | _LibpodContainersContainerAttachLibpodAsData | _LibpodContainersContainerChangesLibpodAsData | _LibpodContainersContainerCheckpointLibpodAsData | _LibpodContainersContainerExecLibpodAsData | _LibpodContainersContainerExistsLibpodAsData | _LibpodContainersContainerExportLibpodAsData | _LibpodContainersContainerHealthcheckLibpodAsData | _LibpodContainersContainerInspectLibpodAsData | _LibpodContainersContainerKillLibpodAsData | _LibpodContainersContainerLogsLibpodAsData | _LibpodContainersContainerRenameLibpodAsData | _LibpodContainersContainerResizeLibpodAsData | _LibpodContainersContainerRestartLibpodAsData | _LibpodContainersContainerRestoreLibpodAsData | _LibpodContainersContainerStartLibpodAsData | _LibpodContainersContainerStatsLibpodAsData | _LibpodContainersContainerStopLibpodAsData | _LibpodContainersContainerTopLibpodAsData | _LibpodContainersContainerUpdateLibpodAsData | _LibpodContainersContainerWaitLibpodAsData | _LibpodContainersContainerCreateLibpodAsData | _LibpodContainersContainerListLibpodAsData | _LibpodContainersContainerPruneLibpodAsData | _LibpodContainersContainerShowMountedLibpodAsData | _LibpodContainersContainersStatsAllLibpodAsData | _LibpodContainersContainerArchiveInfoLibpodAsData | _LibpodContainersLibpodRemoveContainerAsData | _LibpodContainersLibpodGetArchiveAsData | _LibpodContainersLibpodPutArchiveAsData | _LibpodContainersLibpodCheckpointContainerAsData | _LibpodContainersLibpodGetContainerAsData | _LibpodContainersLibpodRestoreContainerAsData | _LibpodContainersLibpodStatsContainerAsData | _LibpodContainersLibpodStopContainerAsData | _LibpodContainersLibpodTopContainerAsData | _LibpodContainersLibpodListContainersAsData | _LibpodContainersLibpodStatsContainersAsData
_LibpodContainersContainerArchiveLibpodAsStream = TypedDict("_LibpodContainersContainerArchiveLibpodAsStream", {
    "op": Required[Literal["ContainerArchiveLibpod"]],
    "params": Required[ContainerArchiveLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerAttachLibpodAsStream = TypedDict("_LibpodContainersContainerAttachLibpodAsStream", {
    "op": Required[Literal["ContainerAttachLibpod", "libpodAttachContainer"]],
    "params": Required[ContainerAttachLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerExportLibpodAsStream = TypedDict("_LibpodContainersContainerExportLibpodAsStream", {
    "op": Required[Literal["ContainerExportLibpod", "libpodExportContainer"]],
    "params": Required[ContainerExportLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerLogsLibpodAsStream = TypedDict("_LibpodContainersContainerLogsLibpodAsStream", {
    "op": Required[Literal["ContainerLogsLibpod", "libpodLogsFromContainer"]],
    "params": Required[ContainerLogsLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerStatsLibpodAsStream = TypedDict("_LibpodContainersContainerStatsLibpodAsStream", {
    "op": Required[Literal["ContainerStatsLibpod"]],
    "params": Required[ContainerStatsLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainerTopLibpodAsStream = TypedDict("_LibpodContainersContainerTopLibpodAsStream", {
    "op": Required[Literal["ContainerTopLibpod"]],
    "params": Required[ContainerTopLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersContainersStatsAllLibpodAsStream = TypedDict("_LibpodContainersContainersStatsAllLibpodAsStream", {
    "op": Required[Literal["ContainersStatsAllLibpod"]],
    "params": ContainersStatsAllLibpodParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodGetArchiveAsStream = TypedDict("_LibpodContainersLibpodGetArchiveAsStream", {
    "op": Required[Literal["libpodGetArchive"]],
    "params": Required[LibpodGetArchiveParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodStatsContainerAsStream = TypedDict("_LibpodContainersLibpodStatsContainerAsStream", {
    "op": Required[Literal["libpodStatsContainer"]],
    "params": Required[LibpodStatsContainerParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersLibpodStatsContainersAsStream = TypedDict("_LibpodContainersLibpodStatsContainersAsStream", {
    "op": Required[Literal["libpodStatsContainers"]],
    "params": LibpodStatsContainersParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersAsStream = TypedDict("_LibpodContainersAsStream", {
    "op": Required[Literal["ContainerDeleteLibpod", "PutContainerArchiveLibpod", "ContainerChangesLibpod", "ContainerCheckpointLibpod", "ContainerExecLibpod", "libpodCreateExec", "ContainerExistsLibpod", "ContainerMountLibpod", "libpodContainerExists", "ContainerHealthcheckLibpod", "ContainerInitLibpod", "ContainerPauseLibpod", "ContainerUnmountLibpod", "ContainerUnpauseLibpod", "ContainerChanges", "libpodRunHealthCheck", "changesContainer", "libpodInitContainer", "libpodMountContainer", "libpodPauseContainer", "libpodUnmountContainer", "libpodUnpauseContainer", "ContainerInspectLibpod", "ContainerKillLibpod", "libpodKillContainer", "ContainerRenameLibpod", "libpodRenameContainer", "ContainerResizeLibpod", "libpodResizeContainer", "ContainerRestartLibpod", "libpodRestartContainer", "ContainerRestoreLibpod", "ContainerStartLibpod", "libpodStartContainer", "ContainerStopLibpod", "ContainerUpdateLibpod", "ContainerWaitLibpod", "libpodWaitContainer", "ContainerCreateLibpod", "libpodCreateContainer", "ContainerListLibpod", "ContainerPruneLibpod", "libpodPruneContainers", "ContainerShowMountedLibpod", "ShowMountedContainersLibpod", "libpodShowMountedContainers", "ContainerArchiveInfoLibpod", "libpodRemoveContainer", "libpodPutArchive", "libpodCheckpointContainer", "libpodGetContainer", "libpodRestoreContainer", "libpodStopContainer", "libpodTopContainer", "libpodListContainers"]],
    "params": _LibpodContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodContainersStreamMap: TypeAlias = _LibpodContainersContainerArchiveLibpodAsStream | _LibpodContainersContainerAttachLibpodAsStream | _LibpodContainersContainerExportLibpodAsStream | _LibpodContainersContainerLogsLibpodAsStream | _LibpodContainersContainerStatsLibpodAsStream | _LibpodContainersContainerTopLibpodAsStream | _LibpodContainersContainersStatsAllLibpodAsStream | _LibpodContainersLibpodGetArchiveAsStream | _LibpodContainersLibpodStatsContainerAsStream | _LibpodContainersLibpodStatsContainersAsStream | _LibpodContainersAsStream
_LibpodContainersContainerAttachLibpodAsResponse = TypedDict("_LibpodContainersContainerAttachLibpodAsResponse", {
    "op": Required[Literal["ContainerAttachLibpod", "libpodAttachContainer"]],
    "params": Required[ContainerAttachLibpodParams],
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodContainersAsResponse = TypedDict("_LibpodContainersAsResponse", {
    "op": Required[Literal["ContainerDeleteLibpod", "ContainerArchiveLibpod", "PutContainerArchiveLibpod", "ContainerAttachLibpod", "libpodAttachContainer", "ContainerChangesLibpod", "ContainerCheckpointLibpod", "ContainerExecLibpod", "libpodCreateExec", "ContainerExistsLibpod", "ContainerMountLibpod", "libpodContainerExists", "ContainerExportLibpod", "libpodExportContainer", "ContainerHealthcheckLibpod", "ContainerInitLibpod", "ContainerPauseLibpod", "ContainerUnmountLibpod", "ContainerUnpauseLibpod", "ContainerChanges", "libpodRunHealthCheck", "changesContainer", "libpodInitContainer", "libpodMountContainer", "libpodPauseContainer", "libpodUnmountContainer", "libpodUnpauseContainer", "ContainerInspectLibpod", "ContainerKillLibpod", "libpodKillContainer", "ContainerLogsLibpod", "libpodLogsFromContainer", "ContainerRenameLibpod", "libpodRenameContainer", "ContainerResizeLibpod", "libpodResizeContainer", "ContainerRestartLibpod", "libpodRestartContainer", "ContainerRestoreLibpod", "ContainerStartLibpod", "libpodStartContainer", "ContainerStatsLibpod", "ContainerStopLibpod", "ContainerTopLibpod", "ContainerUpdateLibpod", "ContainerWaitLibpod", "libpodWaitContainer", "ContainerCreateLibpod", "libpodCreateContainer", "ContainerListLibpod", "ContainerPruneLibpod", "libpodPruneContainers", "ContainerShowMountedLibpod", "ShowMountedContainersLibpod", "libpodShowMountedContainers", "ContainersStatsAllLibpod", "ContainerArchiveInfoLibpod", "libpodRemoveContainer", "libpodGetArchive", "libpodPutArchive", "libpodCheckpointContainer", "libpodGetContainer", "libpodRestoreContainer", "libpodStatsContainer", "libpodStopContainer", "libpodTopContainer", "libpodListContainers", "libpodStatsContainers"]],
    "params": _LibpodContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodContainersResponseMap: TypeAlias = _LibpodContainersContainerAttachLibpodAsResponse | _LibpodContainersAsResponse
_LibpodContainersContainerAttachLibpodAsSocket = TypedDict("_LibpodContainersContainerAttachLibpodAsSocket", {
    "op": Required[Literal["ContainerAttachLibpod", "libpodAttachContainer"]],
    "params": Required[ContainerAttachLibpodParams],
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodContainersSocketMap: TypeAlias = _LibpodContainersContainerAttachLibpodAsSocket
LibpodEventsOperation: TypeAlias = Literal["SystemEventsLibpod", "libpodGetEvents"]
SystemEventsLibpodParams = TypedDict("SystemEventsLibpodParams", {
    "since": Text | None,
    "until": Text | None,
    "filters": Filters | None,
    "stream": bool | None,
}, total=False)
LibpodGetEventsParams: TypeAlias = SystemEventsLibpodParams
_LibpodEventsParams: TypeAlias = SystemEventsLibpodParams
_LibpodEventsSystemEventsLibpodAsData = TypedDict("_LibpodEventsSystemEventsLibpodAsData", {
    "op": Required[Literal["SystemEventsLibpod", "libpodGetEvents"]],
    "params": SystemEventsLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodEventsDataMap: TypeAlias = _LibpodEventsSystemEventsLibpodAsData
_LibpodEventsSystemEventsLibpodAsStream = TypedDict("_LibpodEventsSystemEventsLibpodAsStream", {
    "op": Required[Literal["SystemEventsLibpod", "libpodGetEvents"]],
    "params": SystemEventsLibpodParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodEventsStreamMap: TypeAlias = _LibpodEventsSystemEventsLibpodAsStream
_LibpodEventsAsResponse = TypedDict("_LibpodEventsAsResponse", {
    "op": Required[Literal["SystemEventsLibpod", "libpodGetEvents"]],
    "params": _LibpodEventsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodEventsResponseMap: TypeAlias = _LibpodEventsAsResponse
LibpodExecOperation: TypeAlias = Literal["ExecInspectLibpod", "libpodInspectExec", "ExecResizeLibpod", "libpodResizeExec", "ExecStartLibpod", "libpodStartExec", "ExecRemoveLibpod"]
ExecInspectLibpodParams = TypedDict("ExecInspectLibpodParams", {
    "id": Required[Text],
}, total=False)
ExecResizeLibpodParams = TypedDict("ExecResizeLibpodParams", {
    "id": Required[Text],
    "h": int | None,
    "w": int | None,
    "running": bool | None,
}, total=False)
ExecStartLibpodParams = TypedDict("ExecStartLibpodParams", {
    "id": Required[Text],
    "Content-type": str | None,
}, total=False)
ExecRemoveLibpodParams = TypedDict("ExecRemoveLibpodParams", {
    "id": Required[Text],
    "Content-type": str | None,
}, total=False)
LibpodInspectExecParams: TypeAlias = ExecInspectLibpodParams
LibpodResizeExecParams: TypeAlias = ExecResizeLibpodParams
LibpodStartExecParams: TypeAlias = ExecStartLibpodParams
_LibpodExecParams: TypeAlias = ExecInspectLibpodParams | ExecResizeLibpodParams | ExecStartLibpodParams | ExecRemoveLibpodParams
_LibpodExecExecInspectLibpodAsData = TypedDict("_LibpodExecExecInspectLibpodAsData", {
    "op": Required[Literal["ExecInspectLibpod", "libpodInspectExec"]],
    "params": Required[ExecInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodExecExecResizeLibpodAsData = TypedDict("_LibpodExecExecResizeLibpodAsData", {
    "op": Required[Literal["ExecResizeLibpod", "libpodResizeExec"]],
    "params": Required[ExecResizeLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodExecExecStartLibpodAsData = TypedDict("_LibpodExecExecStartLibpodAsData", {
    "op": Required[Literal["ExecStartLibpod", "libpodStartExec"]],
    "params": Required[ExecStartLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodExecExecRemoveLibpodAsData = TypedDict("_LibpodExecExecRemoveLibpodAsData", {
    "op": Required[Literal["ExecRemoveLibpod"]],
    "params": Required[ExecRemoveLibpodParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodExecDataMap: TypeAlias = _LibpodExecExecInspectLibpodAsData | _LibpodExecExecResizeLibpodAsData | _LibpodExecExecStartLibpodAsData | _LibpodExecExecRemoveLibpodAsData
_LibpodExecExecStartLibpodAsStream = TypedDict("_LibpodExecExecStartLibpodAsStream", {
    "op": Required[Literal["ExecStartLibpod", "libpodStartExec"]],
    "params": Required[ExecStartLibpodParams],
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodExecAsStream = TypedDict("_LibpodExecAsStream", {
    "op": Required[Literal["ExecInspectLibpod", "libpodInspectExec", "ExecResizeLibpod", "libpodResizeExec", "ExecRemoveLibpod"]],
    "params": _LibpodExecParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodExecStreamMap: TypeAlias = _LibpodExecExecStartLibpodAsStream | _LibpodExecAsStream
_LibpodExecExecStartLibpodAsResponse = TypedDict("_LibpodExecExecStartLibpodAsResponse", {
    "op": Required[Literal["ExecStartLibpod", "libpodStartExec"]],
    "params": Required[ExecStartLibpodParams],
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodExecAsResponse = TypedDict("_LibpodExecAsResponse", {
    "op": Required[Literal["ExecInspectLibpod", "libpodInspectExec", "ExecResizeLibpod", "libpodResizeExec", "ExecStartLibpod", "libpodStartExec", "ExecRemoveLibpod"]],
    "params": _LibpodExecParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodExecResponseMap: TypeAlias = _LibpodExecExecStartLibpodAsResponse | _LibpodExecAsResponse
_LibpodExecExecStartLibpodAsSocket = TypedDict("_LibpodExecExecStartLibpodAsSocket", {
    "op": Required[Literal["ExecStartLibpod", "libpodStartExec"]],
    "params": Required[ExecStartLibpodParams],
    "data": Data | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodExecSocketMap: TypeAlias = _LibpodExecExecStartLibpodAsSocket
LibpodGenerateOperation: TypeAlias = Literal["GenerateSystemdLibpod", "GenerateKubeLibpod", "libpodGenerateSystemd", "libpodGenerateKube"]
GenerateSystemdLibpodParams = TypedDict("GenerateSystemdLibpodParams", {
    "name": Required[Text],
    "useName": bool | None,
    "new": bool | None,
    "noHeader": bool | None,
    "startTimeout": int | None,
    "stopTimeout": int | None,
    "restartPolicy": Text | None,
    "containerPrefix": Text | None,
    "podPrefix": Text | None,
    "separator": Text | None,
    "restartSec": int | None,
    "wants": Sequence[Text] | None,
    "after": Sequence[Text] | None,
    "requires": Sequence[Text] | None,
    "additionalEnvVariables": Sequence[Text] | None,
    "templateUnitFile": bool | None,
    "time": int | None,
}, total=False)
GenerateKubeLibpodParams = TypedDict("GenerateKubeLibpodParams", {
    "names": Required[Sequence[Text]],
    "service": bool | None,
    "type": Text | None,
    "replicas": int | None,
    "noTrunc": bool | None,
    "podmanOnly": bool | None,
}, total=False)
LibpodGenerateSystemdParams = TypedDict("LibpodGenerateSystemdParams", {
    "name": Required[Text],
    "useName": bool | None,
    "new": bool | None,
    "noHeader": bool | None,
    "time": int | None,
    "restartPolicy": Text | None,
    "containerPrefix": Text | None,
    "podPrefix": Text | None,
    "separator": Text | None,
    "stopTimeout": int | None,
}, total=False)
LibpodGenerateKubeParams = TypedDict("LibpodGenerateKubeParams", {
    "names": Required[Sequence[Text]],
    "service": bool | None,
}, total=False)
_LibpodGenerateParams: TypeAlias = GenerateSystemdLibpodParams | GenerateKubeLibpodParams | LibpodGenerateSystemdParams | LibpodGenerateKubeParams
_LibpodGenerateGenerateSystemdLibpodAsData = TypedDict("_LibpodGenerateGenerateSystemdLibpodAsData", {
    "op": Required[Literal["GenerateSystemdLibpod"]],
    "params": Required[GenerateSystemdLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodGenerateGenerateKubeLibpodAsData = TypedDict("_LibpodGenerateGenerateKubeLibpodAsData", {
    "op": Required[Literal["GenerateKubeLibpod"]],
    "params": Required[GenerateKubeLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodGenerateLibpodGenerateSystemdAsData = TypedDict("_LibpodGenerateLibpodGenerateSystemdAsData", {
    "op": Required[Literal["libpodGenerateSystemd"]],
    "params": Required[LibpodGenerateSystemdParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodGenerateLibpodGenerateKubeAsData = TypedDict("_LibpodGenerateLibpodGenerateKubeAsData", {
    "op": Required[Literal["libpodGenerateKube"]],
    "params": Required[LibpodGenerateKubeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodGenerateDataMap: TypeAlias = _LibpodGenerateGenerateSystemdLibpodAsData | _LibpodGenerateGenerateKubeLibpodAsData | _LibpodGenerateLibpodGenerateSystemdAsData | _LibpodGenerateLibpodGenerateKubeAsData
_LibpodGenerateAsStream = TypedDict("_LibpodGenerateAsStream", {
    "op": Required[Literal["GenerateSystemdLibpod", "GenerateKubeLibpod", "libpodGenerateSystemd", "libpodGenerateKube"]],
    "params": _LibpodGenerateParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodGenerateStreamMap: TypeAlias = _LibpodGenerateAsStream
_LibpodGenerateAsResponse = TypedDict("_LibpodGenerateAsResponse", {
    "op": Required[Literal["GenerateSystemdLibpod", "GenerateKubeLibpod", "libpodGenerateSystemd", "libpodGenerateKube"]],
    "params": _LibpodGenerateParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodGenerateResponseMap: TypeAlias = _LibpodGenerateAsResponse
LibpodImagesOperation: TypeAlias = Literal["ImageDeleteLibpod", "ImageChangesLibpod", "ImageExistsLibpod", "ImageHistoryLibpod", "ImageResolveLibpod", "libpodImageExists", "libpodImageHistory", "libpodInspectImage", "libpodChangesImages", "ImageGetLibpod", "libpodExportImage", "ImageInspectLibpod", "ImagePushLibpod", "ImageTagLibpod", "ImageUntagLibpod", "libpodTagImage", "libpodUntagImage", "ImageTreeLibpod", "libpodImageTree", "ImageExportLibpod", "ImageImportLibpod", "ImageListLibpod", "libpodListImages", "ImageLoadLibpod", "libpodImagesLoad", "ImagePruneLibpod", "ImagePullLibpod", "ImageDeleteAllLibpod", "ImageScpLibpod", "ImageSearchLibpod", "libpodRemoveImage", "libpodPushImage", "libpodExportImages", "libpodImagesImport", "libpodPruneImages", "libpodImagesPull", "libpodImagesRemove", "libpodSearchImages"]
ImageDeleteLibpodParams = TypedDict("ImageDeleteLibpodParams", {
    "name": Required[Text],
    "force": bool | None,
    "ignore": bool | None,
    "lookupManifest": bool | None,
}, total=False)
ImageChangesLibpodParams = TypedDict("ImageChangesLibpodParams", {
    "name": Required[Text],
    "parent": Text | None,
    "diffType": Text | None,
}, total=False)
ImageExistsLibpodParams = TypedDict("ImageExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
ImageGetLibpodParams = TypedDict("ImageGetLibpodParams", {
    "name": Required[Text],
    "format": Text | None,
    "compress": bool | None,
}, total=False)
ImageInspectLibpodParams = TypedDict("ImageInspectLibpodParams", {
    "name": Required[Text],
}, total=False)
ImagePushLibpodParams = TypedDict("ImagePushLibpodParams", {
    "name": Required[Text],
    "destination": Text | None,
    "forceCompressionFormat": bool | None,
    "compressionFormat": Text | None,
    "compressionLevel": int | None,
    "tlsVerify": bool | None,
    "quiet": bool | None,
    "format": Text | None,
    "all": bool | None,
    "removeSignatures": bool | None,
    "retry": int | None,
    "retryDelay": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
ImageTagLibpodParams = TypedDict("ImageTagLibpodParams", {
    "name": Required[Text],
    "repo": Text | None,
    "tag": Text | None,
}, total=False)
ImageTreeLibpodParams = TypedDict("ImageTreeLibpodParams", {
    "name": Required[Text],
    "whatrequires": bool | None,
}, total=False)
ImageExportLibpodParams = TypedDict("ImageExportLibpodParams", {
    "format": Text | None,
    "references": Sequence[Text] | None,
    "compress": bool | None,
    "ociAcceptUncompressedLayers": bool | None,
}, total=False)
ImageImportLibpodParams = TypedDict("ImageImportLibpodParams", {
    "Content-Type": Json | None,
    "changes": Sequence[Text] | None,
    "message": Text | None,
    "reference": Text | None,
    "url": Text | None,
    "OS": Text | None,
    "Architecture": Text | None,
    "Variant": Text | None,
}, total=False)
ImageListLibpodParams = TypedDict("ImageListLibpodParams", {
    "all": bool | None,
    "filters": Filters | None,
}, total=False)
ImageLoadLibpodParams = TypedDict("ImageLoadLibpodParams", {
    "Content-type": str | None,
}, total=False)
ImagePruneLibpodParams = TypedDict("ImagePruneLibpodParams", {
    "all": bool | None,
    "external": bool | None,
    "buildcache": bool | None,
    "filters": Filters | None,
}, total=False)
ImagePullLibpodParams = TypedDict("ImagePullLibpodParams", {
    "reference": Text | None,
    "quiet": bool | None,
    "compatMode": bool | None,
    "pullProgress": bool | None,
    "Arch": Text | None,
    "OS": Text | None,
    "Variant": Text | None,
    "policy": Text | None,
    "tlsVerify": bool | None,
    "allTags": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "retry": int | None,
    "retrydelay": Text | None,
    "credentials": Text | None,
}, total=False)
ImageDeleteAllLibpodParams = TypedDict("ImageDeleteAllLibpodParams", {
    "images": Sequence[Text] | None,
    "all": bool | None,
    "force": bool | None,
    "ignore": bool | None,
    "lookupManifest": bool | None,
    "noprune": bool | None,
}, total=False)
ImageScpLibpodParams = TypedDict("ImageScpLibpodParams", {
    "name": Required[Text],
    "destination": Text | None,
    "quiet": bool | None,
}, total=False)
ImageSearchLibpodParams = TypedDict("ImageSearchLibpodParams", {
    "term": Text | None,
    "limit": int | None,
    "filters": Filters | None,
    "tlsVerify": bool | None,
    "listTags": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "noTrunc": bool | None,
}, total=False)
LibpodRemoveImageParams = TypedDict("LibpodRemoveImageParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
LibpodPushImageParams = TypedDict("LibpodPushImageParams", {
    "name": Required[Text],
    "destination": Text | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "all": bool | None,
    "format": Text | None,
}, total=False)
LibpodExportImagesParams = TypedDict("LibpodExportImagesParams", {
    "format": Text | None,
    "references": Sequence[Text] | None,
    "compress": bool | None,
}, total=False)
LibpodImagesImportParams = TypedDict("LibpodImagesImportParams", {
    "changes": Sequence[Text] | None,
    "message": Text | None,
    "reference": Text | None,
    "url": Text | None,
    "Content-type": str | None,
}, total=False)
LibpodPruneImagesParams = TypedDict("LibpodPruneImagesParams", {
    "filters": Filters | None,
    "all": bool | None,
}, total=False)
LibpodImagesPullParams = TypedDict("LibpodImagesPullParams", {
    "reference": Text | None,
    "credentials": Text | None,
    "Arch": Text | None,
    "OS": Text | None,
    "Variant": Text | None,
    "tlsVerify": bool | None,
    "allTags": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
LibpodImagesRemoveParams = TypedDict("LibpodImagesRemoveParams", {
    "images": Sequence[Text] | None,
    "all": bool | None,
    "force": bool | None,
}, total=False)
LibpodSearchImagesParams = TypedDict("LibpodSearchImagesParams", {
    "term": Text | None,
    "limit": int | None,
    "noTrunc": bool | None,
    "filters": Filters | None,
    "listTags": bool | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
ImageHistoryLibpodParams: TypeAlias = ImageExistsLibpodParams
ImageResolveLibpodParams: TypeAlias = ImageExistsLibpodParams
LibpodImageExistsParams: TypeAlias = ImageExistsLibpodParams
LibpodImageHistoryParams: TypeAlias = ImageExistsLibpodParams
LibpodInspectImageParams: TypeAlias = ImageExistsLibpodParams
LibpodChangesImagesParams: TypeAlias = ImageExistsLibpodParams
LibpodExportImageParams: TypeAlias = ImageGetLibpodParams
ImageUntagLibpodParams: TypeAlias = ImageTagLibpodParams
LibpodTagImageParams: TypeAlias = ImageTagLibpodParams
LibpodUntagImageParams: TypeAlias = ImageTagLibpodParams
LibpodImageTreeParams: TypeAlias = ImageTreeLibpodParams
LibpodListImagesParams: TypeAlias = ImageListLibpodParams
LibpodImagesLoadParams: TypeAlias = ImageLoadLibpodParams
_LibpodImagesParams: TypeAlias = ImageDeleteLibpodParams | ImageChangesLibpodParams | ImageExistsLibpodParams | ImageGetLibpodParams | ImageInspectLibpodParams | ImagePushLibpodParams | ImageTagLibpodParams | ImageTreeLibpodParams | ImageExportLibpodParams | ImageImportLibpodParams | ImageListLibpodParams | ImageLoadLibpodParams | ImagePruneLibpodParams | ImagePullLibpodParams | ImageDeleteAllLibpodParams | ImageScpLibpodParams | ImageSearchLibpodParams | LibpodRemoveImageParams | LibpodPushImageParams | LibpodExportImagesParams | LibpodImagesImportParams | LibpodPruneImagesParams | LibpodImagesPullParams | LibpodImagesRemoveParams | LibpodSearchImagesParams
_LibpodImagesImageDeleteLibpodAsData = TypedDict("_LibpodImagesImageDeleteLibpodAsData", {
    "op": Required[Literal["ImageDeleteLibpod"]],
    "params": Required[ImageDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageChangesLibpodAsData = TypedDict("_LibpodImagesImageChangesLibpodAsData", {
    "op": Required[Literal["ImageChangesLibpod"]],
    "params": Required[ImageChangesLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageExistsLibpodAsData = TypedDict("_LibpodImagesImageExistsLibpodAsData", {
    "op": Required[Literal["ImageExistsLibpod", "ImageHistoryLibpod", "ImageResolveLibpod", "libpodImageExists", "libpodImageHistory", "libpodInspectImage", "libpodChangesImages"]],
    "params": Required[ImageExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageGetLibpodAsData = TypedDict("_LibpodImagesImageGetLibpodAsData", {
    "op": Required[Literal["ImageGetLibpod", "libpodExportImage"]],
    "params": Required[ImageGetLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageInspectLibpodAsData = TypedDict("_LibpodImagesImageInspectLibpodAsData", {
    "op": Required[Literal["ImageInspectLibpod"]],
    "params": Required[ImageInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImagePushLibpodAsData = TypedDict("_LibpodImagesImagePushLibpodAsData", {
    "op": Required[Literal["ImagePushLibpod"]],
    "params": Required[ImagePushLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageTagLibpodAsData = TypedDict("_LibpodImagesImageTagLibpodAsData", {
    "op": Required[Literal["ImageTagLibpod", "ImageUntagLibpod", "libpodTagImage", "libpodUntagImage"]],
    "params": Required[ImageTagLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageTreeLibpodAsData = TypedDict("_LibpodImagesImageTreeLibpodAsData", {
    "op": Required[Literal["ImageTreeLibpod", "libpodImageTree"]],
    "params": Required[ImageTreeLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageExportLibpodAsData = TypedDict("_LibpodImagesImageExportLibpodAsData", {
    "op": Required[Literal["ImageExportLibpod"]],
    "params": ImageExportLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageImportLibpodAsData = TypedDict("_LibpodImagesImageImportLibpodAsData", {
    "op": Required[Literal["ImageImportLibpod"]],
    "params": ImageImportLibpodParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageListLibpodAsData = TypedDict("_LibpodImagesImageListLibpodAsData", {
    "op": Required[Literal["ImageListLibpod", "libpodListImages"]],
    "params": ImageListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageLoadLibpodAsData = TypedDict("_LibpodImagesImageLoadLibpodAsData", {
    "op": Required[Literal["ImageLoadLibpod", "libpodImagesLoad"]],
    "params": ImageLoadLibpodParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImagePruneLibpodAsData = TypedDict("_LibpodImagesImagePruneLibpodAsData", {
    "op": Required[Literal["ImagePruneLibpod"]],
    "params": ImagePruneLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImagePullLibpodAsData = TypedDict("_LibpodImagesImagePullLibpodAsData", {
    "op": Required[Literal["ImagePullLibpod"]],
    "params": ImagePullLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageDeleteAllLibpodAsData = TypedDict("_LibpodImagesImageDeleteAllLibpodAsData", {
    "op": Required[Literal["ImageDeleteAllLibpod"]],
    "params": ImageDeleteAllLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageScpLibpodAsData = TypedDict("_LibpodImagesImageScpLibpodAsData", {
    "op": Required[Literal["ImageScpLibpod"]],
    "params": Required[ImageScpLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageSearchLibpodAsData = TypedDict("_LibpodImagesImageSearchLibpodAsData", {
    "op": Required[Literal["ImageSearchLibpod"]],
    "params": ImageSearchLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodRemoveImageAsData = TypedDict("_LibpodImagesLibpodRemoveImageAsData", {
    "op": Required[Literal["libpodRemoveImage"]],
    "params": Required[LibpodRemoveImageParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodPushImageAsData = TypedDict("_LibpodImagesLibpodPushImageAsData", {
    "op": Required[Literal["libpodPushImage"]],
    "params": Required[LibpodPushImageParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodExportImagesAsData = TypedDict("_LibpodImagesLibpodExportImagesAsData", {
    "op": Required[Literal["libpodExportImages"]],
    "params": LibpodExportImagesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodImagesImportAsData = TypedDict("_LibpodImagesLibpodImagesImportAsData", {
    "op": Required[Literal["libpodImagesImport"]],
    "params": LibpodImagesImportParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodPruneImagesAsData = TypedDict("_LibpodImagesLibpodPruneImagesAsData", {
    "op": Required[Literal["libpodPruneImages"]],
    "params": LibpodPruneImagesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodImagesPullAsData = TypedDict("_LibpodImagesLibpodImagesPullAsData", {
    "op": Required[Literal["libpodImagesPull"]],
    "params": LibpodImagesPullParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodImagesRemoveAsData = TypedDict("_LibpodImagesLibpodImagesRemoveAsData", {
    "op": Required[Literal["libpodImagesRemove"]],
    "params": LibpodImagesRemoveParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodSearchImagesAsData = TypedDict("_LibpodImagesLibpodSearchImagesAsData", {
    "op": Required[Literal["libpodSearchImages"]],
    "params": LibpodSearchImagesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodImagesDataMap: TypeAlias = _LibpodImagesImageDeleteLibpodAsData | _LibpodImagesImageChangesLibpodAsData | _LibpodImagesImageExistsLibpodAsData | _LibpodImagesImageGetLibpodAsData | _LibpodImagesImageInspectLibpodAsData | _LibpodImagesImagePushLibpodAsData | _LibpodImagesImageTagLibpodAsData | _LibpodImagesImageTreeLibpodAsData | _LibpodImagesImageExportLibpodAsData | _LibpodImagesImageImportLibpodAsData | _LibpodImagesImageListLibpodAsData | _LibpodImagesImageLoadLibpodAsData | _LibpodImagesImagePruneLibpodAsData | _LibpodImagesImagePullLibpodAsData | _LibpodImagesImageDeleteAllLibpodAsData | _LibpodImagesImageScpLibpodAsData | _LibpodImagesImageSearchLibpodAsData | _LibpodImagesLibpodRemoveImageAsData | _LibpodImagesLibpodPushImageAsData | _LibpodImagesLibpodExportImagesAsData | _LibpodImagesLibpodImagesImportAsData | _LibpodImagesLibpodPruneImagesAsData | _LibpodImagesLibpodImagesPullAsData | _LibpodImagesLibpodImagesRemoveAsData | _LibpodImagesLibpodSearchImagesAsData
_LibpodImagesImageGetLibpodAsStream = TypedDict("_LibpodImagesImageGetLibpodAsStream", {
    "op": Required[Literal["ImageGetLibpod", "libpodExportImage"]],
    "params": Required[ImageGetLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImagePushLibpodAsStream = TypedDict("_LibpodImagesImagePushLibpodAsStream", {
    "op": Required[Literal["ImagePushLibpod"]],
    "params": Required[ImagePushLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImageExportLibpodAsStream = TypedDict("_LibpodImagesImageExportLibpodAsStream", {
    "op": Required[Literal["ImageExportLibpod"]],
    "params": ImageExportLibpodParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesImagePullLibpodAsStream = TypedDict("_LibpodImagesImagePullLibpodAsStream", {
    "op": Required[Literal["ImagePullLibpod"]],
    "params": ImagePullLibpodParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodExportImagesAsStream = TypedDict("_LibpodImagesLibpodExportImagesAsStream", {
    "op": Required[Literal["libpodExportImages"]],
    "params": LibpodExportImagesParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesLibpodImagesPullAsStream = TypedDict("_LibpodImagesLibpodImagesPullAsStream", {
    "op": Required[Literal["libpodImagesPull"]],
    "params": LibpodImagesPullParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodImagesAsStream = TypedDict("_LibpodImagesAsStream", {
    "op": Required[Literal["ImageDeleteLibpod", "ImageChangesLibpod", "ImageExistsLibpod", "ImageHistoryLibpod", "ImageResolveLibpod", "libpodImageExists", "libpodImageHistory", "libpodInspectImage", "libpodChangesImages", "ImageInspectLibpod", "ImageTagLibpod", "ImageUntagLibpod", "libpodTagImage", "libpodUntagImage", "ImageTreeLibpod", "libpodImageTree", "ImageImportLibpod", "ImageListLibpod", "libpodListImages", "ImageLoadLibpod", "libpodImagesLoad", "ImagePruneLibpod", "ImageDeleteAllLibpod", "ImageScpLibpod", "ImageSearchLibpod", "libpodRemoveImage", "libpodPushImage", "libpodImagesImport", "libpodPruneImages", "libpodImagesRemove", "libpodSearchImages"]],
    "params": _LibpodImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodImagesStreamMap: TypeAlias = _LibpodImagesImageGetLibpodAsStream | _LibpodImagesImagePushLibpodAsStream | _LibpodImagesImageExportLibpodAsStream | _LibpodImagesImagePullLibpodAsStream | _LibpodImagesLibpodExportImagesAsStream | _LibpodImagesLibpodImagesPullAsStream | _LibpodImagesAsStream
_LibpodImagesAsResponse = TypedDict("_LibpodImagesAsResponse", {
    "op": Required[Literal["ImageDeleteLibpod", "ImageChangesLibpod", "ImageExistsLibpod", "ImageHistoryLibpod", "ImageResolveLibpod", "libpodImageExists", "libpodImageHistory", "libpodInspectImage", "libpodChangesImages", "ImageGetLibpod", "libpodExportImage", "ImageInspectLibpod", "ImagePushLibpod", "ImageTagLibpod", "ImageUntagLibpod", "libpodTagImage", "libpodUntagImage", "ImageTreeLibpod", "libpodImageTree", "ImageExportLibpod", "ImageImportLibpod", "ImageListLibpod", "libpodListImages", "ImageLoadLibpod", "libpodImagesLoad", "ImagePruneLibpod", "ImagePullLibpod", "ImageDeleteAllLibpod", "ImageScpLibpod", "ImageSearchLibpod", "libpodRemoveImage", "libpodPushImage", "libpodExportImages", "libpodImagesImport", "libpodPruneImages", "libpodImagesPull", "libpodImagesRemove", "libpodSearchImages"]],
    "params": _LibpodImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodImagesResponseMap: TypeAlias = _LibpodImagesAsResponse
LibpodInfoOperation: TypeAlias = Literal["SystemInfoLibpod", "libpodGetInfo"]
SystemInfoLibpodParams = TypedDict("SystemInfoLibpodParams", {}, total=False)
LibpodGetInfoParams = TypedDict("LibpodGetInfoParams", {}, total=False)
_LibpodInfoParams: TypeAlias = SystemInfoLibpodParams | LibpodGetInfoParams
_LibpodInfoSystemInfoLibpodAsData = TypedDict("_LibpodInfoSystemInfoLibpodAsData", {
    "op": Required[Literal["SystemInfoLibpod"]],
    "params": SystemInfoLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodInfoLibpodGetInfoAsData = TypedDict("_LibpodInfoLibpodGetInfoAsData", {
    "op": Required[Literal["libpodGetInfo"]],
    "params": LibpodGetInfoParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodInfoDataMap: TypeAlias = _LibpodInfoSystemInfoLibpodAsData | _LibpodInfoLibpodGetInfoAsData
_LibpodInfoAsStream = TypedDict("_LibpodInfoAsStream", {
    "op": Required[Literal["SystemInfoLibpod", "libpodGetInfo"]],
    "params": _LibpodInfoParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodInfoStreamMap: TypeAlias = _LibpodInfoAsStream
_LibpodInfoAsResponse = TypedDict("_LibpodInfoAsResponse", {
    "op": Required[Literal["SystemInfoLibpod", "libpodGetInfo"]],
    "params": _LibpodInfoParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodInfoResponseMap: TypeAlias = _LibpodInfoAsResponse
LibpodKubeOperation: TypeAlias = Literal["KubeApplyLibpod", "KubePlayLibpod", "KubePlayDownLibpod", "KubeGenerateLibpod"]
KubeApplyLibpodParams = TypedDict("KubeApplyLibpodParams", {
    "caCertFile": Text | None,
    "kubeConfig": Text | None,
    "namespace": Text | None,
    "service": bool | None,
    "file": Text | None,
    "Content-type": str | None,
}, total=False)
KubePlayLibpodParams = TypedDict("KubePlayLibpodParams", {
    "Content-Type": Json | None,
    "annotations": Json | None,
    "logDriver": Text | None,
    "logOptions": Sequence[Text] | None,
    "network": Sequence[Text] | None,
    "noHosts": bool | None,
    "noTrunc": bool | None,
    "publishPorts": Sequence[Text] | None,
    "publishAllPorts": bool | None,
    "replace": bool | None,
    "serviceContainer": bool | None,
    "start": bool | None,
    "staticIPs": Sequence[Text] | None,
    "staticMACs": Sequence[Text] | None,
    "tlsVerify": bool | None,
    "userns": Text | None,
    "wait": bool | None,
    "build": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "noHostname": bool | None,
    "noPodPrefix": bool | None,
}, total=False)
KubePlayDownLibpodParams = TypedDict("KubePlayDownLibpodParams", {
    "force": bool | None,
    "Content-type": str | None,
}, total=False)
KubeGenerateLibpodParams = TypedDict("KubeGenerateLibpodParams", {
    "names": Required[Sequence[Text]],
    "service": bool | None,
    "type": Text | None,
    "replicas": int | None,
    "noTrunc": bool | None,
    "podmanOnly": bool | None,
}, total=False)
_LibpodKubeParams: TypeAlias = KubeApplyLibpodParams | KubePlayLibpodParams | KubePlayDownLibpodParams | KubeGenerateLibpodParams
_LibpodKubeKubeApplyLibpodAsData = TypedDict("_LibpodKubeKubeApplyLibpodAsData", {
    "op": Required[Literal["KubeApplyLibpod"]],
    "params": KubeApplyLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodKubeKubePlayLibpodAsData = TypedDict("_LibpodKubeKubePlayLibpodAsData", {
    "op": Required[Literal["KubePlayLibpod"]],
    "params": KubePlayLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodKubeKubePlayDownLibpodAsData = TypedDict("_LibpodKubeKubePlayDownLibpodAsData", {
    "op": Required[Literal["KubePlayDownLibpod"]],
    "params": KubePlayDownLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodKubeKubeGenerateLibpodAsData = TypedDict("_LibpodKubeKubeGenerateLibpodAsData", {
    "op": Required[Literal["KubeGenerateLibpod"]],
    "params": Required[KubeGenerateLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodKubeDataMap: TypeAlias = _LibpodKubeKubeApplyLibpodAsData | _LibpodKubeKubePlayLibpodAsData | _LibpodKubeKubePlayDownLibpodAsData | _LibpodKubeKubeGenerateLibpodAsData
_LibpodKubeAsStream = TypedDict("_LibpodKubeAsStream", {
    "op": Required[Literal["KubeApplyLibpod", "KubePlayLibpod", "KubePlayDownLibpod", "KubeGenerateLibpod"]],
    "params": _LibpodKubeParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodKubeStreamMap: TypeAlias = _LibpodKubeAsStream
_LibpodKubeAsResponse = TypedDict("_LibpodKubeAsResponse", {
    "op": Required[Literal["KubeApplyLibpod", "KubePlayLibpod", "KubePlayDownLibpod", "KubeGenerateLibpod"]],
    "params": _LibpodKubeParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodKubeResponseMap: TypeAlias = _LibpodKubeAsResponse
LibpodLocalOperation: TypeAlias = Literal["LocalBuildLibpod", "LocalImagesLibpod"]
LocalBuildLibpodParams = TypedDict("LocalBuildLibpodParams", {
    "X-Registry-Config": Mapping[str, Any] | str | None,
    "localcontextdir": Required[Text],
    "dockerfile": Json | None,
    "t": Sequence[Text] | None,
    "allplatforms": bool | None,
    "additionalbuildcontexts": Sequence[Text] | None,
    "extrahosts": Json | None,
    "nohosts": bool | None,
    "remote": Text | None,
    "q": bool | None,
    "compatvolumes": bool | None,
    "createdannotation": bool | None,
    "sourcedateepoch": float | None,
    "rewritetimestamp": bool | None,
    "timestamp": float | None,
    "inheritlabels": bool | None,
    "inheritannotations": bool | None,
    "nocache": bool | None,
    "cachefrom": Json | None,
    "pull": bool | None,
    "rm": bool | None,
    "forcerm": bool | None,
    "memory": int | None,
    "memswap": int | None,
    "cpushares": int | None,
    "cpusetcpus": Text | None,
    "cpuperiod": int | None,
    "cpuquota": int | None,
    "buildargs": Json | None,
    "shmsize": int | None,
    "squash": bool | None,
    "labels": Json | None,
    "layerLabel": Sequence[Text] | None,
    "layers": bool | None,
    "networkmode": Text | None,
    "platform": Sequence[Text] | None,
    "target": Text | None,
    "outputs": Json | None,
    "httpproxy": bool | None,
    "unsetenv": Sequence[Text] | None,
    "unsetlabel": Sequence[Text] | None,
    "unsetannotation": Sequence[Text] | None,
    "volume": Sequence[Text] | None,
    "manifest": Text | None,
    "addcaps": Json | None,
    "annotations": Json | None,
    "devices": Json | None,
    "dnsoptions": Json | None,
    "dnssearch": Json | None,
    "dnsservers": Json | None,
    "dropcaps": Json | None,
    "excludes": Json | None,
    "nsoptions": Json | None,
    "ignore": bool | None,
    "compression": int | None,
    "jobs": int | None,
    "from": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "rusage": bool | None,
    "ulimits": Json | None,
    "cgroupparent": Text | None,
    "cpusetmems": Text | None,
    "rusagelogfile": Text | None,
    "secrets": Json | None,
    "identitylabel": bool | None,
    "tlsVerify": bool | None,
    "osfeature": Sequence[Text] | None,
    "setenv": Sequence[Text] | None,
    "osversion": Text | None,
    "cppflags": Json | None,
    "cachettl": Text | None,
    "omithistory": bool | None,
    "cacheto": Json | None,
    "idmappingoptions": Json | None,
    "skipunusedstages": bool | None,
    "groupadd": Sequence[Text] | None,
    "retry": int | None,
    "retry-delay": Text | None,
    "sbom-image-output": Text | None,
    "sbom-image-purl-output": Text | None,
    "sbom-merge-strategy": Text | None,
    "sbom-output": Text | None,
    "sbom-purl-output": Text | None,
    "sbom-scanner-image": Text | None,
    "sbom-scanner-command": Json | None,
    "sourcePolicy": Json | None,
    "transientRunMounts": Sequence[Text] | None,
    "save-stages": bool | None,
    "stage-labels": bool | None,
    "isolation": Text | None,
    "outputformat": Text | None,
    "pullpolicy": Text | None,
    "apparmor": Text | None,
    "seccomp": Text | None,
    "labelopts": Json | None,
}, total=False)
LocalImagesLibpodParams = TypedDict("LocalImagesLibpodParams", {
    "path": Required[Text],
}, total=False)
_LibpodLocalParams: TypeAlias = LocalBuildLibpodParams | LocalImagesLibpodParams
_LibpodLocalLocalBuildLibpodAsData = TypedDict("_LibpodLocalLocalBuildLibpodAsData", {
    "op": Required[Literal["LocalBuildLibpod"]],
    "params": Required[LocalBuildLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodLocalLocalImagesLibpodAsData = TypedDict("_LibpodLocalLocalImagesLibpodAsData", {
    "op": Required[Literal["LocalImagesLibpod"]],
    "params": Required[LocalImagesLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodLocalDataMap: TypeAlias = _LibpodLocalLocalBuildLibpodAsData | _LibpodLocalLocalImagesLibpodAsData
_LibpodLocalLocalBuildLibpodAsStream = TypedDict("_LibpodLocalLocalBuildLibpodAsStream", {
    "op": Required[Literal["LocalBuildLibpod"]],
    "params": Required[LocalBuildLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodLocalAsStream = TypedDict("_LibpodLocalAsStream", {
    "op": Required[Literal["LocalImagesLibpod"]],
    "params": _LibpodLocalParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodLocalStreamMap: TypeAlias = _LibpodLocalLocalBuildLibpodAsStream | _LibpodLocalAsStream
_LibpodLocalAsResponse = TypedDict("_LibpodLocalAsResponse", {
    "op": Required[Literal["LocalBuildLibpod", "LocalImagesLibpod"]],
    "params": _LibpodLocalParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodLocalResponseMap: TypeAlias = _LibpodLocalAsResponse
LibpodManifestsOperation: TypeAlias = Literal["ManifestDeleteLibpod", "ManifestCreateLibpod", "ManifestModifyLibpod", "ManifestAddLibpod", "ManifestExistsLibpod", "Inspect", "Exists", "ManifestInspectLibpod", "ManifestPushV3Libpod", "ManifestPushLibpod", "RemoveManifest", "AddManifest", "PushManifest", "Create"]
ManifestDeleteLibpodParams = TypedDict("ManifestDeleteLibpodParams", {
    "name": Required[Text],
    "ignore": bool | None,
    "digest": Text | None,
}, total=False)
ManifestCreateLibpodParams = TypedDict("ManifestCreateLibpodParams", {
    "name": Required[Text],
    "images": Sequence[Text] | None,
    "all": bool | None,
    "amend": bool | None,
    "image": Sequence[Text] | None,
    "annotation": Sequence[Text] | None,
    "annotations": Json | None,
    "Content-type": str | None,
}, total=False)
ManifestModifyLibpodParams = TypedDict("ManifestModifyLibpodParams", {
    "name": Required[Text],
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
ManifestAddLibpodParams = TypedDict("ManifestAddLibpodParams", {
    "name": Required[Text],
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
ManifestExistsLibpodParams = TypedDict("ManifestExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
ManifestInspectLibpodParams = TypedDict("ManifestInspectLibpodParams", {
    "name": Required[Text],
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
ManifestPushV3LibpodParams = TypedDict("ManifestPushV3LibpodParams", {
    "name": Required[Text],
    "destination": Required[Text],
    "all": bool | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "removeSignatures": bool | None,
}, total=False)
ManifestPushLibpodParams = TypedDict("ManifestPushLibpodParams", {
    "name": Required[Text],
    "addCompression": Sequence[Text] | None,
    "forceCompressionFormat": bool | None,
    "destination": Required[Text],
    "all": bool | None,
    "tlsVerify": bool | None,
    "quiet": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "removeSignatures": bool | None,
    "compressionFormat": Text | None,
    "format": Text | None,
    "compressionLevel": int | None,
}, total=False)
RemoveManifestParams = TypedDict("RemoveManifestParams", {
    "name": Required[Text],
    "digest": Text | None,
}, total=False)
AddManifestParams = TypedDict("AddManifestParams", {
    "name": Required[Text],
    "Content-type": str | None,
}, total=False)
PushManifestParams = TypedDict("PushManifestParams", {
    "name": Required[Text],
    "destination": Required[Text],
    "all": bool | None,
    "tlsVerify": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
CreateParams = TypedDict("CreateParams", {
    "name": Required[Text],
    "image": Sequence[Text] | None,
    "all": bool | None,
}, total=False)
InspectParams: TypeAlias = ManifestExistsLibpodParams
ExistsParams: TypeAlias = ManifestExistsLibpodParams
_LibpodManifestsParams: TypeAlias = ManifestDeleteLibpodParams | ManifestCreateLibpodParams | ManifestModifyLibpodParams | ManifestAddLibpodParams | ManifestExistsLibpodParams | ManifestInspectLibpodParams | ManifestPushV3LibpodParams | ManifestPushLibpodParams | RemoveManifestParams | AddManifestParams | PushManifestParams | CreateParams
_LibpodManifestsManifestDeleteLibpodAsData = TypedDict("_LibpodManifestsManifestDeleteLibpodAsData", {
    "op": Required[Literal["ManifestDeleteLibpod"]],
    "params": Required[ManifestDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestCreateLibpodAsData = TypedDict("_LibpodManifestsManifestCreateLibpodAsData", {
    "op": Required[Literal["ManifestCreateLibpod"]],
    "params": Required[ManifestCreateLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestModifyLibpodAsData = TypedDict("_LibpodManifestsManifestModifyLibpodAsData", {
    "op": Required[Literal["ManifestModifyLibpod"]],
    "params": Required[ManifestModifyLibpodParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestAddLibpodAsData = TypedDict("_LibpodManifestsManifestAddLibpodAsData", {
    "op": Required[Literal["ManifestAddLibpod"]],
    "params": Required[ManifestAddLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestExistsLibpodAsData = TypedDict("_LibpodManifestsManifestExistsLibpodAsData", {
    "op": Required[Literal["ManifestExistsLibpod", "Inspect", "Exists"]],
    "params": Required[ManifestExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestInspectLibpodAsData = TypedDict("_LibpodManifestsManifestInspectLibpodAsData", {
    "op": Required[Literal["ManifestInspectLibpod"]],
    "params": Required[ManifestInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestPushV3LibpodAsData = TypedDict("_LibpodManifestsManifestPushV3LibpodAsData", {
    "op": Required[Literal["ManifestPushV3Libpod"]],
    "params": Required[ManifestPushV3LibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsManifestPushLibpodAsData = TypedDict("_LibpodManifestsManifestPushLibpodAsData", {
    "op": Required[Literal["ManifestPushLibpod"]],
    "params": Required[ManifestPushLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsRemoveManifestAsData = TypedDict("_LibpodManifestsRemoveManifestAsData", {
    "op": Required[Literal["RemoveManifest"]],
    "params": Required[RemoveManifestParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsAddManifestAsData = TypedDict("_LibpodManifestsAddManifestAsData", {
    "op": Required[Literal["AddManifest"]],
    "params": Required[AddManifestParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsPushManifestAsData = TypedDict("_LibpodManifestsPushManifestAsData", {
    "op": Required[Literal["PushManifest"]],
    "params": Required[PushManifestParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsCreateAsData = TypedDict("_LibpodManifestsCreateAsData", {
    "op": Required[Literal["Create"]],
    "params": Required[CreateParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodManifestsDataMap: TypeAlias = _LibpodManifestsManifestDeleteLibpodAsData | _LibpodManifestsManifestCreateLibpodAsData | _LibpodManifestsManifestModifyLibpodAsData | _LibpodManifestsManifestAddLibpodAsData | _LibpodManifestsManifestExistsLibpodAsData | _LibpodManifestsManifestInspectLibpodAsData | _LibpodManifestsManifestPushV3LibpodAsData | _LibpodManifestsManifestPushLibpodAsData | _LibpodManifestsRemoveManifestAsData | _LibpodManifestsAddManifestAsData | _LibpodManifestsPushManifestAsData | _LibpodManifestsCreateAsData
_LibpodManifestsManifestPushLibpodAsStream = TypedDict("_LibpodManifestsManifestPushLibpodAsStream", {
    "op": Required[Literal["ManifestPushLibpod"]],
    "params": Required[ManifestPushLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodManifestsAsStream = TypedDict("_LibpodManifestsAsStream", {
    "op": Required[Literal["ManifestDeleteLibpod", "ManifestCreateLibpod", "ManifestModifyLibpod", "ManifestAddLibpod", "ManifestExistsLibpod", "Inspect", "Exists", "ManifestInspectLibpod", "ManifestPushV3Libpod", "RemoveManifest", "AddManifest", "PushManifest", "Create"]],
    "params": _LibpodManifestsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodManifestsStreamMap: TypeAlias = _LibpodManifestsManifestPushLibpodAsStream | _LibpodManifestsAsStream
_LibpodManifestsAsResponse = TypedDict("_LibpodManifestsAsResponse", {
    "op": Required[Literal["ManifestDeleteLibpod", "ManifestCreateLibpod", "ManifestModifyLibpod", "ManifestAddLibpod", "ManifestExistsLibpod", "Inspect", "Exists", "ManifestInspectLibpod", "ManifestPushV3Libpod", "ManifestPushLibpod", "RemoveManifest", "AddManifest", "PushManifest", "Create"]],
    "params": _LibpodManifestsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodManifestsResponseMap: TypeAlias = _LibpodManifestsAsResponse
LibpodNetworksOperation: TypeAlias = Literal["NetworkDeleteLibpod", "libpodRemoveNetwork", "NetworkConnectLibpod", "NetworkDisconnectLibpod", "NetworkUpdateLibpod", "libpodConnectNetwork", "libpodDisconnectNetwork", "NetworkExistsLibpod", "NetworkInspectLibpod", "libpodExistsNetwork", "libpodInspectNetwork", "NetworkCreateLibpod", "NetworkListLibpod", "NetworkPruneLibpod", "libpodListNetwork", "libpodPruneNetwork", "libpodCreateNetwork"]
NetworkDeleteLibpodParams = TypedDict("NetworkDeleteLibpodParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
NetworkConnectLibpodParams = TypedDict("NetworkConnectLibpodParams", {
    "name": Required[Text],
    "Content-type": str | None,
}, total=False)
NetworkExistsLibpodParams = TypedDict("NetworkExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
NetworkCreateLibpodParams = TypedDict("NetworkCreateLibpodParams", {
    "ignoreIfExists": bool | None,
    "Content-type": str | None,
    "name": Text | None,
}, total=False)
NetworkListLibpodParams = TypedDict("NetworkListLibpodParams", {
    "filters": Filters | None,
}, total=False)
LibpodCreateNetworkParams = TypedDict("LibpodCreateNetworkParams", {
    "name": Text | None,
    "Content-type": str | None,
}, total=False)
LibpodRemoveNetworkParams: TypeAlias = NetworkDeleteLibpodParams
NetworkDisconnectLibpodParams: TypeAlias = NetworkConnectLibpodParams
NetworkUpdateLibpodParams: TypeAlias = NetworkConnectLibpodParams
LibpodConnectNetworkParams: TypeAlias = NetworkConnectLibpodParams
LibpodDisconnectNetworkParams: TypeAlias = NetworkConnectLibpodParams
NetworkInspectLibpodParams: TypeAlias = NetworkExistsLibpodParams
LibpodExistsNetworkParams: TypeAlias = NetworkExistsLibpodParams
LibpodInspectNetworkParams: TypeAlias = NetworkExistsLibpodParams
NetworkPruneLibpodParams: TypeAlias = NetworkListLibpodParams
LibpodListNetworkParams: TypeAlias = NetworkListLibpodParams
LibpodPruneNetworkParams: TypeAlias = NetworkListLibpodParams
_LibpodNetworksParams: TypeAlias = NetworkDeleteLibpodParams | NetworkConnectLibpodParams | NetworkExistsLibpodParams | NetworkCreateLibpodParams | NetworkListLibpodParams | LibpodCreateNetworkParams
_LibpodNetworksNetworkDeleteLibpodAsData = TypedDict("_LibpodNetworksNetworkDeleteLibpodAsData", {
    "op": Required[Literal["NetworkDeleteLibpod", "libpodRemoveNetwork"]],
    "params": Required[NetworkDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodNetworksNetworkConnectLibpodAsData = TypedDict("_LibpodNetworksNetworkConnectLibpodAsData", {
    "op": Required[Literal["NetworkConnectLibpod", "NetworkDisconnectLibpod", "NetworkUpdateLibpod", "libpodConnectNetwork", "libpodDisconnectNetwork"]],
    "params": Required[NetworkConnectLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodNetworksNetworkExistsLibpodAsData = TypedDict("_LibpodNetworksNetworkExistsLibpodAsData", {
    "op": Required[Literal["NetworkExistsLibpod", "NetworkInspectLibpod", "libpodExistsNetwork", "libpodInspectNetwork"]],
    "params": Required[NetworkExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodNetworksNetworkCreateLibpodAsData = TypedDict("_LibpodNetworksNetworkCreateLibpodAsData", {
    "op": Required[Literal["NetworkCreateLibpod"]],
    "params": NetworkCreateLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodNetworksNetworkListLibpodAsData = TypedDict("_LibpodNetworksNetworkListLibpodAsData", {
    "op": Required[Literal["NetworkListLibpod", "NetworkPruneLibpod", "libpodListNetwork", "libpodPruneNetwork"]],
    "params": NetworkListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodNetworksLibpodCreateNetworkAsData = TypedDict("_LibpodNetworksLibpodCreateNetworkAsData", {
    "op": Required[Literal["libpodCreateNetwork"]],
    "params": LibpodCreateNetworkParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodNetworksDataMap: TypeAlias = _LibpodNetworksNetworkDeleteLibpodAsData | _LibpodNetworksNetworkConnectLibpodAsData | _LibpodNetworksNetworkExistsLibpodAsData | _LibpodNetworksNetworkCreateLibpodAsData | _LibpodNetworksNetworkListLibpodAsData | _LibpodNetworksLibpodCreateNetworkAsData
_LibpodNetworksAsStream = TypedDict("_LibpodNetworksAsStream", {
    "op": Required[Literal["NetworkDeleteLibpod", "libpodRemoveNetwork", "NetworkConnectLibpod", "NetworkDisconnectLibpod", "NetworkUpdateLibpod", "libpodConnectNetwork", "libpodDisconnectNetwork", "NetworkExistsLibpod", "NetworkInspectLibpod", "libpodExistsNetwork", "libpodInspectNetwork", "NetworkCreateLibpod", "NetworkListLibpod", "NetworkPruneLibpod", "libpodListNetwork", "libpodPruneNetwork", "libpodCreateNetwork"]],
    "params": _LibpodNetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodNetworksStreamMap: TypeAlias = _LibpodNetworksAsStream
_LibpodNetworksAsResponse = TypedDict("_LibpodNetworksAsResponse", {
    "op": Required[Literal["NetworkDeleteLibpod", "libpodRemoveNetwork", "NetworkConnectLibpod", "NetworkDisconnectLibpod", "NetworkUpdateLibpod", "libpodConnectNetwork", "libpodDisconnectNetwork", "NetworkExistsLibpod", "NetworkInspectLibpod", "libpodExistsNetwork", "libpodInspectNetwork", "NetworkCreateLibpod", "NetworkListLibpod", "NetworkPruneLibpod", "libpodListNetwork", "libpodPruneNetwork", "libpodCreateNetwork"]],
    "params": _LibpodNetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodNetworksResponseMap: TypeAlias = _LibpodNetworksAsResponse
LibpodPlayOperation: TypeAlias = Literal["PlayKubeDownLibpod", "PlayKubeLibpod", "KubePlayLibpod", "libpodPlayKube"]
PlayKubeDownLibpodParams = TypedDict("PlayKubeDownLibpodParams", {
    "force": bool | None,
    "Content-type": str | None,
}, total=False)
PlayKubeLibpodParams = TypedDict("PlayKubeLibpodParams", {
    "Content-Type": Json | None,
    "annotations": Json | None,
    "logDriver": Text | None,
    "logOptions": Sequence[Text] | None,
    "network": Sequence[Text] | Text | None,
    "noHosts": bool | None,
    "noTrunc": bool | None,
    "publishPorts": Sequence[Text] | None,
    "publishAllPorts": bool | None,
    "replace": bool | None,
    "serviceContainer": bool | None,
    "start": bool | None,
    "staticIPs": Sequence[Text] | None,
    "staticMACs": Sequence[Text] | None,
    "tlsVerify": bool | None,
    "userns": Text | None,
    "wait": bool | None,
    "build": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "noHostname": bool | None,
    "noPodPrefix": bool | None,
}, total=False)
LibpodPlayKubePlayLibpodParams = TypedDict("LibpodPlayKubePlayLibpodParams", {
    "network": Text | None,
    "tlsVerify": bool | None,
    "logDriver": Text | None,
    "start": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
LibpodPlayKubeParams = TypedDict("LibpodPlayKubeParams", {
    "network": Text | None,
    "tlsVerify": bool | None,
    "logDriver": Text | None,
    "start": bool | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "reference": Text | None,
    "Content-type": str | None,
}, total=False)
_LibpodPlayParams: TypeAlias = PlayKubeDownLibpodParams | PlayKubeLibpodParams | LibpodPlayKubePlayLibpodParams | LibpodPlayKubeParams
_LibpodPlayPlayKubeDownLibpodAsData = TypedDict("_LibpodPlayPlayKubeDownLibpodAsData", {
    "op": Required[Literal["PlayKubeDownLibpod"]],
    "params": PlayKubeDownLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPlayPlayKubeLibpodAsData = TypedDict("_LibpodPlayPlayKubeLibpodAsData", {
    "op": Required[Literal["PlayKubeLibpod"]],
    "params": PlayKubeLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPlayKubePlayLibpodAsData = TypedDict("_LibpodPlayKubePlayLibpodAsData", {
    "op": Required[Literal["KubePlayLibpod"]],
    "params": LibpodPlayKubePlayLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPlayLibpodPlayKubeAsData = TypedDict("_LibpodPlayLibpodPlayKubeAsData", {
    "op": Required[Literal["libpodPlayKube"]],
    "params": LibpodPlayKubeParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPlayDataMap: TypeAlias = _LibpodPlayPlayKubeDownLibpodAsData | _LibpodPlayPlayKubeLibpodAsData | _LibpodPlayKubePlayLibpodAsData | _LibpodPlayLibpodPlayKubeAsData
_LibpodPlayAsStream = TypedDict("_LibpodPlayAsStream", {
    "op": Required[Literal["PlayKubeDownLibpod", "PlayKubeLibpod", "KubePlayLibpod", "libpodPlayKube"]],
    "params": _LibpodPlayParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPlayStreamMap: TypeAlias = _LibpodPlayAsStream
_LibpodPlayAsResponse = TypedDict("_LibpodPlayAsResponse", {
    "op": Required[Literal["PlayKubeDownLibpod", "PlayKubeLibpod", "KubePlayLibpod", "libpodPlayKube"]],
    "params": _LibpodPlayParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPlayResponseMap: TypeAlias = _LibpodPlayAsResponse
LibpodPodsOperation: TypeAlias = Literal["PodDeleteLibpod", "PodExistsLibpod", "PodPauseLibpod", "PodRestartLibpod", "PodStartLibpod", "PodUnpauseLibpod", "podExists", "inspectPod", "pausePod", "restartPod", "startPod", "unpausePod", "PodInspectLibpod", "PodKillLibpod", "killPod", "PodStopLibpod", "stopPod", "PodTopLibpod", "PodCreateLibpod", "CreatePod", "PodListLibpod", "ListPods", "PodPruneLibpod", "PrunePods", "PodStatsAllLibpod", "PodStatsLibpod", "statsPod", "removePod", "topPod"]
PodDeleteLibpodParams = TypedDict("PodDeleteLibpodParams", {
    "name": Required[Text],
    "force": bool | None,
    "timeout": int | None,
}, total=False)
PodExistsLibpodParams = TypedDict("PodExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
PodInspectLibpodParams = TypedDict("PodInspectLibpodParams", {
    "name": Required[Text],
}, total=False)
PodKillLibpodParams = TypedDict("PodKillLibpodParams", {
    "name": Required[Text],
    "signal": Text | None,
}, total=False)
PodStopLibpodParams = TypedDict("PodStopLibpodParams", {
    "name": Required[Text],
    "t": int | None,
}, total=False)
PodTopLibpodParams = TypedDict("PodTopLibpodParams", {
    "name": Required[Text],
    "stream": bool | None,
    "delay": int | None,
    "ps_args": Text | None,
}, total=False)
PodCreateLibpodParams = TypedDict("PodCreateLibpodParams", {
    "Content-type": str | None,
}, total=False)
PodListLibpodParams = TypedDict("PodListLibpodParams", {
    "filters": Filters | None,
}, total=False)
PodPruneLibpodParams = TypedDict("PodPruneLibpodParams", {}, total=False)
PodStatsAllLibpodParams = TypedDict("PodStatsAllLibpodParams", {
    "all": bool | None,
    "namesOrIDs": Sequence[Text] | None,
    "stream": bool | None,
    "delay": int | None,
}, total=False)
PodStatsLibpodParams = TypedDict("PodStatsLibpodParams", {
    "all": bool | None,
    "namesOrIDs": Sequence[Text] | None,
}, total=False)
RemovePodParams = TypedDict("RemovePodParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
TopPodParams = TypedDict("TopPodParams", {
    "name": Required[Text],
    "stream": bool | None,
    "ps_args": Text | None,
}, total=False)
PodPauseLibpodParams: TypeAlias = PodExistsLibpodParams
PodRestartLibpodParams: TypeAlias = PodExistsLibpodParams
PodStartLibpodParams: TypeAlias = PodExistsLibpodParams
PodUnpauseLibpodParams: TypeAlias = PodExistsLibpodParams
PodExistsParams: TypeAlias = PodExistsLibpodParams
InspectPodParams: TypeAlias = PodExistsLibpodParams
PausePodParams: TypeAlias = PodExistsLibpodParams
RestartPodParams: TypeAlias = PodExistsLibpodParams
StartPodParams: TypeAlias = PodExistsLibpodParams
UnpausePodParams: TypeAlias = PodExistsLibpodParams
KillPodParams: TypeAlias = PodKillLibpodParams
StopPodParams: TypeAlias = PodStopLibpodParams
CreatePodParams: TypeAlias = PodCreateLibpodParams
ListPodsParams: TypeAlias = PodListLibpodParams
PrunePodsParams: TypeAlias = PodPruneLibpodParams
StatsPodParams: TypeAlias = PodStatsLibpodParams
_LibpodPodsParams: TypeAlias = PodDeleteLibpodParams | PodExistsLibpodParams | PodInspectLibpodParams | PodKillLibpodParams | PodStopLibpodParams | PodTopLibpodParams | PodCreateLibpodParams | PodListLibpodParams | PodPruneLibpodParams | PodStatsAllLibpodParams | PodStatsLibpodParams | RemovePodParams | TopPodParams
_LibpodPodsPodDeleteLibpodAsData = TypedDict("_LibpodPodsPodDeleteLibpodAsData", {
    "op": Required[Literal["PodDeleteLibpod"]],
    "params": Required[PodDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodExistsLibpodAsData = TypedDict("_LibpodPodsPodExistsLibpodAsData", {
    "op": Required[Literal["PodExistsLibpod", "PodPauseLibpod", "PodRestartLibpod", "PodStartLibpod", "PodUnpauseLibpod", "podExists", "inspectPod", "pausePod", "restartPod", "startPod", "unpausePod"]],
    "params": Required[PodExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodInspectLibpodAsData = TypedDict("_LibpodPodsPodInspectLibpodAsData", {
    "op": Required[Literal["PodInspectLibpod"]],
    "params": Required[PodInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodKillLibpodAsData = TypedDict("_LibpodPodsPodKillLibpodAsData", {
    "op": Required[Literal["PodKillLibpod", "killPod"]],
    "params": Required[PodKillLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodStopLibpodAsData = TypedDict("_LibpodPodsPodStopLibpodAsData", {
    "op": Required[Literal["PodStopLibpod", "stopPod"]],
    "params": Required[PodStopLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodTopLibpodAsData = TypedDict("_LibpodPodsPodTopLibpodAsData", {
    "op": Required[Literal["PodTopLibpod"]],
    "params": Required[PodTopLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodCreateLibpodAsData = TypedDict("_LibpodPodsPodCreateLibpodAsData", {
    "op": Required[Literal["PodCreateLibpod", "CreatePod"]],
    "params": PodCreateLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodListLibpodAsData = TypedDict("_LibpodPodsPodListLibpodAsData", {
    "op": Required[Literal["PodListLibpod", "ListPods"]],
    "params": PodListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodPruneLibpodAsData = TypedDict("_LibpodPodsPodPruneLibpodAsData", {
    "op": Required[Literal["PodPruneLibpod", "PrunePods"]],
    "params": PodPruneLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodStatsAllLibpodAsData = TypedDict("_LibpodPodsPodStatsAllLibpodAsData", {
    "op": Required[Literal["PodStatsAllLibpod"]],
    "params": PodStatsAllLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodStatsLibpodAsData = TypedDict("_LibpodPodsPodStatsLibpodAsData", {
    "op": Required[Literal["PodStatsLibpod", "statsPod"]],
    "params": PodStatsLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsRemovePodAsData = TypedDict("_LibpodPodsRemovePodAsData", {
    "op": Required[Literal["removePod"]],
    "params": Required[RemovePodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsTopPodAsData = TypedDict("_LibpodPodsTopPodAsData", {
    "op": Required[Literal["topPod"]],
    "params": Required[TopPodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPodsDataMap: TypeAlias = _LibpodPodsPodDeleteLibpodAsData | _LibpodPodsPodExistsLibpodAsData | _LibpodPodsPodInspectLibpodAsData | _LibpodPodsPodKillLibpodAsData | _LibpodPodsPodStopLibpodAsData | _LibpodPodsPodTopLibpodAsData | _LibpodPodsPodCreateLibpodAsData | _LibpodPodsPodListLibpodAsData | _LibpodPodsPodPruneLibpodAsData | _LibpodPodsPodStatsAllLibpodAsData | _LibpodPodsPodStatsLibpodAsData | _LibpodPodsRemovePodAsData | _LibpodPodsTopPodAsData
_LibpodPodsPodTopLibpodAsStream = TypedDict("_LibpodPodsPodTopLibpodAsStream", {
    "op": Required[Literal["PodTopLibpod"]],
    "params": Required[PodTopLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsPodStatsAllLibpodAsStream = TypedDict("_LibpodPodsPodStatsAllLibpodAsStream", {
    "op": Required[Literal["PodStatsAllLibpod"]],
    "params": PodStatsAllLibpodParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodPodsAsStream = TypedDict("_LibpodPodsAsStream", {
    "op": Required[Literal["PodDeleteLibpod", "PodExistsLibpod", "PodPauseLibpod", "PodRestartLibpod", "PodStartLibpod", "PodUnpauseLibpod", "podExists", "inspectPod", "pausePod", "restartPod", "startPod", "unpausePod", "PodInspectLibpod", "PodKillLibpod", "killPod", "PodStopLibpod", "stopPod", "PodCreateLibpod", "CreatePod", "PodListLibpod", "ListPods", "PodPruneLibpod", "PrunePods", "PodStatsLibpod", "statsPod", "removePod", "topPod"]],
    "params": _LibpodPodsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPodsStreamMap: TypeAlias = _LibpodPodsPodTopLibpodAsStream | _LibpodPodsPodStatsAllLibpodAsStream | _LibpodPodsAsStream
_LibpodPodsAsResponse = TypedDict("_LibpodPodsAsResponse", {
    "op": Required[Literal["PodDeleteLibpod", "PodExistsLibpod", "PodPauseLibpod", "PodRestartLibpod", "PodStartLibpod", "PodUnpauseLibpod", "podExists", "inspectPod", "pausePod", "restartPod", "startPod", "unpausePod", "PodInspectLibpod", "PodKillLibpod", "killPod", "PodStopLibpod", "stopPod", "PodTopLibpod", "PodCreateLibpod", "CreatePod", "PodListLibpod", "ListPods", "PodPruneLibpod", "PrunePods", "PodStatsAllLibpod", "PodStatsLibpod", "statsPod", "removePod", "topPod"]],
    "params": _LibpodPodsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodPodsResponseMap: TypeAlias = _LibpodPodsAsResponse
LibpodQuadletsOperation: TypeAlias = Literal["QuadletDeleteAllLibpod", "QuadletInstallLibpod", "QuadletDeleteLibpod", "QuadletExistsLibpod", "QuadletFileLibpod", "QuadletListLibpod"]
QuadletDeleteAllLibpodParams = TypedDict("QuadletDeleteAllLibpodParams", {
    "quadlets": Sequence[Text] | None,
    "all": bool | None,
    "force": bool | None,
    "ignore": bool | None,
    "reload-systemd": bool | None,
}, total=False)
QuadletInstallLibpodParams = TypedDict("QuadletInstallLibpodParams", {
    "replace": bool | None,
    "reload-systemd": bool | None,
    "Content-type": str | None,
}, total=False)
QuadletDeleteLibpodParams = TypedDict("QuadletDeleteLibpodParams", {
    "name": Required[Text],
    "force": bool | None,
    "ignore": bool | None,
    "reload-systemd": bool | None,
}, total=False)
QuadletExistsLibpodParams = TypedDict("QuadletExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
QuadletListLibpodParams = TypedDict("QuadletListLibpodParams", {
    "filters": Filters | None,
}, total=False)
QuadletFileLibpodParams: TypeAlias = QuadletExistsLibpodParams
_LibpodQuadletsParams: TypeAlias = QuadletDeleteAllLibpodParams | QuadletInstallLibpodParams | QuadletDeleteLibpodParams | QuadletExistsLibpodParams | QuadletListLibpodParams
_LibpodQuadletsQuadletDeleteAllLibpodAsData = TypedDict("_LibpodQuadletsQuadletDeleteAllLibpodAsData", {
    "op": Required[Literal["QuadletDeleteAllLibpod"]],
    "params": QuadletDeleteAllLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodQuadletsQuadletInstallLibpodAsData = TypedDict("_LibpodQuadletsQuadletInstallLibpodAsData", {
    "op": Required[Literal["QuadletInstallLibpod"]],
    "params": QuadletInstallLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodQuadletsQuadletDeleteLibpodAsData = TypedDict("_LibpodQuadletsQuadletDeleteLibpodAsData", {
    "op": Required[Literal["QuadletDeleteLibpod"]],
    "params": Required[QuadletDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodQuadletsQuadletExistsLibpodAsData = TypedDict("_LibpodQuadletsQuadletExistsLibpodAsData", {
    "op": Required[Literal["QuadletExistsLibpod", "QuadletFileLibpod"]],
    "params": Required[QuadletExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodQuadletsQuadletListLibpodAsData = TypedDict("_LibpodQuadletsQuadletListLibpodAsData", {
    "op": Required[Literal["QuadletListLibpod"]],
    "params": QuadletListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodQuadletsDataMap: TypeAlias = _LibpodQuadletsQuadletDeleteAllLibpodAsData | _LibpodQuadletsQuadletInstallLibpodAsData | _LibpodQuadletsQuadletDeleteLibpodAsData | _LibpodQuadletsQuadletExistsLibpodAsData | _LibpodQuadletsQuadletListLibpodAsData
_LibpodQuadletsAsStream = TypedDict("_LibpodQuadletsAsStream", {
    "op": Required[Literal["QuadletDeleteAllLibpod", "QuadletInstallLibpod", "QuadletDeleteLibpod", "QuadletExistsLibpod", "QuadletFileLibpod", "QuadletListLibpod"]],
    "params": _LibpodQuadletsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodQuadletsStreamMap: TypeAlias = _LibpodQuadletsAsStream
_LibpodQuadletsAsResponse = TypedDict("_LibpodQuadletsAsResponse", {
    "op": Required[Literal["QuadletDeleteAllLibpod", "QuadletInstallLibpod", "QuadletDeleteLibpod", "QuadletExistsLibpod", "QuadletFileLibpod", "QuadletListLibpod"]],
    "params": _LibpodQuadletsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodQuadletsResponseMap: TypeAlias = _LibpodQuadletsAsResponse
LibpodSecretsOperation: TypeAlias = Literal["SecretDeleteLibpod", "libpodRemoveSecret", "SecretExistsLibpod", "libpodInspectSecret", "SecretInspectLibpod", "SecretCreateLibpod", "SecretListLibpod", "libpodCreateSecret", "libpodListSecret"]
SecretDeleteLibpodParams = TypedDict("SecretDeleteLibpodParams", {
    "name": Required[Text],
    "all": bool | None,
}, total=False)
SecretExistsLibpodParams = TypedDict("SecretExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
SecretInspectLibpodParams = TypedDict("SecretInspectLibpodParams", {
    "name": Required[Text],
    "showsecret": bool | None,
}, total=False)
SecretCreateLibpodParams = TypedDict("SecretCreateLibpodParams", {
    "name": Required[Text],
    "driver": Text | None,
    "driveropts": Json | None,
    "labels": Json | None,
    "replace": bool | None,
    "ignore": bool | None,
    "Content-type": str | None,
}, total=False)
SecretListLibpodParams = TypedDict("SecretListLibpodParams", {
    "filters": Filters | None,
}, total=False)
LibpodCreateSecretParams = TypedDict("LibpodCreateSecretParams", {
    "name": Required[Text],
    "driver": Text | None,
    "Content-type": str | None,
}, total=False)
LibpodListSecretParams = TypedDict("LibpodListSecretParams", {}, total=False)
LibpodRemoveSecretParams: TypeAlias = SecretDeleteLibpodParams
LibpodInspectSecretParams: TypeAlias = SecretExistsLibpodParams
_LibpodSecretsParams: TypeAlias = SecretDeleteLibpodParams | SecretExistsLibpodParams | SecretInspectLibpodParams | SecretCreateLibpodParams | SecretListLibpodParams | LibpodCreateSecretParams | LibpodListSecretParams
_LibpodSecretsSecretDeleteLibpodAsData = TypedDict("_LibpodSecretsSecretDeleteLibpodAsData", {
    "op": Required[Literal["SecretDeleteLibpod", "libpodRemoveSecret"]],
    "params": Required[SecretDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsSecretExistsLibpodAsData = TypedDict("_LibpodSecretsSecretExistsLibpodAsData", {
    "op": Required[Literal["SecretExistsLibpod", "libpodInspectSecret"]],
    "params": Required[SecretExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsSecretInspectLibpodAsData = TypedDict("_LibpodSecretsSecretInspectLibpodAsData", {
    "op": Required[Literal["SecretInspectLibpod"]],
    "params": Required[SecretInspectLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsSecretCreateLibpodAsData = TypedDict("_LibpodSecretsSecretCreateLibpodAsData", {
    "op": Required[Literal["SecretCreateLibpod"]],
    "params": Required[SecretCreateLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsSecretListLibpodAsData = TypedDict("_LibpodSecretsSecretListLibpodAsData", {
    "op": Required[Literal["SecretListLibpod"]],
    "params": SecretListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsLibpodCreateSecretAsData = TypedDict("_LibpodSecretsLibpodCreateSecretAsData", {
    "op": Required[Literal["libpodCreateSecret"]],
    "params": Required[LibpodCreateSecretParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSecretsLibpodListSecretAsData = TypedDict("_LibpodSecretsLibpodListSecretAsData", {
    "op": Required[Literal["libpodListSecret"]],
    "params": LibpodListSecretParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSecretsDataMap: TypeAlias = _LibpodSecretsSecretDeleteLibpodAsData | _LibpodSecretsSecretExistsLibpodAsData | _LibpodSecretsSecretInspectLibpodAsData | _LibpodSecretsSecretCreateLibpodAsData | _LibpodSecretsSecretListLibpodAsData | _LibpodSecretsLibpodCreateSecretAsData | _LibpodSecretsLibpodListSecretAsData
_LibpodSecretsAsStream = TypedDict("_LibpodSecretsAsStream", {
    "op": Required[Literal["SecretDeleteLibpod", "libpodRemoveSecret", "SecretExistsLibpod", "libpodInspectSecret", "SecretInspectLibpod", "SecretCreateLibpod", "SecretListLibpod", "libpodCreateSecret", "libpodListSecret"]],
    "params": _LibpodSecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSecretsStreamMap: TypeAlias = _LibpodSecretsAsStream
_LibpodSecretsAsResponse = TypedDict("_LibpodSecretsAsResponse", {
    "op": Required[Literal["SecretDeleteLibpod", "libpodRemoveSecret", "SecretExistsLibpod", "libpodInspectSecret", "SecretInspectLibpod", "SecretCreateLibpod", "SecretListLibpod", "libpodCreateSecret", "libpodListSecret"]],
    "params": _LibpodSecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSecretsResponseMap: TypeAlias = _LibpodSecretsAsResponse
LibpodSystemOperation: TypeAlias = Literal["SystemCheckLibpod", "SystemDataUsageLibpod", "df", "SystemPruneLibpod", "pruneSystem"]
SystemCheckLibpodParams = TypedDict("SystemCheckLibpodParams", {
    "quick": bool | None,
    "repair": bool | None,
    "repair_lossy": bool | None,
    "unreferenced_layer_max_age": Text | None,
}, total=False)
SystemDataUsageLibpodParams = TypedDict("SystemDataUsageLibpodParams", {}, total=False)
SystemPruneLibpodParams = TypedDict("SystemPruneLibpodParams", {
    "all": bool | None,
    "volumes": bool | None,
    "external": bool | None,
    "build": bool | None,
    "filters": Filters | None,
}, total=False)
PruneSystemParams = TypedDict("PruneSystemParams", {
    "all": bool | None,
    "volumes": bool | None,
    "filters": Filters | None,
}, total=False)
DfParams: TypeAlias = SystemDataUsageLibpodParams
_LibpodSystemParams: TypeAlias = SystemCheckLibpodParams | SystemDataUsageLibpodParams | SystemPruneLibpodParams | PruneSystemParams
_LibpodSystemSystemCheckLibpodAsData = TypedDict("_LibpodSystemSystemCheckLibpodAsData", {
    "op": Required[Literal["SystemCheckLibpod"]],
    "params": SystemCheckLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSystemSystemDataUsageLibpodAsData = TypedDict("_LibpodSystemSystemDataUsageLibpodAsData", {
    "op": Required[Literal["SystemDataUsageLibpod", "df"]],
    "params": SystemDataUsageLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSystemSystemPruneLibpodAsData = TypedDict("_LibpodSystemSystemPruneLibpodAsData", {
    "op": Required[Literal["SystemPruneLibpod"]],
    "params": SystemPruneLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodSystemPruneSystemAsData = TypedDict("_LibpodSystemPruneSystemAsData", {
    "op": Required[Literal["pruneSystem"]],
    "params": PruneSystemParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSystemDataMap: TypeAlias = _LibpodSystemSystemCheckLibpodAsData | _LibpodSystemSystemDataUsageLibpodAsData | _LibpodSystemSystemPruneLibpodAsData | _LibpodSystemPruneSystemAsData
_LibpodSystemAsStream = TypedDict("_LibpodSystemAsStream", {
    "op": Required[Literal["SystemCheckLibpod", "SystemDataUsageLibpod", "df", "SystemPruneLibpod", "pruneSystem"]],
    "params": _LibpodSystemParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSystemStreamMap: TypeAlias = _LibpodSystemAsStream
_LibpodSystemAsResponse = TypedDict("_LibpodSystemAsResponse", {
    "op": Required[Literal["SystemCheckLibpod", "SystemDataUsageLibpod", "df", "SystemPruneLibpod", "pruneSystem"]],
    "params": _LibpodSystemParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodSystemResponseMap: TypeAlias = _LibpodSystemAsResponse
LibpodVersionOperation: TypeAlias = Literal["SystemVersionLibpod", "SystemVersion"]
SystemVersionLibpodParams = TypedDict("SystemVersionLibpodParams", {}, total=False)
SystemVersionParams: TypeAlias = SystemVersionLibpodParams
_LibpodVersionParams: TypeAlias = SystemVersionLibpodParams
_LibpodVersionSystemVersionLibpodAsData = TypedDict("_LibpodVersionSystemVersionLibpodAsData", {
    "op": Required[Literal["SystemVersionLibpod", "SystemVersion"]],
    "params": SystemVersionLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVersionDataMap: TypeAlias = _LibpodVersionSystemVersionLibpodAsData
_LibpodVersionAsStream = TypedDict("_LibpodVersionAsStream", {
    "op": Required[Literal["SystemVersionLibpod", "SystemVersion"]],
    "params": _LibpodVersionParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVersionStreamMap: TypeAlias = _LibpodVersionAsStream
_LibpodVersionAsResponse = TypedDict("_LibpodVersionAsResponse", {
    "op": Required[Literal["SystemVersionLibpod", "SystemVersion"]],
    "params": _LibpodVersionParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVersionResponseMap: TypeAlias = _LibpodVersionAsResponse
LibpodVolumesOperation: TypeAlias = Literal["VolumeDeleteLibpod", "VolumeExistsLibpod", "VolumeInspectLibpod", "libpodExistsVolume", "libpodInspectVolume", "VolumeExportLibpod", "VolumeImportLibpod", "VolumeCreateLibpod", "libpodCreateVolume", "VolumeListLibpod", "libpodListVolumes", "libpodPruneVolumes", "VolumePruneLibpod", "libpodRemoveVolume"]
VolumeDeleteLibpodParams = TypedDict("VolumeDeleteLibpodParams", {
    "name": Required[Text],
    "force": bool | None,
    "timeout": int | None,
}, total=False)
VolumeExistsLibpodParams = TypedDict("VolumeExistsLibpodParams", {
    "name": Required[Text],
}, total=False)
VolumeExportLibpodParams = TypedDict("VolumeExportLibpodParams", {
    "name": Required[Text],
}, total=False)
VolumeImportLibpodParams = TypedDict("VolumeImportLibpodParams", {
    "name": Required[Text],
    "Content-type": str | None,
}, total=False)
VolumeCreateLibpodParams = TypedDict("VolumeCreateLibpodParams", {
    "Content-type": str | None,
}, total=False)
VolumeListLibpodParams = TypedDict("VolumeListLibpodParams", {
    "filters": Filters | None,
}, total=False)
VolumePruneLibpodParams = TypedDict("VolumePruneLibpodParams", {
    "filters": Filters | None,
    "dryrun": bool | None,
}, total=False)
LibpodRemoveVolumeParams = TypedDict("LibpodRemoveVolumeParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
VolumeInspectLibpodParams: TypeAlias = VolumeExistsLibpodParams
LibpodExistsVolumeParams: TypeAlias = VolumeExistsLibpodParams
LibpodInspectVolumeParams: TypeAlias = VolumeExistsLibpodParams
LibpodCreateVolumeParams: TypeAlias = VolumeCreateLibpodParams
LibpodListVolumesParams: TypeAlias = VolumeListLibpodParams
LibpodPruneVolumesParams: TypeAlias = VolumeListLibpodParams
_LibpodVolumesParams: TypeAlias = VolumeDeleteLibpodParams | VolumeExistsLibpodParams | VolumeExportLibpodParams | VolumeImportLibpodParams | VolumeCreateLibpodParams | VolumeListLibpodParams | VolumePruneLibpodParams | LibpodRemoveVolumeParams
_LibpodVolumesVolumeDeleteLibpodAsData = TypedDict("_LibpodVolumesVolumeDeleteLibpodAsData", {
    "op": Required[Literal["VolumeDeleteLibpod"]],
    "params": Required[VolumeDeleteLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumeExistsLibpodAsData = TypedDict("_LibpodVolumesVolumeExistsLibpodAsData", {
    "op": Required[Literal["VolumeExistsLibpod", "VolumeInspectLibpod", "libpodExistsVolume", "libpodInspectVolume"]],
    "params": Required[VolumeExistsLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumeExportLibpodAsData = TypedDict("_LibpodVolumesVolumeExportLibpodAsData", {
    "op": Required[Literal["VolumeExportLibpod"]],
    "params": Required[VolumeExportLibpodParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumeImportLibpodAsData = TypedDict("_LibpodVolumesVolumeImportLibpodAsData", {
    "op": Required[Literal["VolumeImportLibpod"]],
    "params": Required[VolumeImportLibpodParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumeCreateLibpodAsData = TypedDict("_LibpodVolumesVolumeCreateLibpodAsData", {
    "op": Required[Literal["VolumeCreateLibpod", "libpodCreateVolume"]],
    "params": VolumeCreateLibpodParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumeListLibpodAsData = TypedDict("_LibpodVolumesVolumeListLibpodAsData", {
    "op": Required[Literal["VolumeListLibpod", "libpodListVolumes", "libpodPruneVolumes"]],
    "params": VolumeListLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesVolumePruneLibpodAsData = TypedDict("_LibpodVolumesVolumePruneLibpodAsData", {
    "op": Required[Literal["VolumePruneLibpod"]],
    "params": VolumePruneLibpodParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesLibpodRemoveVolumeAsData = TypedDict("_LibpodVolumesLibpodRemoveVolumeAsData", {
    "op": Required[Literal["libpodRemoveVolume"]],
    "params": Required[LibpodRemoveVolumeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVolumesDataMap: TypeAlias = _LibpodVolumesVolumeDeleteLibpodAsData | _LibpodVolumesVolumeExistsLibpodAsData | _LibpodVolumesVolumeExportLibpodAsData | _LibpodVolumesVolumeImportLibpodAsData | _LibpodVolumesVolumeCreateLibpodAsData | _LibpodVolumesVolumeListLibpodAsData | _LibpodVolumesVolumePruneLibpodAsData | _LibpodVolumesLibpodRemoveVolumeAsData
_LibpodVolumesVolumeExportLibpodAsStream = TypedDict("_LibpodVolumesVolumeExportLibpodAsStream", {
    "op": Required[Literal["VolumeExportLibpod"]],
    "params": Required[VolumeExportLibpodParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_LibpodVolumesAsStream = TypedDict("_LibpodVolumesAsStream", {
    "op": Required[Literal["VolumeDeleteLibpod", "VolumeExistsLibpod", "VolumeInspectLibpod", "libpodExistsVolume", "libpodInspectVolume", "VolumeImportLibpod", "VolumeCreateLibpod", "libpodCreateVolume", "VolumeListLibpod", "libpodListVolumes", "libpodPruneVolumes", "VolumePruneLibpod", "libpodRemoveVolume"]],
    "params": _LibpodVolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVolumesStreamMap: TypeAlias = _LibpodVolumesVolumeExportLibpodAsStream | _LibpodVolumesAsStream
_LibpodVolumesAsResponse = TypedDict("_LibpodVolumesAsResponse", {
    "op": Required[Literal["VolumeDeleteLibpod", "VolumeExistsLibpod", "VolumeInspectLibpod", "libpodExistsVolume", "libpodInspectVolume", "VolumeExportLibpod", "VolumeImportLibpod", "VolumeCreateLibpod", "libpodCreateVolume", "VolumeListLibpod", "libpodListVolumes", "libpodPruneVolumes", "VolumePruneLibpod", "libpodRemoveVolume"]],
    "params": _LibpodVolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
LibpodVolumesResponseMap: TypeAlias = _LibpodVolumesAsResponse
NetworksOperation: TypeAlias = Literal["NetworkList", "NetworkPrune", "compatListNetwork", "compatPruneNetwork", "NetworkDelete", "NetworkInspect", "NetworkConnect", "NetworkDisconnect", "compatConnectNetwork", "compatDisconnectNetwork", "NetworkCreate", "compatCreateNetwork", "compatRemoveNetwork", "compatInspectNetwork"]
NetworkListParams = TypedDict("NetworkListParams", {
    "filters": Filters | None,
}, total=False)
NetworkDeleteParams = TypedDict("NetworkDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
    "timeout": int | None,
}, total=False)
NetworkInspectParams = TypedDict("NetworkInspectParams", {
    "name": Required[Text],
    "verbose": bool | None,
    "scope": Text | None,
}, total=False)
NetworkConnectParams = TypedDict("NetworkConnectParams", {
    "name": Required[Text],
    "Content-type": str | None,
}, total=False)
NetworkCreateParams = TypedDict("NetworkCreateParams", {
    "Content-type": str | None,
}, total=False)
CompatRemoveNetworkParams = TypedDict("CompatRemoveNetworkParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
CompatInspectNetworkParams = TypedDict("CompatInspectNetworkParams", {
    "name": Required[Text],
}, total=False)
NetworkPruneParams: TypeAlias = NetworkListParams
CompatListNetworkParams: TypeAlias = NetworkListParams
CompatPruneNetworkParams: TypeAlias = NetworkListParams
NetworkDisconnectParams: TypeAlias = NetworkConnectParams
CompatConnectNetworkParams: TypeAlias = NetworkConnectParams
CompatDisconnectNetworkParams: TypeAlias = NetworkConnectParams
CompatCreateNetworkParams: TypeAlias = NetworkCreateParams
_NetworksParams: TypeAlias = NetworkListParams | NetworkDeleteParams | NetworkInspectParams | NetworkConnectParams | NetworkCreateParams | CompatRemoveNetworkParams | CompatInspectNetworkParams
_NetworksNetworkListAsData = TypedDict("_NetworksNetworkListAsData", {
    "op": Required[Literal["NetworkList", "NetworkPrune", "compatListNetwork", "compatPruneNetwork"]],
    "params": NetworkListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkDeleteAsData = TypedDict("_NetworksNetworkDeleteAsData", {
    "op": Required[Literal["NetworkDelete"]],
    "params": Required[NetworkDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkInspectAsData = TypedDict("_NetworksNetworkInspectAsData", {
    "op": Required[Literal["NetworkInspect"]],
    "params": Required[NetworkInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkConnectAsData = TypedDict("_NetworksNetworkConnectAsData", {
    "op": Required[Literal["NetworkConnect", "NetworkDisconnect", "compatConnectNetwork", "compatDisconnectNetwork"]],
    "params": Required[NetworkConnectParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkCreateAsData = TypedDict("_NetworksNetworkCreateAsData", {
    "op": Required[Literal["NetworkCreate", "compatCreateNetwork"]],
    "params": NetworkCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksCompatRemoveNetworkAsData = TypedDict("_NetworksCompatRemoveNetworkAsData", {
    "op": Required[Literal["compatRemoveNetwork"]],
    "params": Required[CompatRemoveNetworkParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksCompatInspectNetworkAsData = TypedDict("_NetworksCompatInspectNetworkAsData", {
    "op": Required[Literal["compatInspectNetwork"]],
    "params": Required[CompatInspectNetworkParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
NetworksDataMap: TypeAlias = _NetworksNetworkListAsData | _NetworksNetworkDeleteAsData | _NetworksNetworkInspectAsData | _NetworksNetworkConnectAsData | _NetworksNetworkCreateAsData | _NetworksCompatRemoveNetworkAsData | _NetworksCompatInspectNetworkAsData
_NetworksAsStream = TypedDict("_NetworksAsStream", {
    "op": Required[Literal["NetworkList", "NetworkPrune", "compatListNetwork", "compatPruneNetwork", "NetworkDelete", "NetworkInspect", "NetworkConnect", "NetworkDisconnect", "compatConnectNetwork", "compatDisconnectNetwork", "NetworkCreate", "compatCreateNetwork", "compatRemoveNetwork", "compatInspectNetwork"]],
    "params": _NetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
NetworksStreamMap: TypeAlias = _NetworksAsStream
_NetworksAsResponse = TypedDict("_NetworksAsResponse", {
    "op": Required[Literal["NetworkList", "NetworkPrune", "compatListNetwork", "compatPruneNetwork", "NetworkDelete", "NetworkInspect", "NetworkConnect", "NetworkDisconnect", "compatConnectNetwork", "compatDisconnectNetwork", "NetworkCreate", "compatCreateNetwork", "compatRemoveNetwork", "compatInspectNetwork"]],
    "params": _NetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
NetworksResponseMap: TypeAlias = _NetworksAsResponse
SecretsOperation: TypeAlias = Literal["SecretList", "SecretDelete", "RemoveSecret", "InspectSecret", "SecretInspect", "SecretCreate", "CreateSecret", "ListSecret"]
SecretListParams = TypedDict("SecretListParams", {
    "filters": Filters | None,
}, total=False)
SecretDeleteParams = TypedDict("SecretDeleteParams", {
    "name": Required[Text],
}, total=False)
SecretInspectParams = TypedDict("SecretInspectParams", {
    "name": Required[Text],
    "showsecret": bool | None,
}, total=False)
SecretCreateParams = TypedDict("SecretCreateParams", {
    "Content-type": str | None,
}, total=False)
ListSecretParams = TypedDict("ListSecretParams", {}, total=False)
RemoveSecretParams: TypeAlias = SecretDeleteParams
InspectSecretParams: TypeAlias = SecretDeleteParams
CreateSecretParams: TypeAlias = SecretCreateParams
_SecretsParams: TypeAlias = SecretListParams | SecretDeleteParams | SecretInspectParams | SecretCreateParams | ListSecretParams
_SecretsSecretListAsData = TypedDict("_SecretsSecretListAsData", {
    "op": Required[Literal["SecretList"]],
    "params": SecretListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretDeleteAsData = TypedDict("_SecretsSecretDeleteAsData", {
    "op": Required[Literal["SecretDelete", "RemoveSecret", "InspectSecret"]],
    "params": Required[SecretDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretInspectAsData = TypedDict("_SecretsSecretInspectAsData", {
    "op": Required[Literal["SecretInspect"]],
    "params": Required[SecretInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretCreateAsData = TypedDict("_SecretsSecretCreateAsData", {
    "op": Required[Literal["SecretCreate", "CreateSecret"]],
    "params": SecretCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsListSecretAsData = TypedDict("_SecretsListSecretAsData", {
    "op": Required[Literal["ListSecret"]],
    "params": ListSecretParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
SecretsDataMap: TypeAlias = _SecretsSecretListAsData | _SecretsSecretDeleteAsData | _SecretsSecretInspectAsData | _SecretsSecretCreateAsData | _SecretsListSecretAsData
_SecretsAsStream = TypedDict("_SecretsAsStream", {
    "op": Required[Literal["SecretList", "SecretDelete", "RemoveSecret", "InspectSecret", "SecretInspect", "SecretCreate", "CreateSecret", "ListSecret"]],
    "params": _SecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
SecretsStreamMap: TypeAlias = _SecretsAsStream
_SecretsAsResponse = TypedDict("_SecretsAsResponse", {
    "op": Required[Literal["SecretList", "SecretDelete", "RemoveSecret", "InspectSecret", "SecretInspect", "SecretCreate", "CreateSecret", "ListSecret"]],
    "params": _SecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SecretsResponseMap: TypeAlias = _SecretsAsResponse
SystemOperation: TypeAlias = Literal["SystemDataUsage"]
SystemDataUsageParams = TypedDict("SystemDataUsageParams", {}, total=False)
_SystemParams: TypeAlias = SystemDataUsageParams
_SystemSystemDataUsageAsData = TypedDict("_SystemSystemDataUsageAsData", {
    "op": Required[Literal["SystemDataUsage"]],
    "params": SystemDataUsageParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
SystemDataMap: TypeAlias = _SystemSystemDataUsageAsData
_SystemAsStream = TypedDict("_SystemAsStream", {
    "op": Required[Literal["SystemDataUsage"]],
    "params": _SystemParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
SystemStreamMap: TypeAlias = _SystemAsStream
_SystemAsResponse = TypedDict("_SystemAsResponse", {
    "op": Required[Literal["SystemDataUsage"]],
    "params": _SystemParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SystemResponseMap: TypeAlias = _SystemAsResponse
VersionOperation: TypeAlias = Literal["SystemVersion", "CompatSystemVersion"]
VersionSystemVersionParams = TypedDict("VersionSystemVersionParams", {}, total=False)
CompatSystemVersionParams: TypeAlias = VersionSystemVersionParams
_VersionParams: TypeAlias = VersionSystemVersionParams
_VersionSystemVersionAsData = TypedDict("_VersionSystemVersionAsData", {
    "op": Required[Literal["SystemVersion", "CompatSystemVersion"]],
    "params": VersionSystemVersionParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
VersionDataMap: TypeAlias = _VersionSystemVersionAsData
_VersionAsStream = TypedDict("_VersionAsStream", {
    "op": Required[Literal["SystemVersion", "CompatSystemVersion"]],
    "params": _VersionParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
VersionStreamMap: TypeAlias = _VersionAsStream
_VersionAsResponse = TypedDict("_VersionAsResponse", {
    "op": Required[Literal["SystemVersion", "CompatSystemVersion"]],
    "params": _VersionParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
VersionResponseMap: TypeAlias = _VersionAsResponse
VolumesOperation: TypeAlias = Literal["VolumeList", "VolumePrune", "listVolumes", "pruneVolumes", "VolumeDelete", "VolumeInspect", "inspectVolume", "VolumeCreate", "createVolume", "removeVolume"]
VolumeListParams = TypedDict("VolumeListParams", {
    "filters": Filters | None,
}, total=False)
VolumeDeleteParams = TypedDict("VolumeDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
    "timeout": int | None,
}, total=False)
VolumeInspectParams = TypedDict("VolumeInspectParams", {
    "name": Required[Text],
}, total=False)
VolumeCreateParams = TypedDict("VolumeCreateParams", {
    "Content-type": str | None,
}, total=False)
RemoveVolumeParams = TypedDict("RemoveVolumeParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
VolumePruneParams: TypeAlias = VolumeListParams
ListVolumesParams: TypeAlias = VolumeListParams
PruneVolumesParams: TypeAlias = VolumeListParams
InspectVolumeParams: TypeAlias = VolumeInspectParams
CreateVolumeParams: TypeAlias = VolumeCreateParams
_VolumesParams: TypeAlias = VolumeListParams | VolumeDeleteParams | VolumeInspectParams | VolumeCreateParams | RemoveVolumeParams
_VolumesVolumeListAsData = TypedDict("_VolumesVolumeListAsData", {
    "op": Required[Literal["VolumeList", "VolumePrune", "listVolumes", "pruneVolumes"]],
    "params": VolumeListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeDeleteAsData = TypedDict("_VolumesVolumeDeleteAsData", {
    "op": Required[Literal["VolumeDelete"]],
    "params": Required[VolumeDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeInspectAsData = TypedDict("_VolumesVolumeInspectAsData", {
    "op": Required[Literal["VolumeInspect", "inspectVolume"]],
    "params": Required[VolumeInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeCreateAsData = TypedDict("_VolumesVolumeCreateAsData", {
    "op": Required[Literal["VolumeCreate", "createVolume"]],
    "params": VolumeCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesRemoveVolumeAsData = TypedDict("_VolumesRemoveVolumeAsData", {
    "op": Required[Literal["removeVolume"]],
    "params": Required[RemoveVolumeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
VolumesDataMap: TypeAlias = _VolumesVolumeListAsData | _VolumesVolumeDeleteAsData | _VolumesVolumeInspectAsData | _VolumesVolumeCreateAsData | _VolumesRemoveVolumeAsData
_VolumesAsStream = TypedDict("_VolumesAsStream", {
    "op": Required[Literal["VolumeList", "VolumePrune", "listVolumes", "pruneVolumes", "VolumeDelete", "VolumeInspect", "inspectVolume", "VolumeCreate", "createVolume", "removeVolume"]],
    "params": _VolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
VolumesStreamMap: TypeAlias = _VolumesAsStream
_VolumesAsResponse = TypedDict("_VolumesAsResponse", {
    "op": Required[Literal["VolumeList", "VolumePrune", "listVolumes", "pruneVolumes", "VolumeDelete", "VolumeInspect", "inspectVolume", "VolumeCreate", "createVolume", "removeVolume"]],
    "params": _VolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
VolumesResponseMap: TypeAlias = _VolumesAsResponse
PingOperation: TypeAlias = Literal["CompatSystemPing", "SystemPingHead", "SystemPing"]
CompatSystemPingParams = TypedDict("CompatSystemPingParams", {}, total=False)
SystemPingHeadParams: TypeAlias = CompatSystemPingParams
_PingParams: TypeAlias = CompatSystemPingParams
_PingCompatSystemPingAsData = TypedDict("_PingCompatSystemPingAsData", {
    "op": Required[Literal["CompatSystemPing", "SystemPingHead", "SystemPing"]],
    "params": CompatSystemPingParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
PingDataMap: TypeAlias = _PingCompatSystemPingAsData
_PingAsStream = TypedDict("_PingAsStream", {
    "op": Required[Literal["CompatSystemPing", "SystemPingHead", "SystemPing"]],
    "params": _PingParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
PingStreamMap: TypeAlias = _PingAsStream
_PingAsResponse = TypedDict("_PingAsResponse", {
    "op": Required[Literal["CompatSystemPing", "SystemPingHead", "SystemPing"]],
    "params": _PingParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
PingResponseMap: TypeAlias = _PingAsResponse
