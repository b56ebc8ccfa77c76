using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Exchange;

/// <summary>A licence of another province, verified. Personal data, in memory only.</summary>
/// <param name="Use">Name of the use there.</param>
/// <param name="Index">Its index in that province's log.</param>
/// <param name="Document">The document with the fields that are shown.</param>
/// <param name="Verdict">What was checked.</param>
/// <param name="AnswerSm3">SM3 of the answer as it was opened.</param>
internal sealed record ExchangedLicence(string Use, long Index, LicenceDocument Document, Verdict Verdict, Digest AnswerSm3)
{
    /// <summary>用证回执: what this node stated of it, signed; empty where it gives no receipts.</summary>
    public ReadOnlyMemory<byte> Receipt { get; init; }

    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {Use}";
}
