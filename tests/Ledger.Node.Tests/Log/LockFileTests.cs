using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Log;

public sealed class LockFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["lock/lock"];

    [Fact]
    public void What_was_swapped_in_last_is_read_back_after_a_restart()
    {
        HeadRecord? last = null;
        for (int size = 0; size < 10; size++)
        {
            using LockFile file = LockFile.Take(Path);
            Assert.Equal(last, file.Read());
            HeadRecord next = Record(size);
            file.Swap(last, next);
            Assert.Equal(next, file.Read());
            last = next;
        }
    }

    [Fact]
    public void A_swap_from_another_record_than_is_there_changes_nothing()
    {
        using LockFile file = LockFile.Take(Path);
        file.Swap(null, Record(1));
        Assert.Throws<InvalidOperationException>(() => file.Swap(null, Record(2)));
        Assert.Throws<InvalidOperationException>(() => file.Swap(Record(1) with { Note = "other" }, Record(2)));
        Assert.Equal(Record(1), file.Read());
    }

    [Fact]
    public void A_second_holder_is_refused_until_the_first_is_gone()
    {
        using (LockFile.Take(Path))
        {
            Assert.Equal(StoreFault.InUse, Assert.Throws<StoreException>(() => LockFile.Take(Path)).Fault);
        }

        LockFile.Take(Path).Dispose();
    }

    [Fact]
    public void A_swap_that_tore_anywhere_leaves_the_record_before_it()
    {
        using (LockFile file = LockFile.Take(Path))
        {
            file.Swap(null, Record(1));
            file.Swap(Record(1), Record(2));
        }

        byte[] before = File.ReadAllBytes(Path);
        using (LockFile file = LockFile.Take(Path))
        {
            file.Swap(Record(2), Record(3));
        }

        byte[] after = File.ReadAllBytes(Path);
        int slot = Enumerable.Range(0, after.Length).First(i => after[i] != before[i]) / 8192 * 8192;
        for (int written = 0; written < Record(3).Encode().Length; written += 7)
        {
            byte[] torn = [.. before];
            after.AsSpan(slot, written).CopyTo(torn.AsSpan(slot));
            File.WriteAllBytes(Path, torn);
            using LockFile file = LockFile.Take(Path);
            Assert.Equal(Record(2), file.Read());
        }
    }

    [Fact]
    public void A_file_without_a_whole_slot_is_damaged_and_an_empty_one_is_new()
    {
        File.WriteAllBytes(_folder["empty"], []);
        using LockFile empty = LockFile.Take(_folder["empty"]);
        Assert.Null(empty.Read());

        File.WriteAllBytes(_folder["damaged"], new byte[100]);
        using LockFile damaged = LockFile.Take(_folder["damaged"]);
        Assert.Throws<FormatException>(damaged.Read);
    }

    [Fact]
    public void A_record_that_does_not_fit_its_slot_is_refused_before_anything_is_written()
    {
        using LockFile file = LockFile.Take(Path);
        file.Swap(null, Record(1));
        int most = 8192 - Record(2).Encode().Length;
        file.Swap(Record(1), Padded(2, most - 3)); // the length in the record grows by three digits
        Assert.Throws<InvalidOperationException>(() => file.Swap(Padded(2, most - 3), Padded(3, most - 2)));
        Assert.Equal(Padded(2, most - 3), file.Read());
    }

    public void Dispose() => _folder.Dispose();

    private static HeadRecord Record(long size) => new(size, "a signed\n", "another\n");

    private static HeadRecord Padded(long size, int more) => Record(size) with { Note = "a signed\n" + new string('x', more) };
}
