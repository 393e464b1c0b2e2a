"""The list of planted bugs: a replacement of text in one file, and the narrow tests that should go red by it."""

from dataclasses import dataclass

SYNC, FAULTS = "tests/sync", "frontend/src/sync"


@dataclass(frozen=True, slots=True)
class Bug:
    """`before` stands exactly once in `file`; `after` takes its place."""

    name: str
    file: str
    before: str
    after: str
    tests: tuple[str, ...]


def _of(file: str, *lines: tuple[str, str, str, tuple[str, ...]]) -> list[Bug]:
    return [Bug(name, file, before, after, tests) for name, before, after, tests in lines]


DATABASE = _of(
    "audits/migrations/0001_initial.py",
    (
        "two revisions with one number may count: the unique constraint is missing",
        "condition=models.Q(('standing', 'accepted')), fields=('visit', 'number')",
        "condition=models.Q(('standing', 'nothing')), fields=('visit', 'number')",
        (f"{SYNC}/test_constraints.py",),
    ),
    (
        "the same bytes of one person may be kept twice: the unique constraint is missing",
        "fields=('visit', 'number', 'sha256', 'person'), name='same_bytes_once'",
        "fields=('id', 'visit', 'number', 'sha256', 'person'), name='same_bytes_once'",
        (f"{SYNC}/test_constraints.py",),
    ),
    (
        "one content may be two blobs of a brand: the unique constraint is missing",
        "fields=('sha256', 'brand'), name='one_blob_per_content'",
        "fields=('id', 'sha256', 'brand'), name='one_blob_per_content'",
        (f"{SYNC}/test_constraints.py",),
    ),
    (
        "two parts of a photo may lie at one offset: the unique constraint is missing",
        "fields=('blob', 'offset'), name='one_chunk_per_offset'",
        "fields=('id', 'blob', 'offset'), name='one_chunk_per_offset'",
        (f"{SYNC}/test_constraints.py",),
    ),
)

RECEIVING = [
    *_of(
        "audits/visits/services/receive.py",
        (
            "a receipt is given, and nothing was committed",
            "        return _stored(sending, judgement)\n\n\ndef _stored(",
            "        told = _stored(sending, judgement)\n        transaction.set_rollback(True)\n"
            "        return told\n\n\ndef _stored(",
            (f"{SYNC}/test_receiving.py",),
        ),
        (
            "a body may name another visit than its address",
            "if (envelope.visit, envelope.revision) != (visit, number):",
            "if envelope.revision != number:",
            (f"{SYNC}/test_receiving.py",),
        ),
    ),
    *_of(
        "audits/visits/api/phone.py",
        (
            "sealed bytes are not compared with their digest",
            "if found.digest() != digest:",
            "if not digest:",
            (f"{SYNC}/test_receiving.py",),
        ),
    ),
    *_of(
        "audits/visits/services/judging.py",
        (
            "other bytes under a taken number are no conflict",
            "    if known.is_taken:\n",
            "    if known.is_taken and visit.state == Visit.State.RELEASED:\n",
            (f"{SYNC}/test_receiving.py",),
        ),
        (
            "another shopper's assignment is taken as one's own",
            "if facts.shopper not in (shopper.pk, None):",
            "if facts.shopper is None and facts.state == 'none':",
            (f"{SYNC}/test_receiving.py",),
        ),
        (
            "a withdrawn visit comes to life when it is sent again",
            "if visit.state == Visit.State.WITHDRAWN:",
            "if visit.state == 'nothing':",
            (f"{SYNC}/test_receiving.py",),
        ),
    ),
    *_of(
        "audits/visits/services/progress.py",
        (
            "a reordered revision is accepted over a gap",
            "if found != number + 1:",
            "if found < number:",
            (f"{SYNC}/test_receiving.py",),
        ),
        (
            "a visit is complete though photos are missing",
            "Visit.objects.filter(~Exists(pending), pk=visit,",
            "Visit.objects.filter(pk=visit,",
            (f"{SYNC}/test_blobs.py",),
        ),
    ),
    *_of(
        "audits/visits/services/storing.py",
        (
            "the journal has no line for a visit that is complete at once",
            'recorded=["visit.completed"] if is_whole else []',
            "recorded=[]",
            (f"{SYNC}/test_blobs.py", "tests/reviews/test_verdict.py"),
        ),
    ),
    *_of(
        "audits/visits/services/blobs.py",
        (
            "a photo in one go is kept without being hashed",
            "        if found.hexdigest() != blob.sha256:\n            raise",
            "        if not found:\n            raise",
            (f"{SYNC}/test_blobs.py",),
        ),
        (
            "a part at the wrong offset is taken",
            "        if row.offset != offset:\n",
            "        if row.offset < offset:\n",
            (f"{SYNC}/test_blobs.py",),
        ),
    ),
    *_of(
        "audits/visits/receipts.py",
        (
            "a receipt calls a photo stored that is still awaited",
            'return "awaiting_blobs" if missing else "complete"',
            'return "complete"',
            (f"{SYNC}/test_blobs.py",),
        ),
        (
            "any receipt shown back is taken for the server's own word",
            '        return hmac.compare_digest(signature(receipt).encode(), receipt["signature"].encode())',
            '        return bool(signature(receipt)) and bool(receipt["signature"])',
            (f"{SYNC}/test_news.py",),
        ),
    ),
    *_of(
        "config/problems.py",
        (
            "a full disk is an unknown error",
            "if isinstance(exc, OSError) and exc.errno in NO_ROOM:",
            "if isinstance(exc, OSError) and exc.errno is None:",
            (f"{SYNC}/test_full_disk.py",),
        ),
    ),
    *_of(
        "audits/management/backups/whole.py",
        (
            "a damaged backup is restored",
            "        verify(manifest, packed)\n",
            "",
            ("tests/backup",),
        ),
    ),
    *_of(
        "audits/management/backups/sqlite.py",
        (
            "a restored server keeps its epoch, so no phone notices",
            '        database.execute("DELETE FROM audits_epoch")\n'
            '        database.execute("INSERT INTO audits_epoch (id, value) VALUES (1, ?)", [uuid4().hex])\n',
            "        uuid4()\n",
            ("tests/backup",),
        ),
    ),
]

