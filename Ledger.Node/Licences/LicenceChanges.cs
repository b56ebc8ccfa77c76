using System.Buffers.Binary;
using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Licences;

/// <summary>
/// 数据回流: what happened to an authority's licences since it last asked, in the order of the log. The rows stand in a column of their
/// own, under issuer and log index, so that no piece costs a walk through what happened to others.
/// </summary>
internal sealed class LicenceChanges(LedgerWriter ledger, TimeProvider time)
{
    /// <summary>The longest that <see cref="AfterAsync"/> waits.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    // A busy log grows hundreds of times a second; who waits need not look each time.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Adds an event to its issuer's feed. Called by folds only.</summary>
    /// <param name="write">The turn.</param>
    /// <param name="name">Wire name of the event.</param>
    /// <param name="after">The licence after it.</param>
    /// <param name="position">Where it stands.</param>
    public static void Add(LedgerWrite write, string name, Licence after, EventPosition position)
    {
        ArgumentNullException.ThrowIfNull(write);
        ArgumentNullException.ThrowIfNull(after);
        LicenceChangeRow row = new()
        {
            Event = name,
            Identifier = after.Identifier.ToString(),
            StateCode = after.StateOn(LicenceDate.InChina(position.Time)).Code(),
            Disputed = after.IsDisputed,
            Time = position.Time.ToUnixTimeMilliseconds(),
        };
        write.Put(Column.LicenceChanges, KeyOf(after.Identifier.Issuer, position.Index), row.ToByteArray());
    }

    /// <summary>What happened to an authority's licences behind an index.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="after">The last index that the caller has; null to start at the beginning.</param>
    /// <param name="limit">1 to 200 changes; null for 50.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>, also where the log does not reach that index: the caller knows more than this log;
    /// <see cref="LedgerError.Quarantined"/>; <see cref="LedgerError.Waiting"/>.
    /// </exception>
    public LicenceChangePage After(string authority, long? after, int? limit)
    {
        ledger.RequireTrusted();
        int most = new LicencePaging(limit, cursor: null).Limit;
        using LedgerRead read = ledger.Read();
        long size = read.Head?.Size ?? 0;
        if (after < 0 || after >= size)
        {
            throw new LedgerException(
                LedgerError.InvalidField, "日志中没有该序号的条目。", "The log has no entry with that index.", "/after");
        }

        byte[]? last = after is long index ? KeyOf(authority, index) : null;
        List<KeyValuePair<byte[], byte[]>> rows = [.. read.Scan(Column.LicenceChanges, Prefix(authority), last, most + 1)];
        LicenceChange[] changes = [.. rows.Take(most).Select(row => Read(row.Key, row.Value))];
        return new LicenceChangePage(changes, changes.Length > 0 ? changes[^1].Index : after, rows.Count > most, size);
    }

    /// <summary>What happened to an authority's licences since a moment, in the order of the log.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="since">From when on.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<LicenceChange> Since(string authority, DateTimeOffset since, int most)
    {
        using LedgerRead read = ledger.Read();
        long first = LogEntry.FirstSince(read, since);
        byte[]? last = first > 0 ? KeyOf(authority, first - 1) : null;
        return [.. read.Scan(Column.LicenceChanges, Prefix(authority), last, most).Select(row => Read(row.Key, row.Value))];
    }

    /// <summary>The same, but waits for a change where there is none yet.</summary>
    /// <param name="authority">The caller's authority, the issuer.</param>
    /// <param name="after">The last index that the caller has; null to start at the beginning.</param>
    /// <param name="limit">1 to 200 changes; null for 50.</param>
    /// <param name="wait">How long at most; 0 to 30 seconds.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The changes; none where the time is up.</returns>
    /// <exception cref="LedgerException"><see cref="After"/>.</exception>
    public async Task<LicenceChangePage> AfterAsync(string authority, long? after, int? limit, TimeSpan wait, CancellationToken cancel)
    {
        if (wait < TimeSpan.Zero || wait > LongestWait)
        {
            throw new LedgerException(LedgerError.InvalidField, "等待时间应为 0 至 30 秒。", "The wait takes 0 to 30 seconds.", "/wait");
        }

        long start = time.GetTimestamp();
        while (true)
        {
            LicenceChangePage page = After(authority, after, limit);
            TimeSpan left = wait - time.GetElapsedTime(start);
            if (page.Changes.Count > 0 || left <= Pause)
            {
                return page;
            }

            await GrowthAsync(page.LogSize, left - Pause, cancel);
            await Task.Delay(Pause, time, cancel);
        }
    }

    private async Task GrowthAsync(long size, TimeSpan wait, CancellationToken cancel)
    {
        using CancellationTokenSource up = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task<LogHead> growth = ledger.GrowthAsync(size, up.Token);
        await Task.WhenAny(growth, Task.Delay(wait, time, up.Token));
        await up.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    private static byte[] Prefix(string issuer) => RowKey.Of(issuer);

    private static byte[] KeyOf(string issuer, long index) => new RowKey().Add(issuer).Add(index).ToArray();

    private static LicenceChange Read(byte[] key, byte[] value)
    {
        LicenceChangeRow row = LicenceChangeRow.Parser.ParseFrom(value);
        return new LicenceChange(
            BinaryPrimitives.ReadInt64BigEndian(key.AsSpan(key.Length - sizeof(long))),
            row.Event,
            row.Identifier,
            LicenceStateText.TryParse(row.StateCode, out LicenceState state) ? state : throw new FormatException("A stored change is malformed."),
            row.Disputed,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Time));
    }
}
