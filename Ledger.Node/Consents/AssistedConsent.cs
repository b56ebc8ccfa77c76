using Google.Protobuf;

namespace Ledger.Node.Consents;

/// <summary>A consent that a clerk wrote down and its holder has not confirmed. Personal data: in memory only.</summary>
/// <param name="Handle">Its 16 bytes, which the consent will have.</param>
/// <param name="Terms">What it would allow.</param>
/// <param name="Assistance">The clerk.</param>
/// <param name="ExpiresAt">Until when it may be confirmed.</param>
internal sealed record AssistedConsent(ByteString Handle, ConsentTerms Terms, Assistance Assistance, DateTimeOffset ExpiresAt)
{
    /// <summary>The consent's name alone.</summary>
    public override string ToString() => $"unconfirmed consent {ConsentName.Of(Handle)}";
}
