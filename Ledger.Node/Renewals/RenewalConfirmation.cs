using Ledger.Crypto.Hashing;

namespace Ledger.Node.Renewals;

/// <summary>确认: the holder agrees to a draft, through a department's system.</summary>
/// <param name="Draft"><see cref="RenewalDraft.Digest"/> of the draft that the holder was shown.</param>
/// <param name="ConfirmedBy">The holder's account, or the reference of the one-time code: 1 to 64 visible ASCII characters.</param>
/// <param name="Checked">Codes of the checks that the department made itself: exactly those that the draft leaves to it.</param>
internal sealed record RenewalConfirmation(Digest Draft, string ConfirmedBy, IReadOnlyList<string> Checked)
{
    /// <summary>The most codes of one confirmation.</summary>
    public const int MostChecked = 600;

    /// <summary>The longest code of a check in characters.</summary>
    public const int LongestCode = 64;
}
