using System.Globalization;
using System.Text;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// The proof that one entry is in a log, as a text of its own (c2sp.org/tlog-proof). Reading it checks its form only.
/// </summary>
/// <param name="Index">Index of the entry.</param>
/// <param name="Path">Its audit path under the checkpoint; at most 63 hashes.</param>
/// <param name="Checkpoint">The checkpoint, a signed note, verbatim.</param>
/// <param name="Extra">Anything the maker of the proof adds. Nothing vouches for it.</param>
public sealed record TlogProof(
    long Index, IReadOnlyList<Digest> Path, string Checkpoint, ReadOnlyMemory<byte>? Extra = null)
{
    /// <summary>The longest proof that is read, in bytes.</summary>
    public const int MaxLength = 128 * 1024;

    private const string Header = "c2sp.org/tlog-proof@v1";
    private const string ExtraPrefix = "extra ";
    private const string IndexPrefix = "index ";
    private const int MaxPath = 63;

    /// <summary>Reads a proof.</summary>
    /// <exception cref="FormatException">
    /// Any bytes that <see cref="Format"/> would not give back, or a limit exceeded.
    /// </exception>
    public static TlogProof Parse(ReadOnlySpan<byte> proof)
    {
        string text = Decode(proof);

        // The first empty line ends the proof; checkpoints have empty lines of their own.
        int split = text.IndexOf("\n\n", StringComparison.Ordinal);
        string[] lines = split < 0 ? [] : text[..split].Split('\n');
        if (lines is not [Header, .. string[] rest])
        {
            throw Malformed();
        }

        ReadOnlyMemory<byte>? extra = null;
        if (rest is [string first, ..] && first.StartsWith(ExtraPrefix, StringComparison.Ordinal))
        {
            extra = (ReadOnlyMemory<byte>)CanonicalBase64.Decode(first.AsSpan(ExtraPrefix.Length));
            rest = rest[1..];
        }

        if (rest is not [string index, .. string[] hashes] || hashes.Length > MaxPath)
        {
            throw Malformed();
        }

        TlogProof read = new(
            ReadIndex(index), [.. hashes.Select(hash => Digest.FromBase64(hash))], text[(split + 2)..], extra);
        return read.Checkpoint.Length > 0 && read.Format() == text ? read : throw Malformed();
    }

    /// <summary>The text.</summary>
    public string Format()
    {
        StringBuilder text = new(Header);
        text.Append('\n');
        if (Extra is ReadOnlyMemory<byte> extra)
        {
            text.Append(CultureInfo.InvariantCulture, $"{ExtraPrefix}{Convert.ToBase64String(extra.Span)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{IndexPrefix}{Index}\n");
        foreach (Digest hash in Path)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hash.ToBase64()}\n");
        }

        return text.Append('\n').Append(Checkpoint).ToString();
    }

    /// <summary>Whether the path leads from the entry to the checkpoint's root. Looks at no signature.</summary>
    /// <param name="hasher">The hash that the trust policy names for this log.</param>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="checkpoint">Parsed from <see cref="Checkpoint"/> once its signature is verified.</param>
    public bool Proves(MerkleHasher hasher, ReadOnlySpan<byte> entry, Checkpoint checkpoint)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        ArgumentNullException.ThrowIfNull(checkpoint);
        return InclusionProof.Verify(hasher, hasher.Leaf(entry), Index, checkpoint.Size, [.. Path], checkpoint.Root);
    }

    private static long ReadIndex(string line) =>
        line.StartsWith(IndexPrefix, StringComparison.Ordinal)
        && long.TryParse(line.AsSpan(IndexPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long index)
            ? index
            : throw Malformed();

    private static string Decode(ReadOnlySpan<byte> proof)
    {
        try
        {
            return proof.Length <= MaxLength
                ? NoteText.Utf8.GetString(proof)
                : throw new FormatException($"A log proof has at most {MaxLength} bytes.");
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("A log proof is not UTF-8.");
        }
    }

    private static FormatException Malformed() =>
        new("A log proof is its header, perhaps extra data, the index, at most 63 hashes, an empty line, a checkpoint.");
}
