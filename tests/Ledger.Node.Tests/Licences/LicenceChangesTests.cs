using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceChangesTests : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly QueriedLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_feed_gives_every_event_of_the_own_licences_once_in_log_order_wherever_one_stops(int seed)
    {
        Random random = new(seed);
        QueriedLives lives = new(_ledger, random);
        List<LicenceChange> given = [];
        long? after = null;
        for (int round = 0; round < 20; round++)
        {
            await lives.LiveAsync(random.Next(30));
            LicenceChangePage page;
            do
            {
                page = _ledger.Changes.After(QueriedLedger.Issuer, after, random.Next(1, 8));
                given.AddRange(page.Changes);
                after = page.Next;
            }
            while (page.IsMore && random.Next(4) > 0);
        }

        for (LicenceChangePage page = _ledger.Changes.After(QueriedLedger.Issuer, after, 200); page.Changes.Count > 0;
            page = _ledger.Changes.After(QueriedLedger.Issuer, page.Next, 200))
        {
            given.AddRange(page.Changes);
        }

        Assert.Equal(Expected(), given.Select(change => (change.Index, change.Event, change.Identifier)));
        foreach (LicenceChange last in given.GroupBy(change => change.Identifier).Select(changes => changes.Last()))
        {
            using LedgerRead read = _ledger.Writer.Read();
            Licence licence = LicenceTable.Get(read, LicenceIdentifier.Parse(last.Identifier));
            Assert.Equal((licence.LastIndex, licence.IsDisputed), (last.Index, last.IsDisputed));
            Assert.Equal(licence.StateOn(LicenceDate.InChina(last.Time)), last.State);
        }
    }

    [Fact]
    public async Task Each_event_is_told_with_the_state_it_left()
    {
        LicenceIssued issued = _ledger.Issuing(from: _ledger.Today.AddDays(1));
        await _ledger.AppendAsync(issued);
        await _ledger.AppendAsync(new LicenceSuspended { Handle = issued.Handle });
        await _ledger.AppendAsync(new LicenceDisputed { Handle = issued.Handle });
        await _ledger.AppendAsync(new LicenceRevoked { Handle = issued.Handle, ReasonCode = RevocationReason.Penalty.Code() });

        LicenceChangePage page = _ledger.Changes.After(QueriedLedger.Issuer, after: null, limit: null);

        Assert.Equal(
            [
                ("licence.issued.v1", LicenceState.NotYetValid, false),
                ("licence.suspended.v1", LicenceState.Suspended, false),
                ("licence.disputed.v1", LicenceState.Suspended, true),
                ("licence.revoked.v1", LicenceState.Revoked, false),
            ],
            page.Changes.Select(change => (change.Event, change.State, change.IsDisputed)));
        Assert.Equal((page.Changes[^1].Index, false, _ledger.Writer.Head!.Size), (page.Next!.Value, page.IsMore, page.LogSize));
        Assert.Empty(_ledger.Changes.After(QueriedLedger.Stranger, after: null, limit: null).Changes);
    }

    [Fact]
    public async Task An_empty_piece_keeps_the_place()
    {
        LicenceChangePage page = _ledger.Changes.After(QueriedLedger.Issuer, after: null, limit: null);
        Assert.Equal((0, null, false, 0), (page.Changes.Count, page.Next, page.IsMore, page.LogSize));
        await _ledger.AppendAsync(_ledger.Issuing(), _ledger.Issuing());
        page = _ledger.Changes.After(QueriedLedger.Issuer, after: 1, limit: null);
        Assert.Equal((0, 1L), (page.Changes.Count, page.Next));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task A_place_that_the_log_does_not_reach_is_refused(long after)
    {
        await _ledger.AppendAsync(_ledger.Issuing(), _ledger.Issuing());
        Assert.Equal(3, _ledger.Writer.Head!.Size);
        Assert.Empty(_ledger.Changes.After(QueriedLedger.Issuer, after: 2, limit: null).Changes);
        LedgerException refused = Assert.Throws<LedgerException>(() => _ledger.Changes.After(QueriedLedger.Issuer, after, limit: null));
        Assert.Equal((LedgerError.InvalidField, "/after"), (refused.Error, refused.Field));
    }

    [Fact]
    public void A_piece_has_1_to_200_changes()
    {
        Assert.Equal("/limit", Assert.Throws<LedgerException>(() => _ledger.Changes.After(QueriedLedger.Issuer, null, 0)).Field);
        Assert.Equal("/limit", Assert.Throws<LedgerException>(() => _ledger.Changes.After(QueriedLedger.Issuer, null, 201)).Field);
        Assert.Empty(_ledger.Changes.After(QueriedLedger.Issuer, null, 200).Changes);
    }

    [Fact]
    public async Task Who_waits_is_answered_by_the_first_own_change()
    {
        await _ledger.AppendAsync(_ledger.Issuing());
        Task<LicenceChangePage> waiting = _ledger.Changes.AfterAsync(QueriedLedger.Issuer, after: 0, limit: null, Long, CancellationToken.None);
        await _ledger.AppendAsync(_ledger.Issuing(QueriedLedger.Stranger));
        Assert.False(waiting.IsCompleted);
        LicenceIssued issued = _ledger.Issuing();
        await _ledger.AppendAsync(issued);
        Assert.Equal(issued.Identifier, Assert.Single((await waiting).Changes).Identifier);
    }

    [Fact]
    public async Task Who_waits_in_vain_gets_nothing_and_keeps_the_place()
    {
        await _ledger.AppendAsync(_ledger.Issuing());
        LicenceChangePage page = await _ledger.Changes.AfterAsync(
            QueriedLedger.Issuer, after: 0, limit: null, TimeSpan.FromMilliseconds(300), CancellationToken.None);
        Assert.Equal((0, 0L), (page.Changes.Count, page.Next));
    }

    [Fact]
    public async Task A_wait_takes_at_most_30_seconds_and_ends_when_it_is_given_up()
    {
        await _ledger.AppendAsync(_ledger.Issuing());
        foreach (TimeSpan wrong in (TimeSpan[])[Long + TimeSpan.FromTicks(1), TimeSpan.FromTicks(-1)])
        {
            LedgerException refused = await Assert.ThrowsAsync<LedgerException>(
                () => _ledger.Changes.AfterAsync(QueriedLedger.Issuer, after: 0, limit: null, wrong, CancellationToken.None));
            Assert.Equal((LedgerError.InvalidField, "/wait"), (refused.Error, refused.Field));
        }

        using CancellationTokenSource given = new();
        Task<LicenceChangePage> waiting = _ledger.Changes.AfterAsync(QueriedLedger.Issuer, after: 0, limit: null, Long, given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    /// <summary>The own events, read off the log itself.</summary>
    private List<(long Index, string Event, string Identifier)> Expected()
    {
        using LedgerRead read = _ledger.Writer.Read();
        List<(long, string, string)> expected = [];
        foreach (LogEntry entry in LogEntry.From(read, 0).Where(entry => entry.Body is not null))
        {
            EventBody body = EventCodec.Decode(entry.Body!);
            Licence licence = LicenceTable.Get(read, HandleIn(body));
            if (licence.Identifier.Issuer == QueriedLedger.Issuer)
            {
                expected.Add((entry.Index, body.Name, licence.Identifier.ToString()));
            }
        }

        return expected;
    }

    private static Google.Protobuf.ByteString HandleIn(EventBody body) => body.Name switch
    {
        LicenceTable.Issued => LicenceIssued.Parser.ParseFrom(body.Event).Handle,
        LicenceTable.Suspended => LicenceSuspended.Parser.ParseFrom(body.Event).Handle,
        LicenceTable.Resumed => LicenceResumed.Parser.ParseFrom(body.Event).Handle,
        LicenceTable.Checked => LicenceChecked.Parser.ParseFrom(body.Event).Handle,
        LicenceTable.Disputed => LicenceDisputed.Parser.ParseFrom(body.Event).Handle,
        LicenceTable.DisputeLifted => LicenceDisputeLifted.Parser.ParseFrom(body.Event).Handle,
        _ => LicenceRevoked.Parser.ParseFrom(body.Event).Handle,
    };
}
