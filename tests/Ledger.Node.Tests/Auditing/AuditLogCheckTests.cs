using Ledger.Node.Auditing;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Auditing;

/// <summary>
/// Six entries: the log commits to the first three, then to five; the sixth rests on the audit head. Each test changes rows or files as
/// somebody with the disk could, and says what is found and where.
/// </summary>
public sealed class AuditLogCheckTests : IAsyncLifetime, IDisposable
{
    private readonly AuditedLedger _audited = new();

    public async Task InitializeAsync()
    {
        await _audited.Ledger.AppendAsync("a: 0"); // leaves 0 and 1
        foreach (string licence in (string[])["A", "B", "A"])
        {
            await _audited.RecordAsync(licence);
        }

        await _audited.CommitAsync(); // leaf 2
        await _audited.RecordAsync("B", "C");
        await _audited.RecordAsync("A");
        await _audited.CommitAsync(); // leaf 4
        await _audited.RecordAsync("C");
    }

    public async Task DisposeAsync() => await _audited.DisposeAsync();

    public void Dispose() => _audited.Dispose();

    [Fact]
    public async Task Nothing_is_found_where_nothing_was_changed()
    {
        await _audited.StopAsync();
        AuditLogReport report = _audited.Check();
        Assert.Null(report.Difference);
        Assert.Equal((6, 2, 5), (report.Size, report.Commitments, report.Committed));
    }

    [Theory]
    [InlineData("edit 1", "Audit entries 0 to 2 have other roots than entry 2 of the log")]
    [InlineData("edit 4", "Audit entries 3 to 4 have other roots than entry 4 of the log")]
    [InlineData("edit 5", "At size 6 the audit log has another root than the audit head")]
    [InlineData("remove 1", "Audit entries 0 to 2 have other roots")]
    [InlineData("remove 1 as it is", "In the place of audit entry 1 stands entry 2")]
    [InlineData("insert 2", "Audit entries 3 to 4 have other roots")]
    [InlineData("insert 2 as it is", "In the place of audit entry 3 stands entry 2")]
    [InlineData("swap 0", "Audit entries 0 to 2 have other roots")]
    [InlineData("swap 3 as it is", "In the place of audit entry 3 stands entry 4")]
    [InlineData("cut 5", "The audit head knows 6 audit entries, the database has 5")]
    [InlineData("cut 4", "Entry 4 of the log commits to 5 audit entries")]
    [InlineData("cut 2", "Entry 2 of the log commits to 3 audit entries")]
    [InlineData("add two groups", "more than one group less")]
    public async Task Entries_rewritten_with_all_their_hashes_are_found(string how, string found)
    {
        await _audited.TamperAsync((store, batch) =>
        {
            List<AuditEntry> entries = AuditedLedger.EntriesOf(store);
            int place = how.FirstOrDefault(char.IsAsciiDigit) is char digit and not '\0' ? digit - '0' : 0;
            switch (how.Split(' ')[0])
            {
                case "edit":
                    entries[place].Status = 404;
                    break;
                case "remove":
                    entries.RemoveAt(place);
                    break;
                case "insert":
                    entries.Insert(place, entries[place].Clone());
                    break;
                case "swap":
                    (entries[place], entries[place + 1]) = (entries[place + 1], entries[place]);
                    break;
                case "cut":
                    entries.RemoveRange(place, entries.Count - place);
                    break;
                default:
                    entries.AddRange([entries[5].Clone(), entries[5].Clone()]);
                    break;
            }

            if (!how.EndsWith("as it is", StringComparison.Ordinal))
            {
                for (int i = 0; i < entries.Count; i++)
                {
                    entries[i].Number = i;
                }
            }

            AuditedLedger.Rewrite(store, batch, entries);
        });
        AssertFound(found);
    }

