using System.Numerics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>Reads what <see cref="DenseStatusBundle"/> writes, and computes what it leaves out.</summary>
internal static class DenseStatusBundleReader
{
    public static StatusBundle Read(ReadOnlySpan<byte> bytes, Digest mapKey, out DenseParts parts)
    {
        DenseReader reader = new(bytes);
        Require(reader.Byte() == DenseStatusBundle.Version, "Another version.");
        parts = (DenseParts)reader.Byte();
        Require((parts & ~DenseParts.All) == 0, "Unknown parts.");
        bool hasTwin = (parts & DenseParts.Twin) != 0;
        SignedNote note = reader.Note();
        SignedNote? twin = hasTwin ? reader.Note() : null;
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        Require(checkpoint.Size > 0, "An empty log commits to no map.");

        (long epoch, DateTimeOffset time) = (reader.Number(), reader.Time());
        int pathLength = BitOperations.PopCount((ulong)(checkpoint.Size - 1));
        Digest[] path = reader.Digests(pathLength);
        Digest[] sm3Path = hasTwin ? reader.Digests(pathLength) : [];
        Digest sm3Root = hasTwin ? InclusionProof.RootBeforeLast(MerkleHasher.Sm3, sm3Path) : reader.Digest();
        (StatusEntry? status, StatusMapProof proof) = ReadMap(ref reader);
        MapCommit commit = new(
            epoch, checkpoint.Size - 1, time,
            proof.RootWith(MerkleHasher.Sm3, mapKey, status?.ValueHash()) ?? throw new FormatException("A map proof has not the shape of one."),
            InclusionProof.RootBeforeLast(MerkleHasher.Sha256, path), sm3Root);
        IReadOnlyList<BundledEvent> events = (parts & DenseParts.Events) != 0 ? ReadEvents(ref reader, mapKey, checkpoint.Size) : [];
        BundledAnchor? anchor = (parts & DenseParts.Anchor) != 0 ? ReadAnchor(ref reader) : null;
        Require(reader.IsAtEnd, "More bytes follow.");
        return new StatusBundle(checkpoint.Origin, note, twin, commit, path, sm3Path, mapKey, status, proof, events, anchor);
    }

    private static (StatusEntry? Status, StatusMapProof Proof) ReadMap(ref DenseReader reader)
    {
        byte kind = reader.Byte();
        Require(kind <= DenseStatusBundle.IsAbsentByOther, "An unknown kind of answer.");
        StatusEntry? status = kind == DenseStatusBundle.HasStatus ? ReadStatus(ref reader) : null;
        StatusMapLeaf? other = kind == DenseStatusBundle.IsAbsentByOther ? new StatusMapLeaf(reader.Digest(), reader.Digest()) : null;
        int depth = (int)reader.Number(StatusMapHash.MaxDepth);
        ReadOnlySpan<byte> present = reader.Bytes((depth + 7) / 8);
        Digest?[] siblings = new Digest?[depth];
        for (int i = 0; i < depth; i++)
        {
            siblings[i] = ((present[i / 8] >> (i % 8)) & 1) == 1 ? reader.Digest() : null;
        }

        return (status, new StatusMapProof(siblings, other));
    }

    private static StatusEntry ReadStatus(ref DenseReader reader)
    {
        SubjectStatus status = (SubjectStatus)reader.Byte();
        Require(Enum.IsDefined(status), "An unknown status.");
        StatusEntry entry = new(status, (uint)reader.Number(uint.MaxValue), reader.Number(), reader.Digest());
        Require(entry.Version > 0, "A status without events.");
        return entry;
    }

    private static BundledEvent[] ReadEvents(ref DenseReader reader, Digest mapKey, long size)
    {
        BundledEvent[] events = new BundledEvent[reader.Number(StatusBundle.MaxEvents)];
        Require(events.Length > 0, "No events where there are some.");
        long first = reader.Number();
        long? previous = first == 0 ? null : first - 1;
        for (int i = 0; i < events.Length; i++)
        {
            events[i] = ReadEvent(ref reader, mapKey, previous, size);
            Require(i == 0 || events[i].Index > events[i - 1].Index, "The events are not in ascending order.");
            previous = events[i].Index;
        }

        return events;
    }

    private static BundledEvent ReadEvent(ref DenseReader reader, Digest mapKey, long? previous, long size)
    {
        long index = reader.Number(size - 1);
        EventType type = (EventType)reader.Byte();
        Require(Enum.IsDefined(type), "An unknown type of event.");
        DateTimeOffset time = reader.Time();
        Digest[] path = reader.Digests(InclusionProof.LengthOf(index, size));
        long length = reader.Number(DenseStatusBundle.MaxLength);
        if (length == 0)
        {
            return new BundledEvent(index, new EventLeaf(type, time, mapKey, previous, reader.Digest(), reader.Digest()), path, Body: null);
        }

        byte[] body = reader.Bytes(length - 1).ToArray();
        return new BundledEvent(index, new EventLeaf(type, time, mapKey, previous, Digest.Sha256(body), Sm3.Hash(body)), path, body);
    }

    private static BundledAnchor ReadAnchor(ref DenseReader reader) => new(
        reader.Number(),
        reader.Bytes(BundledAnchor.AddressLength).ToArray(),
        reader.Number(),
        reader.Digest(),
        reader.Digest(),
        reader.Digest(),
        reader.Digest(),
        reader.Number(),
        reader.Digest(),
        reader.Number(),
        reader.Digests(reader.Number(StatusBundle.MaxPath)));

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException($"A dense status bundle cannot be read: {otherwise}");
        }
    }
}
