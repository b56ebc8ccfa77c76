using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Hosting;
using Ledger.Crypto.Signing;
using Ledger.Node.Anchoring;
using Ledger.Node.Security;

namespace Ledger.Api.Tests.Commands;

/// <summary>The trust registry is made and governed by commands, on a real chain, and a node reads what they did.</summary>
public sealed class RegistryCommandTests : IDisposable
{
    private const string Division = "320000";
    private const int Delay = 3600;

    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey[] _keys = [Ed25519PrivateKey.Generate(), Sm2PrivateKey.Generate()];

    private string[] _chain = [];

    public void Dispose()
    {
        Array.ForEach(_keys, key => key.Dispose());
        _folder.Dispose();
    }

    [ChainFact]
    public async Task Two_of_three_governors_begin_an_epoch_after_the_delay_and_one_ends_it()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        string contract = await DeployAsync(chain);
        long from = await TimeAsync(chain) + Delay + 600;
        string[] change = ChangeOf(contract, from);

        Assert.Equal((ExitCode.DoesNotHold, "NotGovernor()"), await RefusalAsync("vote", change, "stranger"));
        JsonNode first = await RunAsync("vote", change, "first");
        Assert.Equal((1, 2, 0L), (first["votes"]!.GetValue<int>(), first["needed"]!.GetValue<int>(), first["readyAt"]!.GetValue<long>()));
        Assert.Equal((ExitCode.DoesNotHold, "AlreadyVoted()"), await RefusalAsync("vote", change, "first"));
        Assert.Equal((ExitCode.DoesNotHold, "NotReady(0)"), await RefusalAsync("begin", change, "first"));

        JsonNode second = await RunAsync("vote", change, "second");
        long readyAt = second["readyAt"]!.GetValue<long>();
        Assert.Equal((ExitCode.DoesNotHold, $"NotReady({readyAt})"), await RefusalAsync("begin", change, "stranger"));
        await WaitAsync(chain, Delay);
        await RunAsync("begin", change, "stranger"); // anybody may
        Assert.Equal((ExitCode.DoesNotHold, "WrongEpoch(1)"), await RefusalAsync("begin", [.. change, "--epoch", "0"], "first"));

        AnchorOptions options = OptionsOf(chain, contract);
        using TrustReader reader = new(options);
        (long count, IReadOnlyList<ProvinceEpoch> epochs) = await reader.ReadAsync(Division, CancellationToken.None);
        Assert.Equal((1, from, 0), (count, epochs[0].From, epochs[0].Until));
        Assert.Equal(_keys[0].PublicKey.ToArray(), epochs[0].Request!.PublicKey.ToArray());
        Assert.Equal(_keys[1].PublicKey.ToArray(), epochs[0].Answer!.PublicKey.ToArray());

