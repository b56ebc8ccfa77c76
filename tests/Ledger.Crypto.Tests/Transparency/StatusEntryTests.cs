using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Tests.Transparency;

public sealed class StatusEntryTests
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_763_712_000_000);

    [Fact]
    public void A_value_hash_covers_every_part()
    {
        StatusEntry entry = new(SubjectStatus.Suspended, 2, 2, Digest.Sha256("history"u8));
        byte[] value = [.. "ST1\n"u8, 2, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 2, .. entry.History.Span];
        Assert.Equal(Sm3.Hash(value), entry.ValueHash());
    }

    [Fact]
    public void The_history_is_a_chain_over_index_and_leaf_hash()
    {
        EventLeaf issued = Leaf(EventType.Issue, null);
        EventLeaf suspended = Leaf(EventType.Suspend, 5);
        StatusEntry first = StatusEntry.After(null, issued, 5)!;
        StatusEntry second = StatusEntry.After(first, suspended, 9)!;
        Assert.Equal(Link(default, 5, issued), first.History);
        Assert.Equal(Link(first.History, 9, suspended), second.History);
        Assert.Equal(new StatusEntry(SubjectStatus.Suspended, 2, 9, second.History), second);

        static Digest Link(Digest before, byte index, EventLeaf leaf) => Sm3.Hash(
            [.. "HC1\n"u8, .. before.Span, 0, 0, 0, 0, 0, 0, 0, index, .. MerkleHasher.Sm3.Leaf(leaf.Encode()).Span]);
    }

    [Fact]
    public void Every_pair_of_status_and_event_is_decided()
    {
        // Rows: before. Columns: 1 to 8, 16 to 24, 32 to 34, 35 to 44 (seals), 45 to 47 (keys), 48, 49, 254 as in EventType. A dot: cannot follow.
        EventType[] types = Enum.GetValues<EventType>();
        (SubjectStatus? Before, string After)[] table =
        [
            (null, "V....... RV.R..RV. RRR R..V...V.R VWX R R R"),
            (SubjectStatus.Valid, ".VS.XVD. ..WV....W ... ....S.X.W. .WX . . ."),
            (SubjectStatus.Suspended, ".S.VXSE. ......... ... .....VX... ... . . ."),
            (SubjectStatus.Revoked, "........ .....W... ... .......... ... . . ."),
            (SubjectStatus.Disputed, "..E.XD.V ......... ... .......... ... . . ."),
            (SubjectStatus.SuspendedDisputed, "...DXE.S ......... ... .......... ... . . ."),
            (SubjectStatus.Registered, "....X... R..RRWR.. RRR .RXV..X..R ... . R R"),
            (SubjectStatus.Withdrawn, "........ ......... ... .......... ..X . . ."),
        ];
        Assert.Equal([null, .. Enum.GetValues<SubjectStatus>().Cast<SubjectStatus?>()], table.Select(row => row.Before));
        foreach ((SubjectStatus? before, string after) in table)
        {
            string expectations = after.Replace(" ", "", StringComparison.Ordinal);
            Assert.Equal(types.Length, expectations.Length);
            StatusEntry? entry = before is SubjectStatus status ? new StatusEntry(status, 1, 3, default) : null;
            foreach ((EventType type, char expected) in types.Zip(expectations))
            {
                SubjectStatus? found = StatusEntry.After(entry, Leaf(type, entry?.LastIndex), 4)?.Status;
                Assert.True(found == Named(expected), $"{type} after {before}");
            }
        }

        static SubjectStatus? Named(char letter) => letter switch
        {
            'V' => SubjectStatus.Valid,
            'S' => SubjectStatus.Suspended,
            'X' => SubjectStatus.Revoked,
            'D' => SubjectStatus.Disputed,
            'E' => SubjectStatus.SuspendedDisputed,
            'R' => SubjectStatus.Registered,
            'W' => SubjectStatus.Withdrawn,
            _ => null,
        };
    }

    [Fact]
    public void An_event_follows_only_the_last_one_and_only_later()
    {
        StatusEntry entry = StatusEntry.After(null, Leaf(EventType.Issue, null), 5)!;
        Assert.Null(StatusEntry.After(entry, Leaf(EventType.Suspend, null), 9));
        Assert.Null(StatusEntry.After(entry, Leaf(EventType.Suspend, 4), 9));
        Assert.Null(StatusEntry.After(entry, Leaf(EventType.Suspend, 5), 5));
        Assert.Null(StatusEntry.After(null, Leaf(EventType.Issue, 0), 5));
        Assert.NotNull(StatusEntry.After(entry, Leaf(EventType.Suspend, 5), 6));
    }

    [Fact]
    public void A_map_key_is_the_hash_of_origin_namespace_and_handle()
    {
        byte[] handle = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        Assert.Equal(
            Sm3.Hash([.. "ledger.example/zj/v1 map-key\n"u8, 1, .. handle]),
            MapKey.For("ledger.example/zj", MapNamespace.Licence, handle));
        Assert.Throws<ArgumentException>(() => MapKey.For("ledger.example/zj", MapNamespace.Licence, handle.AsSpan(1)));
        Assert.Equal(Enum.GetValues<MapNamespace>().Length, Enum.GetValues<MapNamespace>().Select(ns => MapKey.For("o", ns, new byte[16])).Distinct().Count());
    }

    private static EventLeaf Leaf(EventType type, long? previous) =>
        EventLeaf.Of(type, At, Digest.Sha256("key"u8), previous, "body"u8);
}
