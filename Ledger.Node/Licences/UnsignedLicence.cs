using Ledger.Crypto.Verification;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>The document of a licence before anybody has signed it.</summary>
/// <param name="Statement">What is to be signed.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="Fields">Everything printed, salted.</param>
/// <param name="Authority">Whose keys and seal are to sign it.</param>
/// <param name="At">When: the day of issue is that of the seal.</param>
internal sealed record UnsignedLicence(
    LicenceStatement Statement, byte[] Bytes, IReadOnlyList<FaceField> Fields, AuthorityKeys Authority, DateTimeOffset At)
{
    /// <summary>The identifier alone: it may end up in a log, and what is printed may not.</summary>
    public override string ToString() => $"{nameof(UnsignedLicence)} {Statement.Identifier}";
}
