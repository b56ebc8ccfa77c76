using Google.Protobuf;
using Ledger.Crypto.Hashing;
using Ledger.Node.Licences;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Tests.Licences;

public sealed class LicenceQueriesTests : IAsyncDisposable
{
    private static readonly LicenceQuery Everything = new(Type: null, State: null, ExpiresFrom: null, ExpiresTo: null);

    private readonly QueriedLedger _ledger = new();

    public ValueTask DisposeAsync() => _ledger.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_together_are_what_a_filter_over_all_licences_gives(int seed)
    {
        Random random = new(seed);
        QueriedLives lives = new(_ledger, random);
        await lives.LiveAsync(400);
        for (int round = 0; round < 3; round++)
        {
            Licence[] all = [.. lives.Handles.Select(_ledger.Find)];
            foreach (LicenceQuery query in Enumerable.Range(0, 60).Select(_ => RandomQuery(lives, random)).Append(Everything))
            {
                string issuer = random.Next(4) == 0 ? QueriedLedger.Stranger : QueriedLedger.Issuer;
                int limit = random.Next(1, 30);
                Assert.Equal(
                    all.Where(licence => Answers(licence, issuer, query)).OrderBy(LastDay).ThenBy(licence => licence.IssuedIndex)
                        .Select(licence => licence.Handle),
                    QueriedLedger.All(cursor => _ledger.Queries.List(issuer, query, new LicencePaging(limit, cursor))));
            }

            // Days pass, and nothing else.
            _ledger.Clock.Now += TimeSpan.FromDays(2);
        }

        foreach (ByteString holder in lives.Holders)
        {
            // A holder of the lives is not registered: the rows are asked, not the register.
            Assert.Equal(
                [.. lives.Handles.Where(handle => IsOwn(_ledger.Find(handle)) && _ledger.Find(handle).Holders.Contains(holder))],
                Rows(Column.LicencesByIssuerAndHolder, LicenceIndex.HolderPrefix(QueriedLedger.Issuer, holder)));
        }

        foreach (string number in lives.Numbers)
        {
            Digest lookup = _ledger.Secrets.NumberLookup(QueriedLedger.Issuer, number);
            Assert.Equal(
                [.. lives.Handles.Where(handle => IsOwn(_ledger.Find(handle)) && _ledger.Find(handle).NumberLookup == lookup)],
                QueriedLedger.All(cursor => _ledger.Queries.WithNumber(QueriedLedger.Issuer, number, new LicencePaging(7, cursor))));
        }
    }

    [Fact]
    public async Task A_replay_of_random_lives_gives_the_same_index_rows()
    {
        await new QueriedLives(_ledger, new Random(4)).LiveAsync(300);
        Assert.NotEmpty(_ledger.KeysOf(Column.LicencesByType));
        Assert.Null(_ledger.Replay().Difference);
    }

