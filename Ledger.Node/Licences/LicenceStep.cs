using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Licences;

/// <summary>One event in the life of a licence version.</summary>
/// <param name="Index">Its index in the log.</param>
/// <param name="Leaf">Its leaf.</param>
/// <param name="LeafHash">SHA-256 Merkle leaf hash.</param>
/// <param name="Name">Wire name; null where the body was lost.</param>
/// <param name="Event">What happened; null where the body was lost.</param>
/// <param name="After">The licence after it, as far as bodies are left.</param>
/// <param name="IsCertain">Whether no body is lost on which the state depends.</param>
internal sealed record LicenceStep(
    long Index, EventLeaf Leaf, Digest LeafHash, string? Name, IMessage? Event, Licence After, bool IsCertain)
{
    /// <summary>What the licence was after it, on the day of the event; null where nobody can tell any more.</summary>
    public LicenceState? State => StateOn(LicenceDate.InChina(Leaf.Time));

    /// <summary>What the licence was on a later day, as long as no other event followed; null where nobody can tell any more.</summary>
    public LicenceState? StateOn(DateOnly day) => IsCertain ? After.StateOn(day) : null;
}
