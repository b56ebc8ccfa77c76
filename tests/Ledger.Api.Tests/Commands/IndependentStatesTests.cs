using System.Diagnostics;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Commands;

/// <summary>The program in another language knows the same statuses and events, and lets the same events follow.</summary>
public sealed class IndependentStatesTests
{
    private const string PrintStates = "import check; [print(*pair, status) for pair, status in check.STATES.items()]";

    [Fact]
    public async Task It_lets_exactly_the_events_follow_that_the_ledger_does()
    {
        SubjectStatus?[] befores = [null, .. Enum.GetValues<SubjectStatus>().Cast<SubjectStatus?>()];
        IEnumerable<string> ours =
            from type in Enum.GetValues<EventType>()
            from before in befores
            let after = After(before, type)
            where after is not null
            select $"{(byte)type} {(before is SubjectStatus status ? $"{(byte)status}" : "None")} {(byte)after}";
        string printed = await PrintedAsync("-c", PrintStates);
        Assert.Equal(ours.Order(StringComparer.Ordinal), printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_follows_a_licence_through_its_whole_life()
    {
        using TemporaryFolder folder = new();
        using Ed25519PrivateKey ed25519 = Ed25519PrivateKey.Generate();
        using Sm2PrivateKey sm2 = Sm2PrivateKey.Generate();
        NoteSigner log = new("ledger.example/life", ed25519);
        NoteSigner twin = new("ledger.example/life/sm3", sm2);
        (EventType Type, int Status)[] life =
        [
            (EventType.Issue, 1), (EventType.Endorse, 1), (EventType.Dispute, 4), (EventType.Suspend, 5), (EventType.Endorse, 5),
            (EventType.DisputeLifted, 2), (EventType.Dispute, 5), (EventType.Resume, 4), (EventType.Revoke, 3),
        ];
        LedgerLeaves leaves = new();
        foreach ((int place, (EventType type, int status)) in life.Index())
        {
            leaves.Add(type, "licence");
            leaves.Commit();
            await File.WriteAllBytesAsync(folder["proof.json"], leaves.Bundle("licence", log, twin).Format());
            string printed = await PrintedAsync(
                "check.py", "bundle", folder["proof.json"], "--vkey", log.Verifier.ToString(), "--vkey", twin.Verifier.ToString());
            Assert.Contains($"status {status} after {place + 1} events", printed, StringComparison.Ordinal);
        }
    }

    private static SubjectStatus? After(SubjectStatus? before, EventType type)
    {
        StatusEntry? entry = before is SubjectStatus status ? new StatusEntry(status, 1, 3, default) : null;
        EventLeaf leaf = EventLeaf.Of(type, DateTimeOffset.UnixEpoch, Digest.Sha256("key"u8), entry?.LastIndex, "body"u8);
        return StatusEntry.After(entry, leaf, 4)?.Status;
    }

    /// <summary>What Python prints, started beside the program; it must end with 0.</summary>
    private static async Task<string> PrintedAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("python3", ["-B", "-X", "utf8", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "independent"),
        };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, printed);
        return printed;
    }
}
