"""Carries a plan out through a gateway that it declares, and can prove afterwards what became of it."""
