using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Exchange;

/// <summary>
/// Posts the use receipts that this node gave to the provinces whose uses they are of. It follows the log by a cursor: what a stopped node did not post it posts after its
/// next start, and what was posted twice is recognised there.
/// </summary>
/// <param name="ledger">The log that it follows.</param>
/// <param name="receipts">The receipts in it.</param>
/// <param name="neighbours">The other provinces' nodes.</param>
/// <param name="store">Keeps the cursor.</param>
/// <param name="logger">Told of receipts that are not taken.</param>
/// <param name="patience">How long to wait before what did not arrive is posted again; null for half a minute.</param>
internal sealed partial class ReceiptPoster(
    LedgerWriter ledger, GivenReceipts receipts, Neighbours neighbours, StateStore store, ILogger<ReceiptPoster> logger, TimeSpan? patience = null) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int Page = 10_000;
    private const int Created = 201;

    private static readonly byte[] CursorName = "use-receipts"u8.ToArray();

    private readonly TimeSpan _patience = patience ?? TimeSpan.FromSeconds(30);
    private readonly SortedDictionary<long, GivenReceiptContent> _waiting = [];
    private long _saved;
    private long _next;
    private bool _hasDone;

    /// <summary>Posts until it is told to stop.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _saved = _next = store.Get(Column.Cursors, CursorName) is byte[] row ? LogRows.ReadNumber(row) : 0;
        try
        {
            while (true)
            {
                Collect();
                await PostAsync(stoppingToken);
                Save();
                await (_waiting.Count == 0 ? ledger.GrowthAsync(_next, stoppingToken) : Task.Delay(_patience, stoppingToken));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What was not posted is found in the log after the next start.
        }
    }

    private void Collect()
    {
        long end = ledger.Head?.Size ?? 0;
        while (_next < end && _waiting.Count < MostWaiting)
        {
            (IReadOnlyList<(long Index, GivenReceiptContent Content)> found, _next) = receipts.From(_next, Page);
            foreach ((long index, GivenReceiptContent content) in found)
            {
                _waiting[index] = content;
            }
        }
    }

    private async Task PostAsync(CancellationToken cancel)
    {
        HashSet<string> silent = [];
        foreach ((long index, GivenReceiptContent content) in _waiting.ToArray())
        {
            if (silent.Contains(content.Province))
            {
                continue;
            }

            try
            {
                await neighbours.AskAsync(content.Province, QuestionOf(content), (_, answer) => answer.Has(Created), cancel);
                Done(index);
            }
            catch (LedgerException e) when (e.Error is LedgerError.Unavailable or LedgerError.Busy or LedgerError.QuotaExceeded)
            {
                silent.Add(content.Province); // later: the others are not kept waiting
            }
            catch (LedgerException e)
            {
                NotTaken(content.Province, index, e.Error);
                Done(index);
            }
        }
    }

    private void Done(long index) => _hasDone |= _waiting.Remove(index);

    /// <summary>Written where a receipt is done with, and else now and then: a start reads the log from here.</summary>
    private void Save()
    {
        long cursor = _waiting.Count > 0 ? _waiting.Keys.First() : _next;
        if (!_hasDone && cursor - _saved < Page)
        {
            return;
        }

        WriteBatch batch = new();
        batch.Put(Column.Cursors, CursorName, RowKey.Of(cursor));
        store.Write(batch);
        (_saved, _hasDone) = (cursor, false);
    }

    private static NeighbourQuestion QuestionOf(GivenReceiptContent content) => new(
        HttpMethod.Post,
        string.Create(CultureInfo.InvariantCulture, $"{ExchangeDesk.Path}/{content.UseIndex}/receipt"),
        CanonicalJson.Write(new JsonObject { ["receipt"] = content.Receipt.ToBase64() }),
        Sm3.Hash(content.Receipt.Span).ToHex());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Province {Division} does not take the use receipt at index {Index}: {Error}.")]
    private partial void NotTaken(string division, long index, LedgerError error);
}
