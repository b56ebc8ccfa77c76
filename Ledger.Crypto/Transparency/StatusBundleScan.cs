using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Reads status bundles as <see cref="StatusBundle.Format"/> writes them, several times as fast as a tree of them is made. Of what it does not
/// know it says nothing.
/// </summary>
internal static class StatusBundleScan
{
    private static readonly CanonicalScan.Reader<Digest> Hash = (ref CanonicalScan scan) => scan.Hash();
    private static readonly CanonicalScan.Reader<Digest?> Sibling = (ref CanonicalScan scan) => scan.HashOrNone();

    /// <summary>The bundle of these bytes.</summary>
    /// <returns>Null for whatever is not the usual bundle: it may be a good one, or none.</returns>
    public static StatusBundle? TryRead(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= StatusBundle.MaxLength ? CanonicalScan.TryRead(bytes, Read) : null;

    // In the order of the names.
    private static StatusBundle Read(ref CanonicalScan scan)
    {
        BundledAnchor? anchor = null;
        scan.Take("{"u8);
        if (scan.TryTake("\"anchor\":"u8))
        {
            anchor = ReadAnchor(ref scan);
            scan.Take(","u8);
        }

        scan.Take("\"checkpoint\":"u8);
        SignedNote checkpoint = KnownNotes.Shared.Read(ref scan);
        scan.Take(",\"events\":"u8);
        List<BundledEvent> events = ReadEvents(ref scan);
        scan.Take(",\"mapCommit\":"u8);
        MapCommit commit = MapCommit.Parse(scan.Base64(StatusBundle.MaxLength));
        scan.Take(",\"mapCommitPath\":"u8);
        List<Digest> path = scan.Values(StatusBundle.MaxPath, Hash);
        scan.Take(",\"mapCommitSm3Path\":"u8);
        List<Digest> sm3Path = scan.Values(StatusBundle.MaxPath, Hash);
        scan.Take(",\"mapKey\":"u8);
        Digest key = Digest.FromHex(scan.Text());
        scan.Take(",\"mapProof\":"u8);
        StatusMapProof proof = ReadProof(ref scan);
        scan.Take(",\"origin\":"u8);
        string origin = StatusBundle.ReadOrigin(scan.Text());
        scan.Take(",\"sm3Checkpoint\":"u8);
        SignedNote sm3Checkpoint = KnownNotes.Shared.Read(ref scan);
        scan.Take(",\"status\":"u8);
        StatusEntry status = ReadStatus(ref scan);
        scan.Take(",\"v\":1}"u8);
        return new StatusBundle(origin, checkpoint, sm3Checkpoint, commit, path, sm3Path, key, status, proof, events, anchor);
    }

    private static List<BundledEvent> ReadEvents(ref CanonicalScan scan)
    {
        List<BundledEvent> events = [];
        scan.Take("["u8);
        do
        {
            scan.Take("{"u8);
            ReadOnlyMemory<byte>? body = null;
            if (scan.TryTake("\"body\":"u8))
            {
                body = scan.Base64(StatusBundle.MaxLength);
                scan.Take(","u8);
            }

            scan.Take("\"index\":"u8);
            long index = scan.Number();
            scan.Take(",\"leaf\":"u8);
            EventLeaf leaf = EventLeaf.Parse(scan.Base64(EventLeaf.Length));
            scan.Take(",\"path\":"u8);
            events.Add(new BundledEvent(index, leaf, scan.Values(StatusBundle.MaxPath, Hash), body));
            scan.Take("}"u8);
        }
        while (events.Count < StatusBundle.MaxEvents && scan.TryTake(","u8));
        scan.Take("]"u8);
        return events;
    }

    private static StatusMapProof ReadProof(ref CanonicalScan scan)
    {
        scan.Take("{\"siblings\":"u8);
        List<Digest?> siblings = scan.Values(StatusMapHash.MaxDepth, Sibling);
        scan.Take("}"u8);
        return new StatusMapProof(siblings, null);
    }

    private static StatusEntry ReadStatus(ref CanonicalScan scan)
    {
        scan.Take("{\"history\":"u8);
        Digest history = Digest.FromHex(scan.Text());
        scan.Take(",\"lastIndex\":"u8);
        long lastIndex = scan.Number();
        scan.Take(",\"status\":"u8);
        long status = scan.Number();
        scan.Take(",\"version\":"u8);
        long version = scan.Number();
        scan.Take("}"u8);
        return status <= byte.MaxValue && Enum.IsDefined((SubjectStatus)status) && version is >= 1 and <= uint.MaxValue
            ? new StatusEntry((SubjectStatus)status, (uint)version, lastIndex, history)
            : throw new FormatException("A number is out of its range.");
    }

    private static BundledAnchor ReadAnchor(ref CanonicalScan scan)
    {
        scan.Take("{\"block\":"u8);
        long block = scan.Number();
        scan.Take(",\"chainId\":"u8);
        long chain = scan.Number();
        scan.Take(",\"consistency\":"u8);
        List<Digest> consistency = scan.Values(StatusBundle.MaxPath, Hash);
        scan.Take(",\"contract\":"u8);
        byte[] contract = BundleJson.FromPrefixedHex(scan.Text(), BundledAnchor.AddressLength);
        scan.Take(",\"mapRoot\":"u8);
        Digest mapRoot = Digest.FromHex(scan.Text());
        scan.Take(",\"noteHash\":"u8);
        Digest noteHash = Digest.FromHex(scan.Text());
        scan.Take(",\"shaRoot\":"u8);
        Digest shaRoot = Digest.FromHex(scan.Text());
        scan.Take(",\"size\":"u8);
        long size = scan.Number();
        scan.Take(",\"sm3Root\":"u8);
        Digest sm3Root = Digest.FromHex(scan.Text());
        scan.Take(",\"time\":"u8);
        long time = scan.Number();
        scan.Take(",\"transaction\":"u8);
        Digest transaction = new(BundleJson.FromPrefixedHex(scan.Text(), Digest.Length));
        scan.Take("}"u8);
        return new BundledAnchor(chain, contract, size, shaRoot, sm3Root, mapRoot, noteHash, time, transaction, block, consistency);
    }
}
