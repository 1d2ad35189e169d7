"""The settings of the docker and podman commands: the address of the engine, and credentials of registries."""
