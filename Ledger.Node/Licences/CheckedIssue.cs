using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Node.Licences;

/// <summary>A request to issue that was checked, and what the licence will be.</summary>
/// <param name="Key">The request that it answers.</param>
/// <param name="Request">What was asked for, with what the type adds.</param>
/// <param name="Type">The type.</param>
/// <param name="Use">The seal that the licence gets, and the grant by which.</param>
/// <param name="Identifier">The identifier.</param>
/// <param name="Handle">The licence's new random name in the log.</param>
internal sealed record CheckedIssue(
    RequestKey Key, IssueLicence Request, LicenceType Type, SealUse Use, LicenceIdentifier Identifier, ByteString Handle)
{
    /// <summary>The identifier alone: it may end up in a log, and what is printed may not.</summary>
    public override string ToString() => $"{nameof(CheckedIssue)} {Identifier}";
}
