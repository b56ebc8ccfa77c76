using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;

namespace Ledger.Api.Tests.Commands;

/// <summary>A program in another language, which shares no code with the ledger, agrees with it, and sees what is changed.</summary>
[Collection(BusyNodeTests.Name)]
public sealed class IndependentCheckTests(BusyNode node) : IDisposable
{
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private readonly TemporaryFolder _folder = new();
    private readonly Ed25519PrivateKey[] _keys = [.. Enumerable.Range(0, 4).Select(_ => Ed25519PrivateKey.Generate())];

    private NoteCosigner[] Cosigners => [.. _keys.Select((key, i) => new NoteCosigner($"witness.example/{i}", key))];

    /// <summary>Two of three organisations, of which one has two witnesses.</summary>
    private string Policy => string.Concat(Cosigners.Select((cosigner, i) => $"witness w{i} {cosigner.Verifier}\n"))
        + $"# two of one organisation count once\n\nlog {node.Ed25519}\ngroup js any w0 w1\ngroup zj all w2\ngroup all 2 js zj w3\nquorum all\n";

    public void Dispose()
    {
        _folder.Dispose();
        Array.ForEach(_keys, key => key.Dispose());
    }

    [Fact]
    public void It_stays_short_enough_to_be_read() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "tests", "independent", "check.py")).Count(), 1, 300);

    [Fact]
    public async Task It_verifies_both_checkpoints()
    {
        byte[] note = await node.ReadAsync("/log/checkpoint");
        await AssertRightAsync("checkpoint", note, "--vkey", node.Ed25519);
        await AssertWrongAsync("checkpoint", Changed(note, "\n", "1\n"), "--vkey", node.Ed25519);
        await AssertWrongAsync("checkpoint", note, "--vkey", node.Sm2);

        byte[] twin = await node.ReadAsync("/log/sm3/checkpoint");
        await AssertRightAsync("checkpoint", twin, "--vkey", node.Sm2);
        foreach (int at in (int[])[3, twin.Length - 12])
        {
            byte[] flipped = [.. twin];
            flipped[at] = flipped[at] == 'A' ? (byte)'B' : (byte)'A';
            await AssertWrongAsync("checkpoint", flipped, "--vkey", node.Sm2);
        }
    }

    [Fact]
    public async Task It_counts_a_quorum_through_groups_as_the_ledger_does()
    {
        TlogPolicy policy = TlogPolicy.Parse(Encoding.UTF8.GetBytes(Policy));
        SignedNote bare = SignedNote.Parse(await node.ReadAsync("/log/checkpoint"));
        for (int set = 0; set < 16; set++)
        {
            SignedNote note = Cosigners.Where((_, i) => (set >> i & 1) == 1).Aggregate(
                bare, (signed, cosigner) => signed.With(cosigner.Sign(bare.Text, At.AddSeconds(set))));
            (int code, string said) = await CheckPolicyAsync(note.ToBytes(), Policy);
            TlogPolicyReport report = policy.Evaluate(note);
            Assert.True(code == (report.IsAccepted ? 0 : 1), said);
            Assert.Contains(report.QuorumTime is DateTimeOffset time ? $"quorum time {time.ToUnixTimeSeconds()}" : "below quorum all", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_tells_the_quorum_time_and_sees_what_spoils_a_quorum()
    {
        SignedNote bare = SignedNote.Parse(await node.ReadAsync("/log/checkpoint"));
        SignedNote timed = Cosigners.Select((cosigner, i) => cosigner.Sign(bare.Text, At.AddSeconds(i))).Aggregate(bare, (signed, line) => signed.With(line));
        Assert.Contains("quorum time 1800000002", (await CheckPolicyAsync(timed.ToBytes(), Policy)).Said, StringComparison.Ordinal);
        Assert.Equal(1, (await CheckPolicyAsync(timed.With(Cosigners[0].Sign("another text\n", At)).ToBytes(), Policy)).Code);
        string bigger = timed.ToString().Replace($"\n{Checkpoint.Parse(bare.Text).Size}\n", "\n9999999\n", StringComparison.Ordinal);
        Assert.Equal(1, (await CheckPolicyAsync(Encoding.UTF8.GetBytes(bigger), Policy)).Code);
    }

    [Fact]
    public async Task It_asks_for_the_quorum_under_a_status_bundle_too()
    {
        StatusBundle bundle = StatusBundle.Parse(await node.ReadAsync($"/log/status/{node.Valid.MapKey}"));
        SignedNote cosigned = Cosigners.Aggregate(bundle.Checkpoint, (signed, cosigner) => signed.With(cosigner.Sign(bundle.Checkpoint.Text, At)));
        await File.WriteAllTextAsync(_folder["policy"], Policy);
        string[] options = ["--vkey", node.Ed25519, "--vkey", node.Sm2, "--policy", _folder["policy"]];
        await AssertRightAsync("bundle", (bundle with { Checkpoint = cosigned }).Format(), options);
        await AssertWrongAsync("bundle", bundle.Format(), options);
    }

    [Fact]
    public async Task It_verifies_status_bundles_and_sees_every_changed_member()
    {
        string[] keys = ["--vkey", node.Ed25519, "--vkey", node.Sm2];
        await AssertRightAsync("bundle", await node.ReadAsync($"/log/status/{new string('0', 64)}"), keys);
        await AssertRightAsync("bundle", await node.ReadAsync($"/log/status/{node.Valid.MapKey}"), keys);
        byte[] bundle = await node.ReadAsync($"/log/status/{node.Revoked.MapKey}");
        await AssertRightAsync("bundle", bundle, keys);
        int members = 0;
        foreach (string path in Leaves(JsonNode.Parse(bundle)!).ToList())
        {
            JsonNode changed = JsonNode.Parse(bundle)!;
            if (Change(changed, path))
            {
                members++;
                await AssertWrongAsync("bundle", Encoding.UTF8.GetBytes(changed.ToJsonString()), keys);
            }
        }

        Assert.True(members > 30, $"{members}");
    }

    [Fact]
    public async Task It_adds_up_a_served_log_and_sees_a_changed_byte_in_a_copy()
    {
        string[] keys = ["--vkey", node.Ed25519, "--vkey", node.Sm2];
        (int code, string said) = await RunAsync(["log", node.LogAddress, .. keys]);
        Assert.True(code == 0, said);
        Assert.Contains(node.Node.Node.Ledger.Head!.Checkpoint.Root.ToBase64(), said, StringComparison.Ordinal);
        Assert.Contains(node.Node.Node.Ledger.Head!.Sm3Root.ToBase64(), said, StringComparison.Ordinal);

        string copy = await node.CopyAsync();
        foreach (string file in Directory.GetFiles(copy, "*", SearchOption.AllDirectories))
        {
            byte[] bytes = await File.ReadAllBytesAsync(file);
            byte[] changed = [.. bytes];
            changed[bytes.Length / 2] ^= 1;
            await File.WriteAllBytesAsync(file, changed);
            (code, said) = await RunAsync(["log", copy, .. keys]);
            Assert.True(code == 1, $"{file}: {code} {said}");
            await File.WriteAllBytesAsync(file, bytes);
        }

        (code, said) = await RunAsync(["log", copy, .. keys]);
        Assert.True(code == 0, said);
        Assert.Equal(2, (await RunAsync(["log", _folder["absent"], .. keys])).Code);
    }

    /// <summary>JSON pointers of all texts and numbers.</summary>
    private static IEnumerable<string> Leaves(JsonNode node, string path = "") => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value!, $"{path}/{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => Leaves(item!, $"{path}/{i}")),
        _ => [path],
    };

    /// <summary>Changes one text or number a little; false where that changes nothing that is proven.</summary>
    private static bool Change(JsonNode root, string path)
    {
        string[] steps = path.Split('/')[1..];
        JsonNode parent = steps[..^1].Aggregate(root, (at, step) => at is JsonArray items ? items[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : at[step]!);
        JsonNode old = parent is JsonArray array ? array[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)]! : parent[steps[^1]]!;
        if (steps[0] is "v" or "anchor")
        {
            return false;
        }

        JsonNode changed = old.GetValueKind() == System.Text.Json.JsonValueKind.Number
            ? JsonValue.Create(old.GetValue<long>() + 1)
            : JsonValue.Create(Flip(old.GetValue<string>()));
        old.ReplaceWith(changed);
        return true;
    }

    private static string Flip(string text)
    {
        if (text.Length == 0)
        {
            return Convert.ToBase64String(new byte[32]); // an empty sibling becomes one of zeros
        }

        int at = text.Length / 3;
        char other = text[at] == '0' ? '1' : '0';
        return text[..at] + other + text[(at + 1)..];
    }

    private static byte[] Changed(byte[] note, string part, string other)
    {
        string text = Encoding.UTF8.GetString(note);
        int at = text.IndexOf(part, text.IndexOf('\n', StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text[..at] + other + text[(at + part.Length)..]);
    }

    private async Task AssertRightAsync(string what, byte[] file, params string[] keys)
    {
        (int code, string said) = await CheckAsync(what, file, keys);
        Assert.True(code == 0, said);
    }

    private async Task AssertWrongAsync(string what, byte[] file, params string[] keys)
    {
        (int code, string said) = await CheckAsync(what, file, keys);
        Assert.True(code == 1 && said.StartsWith("WRONG", StringComparison.Ordinal), $"{code} {said}\n{Encoding.UTF8.GetString(file)}");
    }

    [Theory]
    [InlineData("{w}quorum none\n", 0)]
    [InlineData("{w}quorum w\n", 1)]
    [InlineData("{w}", 1)]
    [InlineData("quorum x\n", 1)]
    [InlineData("{w}{w}quorum none\n", 1)]
    [InlineData("{w}group g 1 w w\nquorum none\n", 1)]
    [InlineData("{w}group g 2 w\nquorum none\n", 1)]
    [InlineData("{w}group g 0 w\nquorum none\n", 1)]
    [InlineData("{w}group g 1 w\ngroup h 1 w\nquorum none\n", 1)]
    [InlineData("group g 1 none\nquorum g\n", 1)]
    [InlineData("witness w {self}\nquorum none\n", 1)]
    [InlineData("witness w {log}\nquorum none\n", 1)]
    [InlineData("{w}quorum none\nquorum none\n", 1)]
    [InlineData("quorums none\n", 1)]
    public async Task It_refuses_policies_that_count_twice_or_name_nobody(string policy, int exitCode)
    {
        NoteVerifier log = NoteVerifier.Parse(node.Ed25519);
        NoteVerifier self = new("witness.example/self", NoteKeyKind.Ed25519Cosignature, log.Key);
        using Ed25519PrivateKey key = Ed25519PrivateKey.Generate();
        string text = policy
            .Replace("{w}", $"witness w {new NoteCosigner("witness.example/w", key).Verifier}\n", StringComparison.Ordinal)
            .Replace("{self}", self.ToString(), StringComparison.Ordinal)
            .Replace("{log}", node.Ed25519, StringComparison.Ordinal);
        (int code, string said) = await CheckPolicyAsync(await node.ReadAsync("/log/checkpoint"), text);
        Assert.True(code == exitCode, said);
    }

    private async Task<(int Code, string Said)> CheckPolicyAsync(byte[] note, string policy)
    {
        await File.WriteAllTextAsync(_folder["policy"], policy);
        return await CheckAsync("checkpoint", note, ["--vkey", node.Ed25519, "--policy", _folder["policy"]]);
    }

    private async Task<(int Code, string Said)> CheckAsync(string what, byte[] file, string[] keys)
    {
        string path = _folder["file"];
        await File.WriteAllBytesAsync(path, file);
        return await RunAsync([what, path, .. keys]);
    }

    private static async Task<(int Code, string Said)> RunAsync(string[] arguments)
    {
        string script = Path.Combine(Repository.Root, "tests", "independent", "check.py");
        ProcessStartInfo start = new("python3", ["-B", "-X", "utf8", script, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output + await errors);
        }
        catch (Win32Exception)
        {
            Assert.Fail("python3 is not installed: apt-get install python3");
            throw;
        }
    }
}
