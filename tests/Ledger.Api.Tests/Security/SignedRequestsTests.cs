using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node.Auditing;

namespace Ledger.Api.Tests.Security;

/// <summary>Systems that sign their requests, against a real node.</summary>
public sealed class SignedRequestsTests : IAsyncLifetime, IDisposable
{
    private const string OtherType = TestNode.SharedType;

    private readonly SigningSystem[] _systems =
        [.. Enum.GetValues<SignatureAlgorithm>().Select(algorithm => new SigningSystem(algorithm, algorithm.ToString()))];

    private readonly SigningSystem _hurried = new(SignatureAlgorithm.Ed25519, "hurried");
    private readonly SigningSystem _narrow = new(SignatureAlgorithm.Ed25519, "narrow");
    private readonly SigningSystem _elsewhere = new(SignatureAlgorithm.Ed25519, "elsewhere");
    private readonly SigningSystem _ended = new(SignatureAlgorithm.Ed25519, "ended");
    private readonly SigningSystem _nobody = new(SignatureAlgorithm.Ed25519, "nobody");
    private readonly TestNode _node;

    public SignedRequestsTests() => _node = new TestNode
    {
        Adjust = options => options with
        {
            ClientAddressHeader = "X-Forwarded-For",
            Systems =
            [
                .. options.Systems, .. _systems.Select(system => system.Entry),
                _hurried.Entry with { RequestsPerMinute = 2 },
                _narrow.Entry with { LicenceTypes = [OtherType] },
                _elsewhere.Entry with { Networks = ["10.20.0.0/16"] },
                _ended.Entry with { Until = DateTimeOffset.UtcNow.AddDays(-1) },
            ],
        },
    };

    private SigningSystem System => _systems[0];

