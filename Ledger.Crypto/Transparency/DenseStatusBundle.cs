using System.Numerics;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// A status bundle in few bytes, for machines. Carries nothing that its reader knows or can compute: not the key, which
/// the reader asked for; not the map's root, to which the map proof leads; not the roots before the last leaf, which its
/// paths give; not the hashes of shown bodies. What is computed is not thereby proven: the bundle is verified like any other.
/// </summary>
public static class DenseStatusBundle
{
    /// <summary>The longest form, in bytes.</summary>
    public const int MaxLength = StatusBundle.MaxLength;

    internal const byte Version = 1;
    internal const byte HasStatus = 0;
    internal const byte IsAbsent = 1;
    internal const byte IsAbsentByOther = 2;

    /// <summary>The dense form with these of the parts that the bundle has.</summary>
    /// <exception cref="ArgumentException">The bundle's parts contradict each other, so that they cannot be left out; it proves nothing.</exception>
    public static byte[] Write(StatusBundle bundle, DenseParts parts)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        DenseParts carried = (bundle.Sm3Checkpoint is null ? 0 : parts & DenseParts.Twin)
            | (bundle.Events.Count == 0 ? 0 : parts & DenseParts.Events)
            | (bundle.Anchor is null ? 0 : parts & DenseParts.Anchor);
        try
        {
            byte[] bytes = Encode(bundle, carried);
            StatusBundle read = Read(bytes, bundle.MapKey);
            bool same = read.Origin == bundle.Origin
                && read.MapCommit == bundle.MapCommit
                && ((carried & DenseParts.Events) == 0
                    || read.Events.Select(step => step.Leaf).SequenceEqual(bundle.Events.Select(step => step.Leaf)));
            return same ? bytes : throw new FormatException("What can be computed differs from what the bundle says.");
        }
        catch (FormatException e)
        {
            throw new ArgumentException($"The bundle has no dense form: {e.Message}", nameof(bundle), e);
        }
    }

    /// <summary>Reads a dense bundle. Like <see cref="StatusBundle.Parse"/> it checks the form only.</summary>
    /// <param name="bytes">The dense form.</param>
    /// <param name="mapKey">The key that was asked for: the answer is taken as one about it, and does not verify if it is not.</param>
    /// <exception cref="FormatException">Any bytes that <see cref="Write"/> would not give back, or a limit exceeded.</exception>
    public static StatusBundle Read(ReadOnlySpan<byte> bytes, Digest mapKey)
    {
        if (bytes.Length > MaxLength)
        {
            throw new FormatException($"A dense status bundle has at most {MaxLength} bytes.");
        }

        StatusBundle bundle = DenseStatusBundleReader.Read(bytes, mapKey, out DenseParts parts);
        return bytes.SequenceEqual(Encode(bundle, parts)) ? bundle : throw new FormatException("A dense status bundle is not in its one form.");
    }

    /// <exception cref="FormatException">The checkpoint is none, or a path has not the length that its place asks for.</exception>
    private static byte[] Encode(StatusBundle bundle, DenseParts parts)
    {
        long size = Checkpoint.Parse(bundle.Checkpoint.Text).Size;
        int pathLength = BitOperations.PopCount((ulong)(size - 1));
        bool hasTwin = (parts & DenseParts.Twin) != 0;
        DenseWriter writer = new();
        writer.Byte(Version);
        writer.Byte((byte)parts);
        writer.Counted(bundle.Checkpoint.ToBytes());
        if (hasTwin)
        {
            writer.Counted(bundle.Sm3Checkpoint!.ToBytes());
        }

        writer.Number(bundle.MapCommit.Epoch);
        writer.Number(bundle.MapCommit.Time.ToUnixTimeMilliseconds());
        writer.Digests(bundle.MapCommitPath, pathLength);
        writer.Digests(hasTwin ? bundle.MapCommitSm3Path : [bundle.MapCommit.Sm3Root], hasTwin ? pathLength : 1);
        WriteMap(writer, bundle);
        if ((parts & DenseParts.Events) != 0)
        {
            WriteEvents(writer, bundle.Events, size);
        }

        if ((parts & DenseParts.Anchor) != 0)
        {
            WriteAnchor(writer, bundle.Anchor!);
        }

        return writer.ToArray();
    }

    private static void WriteMap(DenseWriter writer, StatusBundle bundle)
    {
        writer.Byte(bundle.Status is not null ? HasStatus : bundle.MapProof.Other is null ? IsAbsent : IsAbsentByOther);
        if (bundle.Status is StatusEntry entry)
        {
            writer.Byte((byte)entry.Status);
            writer.Number(entry.Version);
            writer.Number(entry.LastIndex);
            writer.Digest(entry.History);
        }
        else if (bundle.MapProof.Other is StatusMapLeaf other)
        {
            writer.Digest(other.Key);
            writer.Digest(other.ValueHash);
        }

        IReadOnlyList<Digest?> siblings = bundle.MapProof.Siblings;
        byte[] present = new byte[(siblings.Count + 7) / 8];
        for (int i = 0; i < siblings.Count; i++)
        {
            present[i / 8] |= siblings[i] is null ? (byte)0 : (byte)(1 << (i % 8));
        }

        Digest[] shown = [.. siblings.OfType<Digest>()];
        writer.Number(siblings.Count);
        writer.Bytes(present);
        writer.Digests(shown, shown.Length);
    }

    private static void WriteEvents(DenseWriter writer, IReadOnlyList<BundledEvent> events, long size)
    {
        writer.Number(events.Count);
        writer.Number(events[0].Leaf.PreviousIndex is long previous and < long.MaxValue ? previous + 1 : 0);
        foreach (BundledEvent step in events)
        {
            writer.Number(step.Index);
            writer.Byte((byte)step.Leaf.Type);
            writer.Number(step.Leaf.Time.ToUnixTimeMilliseconds());
            writer.Digests(step.Path, step.Index < size ? Merkle.InclusionProof.LengthOf(step.Index, size) : -1);
            writer.Number(step.Body is { } shown ? shown.Length + 1 : 0);
            if (step.Body is { } body)
            {
                writer.Bytes(body.Span);
            }
            else
            {
                writer.Digests([step.Leaf.BodySha256, step.Leaf.BodySm3], 2);
            }
        }
    }

    private static void WriteAnchor(DenseWriter writer, BundledAnchor anchor)
    {
        writer.Number(anchor.ChainId);
        writer.Bytes(anchor.Contract.Length == BundledAnchor.AddressLength
            ? anchor.Contract.Span
            : throw new FormatException("A contract's address has another length."));
        writer.Number(anchor.Size);
        writer.Digests([anchor.Sha256Root, anchor.Sm3Root, anchor.MapRoot, anchor.NoteHash], 4);
        writer.Number(anchor.Time);
        writer.Digest(anchor.Transaction);
        writer.Number(anchor.Block);
        writer.Number(anchor.Consistency.Count);
        writer.Digests(anchor.Consistency, anchor.Consistency.Count);
    }
}
