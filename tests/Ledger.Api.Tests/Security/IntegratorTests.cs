using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Api.Commands;
using Ledger.Api.Tests.Commands;
using Ledger.Crypto.Signing;

namespace Ledger.Api.Tests.Security;

/// <summary>What an integrator starts with: the shell script, and the command.</summary>
public sealed class IntegratorTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private readonly SigningSystem[] _systems =
        [.. Enum.GetValues<SignatureAlgorithm>().Select(algorithm => new SigningSystem(algorithm, algorithm.ToString()))];

    private readonly TestNode _node;

    public IntegratorTests() => _node = new TestNode
    {
        Adjust = options => options with { Systems = [.. options.Systems, .. _systems.Select(system => system.Entry)] },
    };

    public async Task InitializeAsync()
    {
        await _node.InitializeAsync();
        await File.WriteAllBytesAsync(_folder["answer-key.json"], (await _node.Anyone.ReadAsync("/api/v1/answer-key")).Bytes);
        foreach (SigningSystem system in _systems)
        {
            SigningKeyFile.Save(KeyFileOf(system), system.Key);
        }
    }

    public Task DisposeAsync() => _node.DisposeAsync();

    public void Dispose()
    {
        _node.Dispose();
        _folder.Dispose();
        Array.ForEach(_systems, system => system.Dispose());
    }

    [Fact]
    public async Task The_script_issues_reads_and_verifies_the_answers()
    {
        foreach (SigningSystem system in _systems)
        {
            string body = _folder[$"{system.Key.Algorithm}.json"];
            await File.WriteAllTextAsync(body, Calls.GoodLicence().ToJsonString());
            (int code, string output, string said) = Run(system, "POST", Calls.Licences, body, Calls.NewKey());
            Assert.True(code == 0, said + output);
            Assert.Contains("The answer is signed by the node.", said, StringComparison.Ordinal);
            string identifier = JsonNode.Parse(output)!["identifier"]!.GetValue<string>();
            (code, output, said) = Run(system, "GET", $"{Calls.Licences}/{identifier}");
            Assert.True(code == 0, said + output);
            (code, output, said) = Run(system, "GET", $"{Calls.Licences}?limit=1");
            Assert.True(code == 0, said + output);
            (code, output, said) = Run(system, "GET", $"{Calls.Licences}/nothing");
            Assert.True(code == 1 && said.Contains("signed by the node", StringComparison.Ordinal), said + output);
        }
    }

    [Fact]
    public async Task The_script_does_not_take_an_answer_of_somebody_else()
    {
        JsonObject key = JsonNode.Parse(await File.ReadAllBytesAsync(_folder["answer-key.json"]))!.AsObject();
        using Ed25519PrivateKey other = Ed25519PrivateKey.Generate();
        key["publicKey"] = Convert.ToBase64String(new VerifyingKey(other.Algorithm, other.PublicKey.Span).ToPublicKeyInfo());
        await File.WriteAllTextAsync(_folder["answer-key.json"], key.ToJsonString());
        (int code, _, string said) = Run(_systems[0], "GET", Calls.Licences);
        Assert.True(code == 2, said);
    }

    [Fact]
    public async Task The_command_issues_and_verifies_the_answer()
    {
        foreach (SigningSystem system in _systems)
        {
            await File.WriteAllTextAsync(_folder["body.json"], Calls.GoodLicence().ToJsonString());
            string[] common = ["--key-file", KeyFileOf(system), "--key-id", system.KeyId, "--answer-key", _folder["answer-key.json"], "--output", _folder["out"]];
            CommandRun run = await CommandRun.OfAsync(
                RequestCommand.Create(),
                ["POST", new Uri(_node.Address, Calls.Licences).AbsoluteUri, "--body", _folder["body.json"], "--idempotency-key", Calls.NewKey(), .. common]);
            Assert.Equal(ExitCode.Done, run.ExitCode);
            Assert.NotNull(JsonNode.Parse(await File.ReadAllBytesAsync(_folder["out"]))!["identifier"]);
            run = await CommandRun.OfAsync(
                RequestCommand.Create(), ["GET", new Uri(_node.Address, Calls.Licences + "/nothing").AbsoluteUri, .. common]);
            Assert.Equal(ExitCode.DoesNotHold, run.ExitCode);
        }
    }

    private string KeyFileOf(SigningSystem system) => _folder[$"{system.Key.Algorithm}.pem"];

    private (int Code, string Output, string Said) Run(SigningSystem system, string method, string path, params string[] more)
    {
        ProcessStartInfo start = new(
            Path.Combine(Repository.Root, "clients", "signed-request.sh"),
            [method, new Uri(_node.Address, path).AbsoluteUri, KeyFileOf(system), system.KeyId, .. more])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ANSWER_KEY"] = _folder["answer-key.json"];
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, said.Result);
    }
}
