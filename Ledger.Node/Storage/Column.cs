namespace Ledger.Node.Storage;

/// <summary>Every column family of the store. The number is of no account on disk, the name is.</summary>
internal enum Column
{
    /// <summary>Format, origin and size of the log.</summary>
    Meta,

    /// <summary>Number → entry bundle: 256 leaves (events and MapCommits) exactly as hashed, the last bundle growing.</summary>
    Entries,

    /// <summary>Log index → event body, exactly as written.</summary>
    Bodies,

    /// <summary>Log index → nothing: the leaf was recovered from a mirror, its body is lost.</summary>
    LostBodies,

    /// <summary>Log index → ciphertext that the event names by digest; may be erased.</summary>
    Sealed,

    /// <summary>Level and number → tile of 256 hashes, the last of each level growing; SHA-256.</summary>
    Sha256Tiles,

    /// <summary>Level and number → tile of 256 hashes, the last of each level growing; SM3.</summary>
    Sm3Tiles,

    /// <summary>Map key → present status entry: the leaves of the status map.</summary>
    StatusEntries,

    /// <summary>Map key and complement of its last index → status entry that a later event superseded, the newest first.</summary>
    SupersededStatuses,

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

    /// <summary>Log index of an erasure → handle of the holder who was erased.</summary>
    ErasedHolders,

    /// <summary>Kind, code and edition → definition of a licence type, material type or item.</summary>
    Catalogue,

    /// <summary>Kind and code → number of the newest edition.</summary>
    CatalogueNewest,

    /// <summary>Licence → its row.</summary>
    Licences,

    /// <summary>Licence identifier → licence.</summary>
    LicencesByIdentifier,

    /// <summary>Holder and licence → nothing: the licences of a holder in order.</summary>
    LicencesByHolder,

    /// <summary>Issuer, state, last day and issuing index → licence and its first day: an authority's licences by state.</summary>
    LicencesByState,

    /// <summary>Issuer, type, state, last day and issuing index → licence and its first day: an authority's licences by type.</summary>
    LicencesByType,

    /// <summary>Issuer, holder and issuing index → licence and its first day: an authority's licences of a holder.</summary>
    LicencesByIssuerAndHolder,

    /// <summary>Issuer, keyed hash of the printed number and issuing index → licence and its first day.</summary>
    LicencesByNumber,

    /// <summary>Issuer and log index → what an event made of a licence: the issuer's feed.</summary>
    LicenceChanges,
    /// <summary>Issuer and index of a flag that is open → licence: what an authority has to look at.</summary>
    LicenceFlags,

    /// <summary>Holder, material type and rule → what invalidated such materials last.</summary>
    MaterialFlags,

    /// <summary>SM3 of a signatory → the signatory: seal and certificates that many documents bear alike.</summary>
    Signatories,

    /// <summary>Seal → its row.</summary>
    Seals,

    /// <summary>Authority and index of the first event → seal.</summary>
    SealsByAuthority,

    /// <summary>SM3 of the SESeal → seal.</summary>
    SealsBySm3,

    /// <summary>Seal and grant → the grant's row, with how often it was used.</summary>
    SealGrants,

    /// <summary>Seal and log index of an issue → what was sealed, and by which grant.</summary>
    SealUses,

    /// <summary>Authority and log index → attempts to use a seal without the right to.</summary>
    SealRefusals,

    /// <summary>First half of a certificate's thumbprint → what the log has of its signing key.</summary>
    SigningKeys,

    /// <summary>Serial of a copy → its row.</summary>
    Copies,

    /// <summary>Licence and index of the making → serial: the copies of a licence in order.</summary>
    CopiesByLicence,

    /// <summary>Material → its row.</summary>
    Materials,

    /// <summary>Material identifier → material.</summary>
    MaterialsByIdentifier,

    /// <summary>Holder, material type and complement of the index → material: a holder's materials, the newest first.</summary>
    MaterialsByHolder,

    /// <summary>Collecting authority, material type and complement of the index → material.</summary>
    MaterialsByAuthority,

    /// <summary>Keyed hash of authority and case number, and complement of the index → material.</summary>
    MaterialsByCase,

    /// <summary>Inspection plan → its row.</summary>
    Inspections,

    /// <summary>Keyed hash of authority and number → inspection plan.</summary>
    InspectionsByNumber,

