"""Codes by which a till knows what somebody has: made from the lot's number, or brought along by a partner."""
