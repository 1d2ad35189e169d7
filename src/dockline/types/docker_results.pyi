# Made by tools/compile_types.py.
from typing import Any, TypedDict

from typing_extensions import NotRequired

BuildIdentity = TypedDict("BuildIdentity", {
    "Ref": NotRequired[str],
    "CreatedAt": NotRequired[str],
}, total=True)
ClusterInfo = TypedDict("ClusterInfo", {
    "ID": NotRequired[str],
    "Version": NotRequired[ObjectVersion],
    "CreatedAt": NotRequired[str],
    "UpdatedAt": NotRequired[str],
    "Spec": NotRequired[SwarmSpec],
    "TLSInfo": NotRequired[TLSInfo],
    "RootRotationInProgress": NotRequired[bool],
    "DataPathPort": NotRequired[int],
    "DefaultAddrPool": NotRequired[list[str]],
    "SubnetSize": NotRequired[int],
}, total=True)
ClusterVolume = TypedDict("ClusterVolume", {
    "ID": NotRequired[str],
    "Version": NotRequired[ObjectVersion],
    "CreatedAt": NotRequired[str],
    "UpdatedAt": NotRequired[str],
    "Spec": NotRequired[ClusterVolumeSpec],
    "Info": NotRequired[ClusterVolumeInfo],
    "PublishStatus": NotRequired[list[ClusterVolumePublishStatusItem]],
}, total=True)
ClusterVolumeInfo = TypedDict("ClusterVolumeInfo", {
    "CapacityBytes": NotRequired[int],
    "VolumeContext": NotRequired[dict[str, str]],
    "VolumeID": NotRequired[str],
    "AccessibleTopology": NotRequired[list[Topology]],
}, total=True)
ClusterVolumePublishStatusItem = TypedDict("ClusterVolumePublishStatusItem", {
    "NodeID": NotRequired[str],
    "State": NotRequired[str],
    "PublishContext": NotRequired[dict[str, str]],
}, total=True)
ClusterVolumeSpec = TypedDict("ClusterVolumeSpec", {
    "Group": NotRequired[str],
    "AccessMode": NotRequired[ClusterVolumeSpecAccessMode],
}, total=True)
ClusterVolumeSpecAccessMode = TypedDict("ClusterVolumeSpecAccessMode", {
    "Scope": NotRequired[str],
    "Sharing": NotRequired[str],
    "MountVolume": NotRequired[dict[str, Any]],
    "Secrets": NotRequired[list[ClusterVolumeSpecAccessModeSecretsItem]],
    "AccessibilityRequirements": NotRequired[ClusterVolumeSpecAccessModeAccessibilityRequirements],
    "CapacityRange": NotRequired[ClusterVolumeSpecAccessModeCapacityRange],
    "Availability": NotRequired[str],
}, total=True)
ClusterVolumeSpecAccessModeAccessibilityRequirements = TypedDict("ClusterVolumeSpecAccessModeAccessibilityRequirements", {
    "Requisite": NotRequired[list[Topology]],
    "Preferred": NotRequired[list[Topology]],
}, total=True)
ClusterVolumeSpecAccessModeCapacityRange = TypedDict("ClusterVolumeSpecAccessModeCapacityRange", {
    "RequiredBytes": NotRequired[int],
    "LimitBytes": NotRequired[int],
}, total=True)
ClusterVolumeSpecAccessModeSecretsItem = TypedDict("ClusterVolumeSpecAccessModeSecretsItem", {
    "Key": NotRequired[str],
    "Secret": NotRequired[str],
}, total=True)
Commit = TypedDict("Commit", {
    "ID": str,
}, total=True)
ConfigReference = TypedDict("ConfigReference", {
    "Network": str,
}, total=True)
ContainerConfig = TypedDict("ContainerConfig", {
    "Hostname": str,
    "Domainname": str,
    "User": str,
    "AttachStdin": bool,
    "AttachStdout": bool,
    "AttachStderr": bool,
    "ExposedPorts": NotRequired[dict[str, dict[str, Any]] | None],
    "Tty": bool,
    "OpenStdin": bool,
    "StdinOnce": bool,
    "Env": list[str],
    "Cmd": list[str],
    "Healthcheck": NotRequired[HealthConfig],
    "ArgsEscaped": NotRequired[bool | None],
    "Image": str,
    "Volumes": dict[str, dict[str, Any]] | None,
    "WorkingDir": str,
    "Entrypoint": list[str] | None,
    "NetworkDisabled": NotRequired[bool | None],
    "OnBuild": list[str] | None,
    "Labels": dict[str, str],
    "StopSignal": NotRequired[str | None],
    "StopTimeout": NotRequired[int | None],
    "Shell": NotRequired[list[str] | None],
}, total=True)
ContainerCreateResponse = TypedDict("ContainerCreateResponse", {
    "Id": str,
    "Warnings": list[str],
}, total=True)
ContainerInspectResponse = TypedDict("ContainerInspectResponse", {
    "Id": str,
    "Created": str | None,
    "Path": str,
    "Args": list[str],
    "State": ContainerState | None,
    "Image": str,
    "ResolvConfPath": str,
    "HostnamePath": str,
    "HostsPath": str,
    "LogPath": str | None,
    "Name": str,
    "RestartCount": int,
    "Driver": str,
    "Platform": str,
    "ImageManifestDescriptor": NotRequired[OCIDescriptor],
    "MountLabel": str,
    "ProcessLabel": str,
    "AppArmorProfile": str,
    "ExecIDs": list[str] | None,
    "HostConfig": HostConfig,
    "GraphDriver": DriverData | None,
    "Storage": NotRequired[Storage | None],
    "SizeRw": NotRequired[int | None],
    "SizeRootFs": NotRequired[int | None],
    "Mounts": list[MountPoint],
    "Config": ContainerConfig,
    "NetworkSettings": NetworkSettings,
}, total=True)
ContainerPruneResult = TypedDict("ContainerPruneResult", {
    "ContainersDeleted": list[str],
    "SpaceReclaimed": int,
}, total=True)
ContainerState = TypedDict("ContainerState", {
    "Status": str,
    "Running": bool,
    "Paused": bool,
    "Restarting": bool,
    "OOMKilled": bool,
    "Dead": bool,
    "Pid": int,
    "ExitCode": int,
    "Error": str,
    "StartedAt": str,
    "FinishedAt": str,
    "Health": NotRequired[Health | None],
}, total=True)
ContainerSummary = TypedDict("ContainerSummary", {
    "Id": str,
    "Names": list[str],
    "Image": str,
    "ImageID": str,
    "ImageManifestDescriptor": NotRequired[OCIDescriptor | None],
    "Command": str,
    "Created": int,
    "Ports": list[PortSummary],
    "SizeRw": NotRequired[int | None],
    "SizeRootFs": NotRequired[int | None],
    "Labels": dict[str, str],
    "State": str,
    "Status": str,
    "HostConfig": ContainerSummaryHostConfig,
    "NetworkSettings": ContainerSummaryNetworkSettings,
    "Mounts": list[MountPoint],
    "Health": NotRequired[ContainerSummaryHealth],
}, total=True)
ContainerSummaryHealth = TypedDict("ContainerSummaryHealth", {
    "Status": NotRequired[str],
    "FailingStreak": NotRequired[int],
}, total=True)
ContainerSummaryHostConfig = TypedDict("ContainerSummaryHostConfig", {
    "NetworkMode": str,
    "Annotations": NotRequired[dict[str, str] | None],
}, total=True)
ContainerSummaryNetworkSettings = TypedDict("ContainerSummaryNetworkSettings", {
    "Networks": dict[str, EndpointSettings],
}, total=True)
ContainerTopResponse = TypedDict("ContainerTopResponse", {
    "Titles": list[str],
    "Processes": list[list[str]],
}, total=True)
ContainerWaitExitError = TypedDict("ContainerWaitExitError", {
    "Message": NotRequired[str],
}, total=True)
ContainerWaitResponse = TypedDict("ContainerWaitResponse", {
    "StatusCode": int,
    "Error": NotRequired[ContainerWaitExitError | None],
}, total=True)
ContainerdInfo = TypedDict("ContainerdInfo", {
    "Address": str,
    "Namespaces": ContainerdInfoNamespaces,
}, total=True)
ContainerdInfoNamespaces = TypedDict("ContainerdInfoNamespaces", {
    "Containers": str,
    "Plugins": str,
}, total=True)
DeviceInfo = TypedDict("DeviceInfo", {
    "Source": NotRequired[str],
    "ID": NotRequired[str],
}, total=True)
DeviceMapping = TypedDict("DeviceMapping", {
    "PathOnHost": NotRequired[str],
    "PathInContainer": NotRequired[str],
    "CgroupPermissions": NotRequired[str],
}, total=True)
DeviceRequest = TypedDict("DeviceRequest", {
    "Driver": NotRequired[str],
    "Count": NotRequired[int],
    "DeviceIDs": NotRequired[list[str]],
    "Capabilities": NotRequired[list[list[str]]],
    "Options": NotRequired[dict[str, str]],
}, total=True)
DriverData = TypedDict("DriverData", {
    "Name": str,
    "Data": dict[str, str],
}, total=True)
EndpointIPAMConfig = TypedDict("EndpointIPAMConfig", {
    "IPv4Address": NotRequired[str],
    "IPv6Address": NotRequired[str],
    "LinkLocalIPs": NotRequired[list[str]],
}, total=True)
EndpointResource = TypedDict("EndpointResource", {
    "Name": str,
    "EndpointID": str,
    "MacAddress": str,
    "IPv4Address": str,
    "IPv6Address": str,
}, total=True)
EndpointSettings = TypedDict("EndpointSettings", {
    "IPAMConfig": EndpointIPAMConfig | None,
    "Links": list[str] | None,
    "MacAddress": str,
    "Aliases": list[str] | None,
    "DriverOpts": dict[str, str] | None,
    "GwPriority": NotRequired[int],
    "NetworkID": str,
    "EndpointID": str,
    "Gateway": str,
    "IPAddress": str,
    "IPPrefixLen": int,
    "IPv6Gateway": str,
    "GlobalIPv6Address": str,
    "GlobalIPv6PrefixLen": int,
    "DNSNames": NotRequired[list[str] | None],
}, total=True)
ExecInspectResult = TypedDict("ExecInspectResult", {
    "CanRemove": bool,
    "DetachKeys": str,
    "ID": str,
    "Running": bool,
    "ExitCode": int | None,
    "ProcessConfig": ProcessConfig,
    "OpenStdin": bool,
    "OpenStderr": bool,
    "OpenStdout": bool,
    "ContainerID": str,
    "Pid": int,
}, total=True)
FirewallInfo = TypedDict("FirewallInfo", {
    "Driver": str,
    "Info": NotRequired[list[list[str]]],
}, total=True)
GenericResourcesItem = TypedDict("GenericResourcesItem", {
    "NamedResourceSpec": NotRequired[GenericResourcesItemNamedResourceSpec],
    "DiscreteResourceSpec": NotRequired[GenericResourcesItemDiscreteResourceSpec],
}, total=True)
GenericResourcesItemDiscreteResourceSpec = TypedDict("GenericResourcesItemDiscreteResourceSpec", {
    "Kind": NotRequired[str],
    "Value": NotRequired[int],
}, total=True)
GenericResourcesItemNamedResourceSpec = TypedDict("GenericResourcesItemNamedResourceSpec", {
    "Kind": NotRequired[str],
    "Value": NotRequired[str],
}, total=True)
Health = TypedDict("Health", {
    "Status": str,
    "FailingStreak": int,
    "Log": list[HealthcheckResult | None],
}, total=True)
HealthConfig = TypedDict("HealthConfig", {
    "Test": list[str],
    "Interval": int,
    "Timeout": NotRequired[int],
    "Retries": NotRequired[int],
    "StartPeriod": NotRequired[int],
    "StartInterval": NotRequired[int],
}, total=True)
HealthcheckResult = TypedDict("HealthcheckResult", {
    "Start": str,
    "End": str,
    "ExitCode": int,
    "Output": str,
}, total=True)
HostConfig = TypedDict("HostConfig", {
    "CpuShares": int,
    "Memory": int,
    "CgroupParent": str,
    "BlkioWeight": int,
    "BlkioWeightDevice": list[HostConfigBlkioWeightDeviceItem] | None,
    "BlkioDeviceReadBps": list[ThrottleDevice] | None,
    "BlkioDeviceWriteBps": list[ThrottleDevice] | None,
    "BlkioDeviceReadIOps": list[ThrottleDevice] | None,
    "BlkioDeviceWriteIOps": list[ThrottleDevice] | None,
    "CpuPeriod": int,
    "CpuQuota": int,
    "CpuRealtimePeriod": int,
    "CpuRealtimeRuntime": int,
    "CpusetCpus": str,
    "CpusetMems": str,
    "Devices": list[DeviceMapping] | None,
    "DeviceCgroupRules": list[str] | None,
    "DeviceRequests": list[DeviceRequest] | None,
    "MemoryReservation": int,
    "MemorySwap": int,
    "MemorySwappiness": int | None,
    "NanoCpus": int,
    "OomKillDisable": bool,
    "Init": NotRequired[bool | None],
    "PidsLimit": int | None,
    "Ulimits": list[HostConfigUlimitsItem] | None,
    "CpuCount": int,
    "CpuPercent": int,
    "IOMaximumIOps": int,
    "IOMaximumBandwidth": int,
    "Binds": list[str] | None,
    "ContainerIDFile": str,
    "LogConfig": HostConfigLogConfig,
    "NetworkMode": str,
    "PortBindings": dict[str, list[PortBinding] | None] | None,
    "RestartPolicy": RestartPolicy,
    "AutoRemove": bool,
    "VolumeDriver": str,
    "VolumesFrom": list[str] | None,
    "Mounts": NotRequired[list[Mount]],
    "ConsoleSize": list[int] | None,
    "Annotations": NotRequired[dict[str, str]],
    "CapAdd": list[str] | None,
    "CapDrop": list[str] | None,
    "CgroupnsMode": str,
    "Dns": list[str] | None,
    "DnsOptions": list[str] | None,
    "DnsSearch": list[str] | None,
    "ExtraHosts": list[str] | None,
    "GroupAdd": list[str] | None,
    "IpcMode": str,
    "Cgroup": str,
    "Links": list[str] | None,
    "OomScoreAdj": int,
    "PidMode": str,
    "Privileged": bool,
    "PublishAllPorts": bool,
    "ReadonlyRootfs": bool,
    "SecurityOpt": list[str] | None,
    "StorageOpt": NotRequired[dict[str, str]],
    "Tmpfs": NotRequired[dict[str, str]],
    "UTSMode": str,
    "UsernsMode": str,
    "ShmSize": int,
    "Sysctls": NotRequired[dict[str, str] | None],
    "Runtime": str | None,
    "Isolation": str,
    "MaskedPaths": list[str],
    "ReadonlyPaths": list[str],
}, total=True)
HostConfigBlkioWeightDeviceItem = TypedDict("HostConfigBlkioWeightDeviceItem", {
    "Path": NotRequired[str],
    "Weight": NotRequired[int],
}, total=True)
HostConfigLogConfig = TypedDict("HostConfigLogConfig", {
    "Type": str,
    "Config": dict[str, str],
}, total=True)
HostConfigUlimitsItem = TypedDict("HostConfigUlimitsItem", {
    "Name": str,
    "Soft": int,
    "Hard": int,
}, total=True)
IDResponse = TypedDict("IDResponse", {
    "Id": str,
}, total=True)
IPAM = TypedDict("IPAM", {
    "Driver": str,
    "Config": list[IPAMConfig] | None,
    "Options": dict[str, str] | None,
}, total=True)
IPAMConfig = TypedDict("IPAMConfig", {
    "Subnet": str,
    "IPRange": NotRequired[str],
    "Gateway": str,
    "AuxiliaryAddresses": NotRequired[dict[str, str]],
}, total=True)
IPAMStatus = TypedDict("IPAMStatus", {
    "Subnets": NotRequired[dict[str, SubnetStatus]],
}, total=True)
Identity = TypedDict("Identity", {
    "Signature": NotRequired[list[SignatureIdentity]],
    "Pull": NotRequired[list[PullIdentity]],
    "Build": NotRequired[list[BuildIdentity]],
}, total=True)
ImageConfig = TypedDict("ImageConfig", {
    "User": str,
    "ExposedPorts": NotRequired[dict[str, dict[str, Any]] | None],
    "Env": list[str],
    "Cmd": list[str],
    "Healthcheck": NotRequired[HealthConfig],
    "ArgsEscaped": NotRequired[bool | None],
    "Volumes": dict[str, dict[str, Any]] | None,
    "WorkingDir": str,
    "Entrypoint": list[str] | None,
    "OnBuild": list[str] | None,
    "Labels": dict[str, str] | None,
    "StopSignal": NotRequired[str | None],
    "Shell": NotRequired[list[str] | None],
}, total=True)
ImageDeleteResponseItem = TypedDict("ImageDeleteResponseItem", {
    "Untagged": str,
    "Deleted": NotRequired[str],
}, total=True)
ImageHistoryResponseItem = TypedDict("ImageHistoryResponseItem", {
    "Id": str,
    "Created": int,
    "CreatedBy": str,
    "Tags": list[str],
    "Size": int,
    "Comment": str,
}, total=True)
ImageInspect = TypedDict("ImageInspect", {
    "Id": str,
    "Descriptor": NotRequired[OCIDescriptor | None],
    "Manifests": NotRequired[list[ImageManifestSummary] | None],
    "Identity": NotRequired[Identity | None],
    "RepoTags": list[str],
    "RepoDigests": list[str],
    "Comment": str | None,
    "Created": str | None,
    "Author": str | None,
    "Config": ImageConfig,
    "Architecture": str,
    "Variant": NotRequired[str | None],
    "Os": str,
    "OsVersion": NotRequired[str | None],
    "Size": int,
    "GraphDriver": DriverData | None,
    "RootFS": ImageInspectRootFS,
    "Metadata": ImageInspectMetadata,
}, total=True)
ImageInspectMetadata = TypedDict("ImageInspectMetadata", {
    "LastTagTime": str | None,
}, total=True)
ImageInspectRootFS = TypedDict("ImageInspectRootFS", {
    "Type": str,
    "Layers": list[str],
}, total=True)
ImageManifestSummary = TypedDict("ImageManifestSummary", {
    "ID": NotRequired[str],
    "Descriptor": NotRequired[OCIDescriptor],
    "Available": NotRequired[bool],
    "Size": NotRequired[ImageManifestSummarySize],
    "Kind": NotRequired[str],
    "ImageData": NotRequired[ImageManifestSummaryImageData | None],
    "AttestationData": NotRequired[ImageManifestSummaryAttestationData | None],
}, total=True)
ImageManifestSummaryAttestationData = TypedDict("ImageManifestSummaryAttestationData", {
    "For": NotRequired[str],
}, total=True)
ImageManifestSummaryImageData = TypedDict("ImageManifestSummaryImageData", {
    "Platform": NotRequired[OCIPlatform | None],
    "Identity": NotRequired[Identity | None],
    "Containers": NotRequired[list[str]],
    "Size": NotRequired[ImageManifestSummaryImageDataSize],
}, total=True)
ImageManifestSummaryImageDataSize = TypedDict("ImageManifestSummaryImageDataSize", {
    "Unpacked": NotRequired[int],
}, total=True)
ImageManifestSummarySize = TypedDict("ImageManifestSummarySize", {
    "Total": NotRequired[int],
    "Content": NotRequired[int],
}, total=True)
ImageSearchResultItem = TypedDict("ImageSearchResultItem", {
    "description": NotRequired[str],
    "is_official": NotRequired[bool],
    "is_automated": NotRequired[bool],
    "name": NotRequired[str],
    "star_count": NotRequired[int],
}, total=True)
ImageSummary = TypedDict("ImageSummary", {
    "Id": str,
    "ParentId": str,
    "RepoTags": list[str],
    "RepoDigests": list[str] | None,
    "Created": int,
    "Size": int,
    "SharedSize": int,
    "Labels": dict[str, str] | None,
    "Containers": int,
    "Manifests": NotRequired[list[ImageManifestSummary]],
    "Descriptor": NotRequired[OCIDescriptor | None],
}, total=True)
IndexInfo = TypedDict("IndexInfo", {
    "Name": str,
    "Mirrors": list[str],
    "Secure": bool,
    "Official": bool,
}, total=True)
Mount = TypedDict("Mount", {
    "Target": NotRequired[str],
    "Source": NotRequired[str],
    "Type": NotRequired[Any],
    "ReadOnly": NotRequired[bool],
    "Consistency": NotRequired[str],
    "BindOptions": NotRequired[MountBindOptions],
    "VolumeOptions": NotRequired[MountVolumeOptions],
    "ImageOptions": NotRequired[MountImageOptions],
    "TmpfsOptions": NotRequired[MountTmpfsOptions],
}, total=True)
MountBindOptions = TypedDict("MountBindOptions", {
    "Propagation": NotRequired[str],
    "NonRecursive": NotRequired[bool],
    "CreateMountpoint": NotRequired[bool],
    "ReadOnlyNonRecursive": NotRequired[bool],
    "ReadOnlyForceRecursive": NotRequired[bool],
}, total=True)
MountImageOptions = TypedDict("MountImageOptions", {
    "Subpath": NotRequired[str],
}, total=True)
MountPoint = TypedDict("MountPoint", {
    "Type": Any,
    "Name": NotRequired[str],
    "Source": str,
    "Destination": str,
    "Driver": NotRequired[str],
    "Mode": str,
    "RW": bool,
    "Propagation": str,
}, total=True)
MountTmpfsOptions = TypedDict("MountTmpfsOptions", {
    "SizeBytes": NotRequired[int],
    "Mode": NotRequired[int],
    "Options": NotRequired[list[list[str]]],
}, total=True)
MountVolumeOptions = TypedDict("MountVolumeOptions", {
    "NoCopy": NotRequired[bool],
    "Labels": NotRequired[dict[str, str]],
    "DriverConfig": NotRequired[MountVolumeOptionsDriverConfig],
    "Subpath": NotRequired[str],
}, total=True)
MountVolumeOptionsDriverConfig = TypedDict("MountVolumeOptionsDriverConfig", {
    "Name": NotRequired[str],
    "Options": NotRequired[dict[str, str]],
}, total=True)
NRIInfo = TypedDict("NRIInfo", {
    "Info": NotRequired[list[list[str]]],
}, total=True)
NetworkCreateResponse = TypedDict("NetworkCreateResponse", {
    "Id": str,
    "Warning": str,
}, total=True)
NetworkInspect = TypedDict("NetworkInspect", {
    "Containers": dict[str, EndpointResource],
    "Services": NotRequired[dict[str, Any]],
    "Status": NotRequired[NetworkStatus],
    "Name": str,
    "Id": str,
    "Created": str,
    "Scope": str,
    "Driver": str,
    "EnableIPv4": NotRequired[bool],
    "EnableIPv6": bool,
    "IPAM": IPAM,
    "Internal": bool,
    "Attachable": bool,
    "Ingress": bool,
    "ConfigFrom": ConfigReference,
    "ConfigOnly": bool,
    "Options": dict[str, str],
    "Labels": dict[str, str],
    "Peers": NotRequired[list[PeerInfo]],
}, total=True)
NetworkSettings = TypedDict("NetworkSettings", {
    "SandboxID": str,
    "SandboxKey": str,
    "Ports": dict[str, list[PortBinding] | None],
    "Networks": dict[str, EndpointSettings],
}, total=True)
NetworkStatus = TypedDict("NetworkStatus", {
    "IPAM": NotRequired[IPAMStatus],
}, total=True)
NetworkSummary = TypedDict("NetworkSummary", {
    "Name": str,
    "Id": str,
    "Created": str,
    "Scope": str,
    "Driver": str,
    "EnableIPv4": NotRequired[bool],
    "EnableIPv6": bool,
    "IPAM": IPAM,
    "Internal": bool,
    "Attachable": bool,
    "Ingress": bool,
    "ConfigFrom": ConfigReference,
    "ConfigOnly": bool,
    "Options": dict[str, str],
    "Labels": dict[str, str],
    "Peers": NotRequired[list[PeerInfo]],
}, total=True)
OCIDescriptor = TypedDict("OCIDescriptor", {
    "mediaType": NotRequired[str],
    "digest": NotRequired[str],
    "size": NotRequired[int],
    "urls": NotRequired[list[str] | None],
    "annotations": NotRequired[dict[str, str] | None],
    "data": NotRequired[str | None],
    "platform": NotRequired[OCIPlatform | None],
    "artifactType": NotRequired[str | None],
}, total=True)
OCIPlatform = TypedDict("OCIPlatform", {
    "architecture": NotRequired[str],
    "os": NotRequired[str],
    "os.version": NotRequired[str],
    "os.features": NotRequired[list[str]],
    "variant": NotRequired[str],
}, total=True)
ObjectVersion = TypedDict("ObjectVersion", {
    "Index": NotRequired[int],
}, total=True)
PeerInfo = TypedDict("PeerInfo", {
    "Name": NotRequired[str],
    "IP": NotRequired[str],
}, total=True)
PeerNode = TypedDict("PeerNode", {
    "NodeID": NotRequired[str],
    "Addr": NotRequired[str],
}, total=True)
PluginsInfo = TypedDict("PluginsInfo", {
    "Volume": list[str],
    "Network": list[str],
    "Authorization": list[str] | None,
    "Log": list[str],
}, total=True)
PortBinding = TypedDict("PortBinding", {
    "HostIp": str,
    "HostPort": str,
}, total=True)
PortSummary = TypedDict("PortSummary", {
    "IP": NotRequired[str],
    "PrivatePort": int,
    "PublicPort": NotRequired[int],
    "Type": str,
}, total=True)
ProcessConfig = TypedDict("ProcessConfig", {
    "privileged": bool,
    "user": NotRequired[str],
    "tty": bool,
    "entrypoint": str,
    "arguments": list[str],
}, total=True)
PullIdentity = TypedDict("PullIdentity", {
    "Repository": NotRequired[str],
}, total=True)
RegistryServiceConfig = TypedDict("RegistryServiceConfig", {
    "InsecureRegistryCIDRs": list[str],
    "IndexConfigs": dict[str, IndexInfo | None],
    "Mirrors": list[str] | None,
}, total=True)
RestartPolicy = TypedDict("RestartPolicy", {
    "Name": str,
    "MaximumRetryCount": int,
}, total=True)
RootFSStorage = TypedDict("RootFSStorage", {
    "Snapshot": NotRequired[RootFSStorageSnapshot | None],
}, total=True)
RootFSStorageSnapshot = TypedDict("RootFSStorageSnapshot", {
    "Name": NotRequired[str],
}, total=True)
Runtime = TypedDict("Runtime", {
    "path": str,
    "runtimeArgs": NotRequired[list[str] | None],
    "status": NotRequired[dict[str, str] | None],
}, total=True)
SignatureIdentity = TypedDict("SignatureIdentity", {
    "Name": NotRequired[str],
    "Timestamps": NotRequired[list[SignatureTimestamp]],
    "KnownSigner": NotRequired[str],
    "DockerReference": NotRequired[str],
    "Signer": NotRequired[SignerIdentity],
    "SignatureType": NotRequired[str],
    "Error": NotRequired[str],
    "Warnings": NotRequired[list[str]],
}, total=True)
SignatureTimestamp = TypedDict("SignatureTimestamp", {
    "Type": NotRequired[str],
    "URI": NotRequired[str],
    "Timestamp": NotRequired[str],
}, total=True)
SignerIdentity = TypedDict("SignerIdentity", {
    "CertificateIssuer": NotRequired[str],
    "SubjectAlternativeName": NotRequired[str],
    "Issuer": NotRequired[str],
    "BuildSignerURI": NotRequired[str],
    "BuildSignerDigest": NotRequired[str],
    "RunnerEnvironment": NotRequired[str],
    "SourceRepositoryURI": NotRequired[str],
    "SourceRepositoryDigest": NotRequired[str],
    "SourceRepositoryRef": NotRequired[str],
    "SourceRepositoryIdentifier": NotRequired[str],
    "SourceRepositoryOwnerURI": NotRequired[str],
    "SourceRepositoryOwnerIdentifier": NotRequired[str],
    "BuildConfigURI": NotRequired[str],
    "BuildConfigDigest": NotRequired[str],
    "BuildTrigger": NotRequired[str],
    "RunInvocationURI": NotRequired[str],
    "SourceRepositoryVisibilityAtSigning": NotRequired[str],
}, total=True)
Storage = TypedDict("Storage", {
    "RootFS": NotRequired[RootFSStorage | None],
}, total=True)
SubnetStatus = TypedDict("SubnetStatus", {
    "IPsInUse": NotRequired[int],
    "DynamicIPsAvailable": NotRequired[int],
}, total=True)
SwarmInfo = TypedDict("SwarmInfo", {
    "NodeID": str,
    "NodeAddr": str,
    "LocalNodeState": str,
    "ControlAvailable": bool,
    "Error": str,
    "RemoteManagers": list[PeerNode] | None,
    "Nodes": NotRequired[int | None],
    "Managers": NotRequired[int | None],
    "Cluster": NotRequired[ClusterInfo | None],
}, total=True)
SwarmSpec = TypedDict("SwarmSpec", {
    "Name": NotRequired[str],
    "Labels": NotRequired[dict[str, str]],
    "Orchestration": NotRequired[SwarmSpecOrchestration | None],
    "Raft": NotRequired[SwarmSpecRaft],
    "Dispatcher": NotRequired[SwarmSpecDispatcher | None],
    "CAConfig": NotRequired[SwarmSpecCAConfig | None],
    "EncryptionConfig": NotRequired[SwarmSpecEncryptionConfig],
    "TaskDefaults": NotRequired[SwarmSpecTaskDefaults],
}, total=True)
SwarmSpecCAConfig = TypedDict("SwarmSpecCAConfig", {
    "NodeCertExpiry": NotRequired[int],
    "ExternalCAs": NotRequired[list[SwarmSpecCAConfigExternalCAsItem]],
    "SigningCACert": NotRequired[str],
    "SigningCAKey": NotRequired[str],
    "ForceRotate": NotRequired[int],
}, total=True)
SwarmSpecCAConfigExternalCAsItem = TypedDict("SwarmSpecCAConfigExternalCAsItem", {
    "Protocol": NotRequired[str],
    "URL": NotRequired[str],
    "Options": NotRequired[dict[str, str]],
    "CACert": NotRequired[str],
}, total=True)
SwarmSpecDispatcher = TypedDict("SwarmSpecDispatcher", {
    "HeartbeatPeriod": NotRequired[int],
}, total=True)
SwarmSpecEncryptionConfig = TypedDict("SwarmSpecEncryptionConfig", {
    "AutoLockManagers": NotRequired[bool],
}, total=True)
SwarmSpecOrchestration = TypedDict("SwarmSpecOrchestration", {
    "TaskHistoryRetentionLimit": NotRequired[int],
}, total=True)
SwarmSpecRaft = TypedDict("SwarmSpecRaft", {
    "SnapshotInterval": NotRequired[int],
    "KeepOldSnapshots": NotRequired[int],
    "LogEntriesForSlowFollowers": NotRequired[int],
    "ElectionTick": NotRequired[int],
    "HeartbeatTick": NotRequired[int],
}, total=True)
SwarmSpecTaskDefaults = TypedDict("SwarmSpecTaskDefaults", {
    "LogDriver": NotRequired[SwarmSpecTaskDefaultsLogDriver],
}, total=True)
SwarmSpecTaskDefaultsLogDriver = TypedDict("SwarmSpecTaskDefaultsLogDriver", {
    "Name": NotRequired[str],
    "Options": NotRequired[dict[str, str]],
}, total=True)
SystemInfo = TypedDict("SystemInfo", {
    "ID": str,
    "Containers": int,
    "ContainersRunning": int,
    "ContainersPaused": int,
    "ContainersStopped": int,
    "Images": int,
    "Driver": str,
    "DriverStatus": list[list[str]],
    "DockerRootDir": str,
    "Plugins": PluginsInfo,
    "MemoryLimit": bool,
    "SwapLimit": bool,
    "CpuCfsPeriod": bool,
    "CpuCfsQuota": bool,
    "CPUShares": bool,
    "CPUSet": bool,
    "PidsLimit": bool,
    "OomKillDisable": bool,
    "IPv4Forwarding": bool,
    "Debug": bool,
    "NFd": int,
    "NGoroutines": int,
    "SystemTime": str,
    "LoggingDriver": str,
    "CgroupDriver": str,
    "CgroupVersion": str,
    "NEventsListener": int,
    "KernelVersion": str,
    "OperatingSystem": str,
    "OSVersion": str,
    "OSType": str,
    "Architecture": str,
    "NCPU": int,
    "MemTotal": int,
    "IndexServerAddress": str,
    "RegistryConfig": RegistryServiceConfig | None,
    "GenericResources": list[GenericResourcesItem] | None,
    "HttpProxy": str,
    "HttpsProxy": str,
    "NoProxy": str,
    "Name": str,
    "Labels": list[str],
    "ExperimentalBuild": bool,
    "ServerVersion": str,
    "Runtimes": dict[str, Runtime],
    "DefaultRuntime": str,
    "Swarm": SwarmInfo,
    "LiveRestoreEnabled": bool,
    "Isolation": str,
    "InitBinary": str,
    "ContainerdCommit": Commit,
    "RuncCommit": Commit,
    "InitCommit": Commit,
    "SecurityOptions": list[str],
    "ProductLicense": NotRequired[str],
    "DefaultAddressPools": NotRequired[list[SystemInfoDefaultAddressPoolsItem]],
    "FirewallBackend": NotRequired[FirewallInfo | None],
    "DiscoveredDevices": NotRequired[list[DeviceInfo]],
    "NRI": NotRequired[NRIInfo | None],
    "Warnings": list[str] | None,
    "CDISpecDirs": NotRequired[list[str]],
    "Containerd": NotRequired[ContainerdInfo | None],
}, total=True)
SystemInfoDefaultAddressPoolsItem = TypedDict("SystemInfoDefaultAddressPoolsItem", {
    "Base": NotRequired[str],
    "Size": NotRequired[int],
}, total=True)
SystemVersion = TypedDict("SystemVersion", {
    "Platform": SystemVersionPlatform,
    "Components": list[SystemVersionComponentsItem],
    "Version": str,
    "ApiVersion": str,
    "MinAPIVersion": str,
    "GitCommit": str,
    "GoVersion": str,
    "Os": str,
    "Arch": str,
    "KernelVersion": str,
    "Experimental": NotRequired[bool],
    "BuildTime": str,
}, total=True)
SystemVersionComponentsItem = TypedDict("SystemVersionComponentsItem", {
    "Name": str,
    "Version": str,
    "Details": dict[str, Any] | None,
}, total=True)
SystemVersionPlatform = TypedDict("SystemVersionPlatform", {
    "Name": str,
}, total=True)
TLSInfo = TypedDict("TLSInfo", {
    "TrustRoot": NotRequired[str],
    "CertIssuerSubject": NotRequired[str],
    "CertIssuerPublicKey": NotRequired[str],
}, total=True)
ThrottleDevice = TypedDict("ThrottleDevice", {
    "Path": NotRequired[str],
    "Rate": NotRequired[int],
}, total=True)
Topology = TypedDict("Topology", {
    "Segments": NotRequired[dict[str, str]],
}, total=True)
Volume = TypedDict("Volume", {
    "Name": str,
    "Driver": str,
    "Mountpoint": str,
    "CreatedAt": str,
    "Status": NotRequired[dict[str, dict[str, Any]]],
    "Labels": dict[str, str] | None,
    "Scope": str,
    "ClusterVolume": NotRequired[ClusterVolume],
    "Options": dict[str, str] | None,
    "UsageData": NotRequired[VolumeUsageData | None],
}, total=True)
VolumeListResponse = TypedDict("VolumeListResponse", {
    "Volumes": list[Volume],
    "Warnings": list[str] | None,
}, total=True)
VolumeUsageData = TypedDict("VolumeUsageData", {
    "Size": NotRequired[int],
    "RefCount": NotRequired[int],
}, total=True)
