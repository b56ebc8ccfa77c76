using System.Text;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;

namespace Ledger.Node.Anchoring;

/// <summary>What one anchor says about a log. Hashes and numbers only: no personal data reaches the chain.</summary>
/// <param name="Origin">Keccak-256 of the origin's UTF-8 text, see <see cref="AnchorContract.OriginOf"/>.</param>
/// <param name="Size">Entries in the log, at least 1.</param>
/// <param name="ShaRoot">Root of the SHA-256 tree of that size: the root in the signed checkpoint.</param>
/// <param name="Sm3Root">Root of the SM3 twin tree of that size.</param>
/// <param name="MapRoot">Root of the status map, from the MapCommit that is the last entry.</param>
/// <param name="NoteHash">SHA-256 of the checkpoint's note text: the signed body, without the signatures.</param>
/// <param name="Time">The MapCommit's time, Unix milliseconds; strictly greater from anchor to anchor.</param>
internal sealed record Anchor(
    Digest Origin, long Size, Digest ShaRoot, Digest Sm3Root, Digest MapRoot, Digest NoteHash, long Time)
{
    /// <summary>The anchor of a signed checkpoint.</summary>
    public static Anchor Of(LogHead head) => new(
        AnchorContract.OriginOf(head.Checkpoint.Origin),
        head.Size,
        head.Checkpoint.Root,
        head.Sm3Root,
        head.MapCommit.MapRoot,
        Crypto.Hashing.Digest.Sha256(Encoding.UTF8.GetBytes(head.Checkpoint.Format())),
        head.MapCommit.Time.ToUnixTimeMilliseconds());

    /// <summary>What the contract keeps: <c>keccak256(abi.encode(origin, size, …, time))</c>, all seven in this order.</summary>
    public Digest Digest() => new AnchorFields(Origin, Size, ShaRoot, Sm3Root, MapRoot, NoteHash, Time).ToDigest();
}
