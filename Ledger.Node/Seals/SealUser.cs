using Google.Protobuf;
using Ledger.Node.Parties;

namespace Ledger.Node.Seals;

/// <summary>Who wants to use a seal, as grants know them.</summary>
/// <param name="Authority">统一社会信用代码 of the authority whose seal it is.</param>
/// <param name="System">The department's system; empty where none acts.</param>
/// <param name="OperatorLookup">The operator's account as a keyed hash.</param>
internal sealed record SealUser(string Authority, string System, ByteString OperatorLookup)
{
    /// <summary>The user behind an account.</summary>
    public static SealUser Of(HolderSecrets secrets, string authority, string system, string account) =>
        new(authority, system, ByteString.CopyFrom(secrets.OperatorLookup(authority, account).Span));
}
