namespace Ledger.Node.Licences;

/// <summary>A piece of the feed.</summary>
/// <param name="Changes">In the order of the log.</param>
/// <param name="Next">What to go on after: index of the last change seen so far; null where there was none yet.</param>
/// <param name="IsMore">Whether more changes are there already.</param>
/// <param name="LogSize">
/// Size of the signed checkpoint that the piece was read under: unless there is more, every change with a smaller index has been given.
/// </param>
internal sealed record LicenceChangePage(IReadOnlyList<LicenceChange> Changes, long? Next, bool IsMore, long LogSize);