    [Fact]
    public async Task Each_licence_has_exactly_its_rows_whatever_happened_to_it()
    {
        QueriedLives lives = new(_ledger, new Random(5));
        await lives.LiveAsync(300);
        IndexRow[] expected = [.. lives.Handles.SelectMany(handle => LicenceIndex.RowsOf(_ledger.Find(handle)))];
        foreach (Column column in (Column[])[Column.LicencesByState, Column.LicencesByType, Column.LicencesByIssuerAndHolder, Column.LicencesByNumber])
        {
            Assert.Equal(
                expected.Where(row => row.Column == column).Select(row => Convert.ToHexStringLower(row.Key)).Order(StringComparer.Ordinal),
                _ledger.KeysOf(column));
        }
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, nameof(LicenceState.Valid))]
    [InlineData(8, nameof(LicenceState.Expired))]
    public async Task While_one_pages_through_nothing_that_stays_is_missed_or_given_twice(int seed, string? stateName)
    {
        Random random = new(seed);
        QueriedLives lives = new(_ledger, random);
        await lives.LiveAsync(300);
        LicenceQuery query = Everything with { State = stateName is null ? null : Enum.Parse<LicenceState>(stateName) };
        HashSet<ByteString> stayed = [.. Answering(lives, query)];
        Assert.NotEmpty(stayed);
        List<ByteString> given = [];
        string? cursor = null;
        do
        {
            LicencePage page = _ledger.Queries.List(QueriedLedger.Issuer, query, new LicencePaging(5, cursor));
            given.AddRange(page.Licences.Select(licence => licence.Handle));
            cursor = page.Cursor;
            await lives.LiveAsync(5);
            stayed.IntersectWith(Answering(lives, query));
        }
        while (cursor is not null);

        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Subset(given.ToHashSet(), stayed);
    }

    [Fact]
    public async Task A_page_that_would_look_at_too_many_rows_ends_early_and_goes_on()
    {
        // Issued ahead of their first day, which has come for all but the one that expires last.
        DateOnly first = _ledger.Today.AddDays(1);
        await _ledger.AppendAsync(
            [.. Enumerable.Range(0, LicenceQueries.MostExamined).Select(_ => _ledger.Issuing(from: first, to: first.AddDays(9)))]);
        LicenceIssued last = _ledger.Issuing(from: first.AddDays(5), to: first.AddDays(10));
        await _ledger.AppendAsync(last);
        _ledger.Clock.Now += TimeSpan.FromDays(2);

        LicenceQuery query = Everything with { State = LicenceState.NotYetValid };
        List<LicencePage> pages = QueriedLedger.Pages(cursor => _ledger.Queries.List(QueriedLedger.Issuer, query, new LicencePaging(10, cursor)));

        Assert.Equal([0, 1], pages.Select(page => page.Licences.Count));
        Assert.Equal(last.Handle, pages[1].Licences[0].Handle);

        // One row fewer is looked at to its end: no cursor that leads to nothing.
        query = query with { ExpiresTo = first.AddDays(9) };
        LicencePage whole = _ledger.Queries.List(QueriedLedger.Issuer, query, LicencePaging.First);
        Assert.Equal((0, null), (whole.Licences.Count, whole.Cursor));
    }

    [Fact]
    public async Task Joint_holders_find_their_licence_each_and_an_erased_holder_none()
    {
        ByteString one = await _ledger.Holders.RegisterAsync("111", "沈知夏", "310100198806120023", CancellationToken.None);
        ByteString other = await _ledger.Holders.RegisterAsync("001", "上海澜川餐饮管理有限公司", "91310105MADEM0011P", CancellationToken.None);
        LicenceIssued joint = _ledger.Issuing(holders: [one, other]);
        LicenceIssued alone = _ledger.Issuing(holders: [other]);
        await _ledger.AppendAsync(joint, alone, _ledger.Issuing(QueriedLedger.Stranger, holders: [one]));

        Assert.Equal([joint.Handle], OfHolder(QueriedLedger.Issuer, "111", "310100198806120023"));
        Assert.Equal([joint.Handle, alone.Handle], OfHolder(QueriedLedger.Issuer, "001", "91310105MADEM0011P"));
        Assert.Empty(OfHolder(QueriedLedger.Stranger, "001", "91310105MADEM0011P"));
        Assert.Empty(OfHolder(QueriedLedger.Issuer, "111", "310100197903050018"));

        await _ledger.Holders.EraseAsync(one, CancellationToken.None);
        Assert.Empty(OfHolder(QueriedLedger.Issuer, "111", "310100198806120023"));
        Assert.Equal([joint.Handle, alone.Handle], OfHolder(QueriedLedger.Issuer, "001", "91310105MADEM0011P"));
    }

    [Fact]
    public async Task A_number_is_found_by_its_authority_as_it_was_printed()
    {
        LicenceIssued first = _ledger.Issuing(number: "沪DA0000001");
        LicenceIssued second = _ledger.Issuing(type: QueriedLedger.Types[1], number: "沪DA0000001");
        await _ledger.AppendAsync(first, _ledger.Issuing(number: "沪DA0000002"), second, _ledger.Issuing(QueriedLedger.Stranger, number: "沪DA0000001"));
        Assert.Equal([first.Handle, second.Handle], WithNumber("沪DA0000001"));
        Assert.Empty(WithNumber("沪da0000001"));
    }

    [Fact]
    public async Task A_licence_whose_number_was_not_hidden_under_the_key_yet_is_listed_all_the_same()
    {
        LicenceIssued old = _ledger.Issuing(number: "沪DA0000001");
        old.NumberLookup = ByteString.Empty;
        await _ledger.AppendAsync(old);
        Assert.Equal(old.Handle, Assert.Single(_ledger.Queries.List(QueriedLedger.Issuer, Everything, LicencePaging.First).Licences).Handle);
        Assert.Empty(WithNumber("沪DA0000001"));
        Assert.Empty(_ledger.KeysOf(Column.LicencesByNumber));
    }

    [Fact]
    public async Task A_window_holds_both_its_days_and_nothing_without_a_last_day()
    {
        DateOnly day = _ledger.Today;
        LicenceIssued[] issued = [.. Enumerable.Range(0, 4).Select(i => _ledger.Issuing(to: day.AddDays(i))), _ledger.Issuing()];
        await _ledger.AppendAsync(issued);
        Assert.Equal([issued[1].Handle, issued[2].Handle], Listed(Everything with { ExpiresFrom = day.AddDays(1), ExpiresTo = day.AddDays(2) }));
        Assert.Equal([issued[2].Handle, issued[3].Handle], Listed(Everything with { ExpiresFrom = day.AddDays(2) }));
        Assert.Equal([issued[0].Handle, issued[1].Handle], Listed(Everything with { ExpiresTo = day.AddDays(1) }));
        Assert.Equal(issued.Select(licence => licence.Handle), Listed(Everything));
    }

    [Fact]
    public async Task A_cursor_goes_with_its_query_and_its_authority_only()
    {
        await _ledger.AppendAsync([.. Enumerable.Range(0, 5).Select(_ => _ledger.Issuing(number: "1"))]);
        await _ledger.AppendAsync(_ledger.Issuing(QueriedLedger.Stranger), _ledger.Issuing(QueriedLedger.Stranger));
        string cursor = _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(2, null)).Cursor!;
        Assert.True(cursor.Length <= LicenceCursors.LongestText);
        Assert.Equal(3, _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(200, cursor)).Licences.Count);

        AssertRefused(() => _ledger.Queries.List(QueriedLedger.Stranger, Everything, new LicencePaging(2, cursor)));
        AssertRefused(() => _ledger.Queries.List(
            QueriedLedger.Issuer, Everything with { Type = QueriedLedger.Types[0] }, new LicencePaging(2, cursor)));
        AssertRefused(() => _ledger.Queries.List(
            QueriedLedger.Issuer, Everything with { ExpiresTo = _ledger.Today }, new LicencePaging(2, cursor)));
        AssertRefused(() => _ledger.Queries.WithNumber(QueriedLedger.Issuer, "1", new LicencePaging(2, cursor)));
        string ofNumber = _ledger.Queries.WithNumber(QueriedLedger.Issuer, "1", new LicencePaging(2, null)).Cursor!;
        AssertRefused(() => _ledger.Queries.WithNumber(QueriedLedger.Issuer, "2", new LicencePaging(2, ofNumber)));
    }

    [Fact]
    public async Task A_cursor_with_any_character_changed_cut_off_or_added_is_refused()
    {
        await _ledger.AppendAsync([.. Enumerable.Range(0, 5).Select(_ => _ledger.Issuing())]);
        string cursor = _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(2, null)).Cursor!;
        IEnumerable<string> changed = Enumerable.Range(0, cursor.Length)
            .SelectMany(i => (string[])[$"{cursor[..i]}{(cursor[i] == 'A' ? 'g' : 'A')}{cursor[(i + 1)..]}", cursor[..i]]);
        foreach (string wrong in changed.Append(cursor + "A").Append(cursor + "=").Append("验").Append(new string('A', 10_000)))
        {
            AssertRefused(() => _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(2, wrong)));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(201)]
    [InlineData(int.MaxValue)]
    public void A_page_has_1_to_200_entries(int limit)
    {
        LedgerException refused = Assert.Throws<LedgerException>(() => new LicencePaging(limit, cursor: null));
        Assert.Equal((LedgerError.InvalidField, "/limit"), (refused.Error, refused.Field));
        Assert.Equal((1, 200, 50), (new LicencePaging(1, null).Limit, new LicencePaging(200, null).Limit, new LicencePaging(null, null).Limit));
    }

    [Fact]
    public async Task A_full_page_without_anything_behind_it_has_no_cursor()
    {
        await _ledger.AppendAsync([.. Enumerable.Range(0, 201).Select(_ => _ledger.Issuing())]);
        LicencePage page = _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(200, null));
        Assert.Equal(200, page.Licences.Count);
        page = _ledger.Queries.List(QueriedLedger.Issuer, Everything, new LicencePaging(1, page.Cursor));
        Assert.Equal((1, null), (page.Licences.Count, page.Cursor));
    }

    private static LicenceQuery RandomQuery(QueriedLives lives, Random random) => new(
        random.Next(2) == 0 ? null : lives.Pick(QueriedLedger.Types),
        random.Next(3) == 0 ? null : lives.Pick(Enum.GetValues<LicenceState>()),
        random.Next(2) == 0 ? null : lives.NearDay(),
        random.Next(2) == 0 ? null : lives.NearDay());

    private static DateOnly LastDay(Licence licence) => licence.Validity.To ?? DateOnly.MaxValue;

    private static bool IsOwn(Licence licence) => licence.Identifier.Issuer == QueriedLedger.Issuer;

    private static void AssertRefused(Action ask)
    {
        LedgerException refused = Assert.Throws<LedgerException>(ask);
        Assert.Equal((LedgerError.InvalidField, "/cursor"), (refused.Error, refused.Field));
    }

    private bool Answers(Licence licence, string issuer, LicenceQuery query) =>
        licence.Identifier.Issuer == issuer
        && (query.Type is null || licence.Identifier.Type == query.Type)
        && (query.State is null || licence.StateOn(_ledger.Today) == query.State)
        && (query.ExpiresFrom is null || licence.Validity.To >= query.ExpiresFrom)
        && (query.ExpiresTo is null || licence.Validity.To <= query.ExpiresTo);

    private IEnumerable<ByteString> Answering(QueriedLives lives, LicenceQuery query) =>
        lives.Handles.Where(handle => Answers(_ledger.Find(handle), QueriedLedger.Issuer, query));

    private List<ByteString> Rows(Column column, byte[] prefix)
    {
        using LedgerRead read = _ledger.Writer.Read();
        return [.. new LicenceRange(column, prefix, [], End: null).Read(read, after: null, int.MaxValue).Select(hit => hit.Handle)];
    }

    private List<ByteString> Listed(LicenceQuery query) =>
        QueriedLedger.All(cursor => _ledger.Queries.List(QueriedLedger.Issuer, query, new LicencePaging(2, cursor)));

    private List<ByteString> OfHolder(string authority, string codeType, string code) =>
        QueriedLedger.All(cursor => _ledger.Queries.OfHolder(authority, codeType, code, new LicencePaging(1, cursor)));

    private List<ByteString> WithNumber(string number) =>
        QueriedLedger.All(cursor => _ledger.Queries.WithNumber(QueriedLedger.Issuer, number, new LicencePaging(1, cursor)));
}