    [Theory]
    [InlineData(nameof(Column.AuditEntries), "changed", "Audit entry 1 is not the one hashed (AuditSha256Tiles)")]
    [InlineData(nameof(Column.AuditEntries), "removed", "bundle 0 is missing")]
    [InlineData(nameof(Column.AuditEntries), "grown", "AuditEntries has a row that differs")]
    [InlineData(nameof(Column.AuditSha256Tiles), "changed", "Audit entry 1 is not the one hashed (AuditSha256Tiles)")]
    [InlineData(nameof(Column.AuditSha256Tiles), "removed", "Audit entry 0 is not the one hashed (AuditSha256Tiles)")]
    [InlineData(nameof(Column.AuditSm3Tiles), "changed", "Audit entry 1 is not the one hashed (AuditSm3Tiles)")]
    [InlineData(nameof(Column.AuditSm3Tiles), "grown", "AuditSm3Tiles has a row that differs")]
    [InlineData(nameof(Column.AuditSubjects), "removed", "AuditSubjects lacks a row")]
    [InlineData(nameof(Column.AuditSubjects), "added", "AuditSubjects has a row that the log does not give")]
    public async Task A_row_changed_alone_is_found(string columnName, string how, string found)
    {
        Column column = Enum.Parse<Column>(columnName);
        await _audited.TamperAsync((store, batch) =>
        {
            (byte[] key, byte[] value) = store.Scan(column, [], [], 1)[0];
            switch (how)
            {
                case "changed" when column == Column.AuditEntries:
                    AuditEntry entry = AuditedLedger.EntriesOf(store)[1];
                    byte[] before = AuditEntries.Encode(entry);
                    entry.Status = 201; // as many bytes as 200
                    AuditEntries.Encode(entry).CopyTo(value, value.AsSpan().IndexOf(before));
                    batch.Put(column, key, value);
                    break;
                case "changed":
                    value[32] ^= 1;
                    batch.Put(column, key, value);
                    break;
                case "removed":
                    batch.Delete(column, key);
                    break;
                case "grown":
                    batch.Put(column, key, [.. value, .. column == Column.AuditEntries ? (byte[])[0, 1, 0] : new byte[32]]);
                    break;
                default:
                    batch.Put(column, AuditEdge.SubjectKey(new byte[16], 3), []);
                    break;
            }
        });
        AssertFound(found);
    }

    [Fact]
    public async Task An_audit_head_that_is_missing_is_found()
    {
        await _audited.StopAsync();
        File.Delete(_audited.AuditHead);
        AssertFound("The audit head knows 0 audit entries");
    }

    [Fact]
    public async Task An_audit_head_under_another_signature_is_found()
    {
        await _audited.StopAsync();
        using (LockFile file = LockFile.Take(_audited.AuditHead))
        {
            HeadRecord head = file.Read()!;
            file.Clear();
            file.Swap(expected: null, head with { Note = head.Note[..^8] + "AAAAAA=\n" });
        }

        AssertFound("The signature of the audit head does not verify");
    }

    [Fact]
    public async Task What_lies_behind_the_last_commitment_rests_on_the_audit_head_alone()
    {
        // The limit of what can be known, until the log commits again: who changes the rows and the file takes the sixth entry away.
        string old = Path.Combine(Path.GetDirectoryName(_audited.AuditHead)!, "old");
        await _audited.CommitAsync();
        _audited.Ledger.CopyAuditHead(old);
        await _audited.RecordAsync("D");
        await _audited.TamperAsync((store, batch) => AuditedLedger.Rewrite(store, batch, AuditedLedger.EntriesOf(store)[..6]));
        AssertFound("The audit head knows 7 audit entries");
        File.Copy(old, _audited.AuditHead, overwrite: true);
        AuditLogReport report = _audited.Check();
        Assert.Null(report.Difference);
        Assert.Equal((6, 6), (report.Size, report.Committed)); // never below what the log commits to
    }

    private void AssertFound(string found)
    {
        AuditLogReport report = _audited.Check();
        Assert.NotNull(report.Difference);
        Assert.Contains(found, report.Difference.English, StringComparison.Ordinal);
    }
}
