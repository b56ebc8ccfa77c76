using System.Globalization;
using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Node.Anchoring;

namespace Ledger.Node.Tests.Anchoring;

/// <summary>A log of which only sizes and roots matter: two of one seed agree at every size, others at none.</summary>
internal sealed class GrowingLog(string origin, string seed)
{
    /// <summary>Entries under the newest checkpoint; 0 for none.</summary>
    public long Size { get; set; }

    public AnchorSource Source => new(() => Size == 0 ? null : At(Size), size => At(size).ShaRoot);

    public Anchor At(long size) => new(
        AnchorContract.OriginOf(origin),
        size,
        Root("sha", size),
        Root("sm3", size),
        Root("map", size),
        Root("note", size),
        1_763_712_000_000 + size);

    private Digest Root(string tree, long size) =>
        Digest.Sha256(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed} {tree} {size}")));
}
