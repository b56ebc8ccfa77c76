namespace Ledger.Node.Storage;

/// <summary>Every column family of the store. The number is of no account on disk, the name is.</summary>
internal enum Column
{
    /// <summary>Format, origin and size of the log.</summary>
    Meta,

    /// <summary>Log index → leaf bytes (event or MapCommit), exactly as hashed.</summary>
    Leaves,

    /// <summary>Log index → event body, exactly as written.</summary>
    Bodies,

    /// <summary>Log index → ciphertext that the event names by digest; may be erased.</summary>
    Sealed,

    /// <summary>Level and number → hash of a complete subtree, SHA-256.</summary>
    Sha256Hashes,

    /// <summary>Level and number → hash of a complete subtree, SM3.</summary>
    Sm3Hashes,

    /// <summary>Map key → present status entry: the leaves of the status map.</summary>
    StatusEntries,

    /// <summary>Request key → request digest and index of its first event.</summary>
    Requests,

    /// <summary>Authority → its row.</summary>
    Authorities,

    /// <summary>Holder → its row.</summary>
    Holders,

    /// <summary>Keyed hash of a holder's code → holder.</summary>
    HoldersByCode,

    /// <summary>Holder → wrapped data key. Deleting the row is erasure.</summary>
    HolderKeys,

    /// <summary>Licence → its row.</summary>
    Licences,

    /// <summary>Licence identifier → licence.</summary>
    LicencesByIdentifier,

    /// <summary>Holder and licence → nothing: the licences of a holder in order.</summary>
    LicencesByHolder,

    /// <summary>Anchored size → what the chain confirmed.</summary>
    Anchors,

    /// <summary>Name of a follower → how far it has come.</summary>
    Cursors,

    /// <summary>SHA-256 of another log's origin → its newest checkpoint that this node cosigned.</summary>
    Witnessed,

    /// <summary>Size and witness → cosignature of this log's checkpoint.</summary>
    Cosignatures,
}