READING = [
    *_of(
        "audits/visits/queries.py",
        (
            "the list of visits is not filtered by brand",
            "return visits.filter(brand__in=whole)\n",
            "return visits\n",
            ("tests/visits/test_desk.py",),
        ),
        (
            "a region reads visits before they are released",
            "Q(state=Visit.State.RELEASED, brand__in=partly) & hers",
            "Q(brand__in=partly) & hers",
            ("tests/visits/test_desk.py", "tests/reviews/test_doors.py"),
        ),
        (
            "what was set aside is shown to every brand",
            "Revision.objects.filter(brand__in=brands)",
            "Revision.objects.filter(brand__isnull=not brands)",
            ("tests/visits/test_set_aside.py",),
        ),
        (
            "photos can be asked for by whoever knows their hash",
            " AND (r.person_id = %(person)s) IS TRUE AND r.standing = 'accepted' AND b.sha256",
            " AND r.standing = 'accepted' AND b.sha256",
            (f"{SYNC}/test_blobs.py",),
        ),
    ),
    *_of(
        "audits/reviews/whole.py",
        (
            "a pseudonym leaks: every reader of a visit learns the shopper's name",
            "    return shopper.alias\n",
            "    return shopper.name\n",
            ("tests/reviews/test_doors.py", "tests/test_pseudonyms.py"),
        ),
    ),
    *_of(
        "audits/people/roles.py",
        (
            "a store learns the day of a visit",
            "frozenset({Role.STORE, Role.REGION})",
            "frozenset({Role.REGION})",
            ("tests/visits/test_desk.py",),
        ),
    ),
    *_of(
        "audits/people/bearers.py",
        (
            "a token's expiry is not checked",
            "if known is None or known.expires_at <= now:",
            "if known is None:",
            ("tests/people/test_bearers.py", "tests/people/test_signing_in.py"),
        ),
        (
            "a revoked token opens doors",
            "filter(digest=digest, revoked_at=None, person__is_active=True)",
            "filter(digest=digest, person__is_active=True)",
            ("tests/people",),
        ),
    ),
    *_of(
        "audits/formulas.py",
        (
            "a file for a spreadsheet holds formulas that people wrote",
            "if words and _FORMULA.match(words) and not _NUMBER.match(words):",
            "if words and _NUMBER.match(words) and _FORMULA.match(words):",
            ("tests/exports/test_wide_visits.py",),
        ),
    ),
]

