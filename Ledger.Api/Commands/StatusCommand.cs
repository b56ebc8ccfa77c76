using System.CommandLine;
using Ledger.Api.Verification;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;

namespace Ledger.Api.Commands;

/// <summary>
/// <c>status HANDLE</c>: asks a node for a status, verifies the answer by the trust folder, and prints it; with <c>--at</c> the status
/// of an earlier moment. Exit 0 proven, whatever the status; 1 the proof does not hold; 2 no answer, or one that is too old, below
/// quorum, or does not show that moment.
/// </summary>
internal static class StatusCommand
{
    private static readonly Argument<string> Subject = new("HANDLE")
    {
        Description = "A licence's handle (32 hexadecimal characters), or the map key of anything (64)",
    };

    private static readonly Option<string> Address = new("--url") { Description = "Address of the node, for example http://127.0.0.1:8080", Required = true };
    private static readonly Option<FileSystemInfo> Trust = TrustCommand.Source("Trust bundle, or folder with policy.json: the logs' keys");

    private static readonly Option<string?> At = PastMoment.Option();
    private static readonly Option<bool> Json = new("--json") { Description = "Print the status as JSON" };

    public static Command Create()
    {
        Command command = new("status", "Ask a node for a proven status / 查询并核验状态") { Subject, Address, Trust, At, Json };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult line, CancellationToken cancel)
    {
        byte[] subject;
        TrustPolicy policy;
        Uri address;
        DateTimeOffset? at;
        try
        {
            subject = Convert.FromHexString(line.GetRequiredValue(Subject));
            if (subject.Length is not (MapKey.HandleLength or Digest.Length))
            {
                throw new FormatException("A handle has 32 hexadecimal characters, a map key 64.");
            }

            policy = TrustSource.Load(line.GetRequiredValue(Trust).FullName);
            at = PastMoment.Parse(line.GetValue(At));
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
            ProvenAnswer answer = ProvenAnswer.Of(await AskAsync(remote, subject, policy, cancel), at);
            await line.InvocationConfiguration.Output.WriteLineAsync(line.GetValue(Json) ? answer.ToJson() : answer.ToText());
            return answer.IsReliable ? ExitCode.Done : ExitCode.CannotTell;
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
    private static async Task<StatusReport> AskAsync(RemoteLog remote, byte[] subject, TrustPolicy policy, CancellationToken cancel)
    {
        byte[] note = await remote.ReadAsync("log/" + TilePath.Checkpoint, SignedNote.MaxLength, cancel);

        // The origin is only the node's claim until the bundle is verified by the keys trusted for it.
        string origin = Checkpoint.Parse(SignedNote.Parse(note).Text).Origin;
        TrustedLog log = policy.LogOf(origin) ?? throw new FormatException($"信任文件夹没有账本 {origin} 的密钥。 The trust folder has no keys of the log {origin}.");
        Digest key = subject.Length == Digest.Length ? new Digest(subject) : MapKey.For(origin, MapNamespace.Licence, subject);
        StatusBundle bundle = StatusBundle.Parse(await remote.ReadAsync($"log/status/{key.ToHex()}", StatusBundle.MaxLength, cancel));
        StatusReport report = new StatusVerifier(log, policy.MaximumAge, TimeProvider.System).Verify(bundle, key);
        return report.Checks.FirstOrDefault(check => check.Result == CheckResult.Failed) is Check broken
            ? throw new FormatException($"{broken.Chinese} {broken.English}")
            : report;
    }
}
