using Google.Protobuf;
using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>One anchor this node made or found, as the journal keeps it.</summary>
internal sealed record AnchorEntry
{
    public required Anchor Anchor { get; init; }

    /// <summary>Nonce of the transaction.</summary>
    public required long Nonce { get; init; }

    /// <summary>The signed transaction, to be sent again as it is; empty for an anchor that was found on the chain.</summary>
    public required ReadOnlyMemory<byte> Signed { get; init; }

    /// <summary>Hash of the transaction.</summary>
    public required Digest Transaction { get; init; }

    public required AnchorProgress Progress { get; init; }

    /// <summary>Number of the block it is in; meaningful for mined and final anchors.</summary>
    public long Block { get; init; }

    /// <summary>When it was written down here.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The stored form.</summary>
    public byte[] Encode() => new StoredAnchor
    {
        Size = Anchor.Size,
        ShaRoot = Bytes(Anchor.ShaRoot),
        Sm3Root = Bytes(Anchor.Sm3Root),
        MapRoot = Bytes(Anchor.MapRoot),
        NoteHash = Bytes(Anchor.NoteHash),
        Time = Anchor.Time,
        Nonce = Nonce,
        Signed = ByteString.CopyFrom(Signed.Span),
        Transaction = Bytes(Transaction),
        Progress = (int)Progress,
        Block = Block,
        Since = Since.ToUnixTimeMilliseconds(),
    }.ToByteArray();

    /// <summary>Reads the stored form; the origin is the journal's.</summary>
    public static AnchorEntry Decode(Digest origin, byte[] row)
    {
        StoredAnchor stored = StoredAnchor.Parser.ParseFrom(row);
        return new AnchorEntry
        {
            Anchor = new Anchor(
                origin,
                stored.Size,
                new Digest(stored.ShaRoot.Span),
                new Digest(stored.Sm3Root.Span),
                new Digest(stored.MapRoot.Span),
                new Digest(stored.NoteHash.Span),
                stored.Time),
            Nonce = stored.Nonce,
            Signed = stored.Signed.Memory,
            Transaction = new Digest(stored.Transaction.Span),
            Progress = (AnchorProgress)stored.Progress,
            Block = stored.Block,
            Since = DateTimeOffset.FromUnixTimeMilliseconds(stored.Since),
        };
    }

    private static ByteString Bytes(Digest digest) => ByteString.CopyFrom(digest.Span);
}
