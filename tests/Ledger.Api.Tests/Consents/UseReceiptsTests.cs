using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Commands;
using Ledger.Api.Tests.Materials;
using Ledger.Api.Tests.SignIn;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Receipts;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Exchange;
using Ledger.Node.Licences;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Tests.Consents;

/// <summary>用证回执: Jiangsu's node states what it opened of Shanghai's, and the holder in Shanghai sees it.</summary>
public sealed class UseReceiptsTests(ExchangeScene scene) : IClassFixture<ExchangeScene>
{
    private static readonly string Shanghai = Ledger.Api.Demo.DemoWorld.Provinces[0].Division;
    private static readonly string Jiangsu = Ledger.Api.Demo.DemoWorld.Provinces[1].Origin;

    [Fact]
    public async Task The_holder_gets_the_receipt_that_the_department_files_and_anybody_checks_it_offline()
    {
        byte[] file = MaterialCalls.Pdf("有回执的平面图");
        (string material, JsonObject of) = await scene.HandInAsync(file);
        (string identifier, _) = await scene.IssueAsync(of);
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        JsonObject body = ConsentBodies.Elsewhere(identifier, consent, Shanghai);
        string key = Calls.NewKey();
        Answer used = await scene.AskAsync(body, key);
        Assert.True(used.Status == HttpStatusCode.Created, used.Text);
        JsonObject seen = await ReceivedAsync(holder, used["use"]);
        Assert.Equal(used["receipt"], (string)seen["receipt"]!["statement"]!);
        Assert.Contains("用证回执", (string)seen["receipt"]!["chinese"]!, StringComparison.Ordinal);
        Assert.Equal(used["receipt"], (await scene.AskAsync(body, key))["receipt"]);

        UseReceipt stated = UseReceipt.Of(SignedStatement.Parse(Convert.FromBase64String(used["receipt"]), UseReceipt.Kind));
        Assert.Equal(
            (used["use"], scene.Shanghai.Origin, (long)used.Json["index"]!, ExchangeScene.Suzhou, Jiangsu), (stated.Use, stated.Log, stated.Index, stated.Authority, stated.Node));
        CommandRun run = await CheckAsync(Convert.FromBase64String(used["receipt"]));
        Assert.True(run.ExitCode == ExitCode.Done, run.Output + run.Errors);
        string altered = Encoding.UTF8.GetString(Convert.FromBase64String(used["receipt"])).Replace(ExchangeScene.Suzhou, Ledger.Api.Demo.DemoWorld.IssuingAuthority, StringComparison.Ordinal);
        Assert.Equal(ExitCode.DoesNotHold, (await CheckAsync(Encoding.UTF8.GetBytes(altered))).ExitCode);

        foreach ((byte[] receipt, string word) in new[] { (Convert.FromBase64String(used["receipt"]), "回执真实"), (Encoding.UTF8.GetBytes(altered), "回执无效") })
        {
            using MultipartFormDataContent form = new() { { new ByteArrayContent(receipt), "file", "use-receipt.json" } };
            using HttpRequestMessage request = new(HttpMethod.Post, "/") { Content = form };
            string page = WebUtility.HtmlDecode((await scene.Source.Anyone.CallAsync(request)).Text);
            Assert.Contains($"</span> {word}</h2>", page, StringComparison.Ordinal);
            Assert.Equal(word == "回执真实", page.Contains($"{scene.Shanghai.Origin} {stated.Index}", StringComparison.Ordinal));
        }

        Answer taken = await scene.AskAsync(ConsentBodies.OfMaterial(ConsentBodies.Elsewhere(material, consent, Shanghai)));
        Assert.Equal(taken["receipt"], (string)(await ReceivedAsync(holder, taken["use"]))["receipt"]!["statement"]!);
    }

