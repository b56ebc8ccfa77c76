using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Licences;

/// <summary>The life of a licence, read back out of the log: its versions, and the events of each.</summary>
internal static class LicenceLife
{
    private static readonly EventCatalogue Events = EventsOfLicences();

    /// <summary>
    /// The versions of a licence that its issuer issued, the oldest first: never more than there are version numbers. A licence of another
    /// issuer that it took over is not among them.
    /// </summary>
    public static IReadOnlyList<Licence> Versions(LedgerRead rows, Licence licence) =>
    [
        .. Follow(rows, licence, version => version.PreviousHandle).Reverse(),
        licence,
        .. Follow(rows, licence, version => version.SuccessorHandle),
    ];

    /// <summary>Every event of one version in the order of the log: walked back by the chain in the leaves, then folded forward.</summary>
    /// <param name="rows">Where to read.</param>
    /// <param name="version">The version, as it is in these rows.</param>
    /// <param name="mapKey">Its key in the status map, which knows of events whose bodies are lost, too.</param>
    public static IReadOnlyList<LicenceStep> Steps(LedgerRead rows, Licence version, Digest mapKey)
    {
        List<LicenceStep> steps = [];
        LicenceStep? before = null;
        foreach (LogEntry entry in LogEntry.Back(rows, new LogProofs(rows).LastIndexOf(mapKey)).Reverse())
        {
            before = Next(before, version, entry);
            steps.Add(before);
        }

        return steps;
    }

    private static IEnumerable<Licence> Follow(LedgerRead rows, Licence from, Func<Licence, ByteString?> link)
    {
        for (Licence? next = Next(from); next is not null && next.Identifier.Issuer == from.Identifier.Issuer; next = Next(next))
        {
            yield return next;
        }

        Licence? Next(Licence version) => link(version) is ByteString handle ? LicenceTable.Find(rows, handle) : null;
    }

    private static LicenceStep Next(LicenceStep? before, Licence version, LogEntry entry)
    {
        EventLeaf leaf = entry.Event!;
        Digest hash = MerkleHasher.Sha256.Leaf(leaf.Encode());
        bool isCertain = before?.IsCertain ?? true;
        if (entry.Body is not byte[] bytes)
        {
            // Of a lost body the leaf still says what kind of event it was; an endorsement leaves the state as it is.
            return new LicenceStep(
                entry.Index, leaf, hash, Name: null, Event: null, before?.After ?? version, isCertain && leaf.Type is EventType.Endorse);
        }

        EventBody body = EventCodec.Decode(bytes);
        IMessage e = Events.Read(body);
        Licence after = LicenceFold.After(before?.After, e, new EventPosition(entry.Index, leaf.Time, hash)) ?? version;
        return new LicenceStep(entry.Index, leaf, hash, body.Name, e, after, isCertain || after.EndedBy is not null);
    }

    private static EventCatalogue EventsOfLicences()
    {
        EventCatalogue events = new();
        LicenceTable.AddTo(events);
        return events;
    }
}
