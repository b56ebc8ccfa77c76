using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;

namespace Ledger.Node.Renewals;

/// <summary>延续申请 (办件): a holder agreed to a draft and asks the department to renew. Personal data, in memory only.</summary>
/// <param name="Licence">The licence to be renewed.</param>
/// <param name="Number">办件编号.</param>
/// <param name="Draft">Digest of the draft that the holder was shown.</param>
/// <param name="ConfirmedBy">Account of who applied.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="State">What became of it.</param>
internal sealed record RenewalApplication(
    Licence Licence, string Number, Digest Draft, string ConfirmedBy, DateTimeOffset SubmittedAt, RenewalApplicationState State)
{
    /// <summary>The longest reason of a refusal in characters.</summary>
    public const int LongestRefusal = 500;

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Refusal { get; init; }

    /// <summary>When it was refused; null where it was not.</summary>
    public DateTimeOffset? RefusedAt { get; init; }

    /// <summary>The number alone: an application may end up in a log.</summary>
    public override string ToString() => $"{nameof(RenewalApplication)} {Number}";

    /// <summary>The application that a row tells of, as the licence stands now.</summary>
    /// <param name="licence">The licence.</param>
    /// <param name="row">The row.</param>
    /// <param name="isRenewed">Whether a renewal took the licence's place.</param>
    internal static RenewalApplication Of(Licence licence, RenewalApplicationRow row, bool isRenewed)
    {
        bool isRefused = row.RefusedAt > 0;
        return new RenewalApplication(
            licence, row.Number, new Digest(row.Draft.Span), row.ConfirmedBy, DateTimeOffset.FromUnixTimeMilliseconds(row.SubmittedAt),
            isRenewed ? RenewalApplicationState.Granted
            : isRefused ? RenewalApplicationState.Refused
            : licence.EndedBy is not null ? RenewalApplicationState.Lapsed
            : RenewalApplicationState.Waiting)
        {
            Refusal = isRefused ? row.Refusal : null,
            RefusedAt = isRefused ? DateTimeOffset.FromUnixTimeMilliseconds(row.RefusedAt) : null,
        };
    }
}
