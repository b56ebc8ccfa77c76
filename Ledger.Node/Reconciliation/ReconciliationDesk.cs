using System.Security.Cryptography;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Node.Log;
using Ledger.Node.Parties;

namespace Ledger.Node.Reconciliation;

/// <summary>
/// Answers authorities that compare their own records with the ledger's by hashes of ranges (对账). A comparison goes on over the same moment of the log,
/// from a tree that is kept for ten minutes; few are kept, the oldest goes first.
/// </summary>
internal sealed class ReconciliationDesk(LedgerWriter ledger, HolderSecrets secrets, TimeProvider time)
{
    /// <summary>The most records of one comparison.</summary>
    public const int MostRecords = 1_000_000;

    /// <summary>The most trees that are kept.</summary>
    public const int MostKept = 4;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);

    private readonly Lock _turn = new();
    private readonly LinkedList<RecordSnapshot> _kept = [];

    /// <summary>The key under which an authority's records are hashed. It opens nothing: without it nobody can test guesses against the hashes.</summary>
    public Digest KeyOf(string authority) => secrets.ReconciliationKey(authority);

    /// <summary>What the ledger has in some ranges of an authority's licences.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="type">证照类型代码; null for all.</param>
    /// <param name="name">The snapshot to go on with; null for one of now.</param>
    /// <param name="ranges">At most 256.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.WrongState"/>: no such snapshot any more, begin anew; <see cref="LedgerError.TooLarge"/>: too many records for one comparison.
    /// </exception>
    public (RecordSnapshot Snapshot, IReadOnlyList<RangeAnswer> Answers) Ask(string authority, string? type, string? name, IReadOnlyList<KeyRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        RecordSnapshot snapshot = name is null ? Make(authority, type) : Find(authority, type, name);
        return (snapshot, [.. ranges.Select(snapshot.Tree.Of)]);
    }

    private RecordSnapshot Find(string authority, string? type, string name)
    {
        lock (_turn)
        {
            Forget();
            return _kept.FirstOrDefault(kept => kept.Name == name && kept.Authority == authority && kept.Type == type)
                ?? throw new LedgerException(LedgerError.WrongState, "对账已过期，请重新开始。", "This comparison is over; begin anew.", "/snapshot");
        }
    }

    private RecordSnapshot Make(string authority, string? type)
    {
        // Outside the lock: it takes as long as the authority has licences.
        using LedgerRead rows = ledger.Read();
        Digest key = KeyOf(authority);
        RangeEntry[] entries = [.. CollectedLicences.Of(rows, authority, type).Take(MostRecords + 1).Select(licence => LicenceRecord.Of(licence).ToEntry(key))];
        if (entries.Length > MostRecords)
        {
            throw new LedgerException(LedgerError.TooLarge, $"一次对账至多 {MostRecords} 份证照，请按类型对账。", $"One comparison takes at most {MostRecords} licences: compare type by type.", "/type");
        }

        RecordSnapshot made = new(
            RandomNumberGenerator.GetHexString(32, lowercase: true), authority, type, rows.Head?.Size ?? 0, time.GetUtcNow(), new RangeTree(entries));
        lock (_turn)
        {
            Forget();
            _kept.AddLast(made);
            while (_kept.Count > MostKept)
            {
                _kept.RemoveFirst();
            }
        }

        return made;
    }

    private void Forget()
    {
        while (_kept.First is { } oldest && time.GetUtcNow() - oldest.Value.MadeAt > KeptFor)
        {
            _kept.RemoveFirst();
        }
    }
}
