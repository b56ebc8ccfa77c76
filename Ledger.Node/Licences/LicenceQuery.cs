using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>Which of its licences an authority asks for; what is null does not matter.</summary>
/// <param name="Type">Type code.</param>
/// <param name="State">What they are on the day of asking.</param>
/// <param name="ExpiresFrom">The earliest last day; leaves out those without one.</param>
/// <param name="ExpiresTo">The latest last day; leaves out those without one.</param>
internal sealed record LicenceQuery(string? Type, LicenceState? State, DateOnly? ExpiresFrom, DateOnly? ExpiresTo)
{
    /// <summary>The query as one line: two that ask for different things have different lines.</summary>
    public string Line => $"{Type}|{State?.Code()}|{Text(ExpiresFrom)}|{Text(ExpiresTo)}";

    // Read together in the order of their positions: a licence whose state changes between two pages keeps its position, so that it is
    // neither given twice nor missed.
    private IndexedState[] States => State switch
    {
        null => Enum.GetValues<IndexedState>(),
        LicenceState.Valid or LicenceState.Expired => [IndexedState.Issued, IndexedState.IssuedAhead],
        LicenceState.NotYetValid => [IndexedState.IssuedAhead],
        LicenceState.Suspended => [IndexedState.Suspended],
        LicenceState.Superseded => [IndexedState.Superseded],
        LicenceState.Cancelled => [IndexedState.Cancelled],
        LicenceState.Withdrawn => [IndexedState.Withdrawn],
        LicenceState.Revoked => [IndexedState.Revoked],
        LicenceState.Transferred => [IndexedState.Transferred],
        _ => throw new InvalidOperationException($"{State} is no state."),
    };

    /// <summary>Where the rows are that answer it, each with licences of one state; the first days are still to be looked at (<see cref="Fits"/>).</summary>
    /// <param name="issuer">The authority.</param>
    /// <param name="today">The day it is in China.</param>
    public IReadOnlyList<LicenceRange> RangesOf(string issuer, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        byte[] from = State is LicenceState.Valid or LicenceState.NotYetValid && !(ExpiresFrom > today) ? LicenceIndex.Day(today)
            : ExpiresFrom is not null ? LicenceIndex.Day(ExpiresFrom)
            : [];
        byte[]? end = State is LicenceState.Expired && !(ExpiresTo < today) ? LicenceIndex.Day(today)
            : ExpiresTo is not null ? LicenceIndex.Day(ExpiresTo.Value.AddDays(1))
            : ExpiresFrom is not null ? LicenceIndex.Day(null)
            : null;
        return [.. States.Select(state => Type is null
            ? new LicenceRange(Storage.Column.LicencesByState, LicenceIndex.StatePrefix(issuer, state), from, end)
            : new LicenceRange(Storage.Column.LicencesByType, LicenceIndex.TypePrefix(issuer, Type, state), from, end))];
    }

    /// <summary>Whether a licence found in one of the ranges is one that was asked for.</summary>
    /// <param name="firstDay">Its first day.</param>
    /// <param name="today">The day it is in China.</param>
    public bool Fits(DateOnly firstDay, DateOnly today) => State switch
    {
        LicenceState.Valid => firstDay <= today,
        LicenceState.NotYetValid => firstDay > today,
        _ => true,
    };

    private static string Text(DateOnly? day) => day is { } given ? LicenceDate.Format(given) : "";
}
