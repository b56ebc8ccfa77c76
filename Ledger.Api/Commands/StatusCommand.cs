using System.CommandLine;
using Ledger.Api.Hosting;
using Ledger.Api.Verification;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>status HANDLE</c>: asks a node for a status, verifies the answer by the trust folder's log keys, and prints it. Exit 0
/// proven and fresh, whatever the status; 1 the proof does not hold; 2 no answer, or one too old to rely on.
/// </summary>
internal static class StatusCommand
{
    private static readonly TimeSpan ClockLeeway = TimeSpan.FromMinutes(5);

    private static readonly Argument<string> Subject = new("HANDLE")
    {
        Description = "A licence's handle (32 hexadecimal characters), or the map key of anything (64)",
    };

    private static readonly Option<string> Address = new("--url") { Description = "Address of the node, for example http://127.0.0.1:8080", Required = true };
    private static readonly Option<DirectoryInfo> Trust = new("--trust")
    {
        Description = "Folder with policy.json: the logs' keys",
        DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(ProgramFolder.Root, "data", "trust")),
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the status as JSON" };

    public static Command Create()
    {
        Command command = new("status", "Ask a node for a proven status / 查询并核验状态") { Subject, Address, Trust, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        byte[] subject;
        TrustPolicy policy;
        Uri address;
        try
        {
            subject = Convert.FromHexString(line.GetRequiredValue(Subject));
            if (subject.Length is not (MapKey.HandleLength or Digest.Length))
            {
                throw new FormatException("A handle has 32 hexadecimal characters, a map key 64.");
            }

            policy = TrustFolder.Load(line.GetRequiredValue(Trust).FullName);
            address = RemoteLog.AddressOf(line.GetRequiredValue(Address));
        }
        catch (FormatException e)
        {
            return Terminal.End(e.Message, ExitCode.WrongUsage);
        }

        TextWriter errors = line.InvocationConfiguration.Error;
        using RemoteLog remote = new(address);
        try
        {
            ProvenAnswer answer = await AskAsync(remote, subject, policy, cancel);
            await line.InvocationConfiguration.Output.WriteLineAsync(line.GetValue(Json) ? answer.ToJson() : answer.ToText());
            return answer.IsFresh ? ExitCode.Done : ExitCode.CannotTell;
        }
        catch (FormatException e)
        {
            await errors.WriteLineAsync($"✘ {e.Message}");
            return ExitCode.DoesNotHold;
        }
        catch (IOException e)
        {
            await errors.WriteLineAsync($"? {e.Message}");
            return ExitCode.CannotTell;
        }
    }

    /// <exception cref="FormatException">The node's answer is malformed, or proves nothing.</exception>
    private static async Task<ProvenAnswer> AskAsync(RemoteLog remote, byte[] subject, TrustPolicy policy, CancellationToken cancel)
    {
        byte[] note = await remote.ReadAsync("log/" + TilePath.Checkpoint, SignedNote.MaxLength, cancel);

        // The origin is only the node's claim until the bundle is verified by the keys trusted for it.
        string origin = Checkpoint.Parse(SignedNote.Parse(note).Text).Origin;
        TrustedLog log = policy.LogOf(origin) ?? throw new FormatException($"信任文件夹没有账本 {origin} 的密钥。 The trust folder has no keys of the log {origin}.");
        Digest key = subject.Length == Digest.Length ? new Digest(subject) : MapKey.For(origin, MapNamespace.Licence, subject);
        StatusBundle bundle = StatusBundle.Parse(await remote.ReadAsync($"log/status/{key.ToHex()}", StatusBundle.MaxLength, cancel));
        if (StatusBundleProof.FirstFault(bundle, key, origin, log.Ed25519, log.Sm2) is AuditDifference fault)
        {
            throw new FormatException($"{fault.Chinese} {fault.English}");
        }

        TimeSpan age = TimeProvider.System.GetUtcNow() - bundle.MapCommit.Time;
        return ProvenAnswer.Of(bundle, age <= policy.MaximumAge && age >= -ClockLeeway);
    }
}
