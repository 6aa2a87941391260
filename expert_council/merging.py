"""What of this room goes with a person when two cards become one."""

from assembly.people.merging import register_moving, register_staying


def register() -> None:
    """Say of this room's own keys; called from ``ready()``."""
    register_moving("expert_council.Consent", "person")
    register_moving("expert_council.OpinionAuthor", "person", beside=("request_id",))
    register_staying("expert_council.Candidacy", "person", "a record of who stood in a closed round")
    register_staying("expert_council.Election", "elected", "a record of who was elected")
