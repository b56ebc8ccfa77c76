using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ledger.Api.Demo;
using Ledger.Api.Verification;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Anchoring;

namespace Ledger.Api.Tests.Crash;

/// <summary>A node's folder with new keys, and the node that is started, killed and started again on it.</summary>
internal sealed class TestNode : IAsyncDisposable
{
    private static readonly DemoProvince Province = DemoWorld.Provinces[0];
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private ProgramRun? _run;

    private TestNode(AnchorOptions? anchoring, Secp256k1Key? anchorKey)
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Find()}");
        using DemoPki pki = DemoPki.Create(_folder["pki"], TimeProvider.System.GetUtcNow());
        pki.WriteNodeKeys(KeyFolder, Province.Origin, Province.Operator);
        pki.WriteAuthorityKeys(KeyFolder, DemoWorld.Authorities[0]);
        if (anchorKey is not null)
        {
            AnchorKeyFile.Save(Path.Combine(KeyFolder, "anchor.key"), anchorKey);
        }

        string departmentKey = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Options = new NodeOptions
        {
            Origin = Province.Origin,
            Province = Province.Name,
            Division = Province.Division,
            Listen = Address,
            PublicAddress = Address,
            ImportRowsAlone = 1_000_000,
            Anchoring = anchoring,
            Systems =
            [
                new DepartmentSystem
                {
                    Name = "test",
                    Authority = DemoWorld.IssuingAuthority,
                    KeySha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(departmentKey))),
                },
            ],
            Folder = Folder,
        };
        Options.Save(Folder);
        using SigningKey key = SigningKeyFile.Load(Path.Combine(KeyFolder, "log-ed25519.key"));
        using SigningKey sm3Key = SigningKeyFile.Load(Path.Combine(KeyFolder, "log-sm2.key"));
        Verifier = new NoteSigner(Province.Origin, key).Verifier;
        NoteVerifier sm3Verifier = new NoteSigner(Province.Origin + "/sm3", sm3Key).Verifier;
        TrustFolder.Save(Options.TrustFolder, new TrustPolicy(
            pki.Roots, [new TrustedLog(Province.Origin, Verifier, sm3Verifier, Address)], null, TimeSpan.FromDays(1)));
        Client = new NodeClient(Address, departmentKey);
        DepartmentKey = departmentKey;
    }

    /// <summary>The key of the department's system.</summary>
    public string DepartmentKey { get; }

    /// <summary>The node's settings as they were written.</summary>
    public NodeOptions Options { get; }

    /// <summary>Its folder.</summary>
    public string Folder => Path.Combine(_folder.Path, "node");

    /// <summary>Where its keys lie.</summary>
    public string KeyFolder => Path.Combine(Folder, "keys");

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>The log's public key.</summary>
    public NoteVerifier Verifier { get; }

    /// <summary>The calls to it.</summary>
    public NodeClient Client { get; }

    /// <summary>The process that runs, or ran last.</summary>
    public ProgramRun Run => _run ?? throw new InvalidOperationException("The node was not started.");

    /// <summary>Makes the folder; nothing runs yet.</summary>
    public static TestNode Create(AnchorOptions? anchoring = null, Secp256k1Key? anchorKey = null) => new(anchoring, anchorKey);

    /// <summary>A path in a folder of its own beside the node's.</summary>
    public string Beside(string name) => _folder[name];

    /// <summary>Starts the process and waits until it can issue.</summary>
    /// <param name="under">A program to run it under.</param>
    public async Task StartAsync(params string[] under)
    {
        Launch(under);
        Assert.Equal(HttpStatusCode.OK, await AnswersAsync());
    }

    /// <summary>Starts the process only.</summary>
    public void Launch(params string[] under) => _run = ProgramRun.Start(["serve", "--data", Folder], under);

    /// <summary>Waits until /health/ready answers anything; gives the status.</summary>
    public async Task<HttpStatusCode> AnswersAsync()
    {
        using CancellationTokenSource late = new(StartPatience);
        while (true)
        {
            Assert.False(Run.HasExited, $"The node ended: {Run.Output}{Run.Errors}");
            Assert.False(late.IsCancellationRequested, $"The node does not answer: {Run.Output}{Run.Errors}");
            if (await Client.ReadyAsync() is HttpStatusCode status)
            {
                return status;
            }

            await Task.Delay(20);
        }
    }

    /// <summary>Starts it where it is expected to refuse; gives exit code and what it said.</summary>
    public async Task<(int ExitCode, string Said)> RefusalAsync(params string[] under)
    {
        Launch(under);
        await using ProgramRun run = Run;
        return (await run.ExitAsync(StartPatience), run.Errors.Trim());
    }

    /// <summary>Kills it in the middle of whatever it does.</summary>
    public async Task KillAsync()
    {
        await Run.KillAsync();
        await Run.DisposeAsync();
    }

    /// <summary>Stops it in order.</summary>
    public async Task StopAsync(int exitCode = 0)
    {
        Assert.Equal(exitCode, await Run.StopAsync());
        await Run.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_run is not null)
        {
            await _run.DisposeAsync();
        }

        _folder.Dispose();
    }
}
