using System.Text;
using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node;

/// <summary>
/// Ends a log whose newest leaves nobody has, and begins another under a new origin that commits to the last checkpoint known of the
/// old one. The old files are kept; nothing is signed under the old origin any more.
/// </summary>
internal static class Succession
{
    private const string Ended = "ended";

    /// <summary>Prepares a stopped node's folder for the new log; the first leaf is written when the node starts.</summary>
    /// <param name="options">The node's settings, which are replaced.</param>
    /// <param name="origin">Origin of the new log.</param>
    /// <param name="nodes">Addresses of other nodes that may know a newer checkpoint than this one.</param>
    /// <param name="cancel">Ends the asking.</param>
    /// <returns>What the new log will commit to.</returns>
    /// <exception cref="RecoveryException">Nobody knows a checkpoint, or the origin is not a new one; nothing was changed.</exception>
    /// <exception cref="StoreException">The node runs.</exception>
    public static async Task<LogContinuation> BeginAsync(NodeOptions options, string origin, IReadOnlyList<Uri> nodes, CancellationToken cancel)
    {
        if (origin == options.Origin || options.Continues?.Origin == origin)
        {
            throw new RecoveryException($"{origin} 已被使用过。", $"{origin} has been used before.");
        }

        LogContinuation continues;
        using (LockFile.Take(options.LockFilePath)) // the node must not run meanwhile
        {
            continues = await LastKnownAsync(options, nodes, cancel) ?? throw new RecoveryException(
                "没有任何一方知道本日志的检查点。", "Nobody knows a checkpoint of this log.");
        }

        string ended = Path.Combine(options.Folder, Ended, options.Origin.Replace('/', '-'));
        Directory.CreateDirectory(ended);
        Move(options.DatabaseFolder, Path.Combine(ended, "database"));
        Move(Path.GetDirectoryName(options.HeadFile)!, Path.Combine(ended, "head"));
        File.Move(options.LockFilePath, Path.Combine(ended, "lock"));
        (options with { Origin = origin, Continues = continues }).Save(options.Folder);
        return continues;
    }

    private static async Task<LogContinuation?> LastKnownAsync(NodeOptions options, IReadOnlyList<Uri> nodes, CancellationToken cancel)
    {
        using KeyPassphrase? passphrase = KeyPassphraseSource.Open(options);
        using SigningKey key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "log-ed25519.key"), passphrase);
        using SigningKey sm3Key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "log-sm2.key"), passphrase);
        TrustedLog own = new(
            options.Origin, new NoteSigner(options.Origin, key).Verifier, new NoteSigner(options.Origin + "/sm3", sm3Key).Verifier, Address: null);
        List<LogContinuation> known = [];
        foreach (Uri node in nodes)
        {
            using KeptCopy copy = await AskAsync(node, own, cancel);
            known.Add(new LogContinuation
            {
                Origin = options.Origin,
                Checkpoint = copy.Signed.Sha256.Note.ToString(),
                Sm3Checkpoint = copy.Signed.Sm3.Note.ToString(),
            });
        }

        known.AddRange(OwnMemories(options).Select(head => new LogContinuation
        {
            Origin = options.Origin,
            Checkpoint = head.Note,
            Sm3Checkpoint = head.Sm3Note,
        }));
        return known.MaxBy(SizeOf);
    }

    private static async Task<KeptCopy> AskAsync(Uri node, TrustedLog own, CancellationToken cancel)
    {
        try
        {
            return await KeptCopy.AskAsync(node, own, cancel);
        }
        catch (Exception e) when (e is IOException or MirrorException)
        {
            throw new RecoveryException($"{node}：{e.Message}", $"{node}: {e.Message}");
        }
    }

    private static IEnumerable<HeadRecord> OwnMemories(NodeOptions options)
    {
        HeadRecord? head;
        try
        {
            head = new HeadFile(options.HeadFile).Read();
        }
        catch (FormatException)
        {
            head = null; // damaged: others may know
        }

        if (head?.Size > 0)
        {
            yield return head;
        }
    }

    private static long SizeOf(LogContinuation known) =>
        Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(known.Checkpoint)).Text).Size;

    private static void Move(string from, string to)
    {
        if (Directory.Exists(from))
        {
            Directory.Move(from, to);
        }
    }
}
