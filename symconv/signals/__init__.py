"""Signals: exact samples on the integers, with their origin."""
