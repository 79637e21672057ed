"""Who must act, who must know (chuyển văn bản): from the documents of a scan to one delivery for each recipient, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.found import Found
from schemas.letter import Addressee, Directive, Document, PrintedRecipient
from schemas.registry import Entry
from schemas.routing import NotRouted, NotRoutedReason, Outside, Role, Routing, RoutingPolicy, Unresolved
from tasks.core.registry.queue_name import slug
from tasks.core.registry.registry import Registry
from tasks.core.routing.dates import day_of
from tasks.core.routing.deliveries import Claim, deliveries_of, is_served, once, outside_of
from tasks.core.routing.due import due_of_all
from tasks.core.routing.items import Item, read_item
from tasks.core.routing.pieces import Aside, Away, Leftover, Target, View
from tasks.core.routing.resolve import resolve
from tasks.core.routing.standpoint import view_of
from tasks.core.routing.unlisted_name import is_unlisted
from tasks.core.routing.unnamed import is_role_without_body

_BY_FORM = ("commune", "branch")
"""Reasons of leftovers that are known by their form: state bodies that this registry does not list."""
_RESTRICTED = ("lưu hành nội bộ", "xem xong trả lại")


@dataclass(slots=True)
class Ledger:
    """What routing has decided so far."""

    claims: list[Claim] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    not_routed: list[NotRouted] = field(default_factory=list)
    outside: list[Outside] = field(default_factory=list)
    noted: list[tuple[Unresolved, bool]] = field(default_factory=list)  # sets without a queue by nature; whether in Kính gửi

    def skip(self, raw: str, document: int, reason: NotRoutedReason) -> None:
        """Remember what on purpose sends nothing."""
        self.not_routed.append(NotRouted(raw=raw, document=document, reason=reason))

    def send_away(self, words: str, document: int, reason: str) -> None:
        """Remember who is none of the registry's and gets the letter by other ways."""
        name = f"outside/{slug(words)[:80]}"
        self.outside.append(Outside(recipient_id=name, name=words, raw=words, document=document, reason=reason))


@dataclass(frozen=True, slots=True)
class _Desk:
    """A document with the point of view from which its names are read."""

    document: Document
    view: View
    policy: RoutingPolicy
    ledger: Ledger
    routes: bool

    @property
    def restricted(self) -> bool:
        """Whether a stamp limits who may see it (phạm vi lưu hành)."""
        said = self.document.circulation.value.lower() if self.document.circulation else ""
        return any(words in said for words in _RESTRICTED)


def route(
    letter_id: str, documents: Sequence[Document], registry: Registry, policy: RoutingPolicy, *, revision: int = 1
) -> tuple[tuple[Document, ...], Routing]:
    """Decide for one letter. Gives the documents with what their recipients were understood as, and the whole decision.

    Each recipient has one delivery with its strongest role (lead, cooperate, act, inform, file) however often it is named.
    Names that the registry can't tell are `unresolved`; nothing is guessed. A secrecy stamp on any document: nothing is sent.
    """
    ledger = Ledger()
    seen = tuple(_read(_desk(document, documents, registry, policy, ledger)) for document in documents)
    if any(document.secrecy for document in documents):
        raws = tuple(NotRouted(raw=d.secrecy.raw, document=d.index, reason="secrecy") for d in documents if d.secrecy)
        return seen, Routing(not_routed=raws)
    served = [claim for claim in ledger.claims if is_served(claim.entry, registry, policy)]
    away = [claim for claim in ledger.claims if not is_served(claim.entry, registry, policy)]
    acted_on = any(claim.role in ("act", "lead") for claim in served) or bool(ledger.outside)
    for item, must_act in ledger.noted:  # where nobody else gets it, or nobody else who must act, a person says who does
        if acted_on if must_act else served or ledger.outside:
            ledger.skip(item.raw, item.document, "open_set")
        else:
            ledger.unresolved.append(item)
    routing = Routing(
        deliveries=deliveries_of(letter_id, served, documents, revision),
        unresolved=once(ledger.unresolved),
        outside=(*outside_of(away), *dict.fromkeys(ledger.outside)),
        not_routed=tuple(dict.fromkeys(ledger.not_routed)),
    )
    return seen, routing


def _desk(document: Document, documents: Sequence[Document], registry: Registry, policy: RoutingPolicy, ledger: Ledger) -> _Desk:
    day = day_of(document, documents)
    view = view_of(document, registry, day)
    routes = policy.attachments_route or document.role != "attachment"
    return _Desk(document, view, policy, ledger, routes)


