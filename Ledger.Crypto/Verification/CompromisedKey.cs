using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Verification;

/// <summary>
/// A key that others may have used: what it signed counts only where the log took it in before an index. The index does what a time could
/// not: whoever has the key can write any time.
/// </summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Certificate">Thumbprint (SM3) of the key's certificate.</param>
/// <param name="FromIndex">First log index whose licences by the key are not valid.</param>
public sealed record CompromisedKey(string Log, Digest Certificate, long FromIndex)
{
    /// <exception cref="FormatException">A member is missing, unknown or not of its form.</exception>
    internal static CompromisedKey Read(StrictJsonMembers members)
    {
        CompromisedKey key = new(
            members.Text("log", Forms.Origin), members.Text("certificate", Digest.FromHex), members.Number("fromIndex"));
        members.RefuseOthers();
        return key;
    }

    internal JsonObject Write() => new()
    {
        ["log"] = Log,
        ["certificate"] = Certificate.ToHex(),
        ["fromIndex"] = FromIndex,
    };
}