        string[] end = ["--contract", contract, "--division", Division, "--epoch", "0"];
        Assert.Equal((ExitCode.DoesNotHold, "NotGovernor()"), await RefusalAsync("end", end, "stranger"));
        Assert.Equal(from, (await RunAsync("end", end, "third"))["until"]!.GetValue<long>()); // before it began
        JsonNode shown = JsonNode.Parse((await CommandRun.OfAsync(
            RegistryCommand.Create(), ["show", .. _chain, "--contract", contract, "--division", Division, "--json"])).Output)!;
        Assert.Equal(from, shown["epochs"]![0]!["until"]!.GetValue<long>());
    }

    [ChainFact]
    public async Task What_is_not_a_registry_or_not_the_chain_is_69_and_an_open_key_78()
    {
        using AnvilChain chain = await AnvilChain.StartAsync();
        string contract = await DeployAsync(chain);
        string[] show = ["show", "--division", Division, "--chain", chain.Url.AbsoluteUri];
        Assert.Equal(ExitCode.Unavailable, await CodeAsync([.. show, "--chain-id", "1", "--contract", contract]));
        string id = AnvilChain.ChainId.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(ExitCode.Unavailable, await CodeAsync([.. show, "--chain-id", id, "--contract", "0x" + new string('1', 40)]));
        Assert.Equal(ExitCode.Done, await CodeAsync([.. show, "--chain-id", id, "--contract", contract]));
        File.SetUnixFileMode(_folder["first"], UnixFileMode.UserRead | UnixFileMode.OtherRead);
        Assert.Equal(ExitCode.Refused, await CodeAsync(
            ["end", .. _chain, "--contract", contract, "--division", Division, "--epoch", "0", "--key", _folder["first"]]));
        chain.Stop();
        Assert.Equal(ExitCode.Unavailable, await CodeAsync([.. show, "--chain-id", id, "--contract", contract]));
    }

    [Theory]
    [InlineData("--needed", "4")]
    [InlineData("--needed", "0")]
    [InlineData("--delay", "-1")]
    [InlineData("--governor", "0x12")]
    [InlineData("--chain", "ftp://127.0.0.1")]
    public async Task What_is_written_wrongly_is_64_and_nothing_is_sent(string option, string value)
    {
        string governor = await AccountAsync("first");
        string[] needed = option == "--needed" ? [] : ["--needed", "1"];
        Assert.Equal(ExitCode.WrongUsage, await CodeAsync(
            ["deploy", "--chain", "http://127.0.0.1:9", "--chain-id", "1", "--key", _folder["first"], "--governor", governor, .. needed, option, value]));
    }

    [Fact]
    public void A_file_that_holds_no_key_a_node_could_read_is_not_voted_for()
    {
        File.WriteAllText(_folder["not-a-key"], PemEncoding.WriteString("PUBLIC KEY", new byte[40]));
        Assert.Contains("not-a-key", Assert.Throws<FormatException>(() => RegistryOptions.PublicKeyOf(_folder["not-a-key"])).Message, StringComparison.Ordinal);
    }

    private async Task<string> DeployAsync(AnvilChain chain)
    {
        _chain = ["--chain", chain.Url.AbsoluteUri, "--chain-id", AnvilChain.ChainId.ToString(CultureInfo.InvariantCulture)];
        List<string> governors = [];
        foreach (string name in (string[])["first", "second", "third"])
        {
            governors.AddRange(["--governor", await AccountAsync(name)]);
        }

        await AccountAsync("stranger");
        JsonNode made = await RunAsync("deploy", [.. governors, "--needed", "2", "--delay", $"{Delay}"], "stranger");
        Assert.Equal(AnchorArtefact.Load(ProgramFolder.TrustContractFile).CodeHash.ToHex(), made["trustCodeHash"]!.GetValue<string>());
        return made["trustContract"]!.GetValue<string>();
    }

    private async Task<string> AccountAsync(string name)
    {
        CommandRun run = await CommandRun.OfAsync(RegistryCommand.Create(), "account", _folder[name], "--new", "--json");
        string address = JsonNode.Parse(run.Output)!["address"]!.GetValue<string>();
        Assert.Equal(address, (await CommandRun.OfAsync(RegistryCommand.Create(), "account", _folder[name])).Output.Trim());
        return address;
    }

    private string[] ChangeOf(string contract, long from)
    {
        foreach ((string name, SigningKey key) in ((string, SigningKey)[])[("request.pem", _keys[0]), ("answer.pem", _keys[1])])
        {
            File.WriteAllText(_folder[name], PemEncoding.WriteString("PUBLIC KEY", new VerifyingKey(key.Algorithm, key.PublicKey.Span).ToPublicKeyInfo()));
        }

        string moment = DateTimeOffset.FromUnixTimeSeconds(from).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return
        [
            "--contract", contract, "--division", Division, "--from", moment, "--request-key", _folder["request.pem"], "--answer-key", _folder["answer.pem"],
        ];
    }

    private async Task<JsonNode> RunAsync(string act, string[] arguments, string account)
    {
        CommandRun run = await CommandRun.OfAsync(RegistryCommand.Create(), [act, .. _chain, .. arguments, "--key", _folder[account], "--json"]);
        Assert.True(run.ExitCode == ExitCode.Done, run.Errors);
        return JsonNode.Parse(run.Output)!;
    }

    private async Task<(int Code, string Reason)> RefusalAsync(string act, string[] arguments, string account)
    {
        CommandRun run = await CommandRun.OfAsync(RegistryCommand.Create(), [act, .. _chain, .. arguments, "--key", _folder[account], "--json"]);
        Assert.Empty(run.Output);
        return (run.ExitCode, run.Errors.Split(':')[0].Trim('✘', ' '));
    }

    private static async Task<int> CodeAsync(string[] arguments) => (await CommandRun.OfAsync(RegistryCommand.Create(), arguments)).ExitCode;

    private static AnchorOptions OptionsOf(AnvilChain chain, string contract)
    {
        string hash = AnchorArtefact.Load(ProgramFolder.TrustContractFile).CodeHash.ToHex();
        return new AnchorOptions
        {
            Nodes = [new AnchorNode { Url = chain.Url }],
            ChainId = AnvilChain.ChainId,
            Contract = contract,
            CodeHash = hash,
            TrustContract = contract,
            TrustCodeHash = hash,
        };
    }

    private static async Task<long> TimeAsync(AnvilChain chain) =>
        EvmHex.Quantity((await chain.CallAsync("eth_getBlockByNumber", "latest", false))!["timestamp"]!.ToString());

    private static async Task WaitAsync(AnvilChain chain, long seconds)
    {
        await chain.CallAsync("evm_increaseTime", seconds);
        await chain.CallAsync("evm_mine");
    }
}
