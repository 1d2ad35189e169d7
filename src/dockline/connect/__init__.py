"""The ways to an engine: unix, TCP, TLS, ssh, HTTP proxies."""
