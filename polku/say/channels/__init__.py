"""Channels: how a message leaves the house. One folder a channel; copy paper/ to begin a new one."""
