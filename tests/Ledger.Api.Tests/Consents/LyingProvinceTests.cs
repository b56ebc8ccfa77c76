using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Envelopes;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Ledger.Node.Outgoing;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;

namespace Ledger.Api.Tests.Consents;

/// <summary>A province that lies, dawdles or breaks off: nothing of it is taken, no call takes long or much, and it is left alone soon.</summary>
public sealed class LyingProvinceTests(ExchangeScene scene, ITestOutputHelper output) : IClassFixture<ExchangeScene>, IAsyncLifetime
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("LEDGER_TEST_FULL") == "1";
    private static readonly TimeSpan Patience = IsFull ? OutgoingLimits.ProvinceAnswer : TimeSpan.FromMilliseconds(1_500);

    private LyingProvince _liar = null!;
    private string _consent = "";
    private string _licence = "";
    private byte[] _truth = [];

    public async Task InitializeAsync()
    {
        _liar = await LyingProvince.StartAsync(scene.Clock);
        (_licence, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        _consent = await scene.GrantAsync(of, ConsentBodies.BusinessType, holder);
        _truth = await TruthAsync(ConsentBodies.Use(_licence, ("kind", "consent"), ("consent", _consent)));
    }

    public Task DisposeAsync() => _liar.DisposeAsync().AsTask();

    [Fact]
    public async Task The_truth_is_taken_also_from_who_could_lie()
    {
        _liar.Content = Seal(_truth);
        using Neighbours neighbours = Neighbours();
        Assert.Equal(_licence, (await AskAsync(neighbours)).Document.Statement.Identifier);
        Assert.Null(neighbours.QuarantinedUntil(scene.Shanghai.Division));
    }

    [Fact]
    public async Task Who_lies_is_believed_in_nothing_and_not_asked_again()
    {
        (string other, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        byte[] another = await TruthAsync(ConsentBodies.Use(other, ("kind", "consent"), ("consent", await scene.GrantAsync(of, ConsentBodies.BusinessType, holder))));
        using SigningKey stranger = Ed25519PrivateKey.Generate();
        JsonObject mixed = JsonNode.Parse(_truth)!.AsObject();
        mixed["proof"] = (string)JsonNode.Parse(another)!["proof"]!;
        string document = Encoding.UTF8.GetString(Convert.FromBase64String((string)JsonNode.Parse(_truth)!["document"]!));
        JsonObject changed = JsonNode.Parse(_truth)!.AsObject();
        changed["document"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(document.Replace("有限公司", "无限公司", StringComparison.Ordinal)));
        byte[] broken = Seal(_truth);
        broken[^1] ^= 1;
        foreach ((byte[] content, SigningKey? key, byte[]? signed) in new (byte[], SigningKey?, byte[]?)[]
        {
            (Seal(_truth), stranger, null), (Seal(_truth), null, another), (Seal(another), null, null), (Seal(Bytes(mixed)), null, null), (Seal(Bytes(changed)), null, null),
            (Seal("{}"u8), null, null), (_truth, null, null), (broken, null, null),
        })
        {
            (_liar.Content, _liar.SigningWith, _liar.Signed) = (content, key ?? _liar.Key, signed);
            using Neighbours neighbours = Neighbours();
            await NothingAsync(neighbours);
            Assert.Equal(scene.Clock.Now + NeighbourStanding.AfterLie, neighbours.QuarantinedUntil(scene.Shanghai.Division));
            int asked = _liar.Asked;
            await NothingAsync(neighbours);
            Assert.Equal(asked, _liar.Asked);
        }

        using Neighbours elsewhere = Neighbours(origin: "ledger.example/another");
        (_liar.Content, _liar.SigningWith, _liar.Signed) = (Seal(_truth), _liar.Key, null);
        await NothingAsync(elsewhere);
    }

    [Fact]
    public async Task Who_gives_too_much_too_late_or_half_is_left_alone_after_three_times()
    {
        Func<HttpContext, byte[], Task>[] ways =
        [
            async (context, content) => await context.Response.Body.WriteAsync(content.AsMemory(0, content.Length / 2)),
            async (context, content) =>
            {
                for (int i = 0; i < content.Length && !context.RequestAborted.IsCancellationRequested; i++)
                {
                    await context.Response.Body.WriteAsync(content.AsMemory(i, 1));
                    await context.Response.Body.FlushAsync();
                    await Task.Delay(50);
                }
            },
            (context, content) =>
            {
                context.Response.ContentLength = null;
                return context.Response.Body.WriteAsync(new byte[OutgoingLimits.ProvinceBytes + 1]).AsTask();
            },
        ];
        foreach (Func<HttpContext, byte[], Task> way in ways)
        {
            (_liar.Content, _liar.Write) = (Seal(_truth), way);
            using Neighbours neighbours = Neighbours();
            long began = Stopwatch.GetTimestamp();
            for (int i = 0; i < 3; i++)
            {
                Assert.Null(neighbours.QuarantinedUntil(scene.Shanghai.Division));
                await NothingAsync(neighbours);
            }

            TimeSpan took = Stopwatch.GetElapsedTime(began);
            output.WriteLine($"Left alone after {took.TotalSeconds:F1} s.");
            Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
            Assert.Equal(scene.Clock.Now + NeighbourStanding.AfterTrouble, neighbours.QuarantinedUntil(scene.Shanghai.Division));
        }
    }

    [Fact]
    public async Task A_stale_proof_is_not_taken()
    {
        _liar.Content = Seal(_truth);
        DateTimeOffset now = scene.Clock.Now;
        try
        {
            scene.Clock.Now += scene.Source.Policy.MaximumAge + TimeSpan.FromMinutes(1);
            using Neighbours neighbours = Neighbours();
            for (int i = 0; i < 3; i++)
            {
                await NothingAsync(neighbours);
            }

            Assert.NotNull(neighbours.QuarantinedUntil(scene.Shanghai.Division));
        }
        finally
        {
            scene.Clock.Now = now;
        }
    }

    [Fact]
    public async Task A_file_that_is_not_what_was_committed_to_does_not_come_to_its_end()
    {
        byte[] file = MaterialCalls.Pdf(Guid.NewGuid().ToString());
        (string material, JsonObject of) = await scene.HandInAsync(file);
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, ConsentBodies.BusinessType, holder);
        JsonObject use = ConsentBodies.OfMaterial(ConsentBodies.Use(material, ("kind", "consent"), ("consent", consent)));
        byte[] truth = await TruthAsync(use);
        JsonObject changed = JsonNode.Parse(truth)!.AsObject();
        changed["sha256"] = new string('0', 64);
        MaterialUseRequest asked = new(Holder: null, material, Fields: null, null!, new BasisClaim(UseBasis.Consent, consent));
        using Neighbours neighbours = Neighbours();
        ExchangeDesk desk = Desk(neighbours);
        _liar.Content = Seal(truth);
        ExchangedMaterial taken = await desk.UseAsync(Caller, scene.Shanghai.Division, asked, Bytes(use), "key", CancellationToken.None);
        (_liar.Status, _liar.Content) = (200, Seal(file));
        using (ExchangedFile whole = desk.OpenFile(Caller, scene.Shanghai.Division, taken.Index))
        {
            byte[] got = new byte[file.Length];
            await whole.ReadExactlyAsync(got);
            Assert.Equal(file, got);
        }

        _liar.Content = Seal([.. file[..^1], (byte)(file[^1] ^ 1)]);
        using (ExchangedFile wrong = desk.OpenFile(Caller, scene.Shanghai.Division, taken.Index))
        {
            Assert.Equal(LedgerError.SignatureInvalid, (await Assert.ThrowsAsync<LedgerException>(() => wrong.ReadExactlyAsync(new byte[1]).AsTask())).Error);
        }

        (_liar.Status, _liar.Content) = (201, Seal(Bytes(changed)));
        Assert.Equal(
            LedgerError.Unavailable,
            (await Assert.ThrowsAsync<LedgerException>(() => desk.UseAsync(Caller, scene.Shanghai.Division, asked, Bytes(use), "key", CancellationToken.None))).Error);
        Assert.NotNull(neighbours.QuarantinedUntil(scene.Shanghai.Division));
    }

    // What a liar gave gets no receipt; that it gets none from here has other reasons.
    private ExchangeDesk Desk(Neighbours neighbours)
    {
        ProvinceNode node = scene.Source.Node;
        GivenReceipts none = new(node.Ledger, new NodeVault(node.Options.Origin, "use-receipt", () => default), (_, _, _) => null, scene.Clock);
        return new ExchangeDesk(neighbours, new ExchangeVerifier(scene.Source.Policy, scene.Clock), scene.Envelopes, none, scene.Clock);
    }

    private static UseCaller Caller => new("suzhou", new ReadingRight(ExchangeScene.Suzhou, []));

    private byte[] Seal(ReadOnlySpan<byte> content) => Envelope.Seal(scene.Envelopes.Certificate, content);

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private Neighbours Neighbours(string? origin = null) => new(
        [_liar.In(scene.Shanghai) with { Origin = origin ?? scene.Shanghai.Origin }], scene.Asking, [], scene.Clock, NullLogger<Neighbours>.Instance, patience: Patience);

    private async Task NothingAsync(Neighbours neighbours)
    {
        LedgerException refusal = await Assert.ThrowsAsync<LedgerException>(() => AskAsync(neighbours).WaitAsync(10 * Patience));
        Assert.True(refusal.Error is LedgerError.Unavailable, refusal.English);
    }

    private Task<ExchangedLicence> AskAsync(Neighbours neighbours) =>
        Desk(neighbours).UseAsync(
            Caller,
            scene.Shanghai.Division,
            new UseRequest(Holder: null, _licence, Fields: null, null!, new BasisClaim(UseBasis.Consent, _consent)),
            "{}"u8.ToArray(),
            "key",
            CancellationToken.None);

    /// <summary>What Shanghai's node answers in truth.</summary>
    private async Task<byte[]> TruthAsync(JsonObject use)
    {
        (use["authority"], use["system"]) = (ExchangeScene.Suzhou, "suzhou");
        use["envelope"] = Convert.ToBase64String(scene.Envelopes.Certificate.Raw.Span);
        using HttpClient http = new();
        (HttpAnswerParts answer, byte[] content) = await new SigningClient(http, scene.Asking.Key, scene.Asking.Id, scene.Clock).SendAsync(
            HttpMethod.Post, new Uri(scene.Source.Address, ExchangeDesk.Path), Bytes(use), "application/json", Calls.NewKey(), CancellationToken.None);
        Assert.True(answer.Status == 201, Encoding.UTF8.GetString(content));
        return scene.Opened(content);
    }
}
