"""Messages about records that are one person's."""

from typing import Literal

from volunteering.rules.doubles import ClaimState
from volunteering.rules.ground.model import Model
from volunteering.rules.notices.keys import About, Key


class RecordsMerged(Model):
    """The reader was known twice, and is so no more; or, undone, is two people again."""

    kind: Literal["records_merged"] = "records_merged"
    merge_id: int
    undone: bool = False

    def key(self) -> Key:
        """Of the merge; it has one reader."""
        return Key(f"records_merged:{self.merge_id}")

    def key_undone(self, reader: int) -> Key:
        """Of its end, which both are told."""
        return Key(f"merge_undone:{self.merge_id}:{reader}")


class MergedAway(Model):
    """To the account that goes on no more: the other one of the same person does."""

    kind: Literal["merged_away"] = "merged_away"
    merge_id: int
    kept_id: int

    def key(self) -> Key:
        """Of the merge, and of its other reader."""
        return Key(f"merged_away:{self.merge_id}")


class RecordClaimed(Model):
    """To the admins of both: somebody says that a record is theirs."""

    kind: Literal["record_claimed"] = "record_claimed"
    claim_id: int

    def about(self) -> About:
        """Of the claim that was made."""
        return About(f"record_claimed:{self.claim_id}")


class RecordDecided(Model):
    """To who claims a record, and to who had it: whose it is."""

    kind: Literal["record_decided"] = "record_decided"
    claim_id: int
    decision: ClaimState

    def about(self) -> About:
        """Of the claim, and what was said of it."""
        return About(f"record_decided:{self.claim_id}:{self.decision}")


class NotThem(Model):
    """To the admins of both, for a day: the account that goes on no more says that it is somebody else."""

    kind: Literal["not_them"] = "not_them"
    merge_id: int
    kept_id: int

    def about(self) -> About:
        """Of the merge that was wrong."""
        return About(f"not_them:{self.merge_id}")
