using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Log;

public sealed class KnownStatusesTests
{
    private readonly List<(Digest Key, Digest ValueHash)> _stored = [];
    private int _reads;

    [Fact]
    public void A_bucket_that_gains_subjects_is_opened_without_reading_rows_and_gives_the_same_map()
    {
        Digest[] keys = [Key(1, 9), Key(1, 3), Key(1, 7), Key(2, 1), Key(1, 5), Key(2, 2)];
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map);
        foreach (Digest key in keys)
        {
            map = Step(known, map, key, value: 1);
            Assert.Equal(StatusMap.Empty(Crypto.Merkle.MerkleHasher.Sm3).With(_stored).Root, map.Root);
        }

        Assert.Equal(0, _reads);
    }

    [Fact]
    public void A_status_is_allowed_where_it_is_the_one_that_the_map_has()
    {
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map);
        Assert.True(known.Allows(map, Key(1, 1), valueHash: null));
        Assert.False(known.Allows(map, Key(1, 1), Value(1)));

        StatusMap first = map = Step(known, map, Key(1, 1), value: 1);
        map = Step(known, map, Key(1, 2), value: 1);
        map = Step(known, map, Key(1, 2), value: 2);
        Assert.True(known.Allows(map, Key(1, 1), Value(1)));
        Assert.True(known.Allows(map, Key(1, 2), Value(2)));
        Assert.False(known.Allows(map, Key(1, 2), Value(1)));
        Assert.False(known.Allows(map, Key(1, 2), valueHash: null));
        Assert.False(known.Allows(map, Key(1, 3), Value(1)));
        Assert.True(known.Allows(first, Key(1, 2), Value(9)));
    }

    [Fact]
    public void A_subject_is_new_where_the_map_is_known_to_have_nothing_of_it()
    {
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map, most: 1);
        Assert.True(known.IsNew(map, Key(1, 1)));
        StatusMap first = map = Step(known, map, Key(1, 1), value: 1);
        Assert.False(known.IsNew(map, Key(1, 1)));
        Assert.True(known.IsNew(map, Key(1, 2)));

        map = Step(known, map, Key(2, 1), value: 1);
        Assert.True(known.IsNew(map, Key(1, 2)));
        Assert.False(known.IsNew(map, Key(2, 2)));
        Assert.False(known.IsNew(first, Key(1, 2)));
    }

    [Fact]
    public void A_status_that_found_no_room_is_allowed_whatever_it_is()
    {
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map, most: 1);
        map = Step(known, map, Key(1, 1), value: 1);
        map = Step(known, map, Key(2, 1), value: 1);
        Assert.True(known.Allows(map, Key(2, 1), Value(2)));
        Assert.False(known.Allows(map, Key(1, 1), Value(2)));
    }

    [Fact]
    public void Rows_are_read_for_a_bucket_with_a_subject_that_found_no_room_and_for_no_other()
    {
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map, most: 4);
        foreach (Digest key in (Digest[])[Key(1, 1), Key(1, 2), Key(2, 1), Key(2, 2), Key(1, 3)])
        {
            map = Step(known, map, key, value: 1);
        }

        Assert.Equal(0, _reads);
        map = Step(known, map, Key(1, 4), value: 1);
        Assert.Equal(1, _reads);
        map = Step(known, map, Key(2, 3), value: 1);
        Assert.Equal(1, _reads);
        Step(known, map, Key(2, 4), value: 1);
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void A_map_that_took_another_step_is_grown_from_the_rows()
    {
        StatusMap map = StatusRows.EmptyMap;
        KnownStatuses known = new(map);
        map = Step(known, map, Key(1, 1), value: 1);
        map = Step(known, map, Key(1, 2), value: 1);
        Step(known, map, Key(1, 3), value: 1);
        _stored.RemoveAt(2);
        StatusMap other = Step(known, map, Key(1, 4), value: 1);
        Assert.Equal((1, StatusMap.Empty(Crypto.Merkle.MerkleHasher.Sm3).With(_stored).Root), (_reads, other.Root));
    }

    private StatusMap Step(KnownStatuses known, StatusMap map, Digest key, byte value)
    {
        (Digest, Digest)[] changes = [(key, Value(value))];
        StatusMap next = map.With(changes, (of, bits) => known.Find(map, of) ?? Read(of));
        known.Enter(map, changes, next);
        _stored.RemoveAll(row => row.Key == key);
        _stored.Add((key, Value(value)));
        return next;
    }

    private IReadOnlyList<(Digest Key, Digest ValueHash)> Read(Digest key)
    {
        _reads++;
        return [.. _stored.Where(row => row.Key.Span[1] == key.Span[1]).OrderBy(row => row.Key)];
    }

    /// <summary>A key of a bucket.</summary>
    private static Digest Key(byte bucket, byte number) => new([0, bucket, .. new byte[29], number]);

    private static Digest Value(byte value) => new([.. new byte[31], value]);
}
