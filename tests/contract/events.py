"""Messages for the contract suites."""

from schemas.events import LetterRouted, Message, ObjectPointer

LETTER = "sha256:" + "ab" * 32


def event(
    message_id: str, *, letter_id: str = LETTER, subject: str = "kế hoạch tiêm chủng", recipient_id: str = "so-y-te"
) -> Message:
    return Message(
        id=message_id,
        source="/congvan/test",
        subject=letter_id,
        time="2021-09-06T08:00:00+07:00",
        data=LetterRouted(
            letter_id=letter_id,
            record=ObjectPointer(bucket="test", key="letters/x/record.json"),
            original=ObjectPointer(bucket="test", key="letters/x/original.pdf"),
            recipient_id=recipient_id,
            role="act",
            subject=subject,
        ),
    )