def _read(desk: _Desk) -> Document:
    """Understand all items of a document, note what they claim, and give the document with what was understood."""
    document = desk.document
    addressees = tuple(_addressee(printed, desk) for printed in document.addressees)
    recipients = tuple(_recipient(printed, desk) for printed in document.printed_recipients)
    if desk.routes and desk.policy.directives_route:
        for directive in document.directives:
            _directive(directive, desk)
    if not desk.routes:
        for printed in (*document.addressees, *document.printed_recipients):
            desk.ledger.skip(printed.raw, document.index, "attachment")
    issuer = desk.view.registry.get(desk.view.near) if desk.view.near else None
    update = {"addressees": addressees, "printed_recipients": recipients, "issuer_id": issuer.id if issuer else None}
    return document.model_copy(update=update)


def _addressee(printed: Addressee, desk: _Desk) -> Addressee:
    item = read_item(printed.value, desk.view, desk.document, printed_kind=printed.kind)
    if item.kind == "as_above" and desk.routes:  # there is nothing above Kính gửi
        desk.ledger.unresolved.append(Unresolved(raw=printed.raw, document=desk.document.index, reason="unknown"))
    _claim(item, printed, desk, item.role or "act", due_of_all(desk.document))
    return printed.model_copy(update={"kind": item.kind, "recipient_ids": item.ids})


def _recipient(printed: PrintedRecipient, desk: _Desk) -> PrintedRecipient:
    item = read_item(printed.value, desk.view, desk.document, printed_kind=printed.kind, purpose=printed.purpose)
    if item.kind == "as_above" and not desk.document.addressees and desk.routes:
        desk.ledger.unresolved.append(
            Unresolved(raw=printed.raw, document=desk.document.index, reason="as_above_without_addressees")
        )
    elif desk.routes and item.kind == "as_above":
        desk.ledger.skip(printed.raw, desk.document.index, "as_above")
    _claim(item, printed, desk, item.role or "inform")
    ids = item.ids
    if item.kind == "as_above":
        ids = _ids_of_addressees(desk) + ids
    return printed.model_copy(update={"kind": item.kind, "expansion": item.expansion, "recipient_ids": tuple(dict.fromkeys(ids))})


def _ids_of_addressees(desk: _Desk) -> tuple[str, ...]:
    items = (read_item(a.value, desk.view, desk.document, printed_kind=a.kind) for a in desk.document.addressees)
    return tuple(entry_id for item in items for entry_id in item.ids)


def _claim(item: Item, printed: Found, desk: _Desk, role: Role, due: str | None = None) -> None:
    """Enter what an item claims, `due` when, and what it leaves over; attachments claim nothing of their own."""
    if not desk.routes:
        return
    if item.note is not None:
        _note(item, printed, desk)
    if item.kind == "file" and not desk.policy.file_copies:
        if item.note is None:
            desk.ledger.skip(printed.raw, desk.document.index, "file")
        return
    sure = item.kind != "file" or printed.confidence >= _SURE_OF_UNIT
    for target in item.targets if sure else item.targets[:1]:
        _enter(target, printed, desk, role, due)
    _leave(item, printed, desk)


_SURE_OF_UNIT = 0.9
"""How sure a Lưu item must be for its unit to get the copy too; the issuer's clerks have it in any case."""


def _leave(item: Item, printed: Found, desk: _Desk) -> None:
    """Enter what nobody is sure about, what goes by other ways and what sends nothing."""
    index = desk.document.index
    for words in item.leftovers:
        raw = printed.raw if len(item.pieces) == 1 else words.words
        if item.kind == "as_article" and words.reason == "open_set":
            desk.ledger.skip(words.words, index, "open_set")
        elif words.reason in _BY_FORM:
            desk.ledger.send_away(words.words, index, words.reason)
        elif not isinstance(printed, Addressee) and (silent := _sends_nothing(words, printed, desk.view)) is not None:
            desk.ledger.skip(raw, index, silent)
        else:
            left = Unresolved(raw=raw, document=index, reason=words.reason, candidates=words.candidates)
            if words.noted:
                desk.ledger.noted.append((left, isinstance(printed, Addressee)))
            else:
                desk.ledger.unresolved.append(left)
    for aside in item.asides:
        if isinstance(aside, Away):
            desk.ledger.send_away(aside.words, index, aside.reason)
        else:
            desk.ledger.skip(aside.words, index, aside.reason)


