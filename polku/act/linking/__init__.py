"""Answering "link my membership" on LINE: a button or a menu's area whose postback says so brings the address.

The one rule: the address is for who tapped, and proves nothing by itself; see say/channels/line/linking.
"""
