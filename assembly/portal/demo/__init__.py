"""Demonstration data of real size. Every person, number and event is invented."""
