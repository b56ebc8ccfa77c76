using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;

namespace Ledger.Node.Federation;

/// <summary>What a log signed for one size: its checkpoint, and that of its SM3 twin.</summary>
internal sealed record SignedPair(SignedCheckpoint Sha256, SignedCheckpoint Sm3)
{
    private const int Attempts = 5;
    private const string NotYetCosigned = "signed/";

    /// <summary>Number of leaves.</summary>
    public long Size => Sha256.Checkpoint.Size;

    /// <summary>Whether the log says the same in both; signatures may differ.</summary>
    public bool SaysTheSameAs(SignedPair other) =>
        Sha256.Checkpoint == other.Sha256.Checkpoint && Sm3.Checkpoint == other.Sm3.Checkpoint;

    /// <summary>Reads both newest checkpoints of a log, of one size.</summary>
    /// <exception cref="MirrorException">They are malformed or not signed, or never of one size.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static async Task<SignedPair> ReadAsync(ReadLogFile read, TrustedLog log, CancellationToken cancel)
    {
        // A log that grows between the two readings shows two sizes; one of them may fit what the next attempt finds.
        Dictionary<long, SignedCheckpoint> seen = [];
        Dictionary<long, SignedCheckpoint> seenTwins = [];
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            Task<byte[]> note = ReadNewestAsync(read, TilePath.Checkpoint, cancel);
            Task<byte[]> twin = ReadNewestAsync(read, TilePath.Sm3Prefix + TilePath.Checkpoint, cancel);
            await Task.WhenAll(note, twin);
            SignedCheckpoint sha256 = Believe(await note, log.Ed25519, log.Origin);
            SignedCheckpoint sm3 = Believe(await twin, log.Sm2, log.Sm3Origin);
            seen[sha256.Checkpoint.Size] = sha256;
            seenTwins[sm3.Checkpoint.Size] = sm3;
            long size = seen.Keys.Intersect(seenTwins.Keys).DefaultIfEmpty(-1).Max();
            if (size >= 0)
            {
                return new SignedPair(seen[size], seenTwins[size]);
            }
        }

        throw new MirrorException(
            MirrorTrouble.Behind,
            "该日志与其 SM3 孪生日志的检查点大小始终不同。",
            "The checkpoints of the log and of its SM3 twin never had one size.");
    }

    /// <summary>Reads both notes as they are stored.</summary>
    /// <exception cref="MirrorException">They are not what the trust policy's keys signed.</exception>
    public static SignedPair Of(ReadOnlySpan<byte> note, ReadOnlySpan<byte> twin, TrustedLog log) =>
        new(Believe(note, log.Ed25519, log.Origin), Believe(twin, log.Sm2, log.Sm3Origin));

    // What this node is to cosign is not cosigned yet, and so not what a log shows to everybody.
    private static async Task<byte[]> ReadNewestAsync(ReadLogFile read, string path, CancellationToken cancel)
    {
        try
        {
            return await read(NotYetCosigned + path, SignedNote.MaxLength, cancel);
        }
        catch (FileNotFoundException)
        {
            return await read(path, SignedNote.MaxLength, cancel);
        }
    }

    private static SignedCheckpoint Believe(ReadOnlySpan<byte> note, NoteVerifier key, string origin)
    {
        try
        {
            return SignedCheckpoint.Read(note, key, origin) ?? throw new MirrorException(
                MirrorTrouble.NotSigned,
                $"检查点不是 {origin} 由信任策略所列密钥签署。",
                $"The checkpoint is not one of {origin}, signed by the key that the trust policy names.");
        }
        catch (FormatException e)
        {
            throw new MirrorException(MirrorTrouble.Malformed, $"检查点格式不符：{e.Message}", $"The checkpoint is malformed: {e.Message}");
        }
    }
}