    /// <summary>Authority and complement of the index → inspection plan, the newest first.</summary>
    InspectionsByAuthority,

    /// <summary>Consent → its row, with how often it was used.</summary>
    Consents,

    /// <summary>Holder and index of the grant → consent.</summary>
    ConsentsByHolder,

    /// <summary>Keyed hash of a guardian and index of the grant → consent.</summary>
    ConsentsByGuardian,

    /// <summary>Keyed hash of a holder's code and consent → a consent that its holder has not confirmed, sealed.</summary>
    AssistedConsents,

    /// <summary>Whether all is told, and consent → how it stands with what it opens in other provinces.</summary>
    ConsentSources,

    /// <summary>Holder and complement of the log index → a use of what the holder holds, the newest first.</summary>
    UsesByHolder,

    /// <summary>Keyed hash of a system and day → how often it used something.</summary>
    UsesByCaller,

    /// <summary>Keyed hash of a system and complement of the index → a holder's objection to a use that it made, the newest first.</summary>
    ObjectionsByCaller,

    /// <summary>Anchored size → what the chain confirmed.</summary>
    Anchors,

    /// <summary>Name of a follower → how far it has come.</summary>
    Cursors,

    /// <summary>SHA-256 of another log's origin → its newest checkpoint that this node cosigned.</summary>
    Witnessed,

    /// <summary>Size and witness → cosignature of this log's checkpoint.</summary>
    Cosignatures,

    /// <summary>SHA-256 of another log's origin → its newest checkpoint that this node's map auditor signed.</summary>
    MapAudited,

    /// <summary>SHA-256 of another log's origin → the two signed checkpoints up to which its copy is verified.</summary>
    Mirrors,

    /// <summary>SHA-256 of another log's origin and number → entry bundle of its copy.</summary>
    MirrorEntries,

    /// <summary>SHA-256 of another log's origin, level and number → tile of its copy; SHA-256.</summary>
    MirrorSha256Tiles,

    /// <summary>SHA-256 of another log's origin, level and number → tile of its copy; SM3.</summary>
    MirrorSm3Tiles,

    /// <summary>SHA-256 of another log's origin and digest of the evidence → what that log signed against its own word or the rules.</summary>
    MirrorEvidence,

    /// <summary>Second in which a signed request expires, and half the SHA-256 of its key's name and nonce → nothing: it was taken.</summary>
    UsedNonces,

    /// <summary>Import → its row: how its file is read, how far it has come.</summary>
    Imports,

    /// <summary>Import and row number → a row that stands refused, sealed under the import's key.</summary>
    ImportRefusals,

    /// <summary>Last second of a presentation and hash of its nonce → nothing: it was shown at this node.</summary>
    ShownPresentations,

    /// <summary>Number → bundle of 256 entries of the audit log exactly as hashed, the last bundle growing.</summary>
    AuditEntries,

    /// <summary>Level and number → tile of the audit log; SHA-256.</summary>
    AuditSha256Tiles,

    /// <summary>Level and number → tile of the audit log; SM3.</summary>
    AuditSm3Tiles,

    /// <summary>Pseudonym of what an entry of the audit log concerns, and its number → nothing: what happened to one thing in order.</summary>
    AuditSubjects,

    /// <summary>Log index → size and roots of the audit log that the event there commits to.</summary>
    AuditCommitments,

    /// <summary>SHA-256 of a session's random name → its row: who signed in, as keyed hashes.</summary>
    Sessions,

    /// <summary>Name of a key in UTF-8 → a key that a department registered for one of its systems, who applied and who decided.</summary>
    SystemKeys,

    /// <summary>Division code → the keys of that province's node, as a contract on the chain said them last.</summary>
    ProvinceKeys,

    /// <summary>Authority, complement of the time and name of a report → what a manifest showed.</summary>
    Manifests,

    /// <summary>Report and number → a difference, as a line of JSON.</summary>
    ManifestDifferences,

    /// <summary>Authority, system and day in China → how many licences the system issued by batch that day, without a second person.</summary>
    BatchesOfDay,

    /// <summary>
    /// Authority, 0 and handle of a licence → the newest application for its renewal, sealed; authority, 1, time and handle → nothing: it waits for the department.
    /// </summary>
    RenewalApplications,
}
