"""Every error the storage raises. They carry data, never a secret and never a text for users.

StorageError
├── DatabaseError
│   ├── DatabaseBusy            another process holds the database; nothing was changed
│   ├── DatabaseFull            no space to write; nothing was changed
│   ├── DatabaseUnusable        the file is damaged, not a database, or cannot be opened
│   ├── DatabaseUrlInvalid      DATABASE_URL names something that cannot be used     (reason)
│   └── SchemaTooNew            a newer version of the bot wrote this database       (revision)
├── MasterKeyError
│   ├── MasterKeysInvalid       FERNET_KEYS cannot be read                           (reason)
│   └── MasterKeyMissing        rows were encrypted with a key that is not listed    (kids)
├── ApiKeyError                                                                      (user_id)
│   ├── NoApiKey                the user has no key in use
│   ├── UnknownKey              the user has no key with this id                     (key_id)
│   ├── KeyUnreadable           the stored key cannot be decrypted                   (key_id)
│   ├── DuplicateKey            this API key is stored already                       (own)
│   ├── TooManyKeys             the user has as many keys as one may have            (limit)
│   ├── LabelInvalid            empty, too long, or with unprintable characters      (limit)
│   ├── LabelTaken              another key of the user has this label               (label)
│   └── NoPendingPair           no key pair waits for its API key, or it expired
└── UnknownUser                 nobody with this id ever wrote to the bot            (user_id)
"""

# ruff: noqa: N818 -- the names say what happened; "Error" at the end of each would add nothing

from collections.abc import Iterable


class StorageError(Exception):
    """Whatever the storage can fail with."""


class DatabaseError(StorageError):
    """The database itself refused; the transaction was rolled back."""


class DatabaseBusy(DatabaseError):
    """Another process, or a long queue, held the database for longer than the busy time-out."""


class DatabaseFull(DatabaseError):
    """The disk, or the share of it the database may use, has no room for the change."""


class DatabaseUnusable(DatabaseError):
    """The file is damaged, is no database, or cannot be opened."""


class ValueUnstorable(StorageError):
    """A value no database holds: a number too large, a decimal that is none; nothing was kept."""


class DatabaseUrlInvalid(DatabaseError):
    """The database URL cannot be used. `reason` never repeats the URL: it may hold a password."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SchemaTooNew(DatabaseError):
    """A newer version of the bot wrote this database; it was left as it is."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"the database is at revision {revision}, unknown to this version")
        self.revision = revision


class MasterKeyError(StorageError):
    """Something is wrong with the list of master keys."""


class MasterKeysInvalid(MasterKeyError):
    """The text is not a list of Fernet keys. `reason` names the position, never the text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class MasterKeyMissing(MasterKeyError):
    """Stored keys need master keys that are not in the list. `kids` are their public ids."""

    def __init__(self, kids: Iterable[str]) -> None:
        self.kids = tuple(sorted(kids))
        super().__init__(f"no master key with id {', '.join(self.kids)}")


class ApiKeyError(StorageError):
    """An API key of a user cannot be stored, found or read."""

    def __init__(self, user_id: int, detail: str) -> None:
        super().__init__(f"user {user_id}: {detail}")
        self.user_id = user_id


class NoApiKey(ApiKeyError):
    """The user has no key in use."""

    def __init__(self, user_id: int) -> None:
        super().__init__(user_id, "no API key")


class UnknownKey(ApiKeyError):
    """The user has no key with this id; a key of somebody else is answered the same way."""

    def __init__(self, user_id: int, key_id: int) -> None:
        super().__init__(user_id, "no key with this id")
        self.key_id = key_id


class KeyUnreadable(ApiKeyError):
    """The stored key cannot be decrypted; the cause is deliberately not told apart."""

    def __init__(self, user_id: int, key_id: int) -> None:
        super().__init__(user_id, f"key {key_id} cannot be decrypted")
        self.key_id = key_id


class DuplicateKey(ApiKeyError):
    """This API key is stored already. `own`: by the same user."""

    def __init__(self, user_id: int, *, own: bool) -> None:
        super().__init__(user_id, "this API key is stored already")
        self.own = own


class TooManyKeys(ApiKeyError):
    """The user has `limit` keys, which is as many as one may have."""

    def __init__(self, user_id: int, limit: int) -> None:
        super().__init__(user_id, f"already {limit} keys")
        self.limit = limit


class LabelInvalid(ApiKeyError):
    """A label has 1 to `limit` printable characters."""

    def __init__(self, user_id: int, limit: int) -> None:
        super().__init__(user_id, f"a label has 1 to {limit} printable characters")
        self.limit = limit


class LabelTaken(ApiKeyError):
    """Another key of the user has this label."""

    def __init__(self, user_id: int, label: str) -> None:
        super().__init__(user_id, "another key has this label")
        self.label = label


class NoPendingPair(ApiKeyError):
    """No key pair waits for its API key: none was made, or it expired after 24 hours."""

    def __init__(self, user_id: int) -> None:
        super().__init__(user_id, "no pending key pair")


class UnknownUser(StorageError):
    """Nobody with this id ever wrote to the bot."""

    def __init__(self, user_id: int) -> None:
        super().__init__(f"no user {user_id}")
        self.user_id = user_id
