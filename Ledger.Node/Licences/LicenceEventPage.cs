namespace Ledger.Node.Licences;

/// <summary>A page of a licence's events.</summary>
/// <param name="Events">In the order of the log.</param>
/// <param name="Next">The index to go on after; null where there are no more.</param>
internal sealed record LicenceEventPage(IReadOnlyList<LicenceEvent> Events, long? Next);