    public Task InitializeAsync() => _node.InitializeAsync();

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        Array.ForEach(_systems, system => system.Dispose());
        _hurried.Dispose();
        _narrow.Dispose();
        _elsewhere.Dispose();
        _ended.Dispose();
        _nobody.Dispose();
    }

    [Fact]
    public async Task A_key_that_two_persons_registered_signs_until_one_takes_it_back()
    {
        using SigningSystem added = new(SignatureAlgorithm.Sm2Sm3, "added");
        JsonObject application = new()
        {
            ["system"] = System.Entry.Name,
            ["key"] = added.KeyId,
            ["publicKey"] = added.Entry.Keys[0].PublicKey,
            ["operator"] = "clerk-1",
        };
        const string Keys = "/api/v1/system-keys";
        (int status, JsonObject applied) = await System.SendAsync(_node, HttpMethod.Post, Keys, application, Calls.NewKey());
        Assert.Equal((201, "proposed"), (status, (string)applied["state"]!));
        await Assert.ThrowsAsync<HttpSignatureException>(() => added.SendAsync(_node, HttpMethod.Get, Keys)); // a stranger's refusal is not signed
        string approval = $"{Keys}/{applied["proposal"]}/approval";
        Assert.Equal(403, (await System.SendAsync(_node, HttpMethod.Post, approval, new JsonObject { ["operator"] = "head-1" }, Calls.NewKey())).Status);
        Assert.Equal(200, (await _systems[1].SendAsync(_node, HttpMethod.Post, approval, new JsonObject { ["operator"] = "head-1" }, Calls.NewKey())).Status);
        Assert.Equal(200, (await added.SendAsync(_node, HttpMethod.Get, Keys)).Status);
        JsonObject withdrawal = new() { ["key"] = added.KeyId, ["operator"] = "clerk-1" };
        Assert.Equal(200, (await _systems[1].SendAsync(_node, HttpMethod.Post, Keys + "/withdrawal", withdrawal, Calls.NewKey())).Status);
        await Assert.ThrowsAsync<HttpSignatureException>(() => added.SendAsync(_node, HttpMethod.Get, Keys));
        await _node.Node.Ledger.CommitAuditAsync(CancellationToken.None);
        AuditEntry[] audited = [.. _node.Node.AuditReading.Page(0, AuditReading.MostEntries, null).Entries.Select(entry => AuditEntries.Parse(entry.Bytes))];
        Assert.Contains(audited, entry => entry.Action.EndsWith("/approval", StringComparison.Ordinal) && entry.Status == 200 && entry.System == _systems[1].Entry.Name);
    }

    [Fact]
    public async Task A_signed_request_issues_and_its_answer_is_signed_to_it()
    {
        foreach (SigningSystem system in _systems)
        {
            (int status, JsonObject issued) = await system.SendAsync(_node, HttpMethod.Post, Calls.Licences, Calls.GoodLicence(), Calls.NewKey());
            Assert.True(status == 201, issued.ToJsonString());
            string path = $"{Calls.Licences}/{issued["identifier"]}";
            Assert.Equal(200, (await system.SendAsync(_node, HttpMethod.Get, path)).Status);
            Assert.Equal(200, (await system.SendAsync(_node, HttpMethod.Get, $"{Calls.Licences}?limit=1")).Status);
            Assert.Equal(200, (await system.SendAsync(_node, HttpMethod.Head, path)).Status);

            // Refusals of a known caller are signed as well.
            (status, JsonObject refused) = await system.SendAsync(_node, HttpMethod.Get, path[..^1] + (path[^1] == '0' ? '1' : '0'));
            Assert.True(status is 404 or 422, refused.ToJsonString());
            Assert.Equal(415, (await system.SendAsync(_node, HttpMethod.Post, Calls.Licences, null, "k")).Status);
        }
    }

    [Fact]
    public async Task A_signed_request_is_taken_once_and_not_again_after_a_restart()
    {
        byte[] content = Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString());
        HttpRequestParts writing = System.Sign(_node, "POST", Calls.Licences, content, Calls.NewKey());
        HttpRequestParts reading = System.Sign(_node, "GET", Calls.Licences);
        Assert.Equal(HttpStatusCode.Created, (await SigningSystem.SendAsync(_node, writing, content)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SigningSystem.SendAsync(_node, reading)).Status);
        long size = _node.LogSize;
        for (int start = 0; start < 2; start++)
        {
            Refused(await SigningSystem.SendAsync(_node, writing, content), "request-replayed");
            Refused(await SigningSystem.SendAsync(_node, reading), "request-replayed");
            await _node.RestartAsync();
        }

        Assert.Equal(size, _node.LogSize);
    }

    [Fact]
    public async Task Nothing_of_a_signed_request_can_be_changed()
    {
        byte[] content = Encoding.UTF8.GetBytes(Calls.GoodLicence().ToJsonString());
        HttpRequestParts signed = System.Sign(_node, "POST", Calls.Licences, content, "one-order");
        long size = _node.LogSize;
        HttpRequestParts[] changed =
        [
            signed with { TargetUri = signed.TargetUri + "?x=1" },
            signed with { TargetUri = signed.TargetUri + "/batch" },
            With(signed, "idempotency-key", "another-order"),
            With(signed, "idempotency-key", null),
            With(signed, "content-type", "application/json; charset=utf-8"),
            With(signed, "content-digest", ContentDigest.Of(content.AsSpan(1))),
            With(signed, "signature", null),
            With(signed, "signature-input", null),
            With(signed, "signature-input", signed.Fields["signature-input"].Replace(System.KeyId, _systems[1].KeyId, StringComparison.Ordinal)),
        ];
        foreach (HttpRequestParts one in changed)
        {
            Refused(await SigningSystem.SendAsync(_node, one, content), "request-signature-invalid");
        }

        Refused(await SigningSystem.SendAsync(_node, signed, [.. content, 32]), "request-signature-invalid");
        HttpRequestParts another = System.Sign(_node, "POST", Calls.Licences, content, "another-order");
        Refused(await SigningSystem.SendAsync(_node, another, [.. content, 32], isChunked: true), "request-signature-invalid");
        Refused(await SigningSystem.SendAsync(_node, signed, content, more: ("Authorization", $"Bearer {TestNode.Key}")), "request-signature-invalid");
        Refused(await SigningSystem.SendAsync(_node, signed, content, more: ("Idempotency-Key", "one-order")), "request-signature-invalid");
        Assert.Equal(size, _node.LogSize);
        Assert.Equal(HttpStatusCode.Created, (await SigningSystem.SendAsync(_node, signed, content)).Status);
    }

    [Fact]
    public async Task A_key_that_is_unknown_ended_or_used_from_elsewhere_is_none()
    {
        foreach (SigningSystem system in new[] { _nobody, _ended, _elsewhere })
        {
            Answer refused = await SigningSystem.SendAsync(_node, system.Sign(_node, "GET", Calls.Licences));
            Refused(refused, "request-signature-invalid");
            Assert.False(refused.Headers.ContainsKey("Signature"));
        }

        HttpRequestParts request = _elsewhere.Sign(_node, "GET", Calls.Licences);
        Refused(await SigningSystem.SendAsync(_node, request, more: ("X-Forwarded-For", "10.20.1.1, 10.21.1.1")), "request-signature-invalid");
        Assert.Equal(HttpStatusCode.OK, (await SigningSystem.SendAsync(_node, request, more: ("X-Forwarded-For", "10.21.1.1, 10.20.1.1"))).Status);
    }

    [Fact]
    public async Task A_signed_request_that_is_wrong_is_refused_where_anybody_may_ask_too() =>
        Refused(await SigningSystem.SendAsync(_node, _nobody.Sign(_node, "GET", "/api/v1/catalogue/items")), "request-signature-invalid");

    [Fact]
    public async Task Who_does_not_sign_is_told_how()
    {
        Answer refused = await _node.Anyone.ReadAsync(Calls.Licences);
        Refused(refused, "not-authenticated");
        Assert.Contains(SignedRequest.Tag, refused.Headers["Accept-Signature"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_sends_no_more_than_it_may()
    {
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SigningSystem.SendAsync(_node, _hurried.Sign(_node, "GET", Calls.Licences))).Status);
        }

        Answer refused = await SigningSystem.SendAsync(_node, _hurried.Sign(_node, "GET", Calls.Licences));
        Calls.AssertProblem(refused, HttpStatusCode.TooManyRequests, "quota-exceeded");
        Assert.NotEmpty(refused.Headers["Retry-After"]);
    }

    [Fact]
    public async Task A_system_acts_on_its_own_types_of_licences_only()
    {
        JsonObject licence = Calls.GoodLicence();
        Assert.NotEqual(OtherType, licence["type"]!.GetValue<string>());
        string identifier = (await _node.Department.IssueAsync(licence.DeepClone().AsObject()))["identifier"];
        Assert.Equal(403, (await _narrow.SendAsync(_node, HttpMethod.Post, Calls.Licences, Calls.GoodLicence(), Calls.NewKey())).Status);
        Assert.Equal(404, (await _narrow.SendAsync(_node, HttpMethod.Get, $"{Calls.Licences}/{identifier}")).Status);
        (int status, JsonObject batch) = await _narrow.SendAsync(
            _node, HttpMethod.Post, $"{Calls.Licences}/batch", new JsonObject { ["items"] = new JsonArray(Calls.GoodLicence()) }, Calls.NewKey());
        Assert.Equal((200, 1), (status, batch["refused"]!.GetValue<int>()));
        Assert.Equal(403, (await _narrow.SendAsync(_node, HttpMethod.Post, "/api/v1/migrations/dry-run", [], Calls.NewKey())).Status);
        Assert.Equal(200, (await System.SendAsync(_node, HttpMethod.Get, $"{Calls.Licences}/{identifier}")).Status);
    }

    [Fact]
    public async Task Long_content_is_verified_before_its_end_is_acted_upon()
    {
        // Chunked, and so verified as it is read; a file of one row, which is refused as a row and makes an import.
        byte[] form = Encoding.UTF8.GetBytes(
            "--b\r\nContent-Disposition: form-data; name=\"operator\"\r\n\r\nclerk-1\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"rows.jsonl\"\r\n\r\n{\"type\":\"x\"}\n\r\n--b--\r\n");
        const string Path = "/api/v1/imports?format=jsonl";
        HttpRequestParts Sign() => System.Sign(_node, "POST", Path, form, Calls.NewKey(), "multipart/form-data; boundary=b");
        byte[] changed = [.. form];
        changed[form.AsSpan().IndexOf("\"x\""u8) + 1] = (byte)'y';
        Refused(await SigningSystem.SendAsync(_node, Sign(), changed, isChunked: true), "request-signature-invalid");
        Refused(await SigningSystem.SendAsync(_node, Sign(), [.. form, 32], isChunked: true), "request-signature-invalid");
        Assert.Empty((await _node.Department.ReadAsync("/api/v1/imports")).Json["imports"]!.AsArray());
        Answer accepted = await SigningSystem.SendAsync(_node, Sign(), form, isChunked: true);
        Assert.True(accepted.Status == HttpStatusCode.Accepted, accepted.Text);
    }

    private static void Refused(Answer answer, string code) => Calls.AssertProblem(answer, HttpStatusCode.Unauthorized, code);

    private static HttpRequestParts With(HttpRequestParts request, string name, string? value)
    {
        Dictionary<string, string> fields = new(request.Fields);
        fields.Remove(name);
        if (value is not null)
        {
            fields[name] = value;
        }

        return request with { Fields = fields };
    }
}
