using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// That a log only grew from one checkpoint to another, in both of its trees; without it, a log could show different
/// people different pasts. In canonical JSON. Reading it checks its form only.
/// </summary>
/// <param name="OldSize">Size of the earlier checkpoint.</param>
/// <param name="NewSize">Size of the later checkpoint, at least <paramref name="OldSize"/>.</param>
/// <param name="Sha256">Path in the SHA-256 tree; at most 64 hashes.</param>
/// <param name="Sm3">Path in the SM3 twin; at most 64 hashes.</param>
public sealed record LogConsistency(
    long OldSize, long NewSize, IReadOnlyList<Digest> Sha256, IReadOnlyList<Digest> Sm3)
{
    /// <summary>The longest form, in bytes; 128 hashes stay far below.</summary>
    public const int MaxLength = 16 * 1024;

    private const int MaxJsonDepth = 2;

    /// <summary>Reads what <see cref="Format"/> writes, and nothing else.</summary>
    /// <exception cref="FormatException">Any other bytes.</exception>
    public static LogConsistency Parse(ReadOnlySpan<byte> json)
    {
        StrictJsonMembers members = new(StrictJson.ParseObject(json, new StrictJsonLimits(MaxLength, MaxJsonDepth)));
        members.Number("v", least: 1, greatest: 1);
        LogConsistency read = new(
            members.Number("oldSize"),
            members.Number("newSize"),
            members.Texts("sha256", StatusBundle.MaxPath, text => Digest.FromBase64(text)),
            members.Texts("sm3", StatusBundle.MaxPath, text => Digest.FromBase64(text)));
        members.RefuseOthers();
        return json.SequenceEqual(read.Format()) ? read : throw new FormatException("A consistency proof is not in canonical form.");
    }

    /// <summary>The canonical JSON.</summary>
    public byte[] Format() => CanonicalJson.Write(new JsonObject
    {
        ["v"] = 1,
        ["oldSize"] = OldSize,
        ["newSize"] = NewSize,
        ["sha256"] = BundleJson.Base64(Sha256),
        ["sm3"] = BundleJson.Base64(Sm3),
    });

    /// <summary>Whether it leads from the earlier roots to the later ones; all four from verified checkpoints of these sizes.</summary>
    public bool Verify(Digest oldSha256, Digest oldSm3, Digest newSha256, Digest newSm3) =>
        ConsistencyProof.Verify(MerkleHasher.Sha256, OldSize, NewSize, oldSha256, newSha256, [.. Sha256])
        && ConsistencyProof.Verify(MerkleHasher.Sm3, OldSize, NewSize, oldSm3, newSm3, [.. Sm3]);
}
