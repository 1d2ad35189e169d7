"""What the docker and podman commands know: where the engine is, and the credentials of registries."""
