using System.Text.Json.Nodes;
using Ledger.Api.Tests.Crash;
using Ledger.Api.Tests.Federation;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Api.Tests.Commands;

/// <summary>Shanghai loses a day, Jiangsu's mirror has it.</summary>
[Collection(OneAtATime.Name)]
public sealed class RecoverCommandTests : IAsyncLifetime, IDisposable
{
    private const int Done = 0;
    private const int DoesNotHold = 1;
    private const int Unavailable = 69;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly ProvincePair _pair;
    private long _size;
    private long _yesterday;

    public RecoverCommandTests() => _pair = new ProvincePair(_folder, heartbeatSeconds: 1);

    public async Task InitializeAsync()
    {
        await _pair.StartAsync(0);
        await _pair.StartAsync(1);
        await _pair.GrowAsync(0);
        await _pair.GrowAsync(0);
        _yesterday = _pair.Node(0).Ledger.Head!.Size;
        await _pair.StopAsync(0);
        Copy(Node, Saved);
        await _pair.StartAsync(0);
        await _pair.GrowAsync(0);
        await _pair.GrowAsync(0);
        await _pair.GrowAsync(0);
        _size = _pair.Node(0).Ledger.Head!.Size;
        await MirroredAsync(_size);
        await _pair.StopAsync(0);
    }

    [Theory]
    [InlineData("database")]
    [InlineData("database head")]
    [InlineData("database head lock")]
    [InlineData("database lock")]
    public async Task A_restored_node_takes_what_it_lost_from_the_mirror_and_goes_on(string restored)
    {
        Restore(restored);
        _pair.Save(0);
        (int exitCode, string output, string errors) = await RecoverAsync("--mirror", MirrorAddress, "--json");
        Assert.True(exitCode == Done, $"Exit code {exitCode}: {errors}");
        JsonNode report = JsonNode.Parse(output)!;
        Assert.Equal((_yesterday, _size, 3), (report["storedSize"]!.GetValue<long>(), report["size"]!.GetValue<long>(), report["lostBodies"]!.GetValue<int>()));

        await _pair.StartAsync(0);
        await _pair.GrowAsync(0);
        await _pair.CheckpointAsync(0, note => Checkpoint.Parse(note.Text).Size > _size && _pair.Quorum.Evaluate(note).IsAccepted);
        Assert.Equal(WriterMode.Writing, _pair.Node(0).Ledger.State.Mode);
        await MirroredAsync(_pair.Node(0).Ledger.Head!.Size);
        await _pair.StopAsync(0);
        (exitCode, output, errors) = await ProgramRun.ToEndAsync(Patience, "audit", "--data", Node, "--json");
        Assert.True(exitCode == Done, $"{output}{errors}");
        Assert.Equal(3, JsonNode.Parse(output)!["lostBodies"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_mirror_that_is_behind_what_others_remember_is_not_enough()
    {
        Restore("database head lock");
        _pair.Save(0);
        await _pair.StopAsync(1); // nobody who remembers answers, and neither does the mirror
        (int exitCode, _, string errors) = await RecoverAsync("--mirror", MirrorAddress);
        Assert.Equal(DoesNotHold, exitCode);
        Assert.Contains("No mirror shows a checkpoint", errors, StringComparison.Ordinal);
        AssertUnchanged();
    }

    [Fact]
    public async Task A_database_of_another_history_is_not_mended()
    {
        // Yesterday's database, written on by somebody who held the keys.
        Restore("database head lock");
        await _pair.GrowAloneAsync(0);
        _pair.Save(0);
        (int exitCode, _, string errors) = await RecoverAsync("--mirror", MirrorAddress);
        Assert.Equal(DoesNotHold, exitCode);
        Assert.Contains("do not lead to the signed roots", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_has_the_leaves_a_new_log_begins_with_the_last_checkpoint_known()
    {
        Restore("database head lock");
        _pair.Save(0);
        (int exitCode, string output, string errors) = await RecoverAsync("--new-origin", "ledger.example/sh2", "--mirror", MirrorAddress);
        Assert.True(exitCode == Done, $"Exit code {exitCode}: {errors}");
        Checkpoint last = Checkpoint.Parse(SignedNote.Parse(System.Text.Encoding.UTF8.GetBytes(output)).Text);
        Assert.Equal(("ledger.example/sh", _size), (last.Origin, last.Size));
        Assert.True(Directory.Exists(Path.Combine(Node, "ended", "ledger.example-sh", "database")));

        Assert.Equal("ledger.example/sh2", _pair.Reload(0).Origin);
        await _pair.StartAsync(0);
        await _pair.GrowAsync(0);
        Digest key = MapKey.For("ledger.example/sh2", MapNamespace.Log, LogContinuation.HandleOf("ledger.example/sh").Span);
        StatusBundle bundle = StatusBundle.Parse(await _pair.Http.GetByteArrayAsync(_pair.Address(0, $"/log/status/{key.ToHex()}")));
        BundledEvent first = Assert.Single(bundle.Events);
        Assert.Equal((0, EventType.LogContinued), (first.Index, first.Leaf.Type));
        LogContinued said = LogContinued.Parser.ParseFrom(EventBody.Parser.ParseFrom(first.Body!.Value.Span).Event);
        Assert.Equal(output.TrimEnd(), said.Checkpoint.TrimEnd());

        long size = _pair.Node(0).Ledger.Head!.Size;
        await _pair.StopAsync(0);
        await _pair.StartAsync(0);
        Assert.Equal(size, _pair.Node(0).Ledger.Head!.Size); // it says so once
        (exitCode, _, errors) = await RecoverAsync("--new-origin", "ledger.example/sh");
        Assert.Equal(DoesNotHold, exitCode);
        Assert.Contains("has been used before", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_node_is_left_alone()
    {
        _pair.Save(0);
        await _pair.StartAsync(0);
        (int exitCode, _, string errors) = await RecoverAsync("--mirror", MirrorAddress);
        Assert.Equal(Unavailable, exitCode);
        Assert.Contains("in use", errors, StringComparison.Ordinal);
    }

    public async Task DisposeAsync() => await _pair.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    private string Node => _pair.FolderOf(0);

    private string Saved => _folder["saved"];

    private string MirrorAddress => _pair.Address(1, "/").ToString();

    private Task<(int ExitCode, string Output, string Errors)> RecoverAsync(params string[] options) =>
        ProgramRun.ToEndAsync(Patience, ["recover", "--data", Node, .. options]);

    private async Task MirroredAsync(long size)
    {
        using CancellationTokenSource late = new(Patience);
        while (_pair.Node(1).Mirrors.All.Single().State.Size < size)
        {
            await _pair.Node(1).Mirrors.All.Single().CatchUpAsync();
            await Task.Delay(50, late.Token);
        }
    }

    private void Restore(string folders)
    {
        foreach (string folder in folders.Split(' '))
        {
            Directory.Delete(Path.Combine(Node, folder), recursive: true);
            Copy(Path.Combine(Saved, folder), Path.Combine(Node, folder));
        }
    }

    private void AssertUnchanged() => Assert.Equal(
        File.ReadAllBytes(Path.Combine(Saved, "head", "head")), File.ReadAllBytes(Path.Combine(Node, "head", "head")));

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