    [Fact]
    public async Task What_is_no_receipt_of_the_use_by_who_made_it_is_refused_and_a_second_one_too()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        (string use, long index) = await UseAsync(identifier, consent);
        (string other, long otherIndex) = await UseAsync(identifier, consent);
        JsonObject good = Statement(use, index);
        byte[] signed = Signed(good);
        byte[] altered = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace(use, other, StringComparison.Ordinal));
        ReceiptKeys foreign = scene.Source.Node.ReceiptKeys!;
        Assert.Null((await UsesAsync(holder))[0]!["receipt"]!["at"]);
        foreach ((byte[] receipt, string code) in new (byte[], string)[]
        {
            (altered, "signature-invalid"),
            (signed[..^1], "invalid-field"),
            (Signed(Statement(other, otherIndex)), "invalid-field"),
            (Signed(Statement(other, index)), "invalid-field"),
            (Signed(Statement(use, index, log: Jiangsu)), "invalid-field"),
            (Signed(Statement(use, index, authority: Ledger.Api.Demo.DemoWorld.IssuingAuthority)), "invalid-field"),
            (Signed(Statement(use, index, at: scene.Clock.Now.AddDays(-1))), "invalid-field"),
            (Signed(Statement(use, index, at: scene.Clock.Now.AddMinutes(6))), "invalid-field"),
            (Signed(Statement(use, index), foreign), "signature-invalid"),
            (Signed(Statement(use, index, node: scene.Shanghai.Origin), foreign), "invalid-field"),
            (Signed(good, kind: "holder-erasure/v1"), "invalid-field"),
            ("{}"u8.ToArray(), "invalid-field"),
        })
        {
            Assert.Equal((422, code), await PostAsync(index, receipt));
        }

        // Of a use that was refused, of one in this province, and of nothing at all there is none.
        Assert.Equal(404, (await RawAsync(Question(identifier, new string('7', 32)), ExchangeDesk.Path)).Status);
        long inside = (long)(await scene.Source.Department.PostJsonAsync("/api/v1/uses", Encoding.UTF8.GetBytes(ConsentBodies.Assistance(identifier).ToJsonString()), Calls.NewKey())).Json["index"]!;
        foreach (long none in (long[])[inside, scene.Source.LogSize + 7, 0])
        {
            Assert.Equal((404, "not-found"), await PostAsync(none, Signed(Statement(use, none))));
        }

        Assert.All((await UsesAsync(holder)).Where(one => (string)one!["use"]! == use || (string)one["use"]! == other), one => Assert.Null(one!["receipt"]!["at"]));
        Assert.Equal((201, null), await PostAsync(index, signed, "the-same"));
        Assert.Equal((201, null), await PostAsync(index, signed, "the-same"));
        Assert.Equal((409, "wrong-state"), await PostAsync(index, Signed(Statement(use, index, at: scene.Clock.Now.AddSeconds(1)))));
        Assert.Equal(Convert.ToBase64String(signed), (string)(await ReceivedAsync(holder, use))["receipt"]!["statement"]!);
        Calls.AssertProblem(
            await scene.Source.Department.PostJsonAsync($"{ExchangeDesk.Path}/{otherIndex}/receipt", new JsonObject { ["receipt"] = "AAAA" }, Calls.NewKey()), HttpStatusCode.Forbidden, "not-allowed");
    }

    [Fact]
    public async Task A_system_that_opens_by_itself_has_its_node_give_the_receipt_and_the_holder_sees_whose_word_it_is()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        using HttpContent question = new StringContent(ConsentBodies.Elsewhere(identifier, consent, Shanghai).ToJsonString(), Encoding.UTF8, "application/json");
        using HttpRequestMessage asked = new(HttpMethod.Post, "/api/v1/exchanges") { Content = question, Headers = { { "Idempotency-Key", Calls.NewKey() } } };
        using HttpResponseMessage answered = await scene.Sealed.SendAsync(asked);
        byte[] opened = Ledger.Crypto.Envelopes.Envelope.Parse(await answered.Content.ReadAsByteArrayAsync()).TryOpen(scene.SealedTo)!;
        JsonNode given = JsonNode.Parse(opened)!;
        JsonObject stated = new() { ["use"] = (string)given["use"]!, ["index"] = (long)given["index"]!, ["answerSm3"] = Sm3.Hash(opened).ToHex() };
        string path = $"/api/v1/exchanges/{Shanghai}/receipts";
        Calls.AssertProblem(await scene.Department.PostJsonAsync(path, stated, Calls.NewKey()), HttpStatusCode.Conflict, "wrong-state");
        Answer receipt = await scene.Sealed.PostJsonAsync(path, stated, Calls.NewKey());
        Assert.True(receipt.Status == HttpStatusCode.Created, receipt.Text);
        Assert.Equal(receipt["receipt"], (await scene.Sealed.PostJsonAsync(path, stated, Calls.NewKey()))["receipt"]);
        UseReceipt read = UseReceipt.Of(SignedStatement.Parse(Convert.FromBase64String(receipt["receipt"]), UseReceipt.Kind));
        Assert.True(read.IsByDepartment);
        Assert.All(UseReceipt.Verify(Convert.FromBase64String(receipt["receipt"]), opened, scene.Source.Policy, out _), check => Assert.Equal(CheckResult.Passed, check.Result));
        JsonObject seen = await ReceivedAsync(holder, (string)given["use"]!);
        Assert.Equal(receipt["receipt"], (string)seen["receipt"]!["statement"]!);
        Assert.Contains("部门系统自行打开", (string)seen["receipt"]!["chinese"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_stopped_node_did_not_post_it_posts_after_its_next_start()
    {
        (string identifier, JsonObject of) = await scene.IssueAsync();
        using TestVisitor holder = scene.Visitor();
        string consent = await scene.GrantAsync(of, identifier, holder);
        string folder = scene.Beside("stopped");
        ExchangedLicence used;
        await using (ProvinceNode node = await scene.OpenHomeAsync(folder))
        {
            UseCaller caller = new("suzhou-3", new ReadingRight(ExchangeScene.Suzhou, []));
            UseRequest request = new(Holder: null, identifier, Fields: null, null!, new BasisClaim(UseBasis.Consent, consent));
            used = await node.Exchange.UseAsync(caller, Shanghai, request, Encoding.UTF8.GetBytes(Question(identifier, consent).ToJsonString()), Calls.NewKey(), CancellationToken.None);
        }

        Assert.Null((await UsesAsync(holder))[0]!["receipt"]!["at"]);
        for (int start = 0; start < 2; start++) // the second has nothing left to post
        {
            await using ProvinceNode node = await scene.OpenHomeAsync(folder);
            await node.ReceiptPoster!.StartAsync(CancellationToken.None);
            JsonObject seen = await ReceivedAsync(holder, used.Use);
            Assert.Equal(Convert.ToBase64String(used.Receipt.Span), (string)seen["receipt"]!["statement"]!);
            await node.ReceiptPoster.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void Whatever_is_changed_of_a_receipt_it_does_not_hold()
    {
        byte[] signed = Signed(Statement(new string('a', 32), 7));
        Assert.All(UseReceipt.Verify(signed, answer: null, scene.Source.Policy, out _), check => Assert.Equal(CheckResult.Passed, check.Result));
        for (int place = 0; place < signed.Length; place += 5)
        {
            byte[] changed = [.. signed];
            changed[place] ^= (byte)(1 << (place % 7));
            Assert.Contains(UseReceipt.Verify(changed, answer: null, scene.Source.Policy, out _), check => check.Result is not CheckResult.Passed);
        }

        byte[] answer = "what was opened"u8.ToArray();
        signed = Signed(Statement(new string('a', 32), 7, answer: Sm3.Hash(answer)));
        Assert.All(UseReceipt.Verify(signed, answer, scene.Source.Policy, out _), check => Assert.Equal(CheckResult.Passed, check.Result));
        Assert.Contains(UseReceipt.Verify(signed, "another"u8.ToArray(), scene.Source.Policy, out _), check => check is { Name: "receipt-file", Result: CheckResult.Failed });
    }

    private JsonObject Statement(
        string use, long index, string? log = null, string authority = ExchangeScene.Suzhou, string? node = null, DateTimeOffset? at = null, Digest? answer = null)
    {
        JsonObject statement = UseReceipt.StatementOf(use, log ?? scene.Shanghai.Origin, index, authority, answer ?? Digest.Sha256("an answer"u8));
        statement["node"] = node ?? Jiangsu;
        statement["time"] = (at ?? scene.Clock.Now).ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        return statement;
    }

    private byte[] Signed(JsonObject statement, ReceiptKeys? keys = null, string kind = UseReceipt.Kind)
    {
        keys ??= scene.Receipts;
        return SignedStatement.Sign(kind, statement, (keys.P256, keys.P256Certificate), (keys.Sm2, keys.Sm2Certificate)).ToBytes();
    }

    /// <summary>What Jiangsu's node asks, for Suzhou's system.</summary>
    private JsonObject Question(string licence, string consent)
    {
        JsonObject body = ConsentBodies.Use(licence, ("kind", "consent"), ("consent", consent));
        (body["authority"], body["system"]) = (ExchangeScene.Suzhou, "suzhou");
        body["envelope"] = Convert.ToBase64String(scene.Envelopes.Certificate.Raw.Span);
        return body;
    }

    /// <summary>A use of which Jiangsu's node gives no receipt by itself.</summary>
    private async Task<(string Use, long Index)> UseAsync(string licence, string consent)
    {
        NeighbourAnswer answer = await RawAsync(Question(licence, consent), ExchangeDesk.Path);
        Assert.Equal(201, answer.Status);
        JsonNode given = JsonNode.Parse(scene.Opened(answer.Content))!;
        return ((string)given["use"]!, (long)given["index"]!);
    }

    private async Task<(int Status, string? Code)> PostAsync(long index, byte[] receipt, string? key = null)
    {
        NeighbourAnswer answer = await RawAsync(new JsonObject { ["receipt"] = Convert.ToBase64String(receipt) }, $"{ExchangeDesk.Path}/{index}/receipt", key);
        return (answer.Status, (string?)JsonNode.Parse(answer.Content)!["code"]);
    }

    private async Task<NeighbourAnswer> RawAsync(JsonObject body, string path, string? key = null)
    {
        using HttpClient http = new();
        SigningClient client = new(http, scene.Asking.Key, scene.Asking.Id, scene.Clock);
        (HttpAnswerParts answer, byte[] content) = await client.SendAsync(
            HttpMethod.Post, new Uri(scene.Source.Address, path), CanonicalJson.Write(body), "application/json", key ?? Calls.NewKey(), CancellationToken.None);
        return new NeighbourAnswer(answer.Status, content);
    }

    private async Task<CommandRun> CheckAsync(byte[] receipt)
    {
        await File.WriteAllBytesAsync(scene.Beside("receipt.json"), receipt);
        return await CommandRun.OfAsync(ReceiptCommand.Create(), scene.Beside("receipt.json"), "--trust", scene.Source.TrustFolderPath);
    }

    private static async Task<JsonArray> UsesAsync(TestVisitor holder) => (await holder.GetAsync("/api/v1/me/uses")).Json["uses"]!.AsArray();

    /// <summary>The use as its holder sees it, once its receipt is there.</summary>
    private static async Task<JsonObject> ReceivedAsync(TestVisitor holder, string use)
    {
        for (int tries = 0; ; tries++)
        {
            JsonObject seen = (await UsesAsync(holder)).Single(one => (string)one!["use"]! == use)!.AsObject();
            if (seen["receipt"]!["at"] is not null)
            {
                return seen;
            }

            Assert.True(tries < 100, "No receipt came.");
            await Task.Delay(100);
        }
    }
}
