using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Licences;

namespace Ledger.Api.Verification.Receipts;

/// <summary>Writes and signs verification receipts (核验回执) in a verifier's name.</summary>
/// <param name="node">Origin of the verifier's log.</param>
/// <param name="keys">Its receipt keys.</param>
/// <param name="policy">What it judges by.</param>
/// <param name="time">Its clock.</param>
internal sealed class ReceiptDesk(string node, ReceiptKeys keys, TrustPolicy policy, TimeProvider time)
{
    private const int SerialBytes = 16;

    private readonly Digest _policyDigest = new(SHA256.HashData(policy.ToBytes()));

    /// <summary>The receipt of a verdict that was just given on a file.</summary>
    public SignedReceipt Write(Verdict verdict, ReadOnlySpan<byte> file) => SignedReceipt.Sign(
        new VerificationReceipt(
            RandomNumberGenerator.GetHexString(2 * SerialBytes, lowercase: true),
            WholeSecond(time.GetUtcNow()),
            node,
            ReceiptFile.Of(file),
            verdict.Conclusion,
            VerdictText.Sentence(verdict, english: false),
            VerdictText.Sentence(verdict, english: true),
            verdict.Checks,
            _policyDigest)
        {
            AsOf = verdict.AsOf is DateTimeOffset asOf ? WholeSecond(asOf) : null,
            At = verdict.At is DateTimeOffset at ? WholeSecond(at) : null,
            Identifier = verdict.Licence?.Statement.Identifier,
            LicenceName = verdict.Licence?[FaceNames.LicenceName],
            IssuerName = verdict.Licence?[FaceNames.Issuer],
        },
        (keys.P256, keys.P256Certificate),
        (keys.Sm2, keys.Sm2Certificate));

    private static DateTimeOffset WholeSecond(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
