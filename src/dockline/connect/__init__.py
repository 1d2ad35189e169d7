"""Connections to an engine: by unix sockets, TCP, TLS and ssh, also through HTTP proxies."""
