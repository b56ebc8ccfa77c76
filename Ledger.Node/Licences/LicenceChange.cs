namespace Ledger.Node.Licences;

/// <summary>One event of a licence, as the feed of its issuer tells it.</summary>
/// <param name="Index">Its index in the log: the feed's order, no two alike.</param>
/// <param name="Event">Wire name of the event.</param>
/// <param name="Identifier">证照标识.</param>
/// <param name="State">What the licence was behind the event, on that day.</param>
/// <param name="IsDisputed">Whether an objection was open behind the event.</param>
/// <param name="Time">When it was written, to the millisecond.</param>
internal sealed record LicenceChange(
    long Index, string Event, string Identifier, LicenceState State, bool IsDisputed, DateTimeOffset Time);
