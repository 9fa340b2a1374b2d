"""Access (访问控制): accounts, sessions, API keys, roles; pure over a ledger and its clock."""

from service.access.access import Access, LoggedIn
from service.access.administration import Administration, Issued
from service.access.cookies import Cookies
from service.access.passwords import PasswordPolicy, Passwords
from service.access.principal import Principal
from service.access.roles import Rights, rights
from service.access.rules import AccessRules
from service.access.setup import Setup, local_principal

__all__ = [
    "Access",
    "AccessRules",
    "Administration",
    "Cookies",
    "Issued",
    "LoggedIn",
    "PasswordPolicy",
    "Passwords",
    "Principal",
    "Rights",
    "Setup",
    "local_principal",
    "rights",
]
