"""Follows the logs of many containers: decisions without I/O. Both drivers run them."""
