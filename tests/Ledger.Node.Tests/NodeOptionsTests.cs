using Ledger.Crypto.Signing;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;

namespace Ledger.Node.Tests;

public sealed class NodeOptionsTests : IDisposable
{
    private static readonly string Hash = new('a', 64);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Settings_are_read_as_they_were_written()
    {
        Sample().Save(_folder.Path);
        NodeOptions read = NodeOptions.Load(_folder.Path);
        Assert.Equal(Sample().Listen, read.Listen);
        Assert.Equal(Hash, read.Systems[0].KeySha256);
        Assert.Equal(_folder.Path, read.Folder);
        Assert.Null(read.Anchoring);
    }

    [Fact]
    public void There_are_so_many_private_networks_and_no_more()
    {
        NodeOptions With(int number) => Sample() with { PrivateNetworks = [.. Enumerable.Range(0, number).Select(i => $"10.{i}.0.0/16")] };
        With(OutgoingLimits.PrivateNetworks).Save(_folder.Path);
        Assert.Equal(OutgoingLimits.PrivateNetworks, NodeOptions.Load(_folder.Path).OutgoingNetworks.Count);
        With(OutgoingLimits.PrivateNetworks + 1).Save(_folder.Path);
        Assert.Contains("privateNetworks", Assert.Throws<FormatException>(() => NodeOptions.Load(_folder.Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"division\"", "\"unknown\": 1, \"division\"", "unknown")]
    [InlineData("\"division\"", "\"Division\"", "ivision")]
    [InlineData("\"310000\"", "null", "division")]
    [InlineData("\"310000\"", "\"31\"", "division")]
    [InlineData("\"http://127.0.0.1:5000\"", "\"http://192.0.2.1:5000\"", "loopback")]
    [InlineData("\"http://127.0.0.1:5000\"", "\"http://0.0.0.0:5000\"", "loopback")]
    [InlineData("\"http://127.0.0.1:5000\"", "\"http://10.0.0.1:5000\"", "loopback")]
    [InlineData("\"http://127.0.0.1:5000\"", "\"ledger\"", "listen")]
    [InlineData("\"http://127.0.0.1:5000\"", "\"ftp://127.0.0.1:5000\"", "listen")]
    [InlineData("\"https://licence.example/\"", "\"/here\"", "publicAddress")]
    [InlineData("\"ledger.example/sh\"", "\"ledger example\"", "origin")]
    [InlineData("\"ledger.example/sh\"", "\"\"", "origin")]
    [InlineData("aaaa\"", "aaa\"", "keySha256")]
    [InlineData("aaaa\"", "aaag\"", "keySha256")]
    [InlineData("\"name\": \"demo\",", "", "name")]
    [InlineData("\"name\": \"demo\",", "\"name\": \"counter\",", "counter")]
    [InlineData("\"shares\": []", "\"shares\": null", "shares")]
    [InlineData("\"shares\": []", "\"shares\": [\"食品经营许可证\"]", "shares")]
    [InlineData("\"shares\": []", "\"shares\": [\"11100000MBDEM901XX001\"]", "shares")]
    [InlineData("\"shares\": []", "\"shares\": [\"11100000MBDEM901XT001\", \"11100000MBDEM901XT001\"]", "shares")]
    [InlineData("\"anchoring\": null", "\"anchoring\": {\"nodes\":[],\"chainId\":0,\"contract\":\"x\",\"codeHash\":\"x\"}", "anchoring")]
    [InlineData("\"timeStamps\": null", "\"timeStamps\": {\"sources\":[\"tsa\"]}", "timeStamps")]
    [InlineData("\"timeStamps\": null", "\"timeStamps\": {\"answerSeconds\":31}", "answerSeconds")]
    [InlineData("\"timeStamps\": null", "\"timeStamps\": {\"restSeconds\":3601}", "restSeconds")]
    [InlineData("\"engine\": \"openssl\"", "\"engine\": \"scalar\"", "engine is openssl or lanes")]
    [InlineData("\"engine\": \"openssl\"", "\"engine\": \"fast\"", "engine")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"metrics\":\"http://localhost:9464\"}", "metrics")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"metrics\":\"https://127.0.0.1:9464\"}", "metrics")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"metrics\":\"http://127.0.0.1:9464/metrics\"}", "metrics")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"otlp\":\"collector\"}", "otlp")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"traceRatio\":1.5}", "traceRatio")]
    [InlineData("\"telemetry\": null", "\"telemetry\": {\"traceRatio\":-0.1}", "traceRatio")]
    [InlineData("\"privateNetworks\": []", "\"privateNetworks\": [\"10.0.0.0/33\"]", "privateNetworks")]
    [InlineData("{", "", "")]
    public void A_wrong_setting_is_named(string old, string replacement, string words)
    {
        Sample().Save(_folder.Path);
        string path = _folder["node.json"];
        string text = File.ReadAllText(path);
        int at = text.IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, text);
        File.WriteAllText(path, text[..at] + replacement + text[(at + old.Length)..]);
        FormatException error = Assert.Throws<FormatException>(() => NodeOptions.Load(_folder.Path));
        Assert.Contains("node.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_are_shared_with_a_system_are_read_and_may_be_left_out()
    {
        DepartmentSystem system = Sample().Systems[0] with { Shares = ["11100000MBDEM901XT001", "11100000MBDEM901XT002"] };
        (Sample() with { Systems = [system] }).Save(_folder.Path);
        Assert.Equal(system.Shares, NodeOptions.Load(_folder.Path).Systems[0].Shares);

        string path = _folder["node.json"];
        Sample().Save(_folder.Path);
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(path), @",\s*""shares"": \[\]", ""));
        Assert.DoesNotContain("shares", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Empty(NodeOptions.Load(_folder.Path).Systems[0].Shares);
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://127.0.0.1:8443")]
    [InlineData("https://0.0.0.0:8443")]
    public void A_node_listens_on_loopback_or_by_TLS(string address)
    {
        (Sample() with { Listen = new Uri(address) }).Save(_folder.Path);
        Assert.Equal(new Uri(address), NodeOptions.Load(_folder.Path).Listen);
    }

    [Fact]
    public void Certificates_are_of_systems_that_sign_at_nodes_that_speak_TLS()
    {
        using SigningKey key = Ed25519PrivateKey.Generate();
        SystemKey registered = new() { Id = "pinned/1", PublicKey = Convert.ToBase64String(new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()) };
        DepartmentSystem pinned = new() { Name = "pinned", Authority = "11310105MBDEM0015E", Keys = [registered], Certificates = [.. Enumerable.Repeat(Hash, 8)] };
        NodeOptions secure = Sample() with { Listen = new Uri("https://127.0.0.1:8443"), Systems = [pinned] };
        Assert.Null(secure.Problem());
        foreach (NodeOptions wrong in (NodeOptions[])
        [
            secure with { Listen = Sample().Listen }, secure with { Systems = [pinned with { Certificates = [.. pinned.Certificates, Hash] }] },
            secure with { Systems = [pinned with { Certificates = [Hash[1..]] }] }, secure with { Systems = [pinned with { KeySha256 = Hash }] },
        ])
        {
            Assert.Contains("certificates", wrong.Problem(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Other_provinces_have_an_address_and_keys_both_ways_and_stand_there_once()
    {
        using SigningKey key = Ed25519PrivateKey.Generate();
        SystemKey known = new() { Id = "js/1", PublicKey = Convert.ToBase64String(new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()) };
        NeighbourProvince jiangsu = new()
        {
            Division = "320000",
            Origin = "ledger.example/js",
            Address = new Uri("https://js.example"),
            RequestKeys = [known],
            AnswerKeys = [known],
        };
        NodeOptions good = Sample() with { Provinces = [jiangsu] };
        Assert.Null(good.Problem());
        good.Save(_folder.Path);
        Assert.Equal("province-320000", Assert.Single(NodeOptions.Load(_folder.Path).Callers, caller => caller.Province == "320000").Name);
        foreach (NeighbourProvince wrong in (NeighbourProvince[])
        [
            jiangsu with { Division = "999999" }, jiangsu with { Division = good.Division }, jiangsu with { Address = new Uri("http://js.example") },
            jiangsu with { Address = new Uri("https://js.example/below") }, jiangsu with { RequestKeys = [] }, jiangsu with { AnswerKeys = [] },
            jiangsu with { AnswerKeys = [.. Enumerable.Repeat(known, 9)] }, jiangsu with { RequestsPerMinute = 0 },
        ])
        {
            Assert.Contains("provinces", (good with { Provinces = [wrong] }).Problem(), StringComparison.Ordinal);
        }

        Assert.Contains("provinces", (good with { Provinces = [jiangsu, jiangsu with { RequestKeys = [known with { Id = "js/2" }] }] }).Problem(), StringComparison.Ordinal);
        Assert.Contains("js/1", (good with { Systems = [Sample().Systems[0] with { Keys = [known] }] }).Problem(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://licence.example/", null, false)]
    [InlineData("https://licence.example/", true, true)]
    [InlineData("http://127.0.0.1:5000/", null, true)]
    [InlineData("http://localhost:5000/", null, true)]
    [InlineData("http://127.0.0.1:5000/", false, false)]
    public void A_key_that_is_shown_is_taken_on_this_machine_or_where_the_settings_say_so(string address, bool? says, bool isTaken)
    {
        NodeOptions options = Sample() with { PublicAddress = new Uri(address), BearerKeys = says };
        options.Save(_folder.Path);
        Assert.Equal(isTaken, options.TakesBearerKeys);
        if (isTaken)
        {
            Assert.Equal(says, NodeOptions.Load(_folder.Path).BearerKeys);
        }
        else
        {
            Assert.Contains("bearerKeys", Assert.Throws<FormatException>(() => NodeOptions.Load(_folder.Path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_folder_without_settings_is_named() =>
        Assert.Contains("node.json", Assert.Throws<FormatException>(() => NodeOptions.Load(_folder.Path)).Message, StringComparison.Ordinal);

    private static NodeOptions Sample() => new()
    {
        Origin = "ledger.example/sh",
        Province = "上海市",
        Division = "310000",
        Listen = new Uri("http://127.0.0.1:5000"),
        PublicAddress = new Uri("https://licence.example/"),
        BearerKeys = true,
        Systems = [new DepartmentSystem { Name = "demo", Authority = "11310105MBDEM0015E", KeySha256 = Hash }],
    };
}
