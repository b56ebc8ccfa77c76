using Google.Protobuf;

namespace Ledger.Node.Materials;

/// <summary>
/// Which materials somebody may read: those its own authority collected, and those that were granted one by one. Whoever makes it answers for
/// the grant being live at that moment and in the log.
/// </summary>
/// <param name="Authority">Unified social credit code of the reader's authority.</param>
/// <param name="Granted">Handles of materials granted besides.</param>
internal sealed record MaterialRight(string Authority, params IReadOnlyCollection<ByteString> Granted)
{
    /// <summary>Whether it covers a material.</summary>
    public bool Covers(Material material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return material.Identifier.Authority == Authority || Granted.Contains(material.Handle);
    }
}
