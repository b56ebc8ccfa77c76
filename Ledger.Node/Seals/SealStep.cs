namespace Ledger.Node.Seals;

/// <summary>One event of a seal.</summary>
/// <param name="Event">Wire name of the event.</param>
/// <param name="Index">Its log index.</param>
/// <param name="Time">When the ledger wrote it.</param>
/// <param name="By">Who acted; null where no department's system did.</param>
internal sealed record SealStep(string Event, long Index, DateTimeOffset Time, SealActor? By)
{
    /// <summary>The step that a row tells of.</summary>
    public static SealStep Of(SealStepRow row) => new(row.Event, row.Index, DateTimeOffset.FromUnixTimeMilliseconds(row.Time), row.By);
}