def _sends_nothing(words: Leftover, printed: Found, view: View) -> NotRoutedReason | None:
    """Why words that nobody knows send nothing and are no question for a person either; None where they are one."""
    if words.reason != "unknown":
        return None
    if is_role_without_body(words.words):
        return "role_without_body"
    return "unlisted" if is_unlisted(words.words, printed.value, view) else None


def _note(item: Item, printed: Found, desk: _Desk) -> None:
    index = desk.document.index
    if item.note == "no_article":
        desk.ledger.unresolved.append(Unresolved(raw=printed.raw, document=index, reason="no_article"))
    elif item.note == "publication":
        desk.ledger.skip(printed.raw, index, "publication")
    elif item.note == "file":
        desk.ledger.skip(printed.raw, index, "file")


def _enter(target: Target, because: Found, desk: _Desk, role: Role, deadline: str | None = None) -> None:
    """One claim, unless the issuer would write to itself or a stamp keeps the letter from a group of outsiders."""
    index = desk.document.index
    if target.group is not None and target.entry.id == desk.view.near:
        desk.ledger.skip(target.entry.name, index, "own_letter")
        return
    if desk.restricted and target.group is not None and not _at_home(target.entry, desk):
        desk.ledger.unresolved.append(Unresolved(raw=because.raw, document=index, reason="restricted_circulation"))
        return
    found = Found(**{name: getattr(because, name) for name in Found.model_fields})
    desk.ledger.claims.append(Claim(target.entry, role, found, index, deadline, _why(target)))


def _at_home(entry: Entry, desk: _Desk) -> bool:
    """Whether a body belongs to the issuer's own province (or, for a central issuer, to itself)."""
    registry, issuer = desk.view.registry, desk.view.near
    home = registry.province_of(issuer) or registry.places.get(issuer or "")
    return (home is not None and registry.province_of(entry.id) == home) or entry.parent == issuer


def _why(target: Target) -> tuple[str, ...]:
    """What a clerk should know of this delivery beyond the printed words."""
    notes = []
    if target.ended is not None:
        notes.append(f"“{target.ended.name}” kết thúc từ {target.ended.valid_to}, chuyển tới cơ quan kế thừa")
    if target.group is not None:
        notes.append(f"thuộc nhóm: {target.group}")
    if target.head:
        notes.append("gửi người đứng đầu")
    if target.how == "unit":
        notes.append(f"đơn vị mà danh mục chưa có, văn thư cơ quan này chuyển tiếp: {target.words}")
    if target.how == "own":
        notes.append(f"nội bộ cơ quan ban hành: {target.words}")
    if target.how == "fuzzy":
        notes.append(f"khớp gần đúng với “{target.words}”")
    return tuple(notes)


def _directive(directive: Directive, desk: _Desk) -> None:
    """Who leads gets the letter as `lead`, with the deadline; who co-operates, as `cooperate`; a group that is charged acts.

    A definite body is told even when it stands in no list. A group only if it does: the list, not the body text, says
    whether all districts are written to. What is vaguer ("các ngành có liên quan") is noted, sends nothing, holds nothing up.
    """
    deadline = directive.deadline.value if directive.deadline else None
    for found, role in [*((f, "lead") for f in directive.lead), *((f, "cooperate") for f in directive.cooperating)]:
        for piece in resolve(found.value, desk.view):
            if isinstance(piece, Away):
                desk.ledger.skip(piece.words, desk.document.index, "directive")
            elif isinstance(piece, Aside):
                desk.ledger.skip(piece.words, desk.document.index, piece.reason)
            elif isinstance(piece, Leftover):
                reason: NotRoutedReason = "open_set" if piece.reason == "open_set" else "directive"
                desk.ledger.skip(piece.words, desk.document.index, reason)
            elif piece.how == "unit":
                desk.ledger.skip(piece.words, desk.document.index, "directive")
            elif _is_listed(piece, desk) or not (desk.restricted or piece.group):
                _enter(piece, found, desk, _role_in_directive(piece, role), deadline)
            else:
                desk.ledger.skip(found.raw, desk.document.index, "not_listed")


def _role_in_directive(target: Target, said: str) -> Role:
    if said == "cooperate":
        return "cooperate"
    return "act" if target.how == "group" else "lead"


def _is_listed(target: Target, desk: _Desk) -> bool:
    return any(claim.entry.id == target.entry.id and claim.document == desk.document.index for claim in desk.ledger.claims)
