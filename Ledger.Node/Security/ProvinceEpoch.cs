using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Crypto.Signing;

namespace Ledger.Node.Security;

/// <summary>The keys of a province's node from one moment to another.</summary>
/// <param name="Number">Which one, from 0.</param>
/// <param name="From">First second of it, Unix time.</param>
/// <param name="Until">Its end, not included; 0 where it has none yet.</param>
/// <param name="RequestKey">SubjectPublicKeyInfo of the key that signs requests.</param>
/// <param name="AnswerKey">The same of the key that signs answers.</param>
internal sealed record ProvinceEpoch(long Number, long From, long Until, ReadOnlyMemory<byte> RequestKey, ReadOnlyMemory<byte> AnswerKey)
{
    private readonly Lazy<VerifyingKey?> _request = new(() => Read(RequestKey));
    private readonly Lazy<VerifyingKey?> _answer = new(() => Read(AnswerKey));

    /// <summary>The key that signs requests; null where the contract has bytes that are no key.</summary>
    public VerifyingKey? Request => _request.Value;

    /// <summary>The key that signs answers; null as above.</summary>
    public VerifyingKey? Answer => _answer.Value;

    /// <summary>Whether it is this one at a moment.</summary>
    public bool IsInForce(DateTimeOffset at)
    {
        long milliseconds = at.ToUnixTimeMilliseconds();
        return milliseconds / 1000 >= From && (Until == 0 || milliseconds / 1000 < Until);
    }

    /// <summary>As it is stored.</summary>
    public ProvinceEpochRow ToRow() => new()
    {
        Number = Number,
        From = From,
        Until = Until,
        Request = ByteString.CopyFrom(RequestKey.Span),
        Answer = ByteString.CopyFrom(AnswerKey.Span),
    };

    /// <summary>As it was stored.</summary>
    public static ProvinceEpoch Of(ProvinceEpochRow row) => new(row.Number, row.From, row.Until, row.Request.Memory, row.Answer.Memory);

    private static VerifyingKey? Read(ReadOnlyMemory<byte> key)
    {
        try
        {
            return VerifyingKey.FromPublicKeyInfo(key.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
