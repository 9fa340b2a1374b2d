"""Desk (办案): the use cases of the office, for the API and the workbench; no web framework here."""

from service.desk.desk import Desk, open_desk
from service.desk.exporting import Exported, Wish
from service.desk.intake import Accepted, Delivery
from service.desk.perform import performer
from service.desk.room import Room
from service.desk.standing import Standing
from service.desk.upkeep import Upkeep

__all__ = [
    "Accepted",
    "Delivery",
    "Desk",
    "Exported",
    "Room",
    "Standing",
    "Upkeep",
    "Wish",
    "open_desk",
    "performer",
]
