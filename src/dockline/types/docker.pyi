# Made by tools/compile_types.py.
from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypedDict

from typing_extensions import Required

from dockline.types import Data, Filters, Json, Text

Version: TypeAlias = Literal["auto", "v1.55", "v1.54", "v1.53", "v1.52", "v1.51", "v1.50", "v1.49", "v1.48", "v1.47", "v1.46", "v1.45", "v1.44", "v1.43", "v1.42", "v1.41", "v1.40", "v1.39", "v1.38", "v1.37", "v1.36", "v1.35", "v1.34", "v1.33", "v1.32", "v1.31", "v1.30", "v1.29", "v1.28", "v1.27", "v1.26", "v1.25"]
Category: TypeAlias = Literal["containers", "images", "build", "auth", "info", "version", "_ping", "commit", "events", "system", "exec", "volumes", "networks", "plugins", "nodes", "swarm", "services", "tasks", "secrets", "configs", "distribution", "session", "grpc"]
ContainersOperation: TypeAlias = Literal["ContainerList", "ContainerCreate", "ContainerInspect", "ContainerTop", "ContainerLogs", "ContainerChanges", "ContainerPause", "ContainerUnpause", "ContainerExport", "ContainerStats", "ContainerResize", "ContainerStart", "ContainerStop", "ContainerRestart", "ContainerKill", "ContainerUpdate", "CheckpointCreate", "ContainerRename", "ContainerAttach", "ContainerAttachWebsocket", "ContainerWait", "ContainerDelete", "ContainerArchiveInfo", "ContainerArchiveHead", "ContainerArchive", "ContainerGetArchive", "PutContainerArchive", "ContainerPrune", "ContainerExec", "CheckpointList", "CheckpointDelete", "ContainerPutArchive"]
ContainerListParams = TypedDict("ContainerListParams", {
    "all": bool | None,
    "limit": int | None,
    "size": bool | None,
    "filters": Filters | None,
}, total=False)
ContainerCreateParams = TypedDict("ContainerCreateParams", {
    "name": str | None,
    "platform": Text | None,
    "Content-type": str | None,
}, total=False)
ContainerInspectParams = TypedDict("ContainerInspectParams", {
    "id": Required[str],
    "size": bool | None,
}, total=False)
ContainerTopParams = TypedDict("ContainerTopParams", {
    "id": Required[str],
    "ps_args": Text | None,
}, total=False)
ContainerLogsParams = TypedDict("ContainerLogsParams", {
    "id": Required[str],
    "follow": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "since": Text | None,
    "until": Text | None,
    "timestamps": bool | None,
    "tail": Text | None,
    "details": bool | None,
}, total=False)
ContainerChangesParams = TypedDict("ContainerChangesParams", {
    "id": Required[str],
}, total=False)
ContainerExportParams = TypedDict("ContainerExportParams", {
    "id": Required[str],
}, total=False)
ContainerStatsParams = TypedDict("ContainerStatsParams", {
    "id": Required[str],
    "stream": bool | None,
    "one-shot": bool | None,
}, total=False)
ContainerResizeParams = TypedDict("ContainerResizeParams", {
    "id": Required[str],
    "h": Required[int],
    "w": Required[int],
}, total=False)
ContainerStartParams = TypedDict("ContainerStartParams", {
    "id": Required[str],
    "detachKeys": Text | None,
    "checkpoint": Text | None,
    "checkpoint-dir": Text | None,
}, total=False)
ContainerStopParams = TypedDict("ContainerStopParams", {
    "id": Required[str],
    "signal": Text | None,
    "t": int | None,
}, total=False)
ContainerKillParams = TypedDict("ContainerKillParams", {
    "id": Required[str],
    "signal": Text | None,
}, total=False)
ContainerUpdateParams = TypedDict("ContainerUpdateParams", {
    "id": Required[str],
    "Content-type": str | None,
}, total=False)
ContainerRenameParams = TypedDict("ContainerRenameParams", {
    "id": Required[str],
    "name": Required[str],
}, total=False)
ContainerAttachParams = TypedDict("ContainerAttachParams", {
    "id": Required[str],
    "detachKeys": Text | None,
    "logs": bool | None,
    "stream": bool | None,
    "stdin": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
}, total=False)
ContainerAttachWebsocketParams = TypedDict("ContainerAttachWebsocketParams", {
    "id": Required[str],
    "detachKeys": Text | None,
    "logs": bool | None,
    "stream": bool | None,
    "stdin": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
}, total=False)
ContainerWaitParams = TypedDict("ContainerWaitParams", {
    "id": Required[str],
    "condition": Text | None,
}, total=False)
ContainerDeleteParams = TypedDict("ContainerDeleteParams", {
    "id": Required[str],
    "v": bool | None,
    "force": bool | None,
    "link": bool | None,
}, total=False)
ContainerArchiveInfoParams = TypedDict("ContainerArchiveInfoParams", {
    "id": Required[str],
    "path": Required[Text],
}, total=False)
ContainerArchiveParams = TypedDict("ContainerArchiveParams", {
    "id": Required[str],
    "path": Required[Text],
}, total=False)
PutContainerArchiveParams = TypedDict("PutContainerArchiveParams", {
    "id": Required[str],
    "path": Required[Text],
    "noOverwriteDirNonDir": Text | None,
    "copyUIDGID": Text | None,
    "Content-type": str | None,
}, total=False)
ContainerPruneParams = TypedDict("ContainerPruneParams", {
    "filters": Filters | None,
}, total=False)
ContainerExecParams = TypedDict("ContainerExecParams", {
    "id": Required[str],
    "Content-type": str | None,
}, total=False)
CheckpointListParams = TypedDict("CheckpointListParams", {
    "id": Required[str],
    "dir": Text | None,
}, total=False)
CheckpointDeleteParams = TypedDict("CheckpointDeleteParams", {
    "id": Required[str],
    "dir": Text | None,
    "checkpoint": Required[Text],
}, total=False)
ContainerPutArchiveParams = TypedDict("ContainerPutArchiveParams", {
    "id": Required[str],
    "path": Required[Text],
    "noOverwriteDirNonDir": Text | None,
    "Content-type": str | None,
}, total=False)
ContainerPauseParams: TypeAlias = ContainerChangesParams
ContainerUnpauseParams: TypeAlias = ContainerChangesParams
ContainerRestartParams: TypeAlias = ContainerStopParams
CheckpointCreateParams: TypeAlias = ContainerUpdateParams
ContainerArchiveHeadParams: TypeAlias = ContainerArchiveInfoParams
ContainerGetArchiveParams: TypeAlias = ContainerArchiveParams
_ContainersParams: TypeAlias = ContainerListParams | ContainerCreateParams | ContainerInspectParams | ContainerTopParams | ContainerLogsParams | ContainerChangesParams | ContainerExportParams | ContainerStatsParams | ContainerResizeParams | ContainerStartParams | ContainerStopParams | ContainerKillParams | ContainerUpdateParams | ContainerRenameParams | ContainerAttachParams | ContainerAttachWebsocketParams | ContainerWaitParams | ContainerDeleteParams | ContainerArchiveInfoParams | ContainerArchiveParams | PutContainerArchiveParams | ContainerPruneParams | ContainerExecParams | CheckpointListParams | CheckpointDeleteParams | ContainerPutArchiveParams
_ContainersContainerListAsData = TypedDict("_ContainersContainerListAsData", {
    "op": Required[Literal["ContainerList"]],
    "params": ContainerListParams | None,
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
_ContainersContainerInspectAsData = TypedDict("_ContainersContainerInspectAsData", {
    "op": Required[Literal["ContainerInspect"]],
    "params": Required[ContainerInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerTopAsData = TypedDict("_ContainersContainerTopAsData", {
    "op": Required[Literal["ContainerTop"]],
    "params": Required[ContainerTopParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerLogsAsData = TypedDict("_ContainersContainerLogsAsData", {
    "op": Required[Literal["ContainerLogs"]],
    "params": Required[ContainerLogsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerChangesAsData = TypedDict("_ContainersContainerChangesAsData", {
    "op": Required[Literal["ContainerChanges", "ContainerPause", "ContainerUnpause"]],
    "params": Required[ContainerChangesParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExportAsData = TypedDict("_ContainersContainerExportAsData", {
    "op": Required[Literal["ContainerExport"]],
    "params": Required[ContainerExportParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStatsAsData = TypedDict("_ContainersContainerStatsAsData", {
    "op": Required[Literal["ContainerStats"]],
    "params": Required[ContainerStatsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerResizeAsData = TypedDict("_ContainersContainerResizeAsData", {
    "op": Required[Literal["ContainerResize"]],
    "params": Required[ContainerResizeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStartAsData = TypedDict("_ContainersContainerStartAsData", {
    "op": Required[Literal["ContainerStart"]],
    "params": Required[ContainerStartParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStopAsData = TypedDict("_ContainersContainerStopAsData", {
    "op": Required[Literal["ContainerStop", "ContainerRestart"]],
    "params": Required[ContainerStopParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerKillAsData = TypedDict("_ContainersContainerKillAsData", {
    "op": Required[Literal["ContainerKill"]],
    "params": Required[ContainerKillParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerUpdateAsData = TypedDict("_ContainersContainerUpdateAsData", {
    "op": Required[Literal["ContainerUpdate", "CheckpointCreate"]],
    "params": Required[ContainerUpdateParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerRenameAsData = TypedDict("_ContainersContainerRenameAsData", {
    "op": Required[Literal["ContainerRename"]],
    "params": Required[ContainerRenameParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachAsData = TypedDict("_ContainersContainerAttachAsData", {
    "op": Required[Literal["ContainerAttach"]],
    "params": Required[ContainerAttachParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachWebsocketAsData = TypedDict("_ContainersContainerAttachWebsocketAsData", {
    "op": Required[Literal["ContainerAttachWebsocket"]],
    "params": Required[ContainerAttachWebsocketParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerWaitAsData = TypedDict("_ContainersContainerWaitAsData", {
    "op": Required[Literal["ContainerWait"]],
    "params": Required[ContainerWaitParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerDeleteAsData = TypedDict("_ContainersContainerDeleteAsData", {
    "op": Required[Literal["ContainerDelete"]],
    "params": Required[ContainerDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerArchiveInfoAsData = TypedDict("_ContainersContainerArchiveInfoAsData", {
    "op": Required[Literal["ContainerArchiveInfo", "ContainerArchiveHead"]],
    "params": Required[ContainerArchiveInfoParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerArchiveAsData = TypedDict("_ContainersContainerArchiveAsData", {
    "op": Required[Literal["ContainerArchive", "ContainerGetArchive"]],
    "params": Required[ContainerArchiveParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersPutContainerArchiveAsData = TypedDict("_ContainersPutContainerArchiveAsData", {
    "op": Required[Literal["PutContainerArchive"]],
    "params": Required[PutContainerArchiveParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerPruneAsData = TypedDict("_ContainersContainerPruneAsData", {
    "op": Required[Literal["ContainerPrune"]],
    "params": ContainerPruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExecAsData = TypedDict("_ContainersContainerExecAsData", {
    "op": Required[Literal["ContainerExec"]],
    "params": Required[ContainerExecParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersCheckpointListAsData = TypedDict("_ContainersCheckpointListAsData", {
    "op": Required[Literal["CheckpointList"]],
    "params": Required[CheckpointListParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersCheckpointDeleteAsData = TypedDict("_ContainersCheckpointDeleteAsData", {
    "op": Required[Literal["CheckpointDelete"]],
    "params": Required[CheckpointDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerPutArchiveAsData = TypedDict("_ContainersContainerPutArchiveAsData", {
    "op": Required[Literal["ContainerPutArchive"]],
    "params": Required[ContainerPutArchiveParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ContainersDataMap: TypeAlias = _ContainersContainerListAsData | _ContainersContainerCreateAsData | _ContainersContainerInspectAsData | _ContainersContainerTopAsData | _ContainersContainerLogsAsData | _ContainersContainerChangesAsData | _ContainersContainerExportAsData | _ContainersContainerStatsAsData | _ContainersContainerResizeAsData | _ContainersContainerStartAsData | _ContainersContainerStopAsData | _ContainersContainerKillAsData | _ContainersContainerUpdateAsData | _ContainersContainerRenameAsData | _ContainersContainerAttachAsData | _ContainersContainerAttachWebsocketAsData | _ContainersContainerWaitAsData | _ContainersContainerDeleteAsData | _ContainersContainerArchiveInfoAsData | _ContainersContainerArchiveAsData | _ContainersPutContainerArchiveAsData | _ContainersContainerPruneAsData | _ContainersContainerExecAsData | _ContainersCheckpointListAsData | _ContainersCheckpointDeleteAsData | _ContainersContainerPutArchiveAsData
_ContainersContainerLogsAsStream = TypedDict("_ContainersContainerLogsAsStream", {
    "op": Required[Literal["ContainerLogs"]],
    "params": Required[ContainerLogsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerExportAsStream = TypedDict("_ContainersContainerExportAsStream", {
    "op": Required[Literal["ContainerExport"]],
    "params": Required[ContainerExportParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerStatsAsStream = TypedDict("_ContainersContainerStatsAsStream", {
    "op": Required[Literal["ContainerStats"]],
    "params": Required[ContainerStatsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachAsStream = TypedDict("_ContainersContainerAttachAsStream", {
    "op": Required[Literal["ContainerAttach"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachWebsocketAsStream = TypedDict("_ContainersContainerAttachWebsocketAsStream", {
    "op": Required[Literal["ContainerAttachWebsocket"]],
    "params": Required[ContainerAttachWebsocketParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerArchiveAsStream = TypedDict("_ContainersContainerArchiveAsStream", {
    "op": Required[Literal["ContainerArchive", "ContainerGetArchive"]],
    "params": Required[ContainerArchiveParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersAsStream = TypedDict("_ContainersAsStream", {
    "op": Required[Literal["ContainerList", "ContainerCreate", "ContainerInspect", "ContainerTop", "ContainerChanges", "ContainerPause", "ContainerUnpause", "ContainerResize", "ContainerStart", "ContainerStop", "ContainerRestart", "ContainerKill", "ContainerUpdate", "CheckpointCreate", "ContainerRename", "ContainerWait", "ContainerDelete", "ContainerArchiveInfo", "ContainerArchiveHead", "PutContainerArchive", "ContainerPrune", "ContainerExec", "CheckpointList", "CheckpointDelete", "ContainerPutArchive"]],
    "params": _ContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersStreamMap: TypeAlias = _ContainersContainerLogsAsStream | _ContainersContainerExportAsStream | _ContainersContainerStatsAsStream | _ContainersContainerAttachAsStream | _ContainersContainerAttachWebsocketAsStream | _ContainersContainerArchiveAsStream | _ContainersAsStream
_ContainersContainerAttachAsResponse = TypedDict("_ContainersContainerAttachAsResponse", {
    "op": Required[Literal["ContainerAttach"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachWebsocketAsResponse = TypedDict("_ContainersContainerAttachWebsocketAsResponse", {
    "op": Required[Literal["ContainerAttachWebsocket"]],
    "params": Required[ContainerAttachWebsocketParams],
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersAsResponse = TypedDict("_ContainersAsResponse", {
    "op": Required[Literal["ContainerList", "ContainerCreate", "ContainerInspect", "ContainerTop", "ContainerLogs", "ContainerChanges", "ContainerPause", "ContainerUnpause", "ContainerExport", "ContainerStats", "ContainerResize", "ContainerStart", "ContainerStop", "ContainerRestart", "ContainerKill", "ContainerUpdate", "CheckpointCreate", "ContainerRename", "ContainerAttach", "ContainerAttachWebsocket", "ContainerWait", "ContainerDelete", "ContainerArchiveInfo", "ContainerArchiveHead", "ContainerArchive", "ContainerGetArchive", "PutContainerArchive", "ContainerPrune", "ContainerExec", "CheckpointList", "CheckpointDelete", "ContainerPutArchive"]],
    "params": _ContainersParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersResponseMap: TypeAlias = _ContainersContainerAttachAsResponse | _ContainersContainerAttachWebsocketAsResponse | _ContainersAsResponse
_ContainersContainerAttachAsSocket = TypedDict("_ContainersContainerAttachAsSocket", {
    "op": Required[Literal["ContainerAttach"]],
    "params": Required[ContainerAttachParams],
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
_ContainersContainerAttachWebsocketAsSocket = TypedDict("_ContainersContainerAttachWebsocketAsSocket", {
    "op": Required[Literal["ContainerAttachWebsocket"]],
    "params": Required[ContainerAttachWebsocketParams],
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
ContainersSocketMap: TypeAlias = _ContainersContainerAttachAsSocket | _ContainersContainerAttachWebsocketAsSocket
ImagesOperation: TypeAlias = Literal["ImageList", "ImageCreate", "ImageInspect", "ImageAttestations", "ImageHistory", "ImagePush", "ImageTag", "ImageDelete", "ImageSearch", "ImagePrune", "ImageGet", "ImageGetAll", "ImageLoad"]
ImageListParams = TypedDict("ImageListParams", {
    "all": bool | None,
    "filters": Filters | None,
    "shared-size": bool | None,
    "digests": bool | None,
    "manifests": bool | None,
    "identity": bool | None,
}, total=False)
ImageCreateParams = TypedDict("ImageCreateParams", {
    "fromImage": Text | None,
    "fromSrc": Text | None,
    "repo": Text | None,
    "tag": Text | None,
    "message": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "changes": Sequence[Text] | None,
    "platform": Text | None,
    "Content-type": str | None,
}, total=False)
ImageInspectParams = TypedDict("ImageInspectParams", {
    "name": Required[Text],
    "manifests": bool | None,
    "platform": Json | None,
}, total=False)
ImageAttestationsParams = TypedDict("ImageAttestationsParams", {
    "name": Required[Text],
    "platform": Json | None,
    "type": Sequence[Text] | None,
    "statement": bool | None,
}, total=False)
ImageHistoryParams = TypedDict("ImageHistoryParams", {
    "name": Required[Text],
    "platform": Json | None,
}, total=False)
ImagePushParams = TypedDict("ImagePushParams", {
    "name": Required[Text],
    "tag": Text | None,
    "platform": Json | None,
    "X-Registry-Auth": Required[Mapping[str, Any] | str],
}, total=False)
ImageTagParams = TypedDict("ImageTagParams", {
    "name": Required[Text],
    "repo": Text | None,
    "tag": Text | None,
}, total=False)
ImageDeleteParams = TypedDict("ImageDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
    "noprune": bool | None,
    "platforms": Json | None,
}, total=False)
ImageSearchParams = TypedDict("ImageSearchParams", {
    "term": Required[Text],
    "limit": int | None,
    "filters": Filters | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
ImagePruneParams = TypedDict("ImagePruneParams", {
    "filters": Filters | None,
}, total=False)
ImageGetParams = TypedDict("ImageGetParams", {
    "name": Required[Text],
    "platform": Json | None,
}, total=False)
ImageGetAllParams = TypedDict("ImageGetAllParams", {
    "names": Sequence[Text] | None,
    "platform": Json | None,
}, total=False)
ImageLoadParams = TypedDict("ImageLoadParams", {
    "quiet": bool | None,
    "platform": Json | None,
    "Content-type": str | None,
}, total=False)
_ImagesParams: TypeAlias = ImageListParams | ImageCreateParams | ImageInspectParams | ImageAttestationsParams | ImageHistoryParams | ImagePushParams | ImageTagParams | ImageDeleteParams | ImageSearchParams | ImagePruneParams | ImageGetParams | ImageGetAllParams | ImageLoadParams
_ImagesImageListAsData = TypedDict("_ImagesImageListAsData", {
    "op": Required[Literal["ImageList"]],
    "params": ImageListParams | None,
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
_ImagesImageInspectAsData = TypedDict("_ImagesImageInspectAsData", {
    "op": Required[Literal["ImageInspect"]],
    "params": Required[ImageInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageAttestationsAsData = TypedDict("_ImagesImageAttestationsAsData", {
    "op": Required[Literal["ImageAttestations"]],
    "params": Required[ImageAttestationsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageHistoryAsData = TypedDict("_ImagesImageHistoryAsData", {
    "op": Required[Literal["ImageHistory"]],
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
    "op": Required[Literal["ImageTag"]],
    "params": Required[ImageTagParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageDeleteAsData = TypedDict("_ImagesImageDeleteAsData", {
    "op": Required[Literal["ImageDelete"]],
    "params": Required[ImageDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageSearchAsData = TypedDict("_ImagesImageSearchAsData", {
    "op": Required[Literal["ImageSearch"]],
    "params": Required[ImageSearchParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImagePruneAsData = TypedDict("_ImagesImagePruneAsData", {
    "op": Required[Literal["ImagePrune"]],
    "params": ImagePruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAsData = TypedDict("_ImagesImageGetAsData", {
    "op": Required[Literal["ImageGet"]],
    "params": Required[ImageGetParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAllAsData = TypedDict("_ImagesImageGetAllAsData", {
    "op": Required[Literal["ImageGetAll"]],
    "params": ImageGetAllParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageLoadAsData = TypedDict("_ImagesImageLoadAsData", {
    "op": Required[Literal["ImageLoad"]],
    "params": ImageLoadParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ImagesDataMap: TypeAlias = _ImagesImageListAsData | _ImagesImageCreateAsData | _ImagesImageInspectAsData | _ImagesImageAttestationsAsData | _ImagesImageHistoryAsData | _ImagesImagePushAsData | _ImagesImageTagAsData | _ImagesImageDeleteAsData | _ImagesImageSearchAsData | _ImagesImagePruneAsData | _ImagesImageGetAsData | _ImagesImageGetAllAsData | _ImagesImageLoadAsData
_ImagesImageCreateAsStream = TypedDict("_ImagesImageCreateAsStream", {
    "op": Required[Literal["ImageCreate"]],
    "params": ImageCreateParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImagePushAsStream = TypedDict("_ImagesImagePushAsStream", {
    "op": Required[Literal["ImagePush"]],
    "params": Required[ImagePushParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAsStream = TypedDict("_ImagesImageGetAsStream", {
    "op": Required[Literal["ImageGet"]],
    "params": Required[ImageGetParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageGetAllAsStream = TypedDict("_ImagesImageGetAllAsStream", {
    "op": Required[Literal["ImageGetAll"]],
    "params": ImageGetAllParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesImageLoadAsStream = TypedDict("_ImagesImageLoadAsStream", {
    "op": Required[Literal["ImageLoad"]],
    "params": ImageLoadParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ImagesAsStream = TypedDict("_ImagesAsStream", {
    "op": Required[Literal["ImageList", "ImageInspect", "ImageAttestations", "ImageHistory", "ImageTag", "ImageDelete", "ImageSearch", "ImagePrune"]],
    "params": _ImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ImagesStreamMap: TypeAlias = _ImagesImageCreateAsStream | _ImagesImagePushAsStream | _ImagesImageGetAsStream | _ImagesImageGetAllAsStream | _ImagesImageLoadAsStream | _ImagesAsStream
_ImagesAsResponse = TypedDict("_ImagesAsResponse", {
    "op": Required[Literal["ImageList", "ImageCreate", "ImageInspect", "ImageAttestations", "ImageHistory", "ImagePush", "ImageTag", "ImageDelete", "ImageSearch", "ImagePrune", "ImageGet", "ImageGetAll", "ImageLoad"]],
    "params": _ImagesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ImagesResponseMap: TypeAlias = _ImagesAsResponse
BuildOperation: TypeAlias = Literal["ImageBuild", "BuildPrune", "BuildCancel"]
ImageBuildParams = TypedDict("ImageBuildParams", {
    "dockerfile": Text | None,
    "t": Sequence[Text] | None,
    "extrahosts": Sequence[Text] | None,
    "remote": Text | None,
    "q": bool | None,
    "nocache": bool | None,
    "cachefrom": Json | None,
    "pull": Text | None,
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
    "Content-type": Json | None,
    "X-Registry-Config": Mapping[str, Any] | str | None,
    "platform": Text | None,
    "target": Text | None,
    "outputs": Json | None,
    "version": Text | None,
    "cgroupparent": Text | None,
    "cpusetmems": Text | None,
    "isolation": Text | None,
    "ulimits": Json | None,
    "session": Text | None,
    "buildid": Text | None,
}, total=False)
BuildPruneParams = TypedDict("BuildPruneParams", {
    "reserved-space": int | None,
    "max-used-space": int | None,
    "min-free-space": int | None,
    "all": bool | None,
    "filters": Filters | None,
    "keep-storage": int | None,
}, total=False)
BuildCancelParams = TypedDict("BuildCancelParams", {
    "id": Required[Text],
}, total=False)
_BuildParams: TypeAlias = ImageBuildParams | BuildPruneParams | BuildCancelParams
_BuildImageBuildAsData = TypedDict("_BuildImageBuildAsData", {
    "op": Required[Literal["ImageBuild"]],
    "params": ImageBuildParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_BuildBuildPruneAsData = TypedDict("_BuildBuildPruneAsData", {
    "op": Required[Literal["BuildPrune"]],
    "params": BuildPruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_BuildBuildCancelAsData = TypedDict("_BuildBuildCancelAsData", {
    "op": Required[Literal["BuildCancel"]],
    "params": Required[BuildCancelParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
BuildDataMap: TypeAlias = _BuildImageBuildAsData | _BuildBuildPruneAsData | _BuildBuildCancelAsData
_BuildImageBuildAsStream = TypedDict("_BuildImageBuildAsStream", {
    "op": Required[Literal["ImageBuild"]],
    "params": ImageBuildParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_BuildAsStream = TypedDict("_BuildAsStream", {
    "op": Required[Literal["BuildPrune", "BuildCancel"]],
    "params": _BuildParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
BuildStreamMap: TypeAlias = _BuildImageBuildAsStream | _BuildAsStream
_BuildAsResponse = TypedDict("_BuildAsResponse", {
    "op": Required[Literal["ImageBuild", "BuildPrune", "BuildCancel"]],
    "params": _BuildParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
BuildResponseMap: TypeAlias = _BuildAsResponse
AuthOperation: TypeAlias = Literal["SystemAuth"]
SystemAuthParams = TypedDict("SystemAuthParams", {
    "Content-type": str | None,
}, total=False)
_AuthParams: TypeAlias = SystemAuthParams
_AuthSystemAuthAsData = TypedDict("_AuthSystemAuthAsData", {
    "op": Required[Literal["SystemAuth"]],
    "params": SystemAuthParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
AuthDataMap: TypeAlias = _AuthSystemAuthAsData
_AuthAsStream = TypedDict("_AuthAsStream", {
    "op": Required[Literal["SystemAuth"]],
    "params": _AuthParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
AuthStreamMap: TypeAlias = _AuthAsStream
_AuthAsResponse = TypedDict("_AuthAsResponse", {
    "op": Required[Literal["SystemAuth"]],
    "params": _AuthParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
AuthResponseMap: TypeAlias = _AuthAsResponse
InfoOperation: TypeAlias = Literal["SystemInfo"]
SystemInfoParams = TypedDict("SystemInfoParams", {}, total=False)
_InfoParams: TypeAlias = SystemInfoParams
_InfoSystemInfoAsData = TypedDict("_InfoSystemInfoAsData", {
    "op": Required[Literal["SystemInfo"]],
    "params": SystemInfoParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
InfoDataMap: TypeAlias = _InfoSystemInfoAsData
_InfoAsStream = TypedDict("_InfoAsStream", {
    "op": Required[Literal["SystemInfo"]],
    "params": _InfoParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
InfoStreamMap: TypeAlias = _InfoAsStream
_InfoAsResponse = TypedDict("_InfoAsResponse", {
    "op": Required[Literal["SystemInfo"]],
    "params": _InfoParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
InfoResponseMap: TypeAlias = _InfoAsResponse
VersionOperation: TypeAlias = Literal["SystemVersion"]
SystemVersionParams = TypedDict("SystemVersionParams", {}, total=False)
_VersionParams: TypeAlias = SystemVersionParams
_VersionSystemVersionAsData = TypedDict("_VersionSystemVersionAsData", {
    "op": Required[Literal["SystemVersion"]],
    "params": SystemVersionParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
VersionDataMap: TypeAlias = _VersionSystemVersionAsData
_VersionAsStream = TypedDict("_VersionAsStream", {
    "op": Required[Literal["SystemVersion"]],
    "params": _VersionParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
VersionStreamMap: TypeAlias = _VersionAsStream
_VersionAsResponse = TypedDict("_VersionAsResponse", {
    "op": Required[Literal["SystemVersion"]],
    "params": _VersionParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
VersionResponseMap: TypeAlias = _VersionAsResponse
PingOperation: TypeAlias = Literal["SystemPing", "SystemPingHead"]
SystemPingParams = TypedDict("SystemPingParams", {}, total=False)
SystemPingHeadParams: TypeAlias = SystemPingParams
_PingParams: TypeAlias = SystemPingParams
_PingSystemPingAsData = TypedDict("_PingSystemPingAsData", {
    "op": Required[Literal["SystemPing", "SystemPingHead"]],
    "params": SystemPingParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
PingDataMap: TypeAlias = _PingSystemPingAsData
_PingAsStream = TypedDict("_PingAsStream", {
    "op": Required[Literal["SystemPing", "SystemPingHead"]],
    "params": _PingParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
PingStreamMap: TypeAlias = _PingAsStream
_PingAsResponse = TypedDict("_PingAsResponse", {
    "op": Required[Literal["SystemPing", "SystemPingHead"]],
    "params": _PingParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
PingResponseMap: TypeAlias = _PingAsResponse
CommitOperation: TypeAlias = Literal["ImageCommit"]
ImageCommitParams = TypedDict("ImageCommitParams", {
    "container": Text | None,
    "repo": Text | None,
    "tag": Text | None,
    "comment": Text | None,
    "author": Text | None,
    "pause": bool | None,
    "changes": Sequence[Text] | None,
    "Content-type": str | None,
}, total=False)
_CommitParams: TypeAlias = ImageCommitParams
_CommitImageCommitAsData = TypedDict("_CommitImageCommitAsData", {
    "op": Required[Literal["ImageCommit"]],
    "params": ImageCommitParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
CommitDataMap: TypeAlias = _CommitImageCommitAsData
_CommitAsStream = TypedDict("_CommitAsStream", {
    "op": Required[Literal["ImageCommit"]],
    "params": _CommitParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
CommitStreamMap: TypeAlias = _CommitAsStream
_CommitAsResponse = TypedDict("_CommitAsResponse", {
    "op": Required[Literal["ImageCommit"]],
    "params": _CommitParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
CommitResponseMap: TypeAlias = _CommitAsResponse
EventsOperation: TypeAlias = Literal["SystemEvents"]
SystemEventsParams = TypedDict("SystemEventsParams", {
    "since": Text | None,
    "until": Text | None,
    "filters": Filters | None,
}, total=False)
_EventsParams: TypeAlias = SystemEventsParams
_EventsSystemEventsAsData = TypedDict("_EventsSystemEventsAsData", {
    "op": Required[Literal["SystemEvents"]],
    "params": SystemEventsParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
EventsDataMap: TypeAlias = _EventsSystemEventsAsData
_EventsSystemEventsAsStream = TypedDict("_EventsSystemEventsAsStream", {
    "op": Required[Literal["SystemEvents"]],
    "params": SystemEventsParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
EventsStreamMap: TypeAlias = _EventsSystemEventsAsStream
_EventsAsResponse = TypedDict("_EventsAsResponse", {
    "op": Required[Literal["SystemEvents"]],
    "params": _EventsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
EventsResponseMap: TypeAlias = _EventsAsResponse
SystemOperation: TypeAlias = Literal["SystemDataUsage"]
SystemDataUsageParams = TypedDict("SystemDataUsageParams", {
    "type": Sequence[Text] | None,
    "verbose": bool | None,
}, total=False)
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
ExecOperation: TypeAlias = Literal["ExecStart", "ExecResize", "ExecInspect"]
ExecStartParams = TypedDict("ExecStartParams", {
    "id": Required[Text],
    "Content-type": str | None,
}, total=False)
ExecResizeParams = TypedDict("ExecResizeParams", {
    "id": Required[Text],
    "h": Required[int],
    "w": Required[int],
}, total=False)
ExecInspectParams = TypedDict("ExecInspectParams", {
    "id": Required[Text],
}, total=False)
_ExecParams: TypeAlias = ExecStartParams | ExecResizeParams | ExecInspectParams
_ExecExecStartAsData = TypedDict("_ExecExecStartAsData", {
    "op": Required[Literal["ExecStart"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ExecExecResizeAsData = TypedDict("_ExecExecResizeAsData", {
    "op": Required[Literal["ExecResize"]],
    "params": Required[ExecResizeParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ExecExecInspectAsData = TypedDict("_ExecExecInspectAsData", {
    "op": Required[Literal["ExecInspect"]],
    "params": Required[ExecInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ExecDataMap: TypeAlias = _ExecExecStartAsData | _ExecExecResizeAsData | _ExecExecInspectAsData
_ExecExecStartAsStream = TypedDict("_ExecExecStartAsStream", {
    "op": Required[Literal["ExecStart"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ExecAsStream = TypedDict("_ExecAsStream", {
    "op": Required[Literal["ExecResize", "ExecInspect"]],
    "params": _ExecParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecStreamMap: TypeAlias = _ExecExecStartAsStream | _ExecAsStream
_ExecExecStartAsResponse = TypedDict("_ExecExecStartAsResponse", {
    "op": Required[Literal["ExecStart"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_ExecAsResponse = TypedDict("_ExecAsResponse", {
    "op": Required[Literal["ExecStart", "ExecResize", "ExecInspect"]],
    "params": _ExecParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecResponseMap: TypeAlias = _ExecExecStartAsResponse | _ExecAsResponse
_ExecExecStartAsSocket = TypedDict("_ExecExecStartAsSocket", {
    "op": Required[Literal["ExecStart"]],
    "params": Required[ExecStartParams],
    "data": Data | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
ExecSocketMap: TypeAlias = _ExecExecStartAsSocket
VolumesOperation: TypeAlias = Literal["VolumeList", "VolumeCreate", "VolumeInspect", "VolumeUpdate", "VolumeDelete", "VolumePrune"]
VolumeListParams = TypedDict("VolumeListParams", {
    "filters": Filters | None,
}, total=False)
VolumeCreateParams = TypedDict("VolumeCreateParams", {
    "Content-type": str | None,
}, total=False)
VolumeInspectParams = TypedDict("VolumeInspectParams", {
    "name": Required[Text],
}, total=False)
VolumeUpdateParams = TypedDict("VolumeUpdateParams", {
    "name": Required[Text],
    "version": Required[int],
    "Content-type": str | None,
}, total=False)
VolumeDeleteParams = TypedDict("VolumeDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
VolumePruneParams = TypedDict("VolumePruneParams", {
    "filters": Filters | None,
}, total=False)
_VolumesParams: TypeAlias = VolumeListParams | VolumeCreateParams | VolumeInspectParams | VolumeUpdateParams | VolumeDeleteParams | VolumePruneParams
_VolumesVolumeListAsData = TypedDict("_VolumesVolumeListAsData", {
    "op": Required[Literal["VolumeList"]],
    "params": VolumeListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeCreateAsData = TypedDict("_VolumesVolumeCreateAsData", {
    "op": Required[Literal["VolumeCreate"]],
    "params": VolumeCreateParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeInspectAsData = TypedDict("_VolumesVolumeInspectAsData", {
    "op": Required[Literal["VolumeInspect"]],
    "params": Required[VolumeInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeUpdateAsData = TypedDict("_VolumesVolumeUpdateAsData", {
    "op": Required[Literal["VolumeUpdate"]],
    "params": Required[VolumeUpdateParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumeDeleteAsData = TypedDict("_VolumesVolumeDeleteAsData", {
    "op": Required[Literal["VolumeDelete"]],
    "params": Required[VolumeDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_VolumesVolumePruneAsData = TypedDict("_VolumesVolumePruneAsData", {
    "op": Required[Literal["VolumePrune"]],
    "params": VolumePruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
VolumesDataMap: TypeAlias = _VolumesVolumeListAsData | _VolumesVolumeCreateAsData | _VolumesVolumeInspectAsData | _VolumesVolumeUpdateAsData | _VolumesVolumeDeleteAsData | _VolumesVolumePruneAsData
_VolumesAsStream = TypedDict("_VolumesAsStream", {
    "op": Required[Literal["VolumeList", "VolumeCreate", "VolumeInspect", "VolumeUpdate", "VolumeDelete", "VolumePrune"]],
    "params": _VolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
VolumesStreamMap: TypeAlias = _VolumesAsStream
_VolumesAsResponse = TypedDict("_VolumesAsResponse", {
    "op": Required[Literal["VolumeList", "VolumeCreate", "VolumeInspect", "VolumeUpdate", "VolumeDelete", "VolumePrune"]],
    "params": _VolumesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
VolumesResponseMap: TypeAlias = _VolumesAsResponse
NetworksOperation: TypeAlias = Literal["NetworkList", "NetworkInspect", "NetworkDelete", "NetworkCreate", "NetworkConnect", "NetworkDisconnect", "NetworkPrune"]
NetworkListParams = TypedDict("NetworkListParams", {
    "filters": Filters | None,
}, total=False)
NetworkInspectParams = TypedDict("NetworkInspectParams", {
    "id": Required[Text],
    "verbose": bool | None,
    "scope": Text | None,
}, total=False)
NetworkDeleteParams = TypedDict("NetworkDeleteParams", {
    "id": Required[Text],
}, total=False)
NetworkCreateParams = TypedDict("NetworkCreateParams", {
    "Content-type": str | None,
}, total=False)
NetworkConnectParams = TypedDict("NetworkConnectParams", {
    "id": Required[Text],
    "Content-type": str | None,
}, total=False)
NetworkPruneParams = TypedDict("NetworkPruneParams", {
    "filters": Filters | None,
}, total=False)
NetworkDisconnectParams: TypeAlias = NetworkConnectParams
_NetworksParams: TypeAlias = NetworkListParams | NetworkInspectParams | NetworkDeleteParams | NetworkCreateParams | NetworkConnectParams | NetworkPruneParams
_NetworksNetworkListAsData = TypedDict("_NetworksNetworkListAsData", {
    "op": Required[Literal["NetworkList"]],
    "params": NetworkListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkInspectAsData = TypedDict("_NetworksNetworkInspectAsData", {
    "op": Required[Literal["NetworkInspect"]],
    "params": Required[NetworkInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkDeleteAsData = TypedDict("_NetworksNetworkDeleteAsData", {
    "op": Required[Literal["NetworkDelete"]],
    "params": Required[NetworkDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkCreateAsData = TypedDict("_NetworksNetworkCreateAsData", {
    "op": Required[Literal["NetworkCreate"]],
    "params": NetworkCreateParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkConnectAsData = TypedDict("_NetworksNetworkConnectAsData", {
    "op": Required[Literal["NetworkConnect", "NetworkDisconnect"]],
    "params": Required[NetworkConnectParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NetworksNetworkPruneAsData = TypedDict("_NetworksNetworkPruneAsData", {
    "op": Required[Literal["NetworkPrune"]],
    "params": NetworkPruneParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
NetworksDataMap: TypeAlias = _NetworksNetworkListAsData | _NetworksNetworkInspectAsData | _NetworksNetworkDeleteAsData | _NetworksNetworkCreateAsData | _NetworksNetworkConnectAsData | _NetworksNetworkPruneAsData
_NetworksAsStream = TypedDict("_NetworksAsStream", {
    "op": Required[Literal["NetworkList", "NetworkInspect", "NetworkDelete", "NetworkCreate", "NetworkConnect", "NetworkDisconnect", "NetworkPrune"]],
    "params": _NetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
NetworksStreamMap: TypeAlias = _NetworksAsStream
_NetworksAsResponse = TypedDict("_NetworksAsResponse", {
    "op": Required[Literal["NetworkList", "NetworkInspect", "NetworkDelete", "NetworkCreate", "NetworkConnect", "NetworkDisconnect", "NetworkPrune"]],
    "params": _NetworksParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
NetworksResponseMap: TypeAlias = _NetworksAsResponse
PluginsOperation: TypeAlias = Literal["PluginList", "GetPluginPrivileges", "PluginPull", "PluginInspect", "PluginDelete", "PluginDisable", "PluginEnable", "PluginUpgrade", "PluginCreate", "PluginSet", "PluginPush"]
PluginListParams = TypedDict("PluginListParams", {
    "filters": Filters | None,
}, total=False)
GetPluginPrivilegesParams = TypedDict("GetPluginPrivilegesParams", {
    "remote": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "name": Text | None,
}, total=False)
PluginPullParams = TypedDict("PluginPullParams", {
    "remote": Required[Text],
    "name": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
PluginInspectParams = TypedDict("PluginInspectParams", {
    "name": Required[Text],
}, total=False)
PluginDeleteParams = TypedDict("PluginDeleteParams", {
    "name": Required[Text],
    "force": bool | None,
}, total=False)
PluginEnableParams = TypedDict("PluginEnableParams", {
    "name": Required[Text],
    "timeout": int | None,
}, total=False)
PluginUpgradeParams = TypedDict("PluginUpgradeParams", {
    "name": Required[Text],
    "remote": Required[Text],
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
PluginCreateParams = TypedDict("PluginCreateParams", {
    "name": Required[Text],
    "Content-type": str | None,
}, total=False)
PluginPushParams = TypedDict("PluginPushParams", {
    "name": Required[Text],
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
PluginDisableParams: TypeAlias = PluginDeleteParams
PluginSetParams: TypeAlias = PluginCreateParams
_PluginsParams: TypeAlias = PluginListParams | GetPluginPrivilegesParams | PluginPullParams | PluginInspectParams | PluginDeleteParams | PluginEnableParams | PluginUpgradeParams | PluginCreateParams | PluginPushParams
_PluginsPluginListAsData = TypedDict("_PluginsPluginListAsData", {
    "op": Required[Literal["PluginList"]],
    "params": PluginListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsGetPluginPrivilegesAsData = TypedDict("_PluginsGetPluginPrivilegesAsData", {
    "op": Required[Literal["GetPluginPrivileges"]],
    "params": GetPluginPrivilegesParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginPullAsData = TypedDict("_PluginsPluginPullAsData", {
    "op": Required[Literal["PluginPull"]],
    "params": Required[PluginPullParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginInspectAsData = TypedDict("_PluginsPluginInspectAsData", {
    "op": Required[Literal["PluginInspect"]],
    "params": Required[PluginInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginDeleteAsData = TypedDict("_PluginsPluginDeleteAsData", {
    "op": Required[Literal["PluginDelete", "PluginDisable"]],
    "params": Required[PluginDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginEnableAsData = TypedDict("_PluginsPluginEnableAsData", {
    "op": Required[Literal["PluginEnable"]],
    "params": Required[PluginEnableParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginUpgradeAsData = TypedDict("_PluginsPluginUpgradeAsData", {
    "op": Required[Literal["PluginUpgrade"]],
    "params": Required[PluginUpgradeParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginCreateAsData = TypedDict("_PluginsPluginCreateAsData", {
    "op": Required[Literal["PluginCreate", "PluginSet"]],
    "params": Required[PluginCreateParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginPushAsData = TypedDict("_PluginsPluginPushAsData", {
    "op": Required[Literal["PluginPush"]],
    "params": Required[PluginPushParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
PluginsDataMap: TypeAlias = _PluginsPluginListAsData | _PluginsGetPluginPrivilegesAsData | _PluginsPluginPullAsData | _PluginsPluginInspectAsData | _PluginsPluginDeleteAsData | _PluginsPluginEnableAsData | _PluginsPluginUpgradeAsData | _PluginsPluginCreateAsData | _PluginsPluginPushAsData
_PluginsPluginPullAsStream = TypedDict("_PluginsPluginPullAsStream", {
    "op": Required[Literal["PluginPull"]],
    "params": Required[PluginPullParams],
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginUpgradeAsStream = TypedDict("_PluginsPluginUpgradeAsStream", {
    "op": Required[Literal["PluginUpgrade"]],
    "params": Required[PluginUpgradeParams],
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsPluginPushAsStream = TypedDict("_PluginsPluginPushAsStream", {
    "op": Required[Literal["PluginPush"]],
    "params": Required[PluginPushParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_PluginsAsStream = TypedDict("_PluginsAsStream", {
    "op": Required[Literal["PluginList", "GetPluginPrivileges", "PluginInspect", "PluginDelete", "PluginDisable", "PluginEnable", "PluginCreate", "PluginSet"]],
    "params": _PluginsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
PluginsStreamMap: TypeAlias = _PluginsPluginPullAsStream | _PluginsPluginUpgradeAsStream | _PluginsPluginPushAsStream | _PluginsAsStream
_PluginsAsResponse = TypedDict("_PluginsAsResponse", {
    "op": Required[Literal["PluginList", "GetPluginPrivileges", "PluginPull", "PluginInspect", "PluginDelete", "PluginDisable", "PluginEnable", "PluginUpgrade", "PluginCreate", "PluginSet", "PluginPush"]],
    "params": _PluginsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
PluginsResponseMap: TypeAlias = _PluginsAsResponse
NodesOperation: TypeAlias = Literal["NodeList", "NodeInspect", "NodeDelete", "NodeUpdate"]
NodeListParams = TypedDict("NodeListParams", {
    "filters": Filters | None,
}, total=False)
NodeInspectParams = TypedDict("NodeInspectParams", {
    "id": Required[Text],
}, total=False)
NodeDeleteParams = TypedDict("NodeDeleteParams", {
    "id": Required[Text],
    "force": bool | None,
}, total=False)
NodeUpdateParams = TypedDict("NodeUpdateParams", {
    "id": Required[Text],
    "version": Required[int],
    "Content-type": str | None,
}, total=False)
_NodesParams: TypeAlias = NodeListParams | NodeInspectParams | NodeDeleteParams | NodeUpdateParams
_NodesNodeListAsData = TypedDict("_NodesNodeListAsData", {
    "op": Required[Literal["NodeList"]],
    "params": NodeListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NodesNodeInspectAsData = TypedDict("_NodesNodeInspectAsData", {
    "op": Required[Literal["NodeInspect"]],
    "params": Required[NodeInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NodesNodeDeleteAsData = TypedDict("_NodesNodeDeleteAsData", {
    "op": Required[Literal["NodeDelete"]],
    "params": Required[NodeDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_NodesNodeUpdateAsData = TypedDict("_NodesNodeUpdateAsData", {
    "op": Required[Literal["NodeUpdate"]],
    "params": Required[NodeUpdateParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
NodesDataMap: TypeAlias = _NodesNodeListAsData | _NodesNodeInspectAsData | _NodesNodeDeleteAsData | _NodesNodeUpdateAsData
_NodesAsStream = TypedDict("_NodesAsStream", {
    "op": Required[Literal["NodeList", "NodeInspect", "NodeDelete", "NodeUpdate"]],
    "params": _NodesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
NodesStreamMap: TypeAlias = _NodesAsStream
_NodesAsResponse = TypedDict("_NodesAsResponse", {
    "op": Required[Literal["NodeList", "NodeInspect", "NodeDelete", "NodeUpdate"]],
    "params": _NodesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
NodesResponseMap: TypeAlias = _NodesAsResponse
SwarmOperation: TypeAlias = Literal["SwarmInspect", "SwarmUnlockkey", "SwarmInit", "SwarmJoin", "SwarmUnlock", "SwarmLeave", "SwarmUpdate"]
SwarmInspectParams = TypedDict("SwarmInspectParams", {}, total=False)
SwarmInitParams = TypedDict("SwarmInitParams", {
    "Content-type": str | None,
}, total=False)
SwarmLeaveParams = TypedDict("SwarmLeaveParams", {
    "force": bool | None,
}, total=False)
SwarmUpdateParams = TypedDict("SwarmUpdateParams", {
    "version": Required[int],
    "rotateWorkerToken": bool | None,
    "rotateManagerToken": bool | None,
    "rotateManagerUnlockKey": bool | None,
    "Content-type": str | None,
}, total=False)
SwarmUnlockkeyParams: TypeAlias = SwarmInspectParams
SwarmJoinParams: TypeAlias = SwarmInitParams
SwarmUnlockParams: TypeAlias = SwarmInitParams
_SwarmParams: TypeAlias = SwarmInspectParams | SwarmInitParams | SwarmLeaveParams | SwarmUpdateParams
_SwarmSwarmInspectAsData = TypedDict("_SwarmSwarmInspectAsData", {
    "op": Required[Literal["SwarmInspect", "SwarmUnlockkey"]],
    "params": SwarmInspectParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SwarmSwarmInitAsData = TypedDict("_SwarmSwarmInitAsData", {
    "op": Required[Literal["SwarmInit", "SwarmJoin", "SwarmUnlock"]],
    "params": SwarmInitParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SwarmSwarmLeaveAsData = TypedDict("_SwarmSwarmLeaveAsData", {
    "op": Required[Literal["SwarmLeave"]],
    "params": SwarmLeaveParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SwarmSwarmUpdateAsData = TypedDict("_SwarmSwarmUpdateAsData", {
    "op": Required[Literal["SwarmUpdate"]],
    "params": Required[SwarmUpdateParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
SwarmDataMap: TypeAlias = _SwarmSwarmInspectAsData | _SwarmSwarmInitAsData | _SwarmSwarmLeaveAsData | _SwarmSwarmUpdateAsData
_SwarmAsStream = TypedDict("_SwarmAsStream", {
    "op": Required[Literal["SwarmInspect", "SwarmUnlockkey", "SwarmInit", "SwarmJoin", "SwarmUnlock", "SwarmLeave", "SwarmUpdate"]],
    "params": _SwarmParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
SwarmStreamMap: TypeAlias = _SwarmAsStream
_SwarmAsResponse = TypedDict("_SwarmAsResponse", {
    "op": Required[Literal["SwarmInspect", "SwarmUnlockkey", "SwarmInit", "SwarmJoin", "SwarmUnlock", "SwarmLeave", "SwarmUpdate"]],
    "params": _SwarmParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SwarmResponseMap: TypeAlias = _SwarmAsResponse
ServicesOperation: TypeAlias = Literal["ServiceList", "ServiceCreate", "ServiceInspect", "ServiceDelete", "ServiceUpdate", "ServiceLogs"]
ServiceListParams = TypedDict("ServiceListParams", {
    "filters": Filters | None,
    "status": bool | None,
}, total=False)
ServiceCreateParams = TypedDict("ServiceCreateParams", {
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
ServiceInspectParams = TypedDict("ServiceInspectParams", {
    "id": Required[Text],
    "insertDefaults": bool | None,
}, total=False)
ServiceDeleteParams = TypedDict("ServiceDeleteParams", {
    "id": Required[Text],
}, total=False)
ServiceUpdateParams = TypedDict("ServiceUpdateParams", {
    "id": Required[Text],
    "version": Required[int],
    "registryAuthFrom": Text | None,
    "rollback": Text | None,
    "X-Registry-Auth": Mapping[str, Any] | str | None,
    "Content-type": str | None,
}, total=False)
ServiceLogsParams = TypedDict("ServiceLogsParams", {
    "id": Required[Text],
    "details": bool | None,
    "follow": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "since": Text | None,
    "timestamps": bool | None,
    "tail": Text | None,
}, total=False)
_ServicesParams: TypeAlias = ServiceListParams | ServiceCreateParams | ServiceInspectParams | ServiceDeleteParams | ServiceUpdateParams | ServiceLogsParams
_ServicesServiceListAsData = TypedDict("_ServicesServiceListAsData", {
    "op": Required[Literal["ServiceList"]],
    "params": ServiceListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesServiceCreateAsData = TypedDict("_ServicesServiceCreateAsData", {
    "op": Required[Literal["ServiceCreate"]],
    "params": ServiceCreateParams | None,
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesServiceInspectAsData = TypedDict("_ServicesServiceInspectAsData", {
    "op": Required[Literal["ServiceInspect"]],
    "params": Required[ServiceInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesServiceDeleteAsData = TypedDict("_ServicesServiceDeleteAsData", {
    "op": Required[Literal["ServiceDelete"]],
    "params": Required[ServiceDeleteParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesServiceUpdateAsData = TypedDict("_ServicesServiceUpdateAsData", {
    "op": Required[Literal["ServiceUpdate"]],
    "params": Required[ServiceUpdateParams],
    "data": Required[Data],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesServiceLogsAsData = TypedDict("_ServicesServiceLogsAsData", {
    "op": Required[Literal["ServiceLogs"]],
    "params": Required[ServiceLogsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ServicesDataMap: TypeAlias = _ServicesServiceListAsData | _ServicesServiceCreateAsData | _ServicesServiceInspectAsData | _ServicesServiceDeleteAsData | _ServicesServiceUpdateAsData | _ServicesServiceLogsAsData
_ServicesServiceLogsAsStream = TypedDict("_ServicesServiceLogsAsStream", {
    "op": Required[Literal["ServiceLogs"]],
    "params": Required[ServiceLogsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_ServicesAsStream = TypedDict("_ServicesAsStream", {
    "op": Required[Literal["ServiceList", "ServiceCreate", "ServiceInspect", "ServiceDelete", "ServiceUpdate"]],
    "params": _ServicesParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ServicesStreamMap: TypeAlias = _ServicesServiceLogsAsStream | _ServicesAsStream
_ServicesAsResponse = TypedDict("_ServicesAsResponse", {
    "op": Required[Literal["ServiceList", "ServiceCreate", "ServiceInspect", "ServiceDelete", "ServiceUpdate", "ServiceLogs"]],
    "params": _ServicesParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ServicesResponseMap: TypeAlias = _ServicesAsResponse
TasksOperation: TypeAlias = Literal["TaskList", "TaskInspect", "TaskLogs"]
TaskListParams = TypedDict("TaskListParams", {
    "filters": Filters | None,
}, total=False)
TaskInspectParams = TypedDict("TaskInspectParams", {
    "id": Required[Text],
}, total=False)
TaskLogsParams = TypedDict("TaskLogsParams", {
    "id": Required[Text],
    "details": bool | None,
    "follow": bool | None,
    "stdout": bool | None,
    "stderr": bool | None,
    "since": Text | None,
    "timestamps": bool | None,
    "tail": Text | None,
}, total=False)
_TasksParams: TypeAlias = TaskListParams | TaskInspectParams | TaskLogsParams
_TasksTaskListAsData = TypedDict("_TasksTaskListAsData", {
    "op": Required[Literal["TaskList"]],
    "params": TaskListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_TasksTaskInspectAsData = TypedDict("_TasksTaskInspectAsData", {
    "op": Required[Literal["TaskInspect"]],
    "params": Required[TaskInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_TasksTaskLogsAsData = TypedDict("_TasksTaskLogsAsData", {
    "op": Required[Literal["TaskLogs"]],
    "params": Required[TaskLogsParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
TasksDataMap: TypeAlias = _TasksTaskListAsData | _TasksTaskInspectAsData | _TasksTaskLogsAsData
_TasksTaskLogsAsStream = TypedDict("_TasksTaskLogsAsStream", {
    "op": Required[Literal["TaskLogs"]],
    "params": Required[TaskLogsParams],
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
_TasksAsStream = TypedDict("_TasksAsStream", {
    "op": Required[Literal["TaskList", "TaskInspect"]],
    "params": _TasksParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
TasksStreamMap: TypeAlias = _TasksTaskLogsAsStream | _TasksAsStream
_TasksAsResponse = TypedDict("_TasksAsResponse", {
    "op": Required[Literal["TaskList", "TaskInspect", "TaskLogs"]],
    "params": _TasksParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
TasksResponseMap: TypeAlias = _TasksAsResponse
SecretsOperation: TypeAlias = Literal["SecretList", "SecretCreate", "SecretInspect", "SecretDelete", "SecretUpdate"]
SecretListParams = TypedDict("SecretListParams", {
    "filters": Filters | None,
}, total=False)
SecretCreateParams = TypedDict("SecretCreateParams", {
    "Content-type": str | None,
}, total=False)
SecretInspectParams = TypedDict("SecretInspectParams", {
    "id": Required[Text],
}, total=False)
SecretUpdateParams = TypedDict("SecretUpdateParams", {
    "id": Required[Text],
    "version": Required[int],
    "Content-type": str | None,
}, total=False)
SecretDeleteParams: TypeAlias = SecretInspectParams
_SecretsParams: TypeAlias = SecretListParams | SecretCreateParams | SecretInspectParams | SecretUpdateParams
_SecretsSecretListAsData = TypedDict("_SecretsSecretListAsData", {
    "op": Required[Literal["SecretList"]],
    "params": SecretListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretCreateAsData = TypedDict("_SecretsSecretCreateAsData", {
    "op": Required[Literal["SecretCreate"]],
    "params": SecretCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretInspectAsData = TypedDict("_SecretsSecretInspectAsData", {
    "op": Required[Literal["SecretInspect", "SecretDelete"]],
    "params": Required[SecretInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_SecretsSecretUpdateAsData = TypedDict("_SecretsSecretUpdateAsData", {
    "op": Required[Literal["SecretUpdate"]],
    "params": Required[SecretUpdateParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
SecretsDataMap: TypeAlias = _SecretsSecretListAsData | _SecretsSecretCreateAsData | _SecretsSecretInspectAsData | _SecretsSecretUpdateAsData
_SecretsAsStream = TypedDict("_SecretsAsStream", {
    "op": Required[Literal["SecretList", "SecretCreate", "SecretInspect", "SecretDelete", "SecretUpdate"]],
    "params": _SecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
SecretsStreamMap: TypeAlias = _SecretsAsStream
_SecretsAsResponse = TypedDict("_SecretsAsResponse", {
    "op": Required[Literal["SecretList", "SecretCreate", "SecretInspect", "SecretDelete", "SecretUpdate"]],
    "params": _SecretsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SecretsResponseMap: TypeAlias = _SecretsAsResponse
ConfigsOperation: TypeAlias = Literal["ConfigList", "ConfigCreate", "ConfigInspect", "ConfigDelete", "ConfigUpdate"]
ConfigListParams = TypedDict("ConfigListParams", {
    "filters": Filters | None,
}, total=False)
ConfigCreateParams = TypedDict("ConfigCreateParams", {
    "Content-type": str | None,
}, total=False)
ConfigInspectParams = TypedDict("ConfigInspectParams", {
    "id": Required[Text],
}, total=False)
ConfigUpdateParams = TypedDict("ConfigUpdateParams", {
    "id": Required[Text],
    "version": Required[int],
    "Content-type": str | None,
}, total=False)
ConfigDeleteParams: TypeAlias = ConfigInspectParams
_ConfigsParams: TypeAlias = ConfigListParams | ConfigCreateParams | ConfigInspectParams | ConfigUpdateParams
_ConfigsConfigListAsData = TypedDict("_ConfigsConfigListAsData", {
    "op": Required[Literal["ConfigList"]],
    "params": ConfigListParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ConfigsConfigCreateAsData = TypedDict("_ConfigsConfigCreateAsData", {
    "op": Required[Literal["ConfigCreate"]],
    "params": ConfigCreateParams | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ConfigsConfigInspectAsData = TypedDict("_ConfigsConfigInspectAsData", {
    "op": Required[Literal["ConfigInspect", "ConfigDelete"]],
    "params": Required[ConfigInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
_ConfigsConfigUpdateAsData = TypedDict("_ConfigsConfigUpdateAsData", {
    "op": Required[Literal["ConfigUpdate"]],
    "params": Required[ConfigUpdateParams],
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
ConfigsDataMap: TypeAlias = _ConfigsConfigListAsData | _ConfigsConfigCreateAsData | _ConfigsConfigInspectAsData | _ConfigsConfigUpdateAsData
_ConfigsAsStream = TypedDict("_ConfigsAsStream", {
    "op": Required[Literal["ConfigList", "ConfigCreate", "ConfigInspect", "ConfigDelete", "ConfigUpdate"]],
    "params": _ConfigsParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ConfigsStreamMap: TypeAlias = _ConfigsAsStream
_ConfigsAsResponse = TypedDict("_ConfigsAsResponse", {
    "op": Required[Literal["ConfigList", "ConfigCreate", "ConfigInspect", "ConfigDelete", "ConfigUpdate"]],
    "params": _ConfigsParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
ConfigsResponseMap: TypeAlias = _ConfigsAsResponse
DistributionOperation: TypeAlias = Literal["DistributionInspect"]
DistributionInspectParams = TypedDict("DistributionInspectParams", {
    "name": Required[Text],
    "X-Registry-Auth": Mapping[str, Any] | str | None,
}, total=False)
_DistributionParams: TypeAlias = DistributionInspectParams
_DistributionDistributionInspectAsData = TypedDict("_DistributionDistributionInspectAsData", {
    "op": Required[Literal["DistributionInspect"]],
    "params": Required[DistributionInspectParams],
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
DistributionDataMap: TypeAlias = _DistributionDistributionInspectAsData
_DistributionAsStream = TypedDict("_DistributionAsStream", {
    "op": Required[Literal["DistributionInspect"]],
    "params": _DistributionParams | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
DistributionStreamMap: TypeAlias = _DistributionAsStream
_DistributionAsResponse = TypedDict("_DistributionAsResponse", {
    "op": Required[Literal["DistributionInspect"]],
    "params": _DistributionParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
DistributionResponseMap: TypeAlias = _DistributionAsResponse
SessionOperation: TypeAlias = Literal["Session"]
SessionParams = TypedDict("SessionParams", {
    "X-Docker-Expose-Session-Uuid": Json | None,
    "X-Docker-Expose-Session-Name": Json | None,
    "X-Docker-Expose-Session-Sharedkey": Json | None,
    "X-Docker-Expose-Session-Grpc-Method": Json | None,
}, total=False)
_SessionParams: TypeAlias = SessionParams
_SessionSessionAsData = TypedDict("_SessionSessionAsData", {
    "op": Required[Literal["Session"]],
    "params": SessionParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
SessionDataMap: TypeAlias = _SessionSessionAsData
_SessionSessionAsStream = TypedDict("_SessionSessionAsStream", {
    "op": Required[Literal["Session"]],
    "params": SessionParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
SessionStreamMap: TypeAlias = _SessionSessionAsStream
_SessionSessionAsResponse = TypedDict("_SessionSessionAsResponse", {
    "op": Required[Literal["Session"]],
    "params": SessionParams | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_SessionAsResponse = TypedDict("_SessionAsResponse", {
    "op": Required[Literal["Session"]],
    "params": _SessionParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SessionResponseMap: TypeAlias = _SessionSessionAsResponse | _SessionAsResponse
_SessionSessionAsSocket = TypedDict("_SessionSessionAsSocket", {
    "op": Required[Literal["Session"]],
    "params": SessionParams | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
SessionSocketMap: TypeAlias = _SessionSessionAsSocket
GrpcOperation: TypeAlias = Literal["Grpc"]
GrpcParams = TypedDict("GrpcParams", {}, total=False)
_GrpcParams: TypeAlias = GrpcParams
_GrpcGrpcAsData = TypedDict("_GrpcGrpcAsData", {
    "op": Required[Literal["Grpc"]],
    "params": GrpcParams | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
GrpcDataMap: TypeAlias = _GrpcGrpcAsData
_GrpcGrpcAsStream = TypedDict("_GrpcGrpcAsStream", {
    "op": Required[Literal["Grpc"]],
    "params": GrpcParams | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
GrpcStreamMap: TypeAlias = _GrpcGrpcAsStream
_GrpcGrpcAsResponse = TypedDict("_GrpcGrpcAsResponse", {
    "op": Required[Literal["Grpc"]],
    "params": GrpcParams | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
_GrpcAsResponse = TypedDict("_GrpcAsResponse", {
    "op": Required[Literal["Grpc"]],
    "params": _GrpcParams | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
GrpcResponseMap: TypeAlias = _GrpcGrpcAsResponse | _GrpcAsResponse
_GrpcGrpcAsSocket = TypedDict("_GrpcGrpcAsSocket", {
    "op": Required[Literal["Grpc"]],
    "params": GrpcParams | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
GrpcSocketMap: TypeAlias = _GrpcGrpcAsSocket
