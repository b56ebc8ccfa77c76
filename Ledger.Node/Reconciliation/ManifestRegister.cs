using System.Diagnostics.Metrics;
using Google.Protobuf;
using Ledger.Node.Catalogue;
using Ledger.Node.Log;
using Ledger.Node.Parties;
using Ledger.Node.Storage;

namespace Ledger.Node.Reconciliation;

/// <summary>Takes departments' manifests (应归尽归), says what is missing, surplus or different, and keeps what it said.</summary>
internal sealed class ManifestRegister(LedgerWriter ledger, StateStore store, HolderSecrets secrets, HolderVault vault, TimeProvider time)
{
    /// <summary>As many reports of an authority are kept; the oldest go.</summary>
    public const int MostReports = 400;

    private const int IdLength = 16;
    private const int PageLength = 1_000;

    private static readonly Meter Meter = new("Ledger.Reconciliation");

    private static readonly Gauge<double> Rate = Meter.CreateGauge<double>(
        "ledger.collection.rate", unit: "1", description: "Part of what an authority's newest manifest lists that the ledger has.");

    private readonly Lock _turn = new();

    /// <summary>Holds a manifest against the ledger as it is now.</summary>
    /// <param name="scope">What it lists.</param>
    /// <param name="source">Lines of JSON.</param>
    /// <param name="key">The request's Idempotency-Key: sent again it makes the same report anew.</param>
    /// <param name="cancel">Gives up; nothing is kept then.</param>
    /// <exception cref="LedgerException">As <see cref="ManifestComparison.RunAsync"/>.</exception>
    public async Task<ManifestReport> TakeAsync(ManifestScope scope, Stream source, string key, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(scope);
        using LedgerRead rows = ledger.Read();
        (ManifestRow row, IReadOnlyList<ManifestDifference> differences) = await new ManifestComparison(rows, vault, scope).RunAsync(source, cancel);
        (row.Type, row.Day) = (scope.Type ?? "", scope.Day is DateOnly day ? LicenceDate.Format(day) : "");
        (row.Time, row.Size) = (time.GetUtcNow().ToUnixTimeMilliseconds(), rows.Head?.Size ?? 0);
        byte[] id = secrets.ManifestName(scope.Authority, key).Span[..IdLength].ToArray();
        Keep(scope.Authority, id, row, differences);
        ManifestReport report = new(Convert.ToHexStringLower(id), row);
        Rate.Record(report.Rate, new("authority", scope.Authority), new("type", row.Type));
        return report;
    }

    /// <summary>The reports of an authority, the newest first.</summary>
    public IReadOnlyList<ManifestReport> Of(string authority) => [.. Rows(authority).Select(found => Read(found.Key, found.Value))];

    /// <summary>The differences that a report has, in lines of JSON: what is missing or different in the order of the manifest, then what is surplus.</summary>
    /// <param name="authority">The caller's authority.</param>
    /// <param name="id">The report.</param>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: none, or another authority's.</exception>
    public IEnumerable<byte[]> DifferencesOf(string authority, string id)
    {
        byte[] name = Of(authority).Any(report => report.Id == id)
            ? Convert.FromHexString(id)
            : throw new LedgerException(LedgerError.NotFound, "没有这份对账结果。", "There is no such report.");
        return Lines(name);
    }

    private IEnumerable<byte[]> Lines(byte[] name)
    {
        byte[] last = [];
        while (store.Scan(Column.ManifestDifferences, name, last, PageLength) is { Count: > 0 } page)
        {
            foreach ((byte[] key, byte[] line) in page)
            {
                yield return line;
                last = key;
            }
        }
    }

    private void Keep(string authority, byte[] id, ManifestRow row, IReadOnlyList<ManifestDifference> differences)
    {
        lock (_turn)
        {
            WriteBatch batch = new();
            IReadOnlyList<KeyValuePair<byte[], byte[]>> before = Rows(authority);
            foreach ((byte[] key, _) in before.Where(found => IdOf(found.Key).SequenceEqual(id)).Concat(before.Skip(MostReports - 1)))
            {
                batch.Delete(Column.Manifests, key);
                foreach ((byte[] line, _) in store.Scan(Column.ManifestDifferences, IdOf(key), [], int.MaxValue))
                {
                    batch.Delete(Column.ManifestDifferences, line);
                }
            }

            batch.Put(Column.Manifests, new RowKey().Add(authority).Add(long.MaxValue - row.Time).AddFixed(id).ToArray(), row.ToByteArray());
            for (int i = 0; i < differences.Count; i++)
            {
                batch.Put(Column.ManifestDifferences, new RowKey().AddFixed(id).Add((long)i).ToArray(), differences[i].ToLine());
            }

            store.Write(batch);
        }
    }

    private IReadOnlyList<KeyValuePair<byte[], byte[]>> Rows(string authority) => store.Scan(Column.Manifests, new RowKey().Add(authority).ToArray(), [], int.MaxValue);

    private static ManifestReport Read(byte[] key, byte[] row) => new(Convert.ToHexStringLower(IdOf(key)), ManifestRow.Parser.ParseFrom(row));

    private static byte[] IdOf(byte[] key) => key[^IdLength..];
}
