"""Passwords in tests: Argon2 as in the product, with next to no work, for almost every test has a member with one."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    time_cost = 1
    memory_cost = 8  # KiB
    parallelism = 1
