# Made by tools/compile_types.py.
from collections.abc import AsyncIterable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias, TypedDict

from typing_extensions import Required

from dockline.request.times import UnixNanoseconds

class _File(Protocol):
    def read(self, size: int, /) -> Any: ...

Text: TypeAlias = str | int | datetime | UnixNanoseconds
Json: TypeAlias = Mapping[str, Any] | Sequence[Any] | Text
_Filter: TypeAlias = Text | float | Sequence[Text | float] | Mapping[str, Literal[True]] | None
Filters: TypeAlias = str | Mapping[str, _Filter]
Data: TypeAlias = (
    Mapping[str, Any] | Sequence[Any] | bytes | bytearray | memoryview | _File | Iterable[bytes] | AsyncIterable[bytes]
)
View: TypeAlias = Literal["chunks", "frames", "lines", "entries", "documents"]

Engine: TypeAlias = Literal["docker", "podman"]
Operation: TypeAlias = Literal["ContainerList", "ContainerCreate", "ContainerInspect", "ContainerTop", "ContainerLogs", "ContainerChanges", "ContainerPause", "ContainerUnpause", "ContainerExport", "ContainerStats", "ContainerResize", "ContainerStart", "ContainerStop", "ContainerRestart", "ContainerKill", "ContainerUpdate", "CheckpointCreate", "ContainerRename", "ContainerAttach", "ContainerAttachWebsocket", "ContainerWait", "ContainerDelete", "ContainerArchiveInfo", "ContainerArchiveHead", "ContainerArchive", "ContainerGetArchive", "PutContainerArchive", "ContainerPrune", "ContainerExec", "CheckpointList", "CheckpointDelete", "ContainerPutArchive", "ImageList", "ImageCreate", "ImageInspect", "ImageAttestations", "ImageHistory", "ImagePush", "ImageTag", "ImageDelete", "ImageSearch", "ImagePrune", "ImageGet", "ImageGetAll", "ImageLoad", "ImageBuild", "BuildPrune", "BuildCancel", "SystemAuth", "SystemInfo", "SystemVersion", "SystemPing", "SystemPingHead", "ImageCommit", "SystemEvents", "SystemDataUsage", "ExecStart", "ExecResize", "ExecInspect", "VolumeList", "VolumeCreate", "VolumeInspect", "VolumeUpdate", "VolumeDelete", "VolumePrune", "NetworkList", "NetworkInspect", "NetworkDelete", "NetworkCreate", "NetworkConnect", "NetworkDisconnect", "NetworkPrune", "PluginList", "GetPluginPrivileges", "PluginPull", "PluginInspect", "PluginDelete", "PluginDisable", "PluginEnable", "PluginUpgrade", "PluginCreate", "PluginSet", "PluginPush", "NodeList", "NodeInspect", "NodeDelete", "NodeUpdate", "SwarmInspect", "SwarmUnlockkey", "SwarmInit", "SwarmJoin", "SwarmUnlock", "SwarmLeave", "SwarmUpdate", "ServiceList", "ServiceCreate", "ServiceInspect", "ServiceDelete", "ServiceUpdate", "ServiceLogs", "TaskList", "TaskInspect", "TaskLogs", "SecretList", "SecretCreate", "SecretInspect", "SecretDelete", "SecretUpdate", "ConfigList", "ConfigCreate", "ConfigInspect", "ConfigDelete", "ConfigUpdate", "DistributionInspect", "Session", "Grpc", "auth", "buildImage", "commitContainer", "getArchive", "attachContainer", "createExec", "exportContainer", "getContainer", "killContainer", "logsFromContainer", "CompatContainerChanges", "pauseContainer", "unpauseContainer", "renameContainer", "resizeContainer", "restartContainer", "startContainer", "waitContainer", "listContainers", "pruneContainers", "removeContainer", "putArchive", "statsContainer", "stopContainer", "topContainer", "createContainer", "getEvents", "inspectExec", "resizeExec", "startExec", "exportImage", "imageHistory", "inspectImage", "tagImage", "get", "importImage", "pruneImages", "removeImage", "pushImage", "createImage", "listImages", "searchImages", "getInfo", "SystemPingHeadLibpod", "libpodPingGet", "ArtifactDeleteLibpod", "ArtifactInspectLibpod", "ArtifactExtractLibpod", "ArtifactPushLibpod", "ArtifactPullLibpod", "ArtifactAddLibpod", "ArtifactListLibpod", "ArtifactLocalLibpod", "ArtifactDeleteAllLibpod", "ImageBuildLibpod", "libpodBuildImage", "ImageCommitLibpod", "libpodCommitContainer", "ContainerDeleteLibpod", "ContainerArchiveLibpod", "PutContainerArchiveLibpod", "ContainerAttachLibpod", "libpodAttachContainer", "ContainerChangesLibpod", "ContainerCheckpointLibpod", "ContainerExecLibpod", "libpodCreateExec", "ContainerExistsLibpod", "ContainerMountLibpod", "libpodContainerExists", "ContainerExportLibpod", "libpodExportContainer", "ContainerHealthcheckLibpod", "ContainerInitLibpod", "ContainerPauseLibpod", "ContainerUnmountLibpod", "ContainerUnpauseLibpod", "libpodRunHealthCheck", "changesContainer", "libpodInitContainer", "libpodMountContainer", "libpodPauseContainer", "libpodUnmountContainer", "libpodUnpauseContainer", "ContainerInspectLibpod", "ContainerKillLibpod", "libpodKillContainer", "ContainerLogsLibpod", "libpodLogsFromContainer", "ContainerRenameLibpod", "libpodRenameContainer", "ContainerResizeLibpod", "libpodResizeContainer", "ContainerRestartLibpod", "libpodRestartContainer", "ContainerRestoreLibpod", "ContainerStartLibpod", "libpodStartContainer", "ContainerStatsLibpod", "ContainerStopLibpod", "ContainerTopLibpod", "ContainerUpdateLibpod", "ContainerWaitLibpod", "libpodWaitContainer", "ContainerCreateLibpod", "libpodCreateContainer", "ContainerListLibpod", "ContainerPruneLibpod", "libpodPruneContainers", "ContainerShowMountedLibpod", "ShowMountedContainersLibpod", "libpodShowMountedContainers", "ContainersStatsAllLibpod", "ContainerArchiveInfoLibpod", "libpodRemoveContainer", "libpodGetArchive", "libpodPutArchive", "libpodCheckpointContainer", "libpodGetContainer", "libpodRestoreContainer", "libpodStatsContainer", "libpodStopContainer", "libpodTopContainer", "libpodListContainers", "libpodStatsContainers", "SystemEventsLibpod", "libpodGetEvents", "ExecInspectLibpod", "libpodInspectExec", "ExecResizeLibpod", "libpodResizeExec", "ExecStartLibpod", "libpodStartExec", "ExecRemoveLibpod", "GenerateSystemdLibpod", "GenerateKubeLibpod", "libpodGenerateSystemd", "libpodGenerateKube", "ImageDeleteLibpod", "ImageChangesLibpod", "ImageExistsLibpod", "ImageHistoryLibpod", "ImageResolveLibpod", "libpodImageExists", "libpodImageHistory", "libpodInspectImage", "libpodChangesImages", "ImageGetLibpod", "libpodExportImage", "ImageInspectLibpod", "ImagePushLibpod", "ImageTagLibpod", "ImageUntagLibpod", "libpodTagImage", "libpodUntagImage", "ImageTreeLibpod", "libpodImageTree", "ImageExportLibpod", "ImageImportLibpod", "ImageListLibpod", "libpodListImages", "ImageLoadLibpod", "libpodImagesLoad", "ImagePruneLibpod", "ImagePullLibpod", "ImageDeleteAllLibpod", "ImageScpLibpod", "ImageSearchLibpod", "libpodRemoveImage", "libpodPushImage", "libpodExportImages", "libpodImagesImport", "libpodPruneImages", "libpodImagesPull", "libpodImagesRemove", "libpodSearchImages", "SystemInfoLibpod", "libpodGetInfo", "KubeApplyLibpod", "KubePlayLibpod", "KubePlayDownLibpod", "KubeGenerateLibpod", "LocalBuildLibpod", "LocalImagesLibpod", "ManifestDeleteLibpod", "ManifestCreateLibpod", "ManifestModifyLibpod", "ManifestAddLibpod", "ManifestExistsLibpod", "Inspect", "Exists", "ManifestInspectLibpod", "ManifestPushV3Libpod", "ManifestPushLibpod", "RemoveManifest", "AddManifest", "PushManifest", "Create", "NetworkDeleteLibpod", "libpodRemoveNetwork", "NetworkConnectLibpod", "NetworkDisconnectLibpod", "NetworkUpdateLibpod", "libpodConnectNetwork", "libpodDisconnectNetwork", "NetworkExistsLibpod", "NetworkInspectLibpod", "libpodExistsNetwork", "libpodInspectNetwork", "NetworkCreateLibpod", "NetworkListLibpod", "NetworkPruneLibpod", "libpodListNetwork", "libpodPruneNetwork", "libpodCreateNetwork", "PlayKubeDownLibpod", "PlayKubeLibpod", "libpodPlayKube", "PodDeleteLibpod", "PodExistsLibpod", "PodPauseLibpod", "PodRestartLibpod", "PodStartLibpod", "PodUnpauseLibpod", "podExists", "inspectPod", "pausePod", "restartPod", "startPod", "unpausePod", "PodInspectLibpod", "PodKillLibpod", "killPod", "PodStopLibpod", "stopPod", "PodTopLibpod", "PodCreateLibpod", "CreatePod", "PodListLibpod", "ListPods", "PodPruneLibpod", "PrunePods", "PodStatsAllLibpod", "PodStatsLibpod", "statsPod", "removePod", "topPod", "QuadletDeleteAllLibpod", "QuadletInstallLibpod", "QuadletDeleteLibpod", "QuadletExistsLibpod", "QuadletFileLibpod", "QuadletListLibpod", "SecretDeleteLibpod", "libpodRemoveSecret", "SecretExistsLibpod", "libpodInspectSecret", "SecretInspectLibpod", "SecretCreateLibpod", "SecretListLibpod", "libpodCreateSecret", "libpodListSecret", "SystemCheckLibpod", "SystemDataUsageLibpod", "df", "SystemPruneLibpod", "pruneSystem", "SystemVersionLibpod", "VolumeDeleteLibpod", "VolumeExistsLibpod", "VolumeInspectLibpod", "libpodExistsVolume", "libpodInspectVolume", "VolumeExportLibpod", "VolumeImportLibpod", "VolumeCreateLibpod", "libpodCreateVolume", "VolumeListLibpod", "libpodListVolumes", "libpodPruneVolumes", "VolumePruneLibpod", "libpodRemoveVolume", "compatListNetwork", "compatPruneNetwork", "compatConnectNetwork", "compatDisconnectNetwork", "compatCreateNetwork", "compatRemoveNetwork", "compatInspectNetwork", "RemoveSecret", "InspectSecret", "CreateSecret", "ListSecret", "CompatSystemVersion", "listVolumes", "pruneVolumes", "inspectVolume", "createVolume", "removeVolume", "CompatSystemPing"]
DataMap = TypedDict("DataMap", {
    "op": Required[Operation],
    "params": Mapping[str, Any] | None,
    "data": Data | None,
    "as": Literal["data"],
    "throw_exceptions": bool | None,
}, total=False)
StreamMap = TypedDict("StreamMap", {
    "op": Required[Operation],
    "params": Mapping[str, Any] | None,
    "data": Data | None,
    "as": Required[Literal["stream"]],
    "throw_exceptions": bool | None,
}, total=False)
ResponseMap = TypedDict("ResponseMap", {
    "op": Required[Operation],
    "params": Mapping[str, Any] | None,
    "data": Data | None,
    "as": Required[Literal["response"]],
    "throw_exceptions": bool | None,
}, total=False)
SocketMap = TypedDict("SocketMap", {
    "op": Required[Operation],
    "params": Mapping[str, Any] | None,
    "data": Data | None,
    "as": Required[Literal["socket"]],
    "throw_exceptions": bool | None,
}, total=False)
