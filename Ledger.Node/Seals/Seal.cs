using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Seals;

/// <summary>电子印章: one seal of an authority, from the application on, and its rules.</summary>
internal sealed partial record Seal
{
    private readonly SealRow _row;

    /// <summary>The seal that a row tells of.</summary>
    /// <param name="handle">Its 16 bytes.</param>
    /// <param name="row">Not to be changed by anybody any more.</param>
    /// <exception cref="FormatException">The row holds what no event leaves.</exception>
    internal Seal(ByteString handle, SealRow row)
    {
        (Handle, _row) = (handle, row);
        Recorded = SealStateText.Parse(row.StateCode);
        Steps = [.. row.Steps.Select(SealStep.Of)];
    }

    /// <summary>Its 16 bytes in log and map.</summary>
    public ByteString Handle { get; }

    /// <summary>统一社会信用代码 of its authority.</summary>
    public string Authority => _row.Made?.Authority ?? _row.Applied.Authority;

    /// <summary>Name of the authority as it applied; null where the seal was taken over.</summary>
    public string? AuthorityName => _row.Applied?.AuthorityName;

    /// <summary>Its name.</summary>
    public string Name => _row.Made?.Name ?? _row.Applied.Name;

    /// <summary>What it is by its events alone, whatever the clock says.</summary>
    public SealState Recorded { get; }

    /// <summary>Every event, the oldest first; at most <see cref="MostEvents"/>.</summary>
    public IReadOnlyList<SealStep> Steps { get; }

    /// <summary>SM3 of the SESeal; null until it is made.</summary>
    public Digest? SealSm3 => _row.Made is { } made ? new Digest(made.SealSm3.Span) : null;

    /// <summary>The identifier inside the SESeal; null until it is made.</summary>
    public string? SealId => _row.Made?.SealId;

    /// <summary>First and last moment of its validity; null until it is made.</summary>
    public (DateTimeOffset From, DateTimeOffset Until)? Validity => _row.Made is { } made
        ? (DateTimeOffset.FromUnixTimeMilliseconds(made.ValidFrom), DateTimeOffset.FromUnixTimeMilliseconds(made.ValidUntil))
        : null;

    /// <summary>Where it came from: <c>made</c>, <c>installed</c> or <c>taken-over</c>; null until it is made.</summary>
    public string? Origin => _row.Made?.OriginCode;

    /// <summary>For how many years it was applied for; null where it was taken over.</summary>
    public int? Years => _row.Applied is { } applied ? (int)applied.Years : null;

    /// <summary>Why it ended; null while it has not.</summary>
    public SealEnd? EndedBy => _row.Revoked is { } revoked && SealEndText.TryParse(revoked.ReasonCode, out SealEnd end) ? end : null;

    /// <summary>The event in which it came to be: with the SESeal beside it; null until then.</summary>
    public SealStep? MadeStep => Steps.FirstOrDefault(step => step.Event == SealTable.Made);

    /// <summary>What it is at a moment, by its events so far.</summary>
    public SealState StateAt(DateTimeOffset moment) =>
        Recorded is SealState.InForce && Validity is { } validity && (moment < validity.From || moment > validity.Until) ? SealState.Expired : Recorded;
}
