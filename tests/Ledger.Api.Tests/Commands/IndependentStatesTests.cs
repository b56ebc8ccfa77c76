using System.Diagnostics;
using Ledger.Crypto.Hashing;
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
        Assert.Equal(ours.Order(StringComparer.Ordinal), (await PrintedStatesAsync()).Order(StringComparer.Ordinal));
    }

    private static SubjectStatus? After(SubjectStatus? before, EventType type)
    {
        StatusEntry? entry = before is SubjectStatus status ? new StatusEntry(status, 1, 3, default) : null;
        EventLeaf leaf = EventLeaf.Of(type, DateTimeOffset.UnixEpoch, Digest.Sha256("key"u8), entry?.LastIndex, "body"u8);
        return StatusEntry.After(entry, leaf, 4)?.Status;
    }

    private static async Task<string[]> PrintedStatesAsync()
    {
        ProcessStartInfo start = new("python3", ["-B", "-c", PrintStates])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(Repository.Root, "tests", "independent"),
        };
        using Process process = Process.Start(start)!;
        string printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return printed.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
