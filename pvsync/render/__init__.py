"""Lays plans, findings, receipts, drift, checks and progress out for people and machines."""
