namespace Ledger.Node.Storage;

/// <summary>Who may write a column, and whether replaying the log brings it back.</summary>
internal static class ColumnRules
{
    /// <summary>All columns, in the order in which they are opened.</summary>
    public static IReadOnlyList<Column> All { get; } = Enum.GetValues<Column>();

    /// <summary>Written by the log itself and by nobody else.</summary>
    public static bool IsOfLog(this Column column) => column
        is Column.Meta or Column.Entries or Column.Bodies or Column.LostBodies or Column.Sealed or Column.Sha256Tiles or Column.Sm3Tiles
        or Column.StatusEntries or Column.SupersededStatuses or Column.Requests || column.IsOfAudit();

    /// <summary>Known to this node alone and not in the log (keys, cursors, journals), so that replay cannot rebuild it.</summary>
    public static bool IsLocal(this Column column) => column
        is Column.HolderKeys or Column.Signatories or Column.Anchors or Column.Cursors or Column.Witnessed or Column.Cosignatures
        or Column.MapAudited or Column.Mirrors or Column.MirrorEntries or Column.MirrorSha256Tiles or Column.MirrorSm3Tiles
        or Column.MirrorEvidence or Column.UsedNonces or Column.Imports or Column.ImportRefusals or Column.ShownPresentations
        or Column.Sessions or Column.SystemKeys or Column.ProvinceKeys or Column.AssistedConsents or Column.ConsentSources or Column.Manifests or Column.ManifestDifferences or Column.BatchesOfDay
        or Column.RenewalApplications;

    /// <summary>Refuses what a turn may not write: the log's own columns never, those that the events add up to only within folds.</summary>
    /// <exception cref="InvalidOperationException">It may not.</exception>
    public static void RequireWritable(this Column column, bool isFolding)
    {
        if (column.IsOfLog() || !(isFolding || column.IsLocal()))
        {
            throw new InvalidOperationException(
                column.IsOfLog() ? $"{column} is the log's own column." : $"{column} changes by events only: put the row in a fold.");
        }
    }

    /// <summary>What the events add up to: replaying the log gives the same rows, byte for byte.</summary>
    public static bool IsDerived(this Column column) => !column.IsLocal()
        && column is not (Column.Meta or Column.Entries or Column.Bodies or Column.LostBodies or Column.Sealed)
        && !column.IsOfAudit();

    /// <summary>
    /// Keys begin with hashes, random names, holders or identifiers, so that new rows fall between all that are there, and it grows with what is issued,
    /// handed in or consented to. Other columns grow at an end or at few, or stay small.
    /// </summary>
    public static bool IsScattered(this Column column) => column
        is Column.StatusEntries or Column.SupersededStatuses or Column.Requests or Column.Holders or Column.HoldersByCode or Column.HolderKeys
        or Column.Licences or Column.LicencesByIdentifier or Column.LicencesByHolder or Column.LicencesByState or Column.LicencesByType
        or Column.LicencesByIssuerAndHolder or Column.LicencesByNumber or Column.Copies or Column.CopiesByLicence
        or Column.Materials or Column.MaterialsByIdentifier or Column.MaterialsByHolder or Column.MaterialsByAuthority or Column.MaterialsByCase
        or Column.Consents or Column.ConsentsByHolder or Column.ConsentsByGuardian or Column.UsesByHolder or Column.AuditSubjects;

    /// <summary>Whether something is new is asked of it for everything that is entered; nearly always it is.</summary>
    public static bool IsAskedForNew(this Column column) => column
        is Column.Requests or Column.StatusEntries or Column.LicencesByIdentifier or Column.HoldersByCode;

    /// <summary>Ciphertext or hashes and little else: compressing it takes time and hardly a byte off.</summary>
    public static bool LooksRandom(this Column column) => column
        is Column.Sealed or Column.HolderKeys or Column.Sha256Tiles or Column.Sm3Tiles or Column.StatusEntries or Column.Requests or Column.HoldersByCode;

    /// <summary>The audit log's own: written beside the log and not rebuilt from it, but committed to by its events.</summary>
    public static bool IsOfAudit(this Column column) => column
        is Column.AuditEntries or Column.AuditSha256Tiles or Column.AuditSm3Tiles or Column.AuditSubjects;
}