JUDGING = [
    *_of(
        "audits/reviews/services/grading.py",
        (
            "a visit can be released twice",
            "    if visit.state != State.IN_REVIEW:\n",
            "    if visit.state == State.WITHDRAWN:\n",
            ("tests/reviews/test_verdict.py",),
        ),
    ),
    *_of(
        "audits/reviews/services/verdicts.py",
        (
            "the journal has no line for a release",
            '    record("visit.released", visit, by=by, brand=visit.brand_id, '
            'detail={"note": note} if note else {})\n',
            "",
            ("tests/reviews/test_verdict.py", "tests/scorecards/test_never_drift.py"),
        ),
        (
            "the wave's rule releases what needs a person's eye",
            "if visit is None or visit.state != State.IN_REVIEW or visit.is_critical or visit.is_held:",
            "if visit is None or visit.state != State.IN_REVIEW:",
            ("tests/reviews/test_verdict.py",),
        ),
    ),
    *_of(
        "audits/scorecards/services.py",
        (
            "a scorecard goes stale: the one above is not marked",
            "    _mark_above(card)\n    return card\n",
            "    return card\n",
            ("tests/scorecards/test_never_drift.py",),
        ),
    ),
    *_of(
        "audits/waves/drawing/eligibility.py",
        (
            "a store's lockout is ignored by the draw",
            "_at_places(facts, _locking(facts, max(1, rules.store_days)))",
            "_at_places(facts, _locking(facts, 1))",
            ("tests/waves/test_drawing.py",),
        ),
    ),
]

PHONE = [
    *_of(
        "frontend/src/sync/receipts.ts",
        (
            "the phone deletes photos on the first 200 with a receipt",
            "  if (parcel.seen === null)\n",
            "  if (parcel.seen === undefined)\n",
            (f"{FAULTS}/deletion.test.ts",),
        ),
        (
            "the phone takes a receipt with photos missing for a complete one",
            "if (!holdsAll(parcel, receipt)) return",
            'if (receipt.state === "quarantined") return',
            (f"{FAULTS}/faults.test.ts",),
        ),
        (
            "the phone does not notice a restored server",
            "if (!epoch || epoch === outbox.epoch) return outbox;",
            'if (!epoch || epoch !== "") return outbox;',
            (f"{FAULTS}/deletion.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/domain/receipt.ts",
        (
            "the phone believes a receipt for other bytes",
            " && value.sha256 === parcel.sha256;",
            ";",
            (f"{FAULTS}/step.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/sync/next.ts",
        (
            "the phone sends revision 2 before 1",
            "isDue(one, at) && first(one))",
            "isDue(one, at) && first !== null)",
            (f"{FAULTS}/faults.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/sync/attempt.ts",
        (
            "the phone sends under whoever is signed in",
            'if (task.do !== "brief" && parts.wire.session() !== session) {',
            'if (task.do !== "brief" && parts.wire.session() === null) {',
            (f"{FAULTS}/people.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/sync/outcomes.ts",
        (
            "the phone gives a visit up when the server has trouble",
            "    if (code === null)\n",
            '    if (code === null && outcome.kind !== "problem")\n',
            (f"{FAULTS}/faults.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/store/database.ts",
        (
            "a connection that the system closed loses the answer",
            "      this.close();\n      return attempt(await this.connected());\n",
            "      this.close();\n      throw error;\n",
            ("frontend/src/store/store.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/store/files.ts",
        (
            "a photo with a lost piece is read as if it were whole",
            "return found.length === to - from + 1 ? found : null;",
            "return found;",
            ("frontend/src/store/files.test.ts",),
        ),
        (
            "a photo whose bytes are gone is sealed all the same",
            'return (await tx.objectStore("pieces").count(range)) === piecesOf(photo.bytes);',
            'return (await tx.objectStore("pieces").count(range)) >= 0;',
            ("frontend/src/store/files.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/store/drafts.ts",
        (
            "a sealed visit can be changed",
            'if (visit?.state !== "draft") throw',
            "if (visit === undefined) throw",
            ("frontend/src/store/sealing.test.ts",),
        ),
    ),
    *_of(
        "frontend/src/api/wire.ts",
        (
            "a captive portal's page counts as a photo that arrived",
            'answer.headers.get("Content-Type")?.includes("html") ? null : true;',
            "answer.ok ? true : null;",
            ("frontend/src/api/wire.test.ts",),
        ),
    ),
]

IN_LINE = [
    *_of(
        "audits/visits/services/line.py",
        (
            "who stands in line is told that it was received, and nothing was committed",
            "                self._write(drawn)\n",
            "                self._write(drawn)\n                transaction.set_rollback(True)\n",
            (f"{SYNC}/test_in_line.py",),
        ),
    ),
    *_of(
        "audits/visits/services/together.py",
        (
            "two visits on one assignment that come at once are told as if each came alone",
            "if seen.isdisjoint(named):",
            "if one.sending.envelope.visit not in seen:",
            (f"{SYNC}/test_in_line.py",),
        ),
    ),
]

BUGS = [*DATABASE, *RECEIVING, *READING, *JUDGING, *PHONE, *IN_LINE]
