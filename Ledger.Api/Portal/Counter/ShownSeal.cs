using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Api.Portal.Counter;

/// <summary>A seal of the authority as the pages show it.</summary>
/// <param name="Address">Its page.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">What it is now, in words.</param>
/// <param name="Kind">How that is coloured.</param>
/// <param name="Code">What it is by its events alone, by its code.</param>
/// <param name="Validity">From when to when; empty until it is made.</param>
public sealed record ShownSeal(string Address, string Name, TextInBoth State, string Kind, string Code, string Validity)
{
    internal static ShownSeal Of(Seal seal, DateTimeOffset now) => new(
        $"/counter/seals/{Convert.ToHexStringLower(seal.Handle.Span)}",
        seal.Name,
        SealText.WordOf(seal.StateAt(now)),
        SealText.KindOf(seal.StateAt(now)),
        seal.Recorded.Code(),
        seal.Validity is { } validity ? $"{Day(validity.From)} – {Day(validity.Until)}" : "");

    /// <summary>Whether it may be granted for use.</summary>
    internal bool IsMade => Code is "in-force" or "frozen";

    /// <summary>Whether somebody else has to decide on it.</summary>
    internal bool IsApplied => Code == "applied";

    private static string Day(DateTimeOffset moment) => SealGrant.Format(BeijingTime.DayOf(moment));
}
