using Ledger.Crypto.Encoding;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Notes read before, few of them: the proofs of a licence and of its seal, and those of licences fetched at one time, stand under one checkpoint,
/// which each brings along. Compared whole, as they are written. It holds what was read; whether anybody signed it is not asked here.
/// </summary>
internal sealed class KnownNotes
{
    // The two checkpoints of some logs. 64 KiB at most.
    private const int MaxCount = 8;
    private const int MaxLength = 8 * 1024;

    // The newest first; never changed, but replaced.
    private (byte[] Written, SignedNote Note)[] _known = [];

    /// <summary>Those of this process.</summary>
    public static KnownNotes Shared { get; } = new();

    /// <summary>The note that is the next string, read now unless it is known.</summary>
    /// <exception cref="FormatException">The string is no note.</exception>
    public SignedNote Read(ref CanonicalScan scan)
    {
        (byte[] Written, SignedNote Note)[] all = Volatile.Read(ref _known);
        foreach ((byte[] written, SignedNote known) in all)
        {
            // With both its quotation marks: a string is no beginning of another.
            if (scan.TryTake(written))
            {
                return known;
            }
        }

        ReadOnlySpan<byte> before = scan.Rest;
        SignedNote note = SignedNote.Parse(scan.Text());
        int length = before.Length - scan.Rest.Length;
        if (length <= MaxLength)
        {
            Volatile.Write(ref _known, [(before[..length].ToArray(), note), .. all[..int.Min(all.Length, MaxCount - 1)]]);
        }

        return note;
    }
}
