using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

public sealed class RecentRowsTests
{
    private const long Start = 10;

    [Fact]
    public void A_row_may_have_changed_where_a_group_since_put_or_removed_it()
    {
        RecentRows recent = new(Start);
        Assert.False(recent.MayHaveChanged(Column.Requests, [1], Start));
        WriteBatch changes = new();
        changes.Put(Column.Requests, [1], [7]);
        changes.Delete(Column.HoldersByCode, [2]);
        changes.Put(Column.LicencesByIdentifier, [3], [7]);
        changes.Delete(Column.HolderKeys, [4]);
        recent.Enter(Start, changes);
        Assert.True(recent.MayHaveChanged(Column.Requests, [1], Start));
        Assert.True(recent.MayHaveChanged(Column.HoldersByCode, [2], Start));
        Assert.True(recent.MayHaveChanged(Column.LicencesByIdentifier, [3], Start));
        Assert.True(recent.MayHaveChanged(Column.HolderKeys, [4], Start));
        Assert.False(recent.MayHaveChanged(Column.Requests, [2], Start));
        Assert.False(recent.MayHaveChanged(Column.HoldersByCode, [1], Start));
        Assert.False(recent.MayHaveChanged(Column.Requests, [1], Start + 1));
    }

    [Fact]
    public void Of_what_was_read_before_the_start_and_of_other_columns_nobody_can_tell()
    {
        RecentRows recent = new(Start);
        Assert.True(recent.MayHaveChanged(Column.Requests, [1], Start - 1));
        Assert.True(recent.MayHaveChanged(Column.Licences, [1], Start));
        Assert.True(RecentRows.Unknown.MayHaveChanged(Column.Requests, [1], Start));
    }

    [Fact]
    public void Of_what_was_read_before_the_last_groups_nobody_can_tell()
    {
        RecentRows recent = new(Start);
        for (int i = 0; i < RecentRows.Groups; i++)
        {
            recent.Enter(Start + (2 * i), Changing(9));
        }

        Assert.False(recent.MayHaveChanged(Column.Requests, [1], Start));
        recent.Enter(Start + (2 * RecentRows.Groups), Changing(1));
        Assert.True(recent.MayHaveChanged(Column.Requests, [2], Start));
        Assert.False(recent.MayHaveChanged(Column.Requests, [2], Start + 1));
        Assert.True(recent.MayHaveChanged(Column.Requests, [1], Start + 2));
        Assert.False(recent.MayHaveChanged(Column.Requests, [1], Start + (2 * RecentRows.Groups) + 1));
    }

    [Fact]
    public void A_group_that_takes_the_room_of_a_forgotten_one_has_only_its_own_rows()
    {
        RecentRows recent = new(Start);
        for (int i = 0; i <= RecentRows.Groups; i++)
        {
            recent.Enter(Start + i, Changing(i == 0 ? (byte)1 : (byte)9));
        }

        Assert.False(recent.MayHaveChanged(Column.Requests, [1], Start + 1));
    }

    [Fact]
    public void Groups_that_change_no_such_row_make_no_other_forgotten()
    {
        RecentRows recent = new(Start);
        recent.Enter(Start, Changing(1));
        WriteBatch others = new();
        others.Put(Column.AuditEntries, [1], [7]);
        for (int i = 0; i <= RecentRows.Groups; i++)
        {
            recent.Enter(Start + 1, others);
        }

        Assert.True(recent.MayHaveChanged(Column.Requests, [1], Start));
        Assert.False(recent.MayHaveChanged(Column.Requests, [2], Start));
    }

    private static WriteBatch Changing(byte request)
    {
        WriteBatch changes = new();
        changes.Put(Column.Requests, [request], [7]);
        return changes;
    }
}
