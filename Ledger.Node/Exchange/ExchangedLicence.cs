using Ledger.Crypto.Verification;

namespace Ledger.Node.Exchange;

/// <summary>A licence of another province, verified. Personal data, in memory only.</summary>
/// <param name="Use">Name of the use there.</param>
/// <param name="Index">Its index in that province's log.</param>
/// <param name="Document">The document with the fields that are shown.</param>
/// <param name="Verdict">What was checked.</param>
internal sealed record ExchangedLicence(string Use, long Index, LicenceDocument Document, Verdict Verdict)
{
    /// <summary>The use's name alone.</summary>
    public override string ToString() => $"use {Use}";
}
