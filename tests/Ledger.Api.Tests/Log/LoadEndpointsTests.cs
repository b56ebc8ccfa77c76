using System.Globalization;
using System.Net;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Log;

/// <summary>Entries without a meaning are taken where the settings say so, and nowhere else.</summary>
public sealed class LoadEndpointsTests : IAsyncLifetime, IDisposable
{
    private const string Path = "/log/add";
    private readonly TestNode _closed = new();
    private readonly TestNode _open = new() { AcceptLoad = true };

    public async Task InitializeAsync()
    {
        await _closed.InitializeAsync();
        await _open.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _closed.DisposeAsync();
        await _open.DisposeAsync();
    }

    public void Dispose()
    {
        _closed.Dispose();
        _open.Dispose();
    }

    [Fact]
    public async Task Where_the_settings_do_not_say_so_the_address_does_not_exist()
    {
        long before = _closed.LogSize;
        Answer answer = await AddAsync(_closed, [1]);
        Answer unknown = await _closed.Anyone.ReadAsync("/log/nothing");
        Calls.AssertProblem(answer, HttpStatusCode.NotFound, "not-found");
        Assert.Equal(unknown.Text, answer.Text);
        Assert.Equal(before, _closed.LogSize);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(LoadEvents.MaxBytes)]
    public async Task The_index_comes_back_once_the_entry_is_under_a_signed_checkpoint(int length)
    {
        byte[] body = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 251))];
        long size = _open.LogSize;
        Answer answer = await AddAsync(_open, body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(size.ToString(CultureInfo.InvariantCulture), answer.Text);
        Assert.StartsWith("text/plain", answer.Headers["Content-Type"], StringComparison.Ordinal);

        using LedgerRead rows = _open.Node.Ledger.Read();
        LogEntry entry = LogEntry.Read(rows, size);
        Assert.Equal(EventType.LoadAdded, entry.Event!.Type);
        Assert.Equal(MapKey.For(_open.Node.Options.Origin, MapNamespace.Load, Digest.Sha256(body).Span[..16]), entry.Event.MapKey);
        Assert.Equal(body, LoadAdded.Parser.ParseFrom(EventCodec.Decode(entry.Body).Event).Body.ToByteArray());
        Assert.Equal(SubjectStatus.Registered, new LogProofs(rows).Status(entry.Event.MapKey, 1).Entry!.Status);
    }

    [Fact]
    public async Task The_same_bytes_again_are_another_entry()
    {
        Answer first = await AddAsync(_open, [7]);
        Answer second = await AddAsync(_open, [7]);
        Assert.True(long.Parse(second.Text, CultureInfo.InvariantCulture) > long.Parse(first.Text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Nothing_and_one_byte_too_many_are_refused_and_add_nothing()
    {
        long before = _open.LogSize;
        Calls.AssertProblem(await AddAsync(_open, []), HttpStatusCode.BadRequest, "malformed-request");
        Calls.AssertProblem(await AddAsync(_open, new byte[LoadEvents.MaxBytes + 1]), HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Equal(before, _open.LogSize);
    }

    private static Task<Answer> AddAsync(TestNode node, byte[] body) => node.Anyone.PostJsonAsync(Path, body, type: "application/octet-stream");
}
