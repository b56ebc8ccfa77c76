using Ledger.Crypto.Signing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Anchoring;
using Ledger.Node.Federation;
using Ledger.Node.Log;
using Ledger.Node.Storage;
using Microsoft.Extensions.Logging;

namespace Ledger.Node;

/// <summary>
/// Brings a stopped node, whose database was put back from a backup, up to what the other provinces' mirrors have of its log, so that
/// it can go on without ever having signed two histories. Nothing is signed here; both memories get what was signed long ago.
/// </summary>
internal sealed class Recovery : IDisposable
{
    // The gap since the backup is held in memory until it is proven.
    private const long MostLeaves = 8_000_000;

    private readonly NodeOptions _options;
    private readonly SigningKey _checkpointKey;
    private readonly SigningKey _sm3Key;
    private readonly LockFile _lockFile;
    private readonly StateStore _store;

    private Recovery(NodeOptions options)
    {
        _options = options;
        using KeyPassphrase? passphrase = KeyPassphraseSource.Open(options);
        _checkpointKey = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "log-ed25519.key"), passphrase);
        _sm3Key = SigningKeyFile.Load(Path.Combine(options.KeyFolder, "log-sm2.key"), passphrase);
        _lockFile = LockFile.Take(options.LockFilePath);
        _store = StateStore.Open(new StoreOptions { Folder = options.DatabaseFolder });
    }

    /// <summary>Opens the node's files for a recovery.</summary>
    /// <exception cref="StoreException">The node runs, or the database does not open.</exception>
    /// <exception cref="FormatException">A key is missing or malformed.</exception>
    public static Recovery Open(NodeOptions options) => new(options);

    /// <summary>Recovers.</summary>
    /// <param name="nodes">Addresses of other nodes that mirror this log.</param>
    /// <param name="loggers">For the records.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RecoveryException">It cannot be made; nothing was changed.</exception>
    /// <exception cref="StoreException">The database is damaged or cannot be written.</exception>
    public async Task<RecoveryReport> RunAsync(
        IReadOnlyList<Uri> nodes, ILoggerFactory loggers, Action<string> progress, CancellationToken cancel)
    {
        LogEdge edge = ReadEdge();
        using KeptCopy copy = await NewestAsync(nodes, cancel);
        SignedPair signed = copy.Signed;
        RequireGap(edge.Size, signed.Size);
        LogRecovery recovery = new(_store, ProvinceNode.AllEvents(), _options.Origin, edge);
        IReadOnlyList<ReadOnlyMemory<byte>> leaves = await LeavesAsync(copy, edge.Size, progress, cancel);
        if (!recovery.LeadTo(leaves, signed.Sha256.Checkpoint.Root, signed.Sm3.Checkpoint.Root))
        {
            throw new RecoveryException(
                "镜像的条目接在数据库之后得不到已签署的树根：数据库属于另一段历史，或镜像有误。",
                "The mirror's leaves behind those of the database do not lead to the signed roots: the database is of another history, or the mirror is wrong.");
        }

        await RequireNewestAsync(signed, loggers, cancel);
        progress($"{leaves.Count} leaves are proven; writing / 正在写入");
        long lost = recovery.Take(leaves);
        RememberAudit();
        Remember(new HeadRecord(signed.Size, signed.Sha256.Note.ToString(), signed.Sm3.Note.ToString()));
        return new RecoveryReport(copy.Place, edge.Size, signed.Size, lost);
    }

    /// <summary>Gives the files back.</summary>
    public void Dispose()
    {
        _store.Dispose();
        _lockFile.Dispose();
        _sm3Key.Dispose();
        _checkpointKey.Dispose();
    }

    private TrustedLog Own() => new(
        _options.Origin,
        new NoteSigner(_options.Origin, _checkpointKey).Verifier,
        new NoteSigner(_options.Origin + "/sm3", _sm3Key).Verifier,
        Address: null);

    private LogEdge ReadEdge()
    {
        try
        {
            using LedgerRead rows = new(_store, snapshot: null, head: null);
            return new StoredLog(rows).ReadEdge();
        }
        catch (QuarantineException broken)
        {
            throw new RecoveryException(
                $"数据库自身不一致，请换用另一备份：{broken.Chinese}", $"The database does not agree with itself; take another backup: {broken.Message}");
        }
    }

    private async Task<KeptCopy> NewestAsync(IReadOnlyList<Uri> nodes, CancellationToken cancel)
    {
        KeptCopy? newest = null;
        List<string> reasons = [];
        foreach (Uri node in nodes)
        {
            try
            {
                KeptCopy copy = await KeptCopy.AskAsync(node, Own(), cancel);
                KeptCopy? other = copy.Signed.Size > (newest?.Signed.Size ?? -1) ? newest : copy;
                newest = other == copy ? newest : copy;
                other?.Dispose();
            }
            catch (Exception e) when (e is IOException or MirrorException)
            {
                reasons.Add($"{node}: {e.Message}");
            }
        }

        return newest ?? throw new RecoveryException(
            $"没有镜像给出由本日志签署的检查点：{string.Join("；", reasons)}",
            $"No mirror shows a checkpoint that this log signed: {string.Join("; ", reasons)}");
    }

    private static void RequireGap(long stored, long mirrored)
    {
        if (mirrored < stored)
        {
            throw new RecoveryException(
                $"镜像最新为 {mirrored} 条，少于数据库的 {stored} 条：请待镜像追上后再试。",
                $"The mirrors have {mirrored} leaves, the database {stored}: wait until a mirror has caught up, and try again.");
        }

        if (mirrored - stored > MostLeaves)
        {
            throw new RecoveryException($"缺口为 {mirrored - stored} 条，上限为 {MostLeaves} 条。", $"{mirrored - stored} leaves are missing; at most {MostLeaves} are recovered.");
        }
    }

    private static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> LeavesAsync(
        KeptCopy copy, long from, Action<string> progress, CancellationToken cancel)
    {
        try
        {
            return await copy.LeavesAsync(from, progress, cancel);
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            throw new RecoveryException($"镜像无法读取：{e.Message}", $"The mirror cannot be read: {e.Message}");
        }
    }

    /// <summary>Nobody who answers may remember more than the mirror has: those leaves would be signed a second time, and otherwise.</summary>
    private async Task RequireNewestAsync(SignedPair signed, ILoggerFactory loggers, CancellationToken cancel)
    {
        using WitnessClient witnesses = new(TimeSpan.FromSeconds(10), _options.OutgoingNetworks);
        using AnchorReader? chain = _options.Anchoring is null ? null : new AnchorReader(_options.Anchoring);
        OthersMemory others = new(
            _options, Own().Ed25519, chain, witnesses, ProvinceNode.TrustOf(_options)?.LogOf(_options.Origin)?.Witnesses,
            loggers.CreateLogger<OthersMemory>());
        IReadOnlyList<KnownCheckpoint> known = await others.AskAsync(cancel) ?? throw new RecoveryException(
            "答复的外部方过少，无法确认镜像是最新的。", "Too few of those who remember this log answer: nobody can tell whether the mirror is the newest.");
        if (known.Concat(OwnMemories()).MaxBy(checkpoint => checkpoint.Size) is KnownCheckpoint most && most.Size > signed.Size)
        {
            throw new RecoveryException(
                $"{most.Source} 记得 {most.Size} 条，镜像只有 {signed.Size} 条。",
                $"{most.Source} remembers {most.Size} leaves, the mirrors have {signed.Size}.");
        }
    }

    private IEnumerable<KnownCheckpoint> OwnMemories()
    {
        if (Readable(new HeadFile(_options.HeadFile).Read) is HeadRecord head)
        {
            yield return new KnownCheckpoint("the head file", head.Size, default);
        }

        if (Readable(_lockFile.Read) is HeadRecord locked)
        {
            yield return new KnownCheckpoint("the lock file", locked.Size, default);
        }
    }

    private static HeadRecord? Readable(Func<HeadRecord?> read)
    {
        try
        {
            return read();
        }
        catch (FormatException)
        {
            return null; // damaged: it is about to be replaced
        }
    }

    /// <summary>The audit log is on no mirror: it goes on from what the backup has, and what the log committed to since is found missing.</summary>
    private void RememberAudit()
    {
        using LedgerRead rows = new(_store, snapshot: null, head: null);
        LedgerOptions log = new() { Origin = _options.Origin, HeadFile = _options.HeadFile, LockFile = _options.LockFilePath };
        AuditEdge audit = new StoredAudit(rows).ReadEdge();
        using LockFile head = LockFile.Take(log.AuditHeadFile);
        head.Clear();
        if (audit.Size > 0)
        {
            string note = new LogSigner(log, new LedgerKeys(_checkpointKey, _sm3Key)).SignAudit(audit);
            head.Swap(expected: null, new HeadRecord(audit.Size, note, Sm3Note: string.Empty));
        }
    }

    private void Remember(HeadRecord head)
    {
        _lockFile.Clear();
        _lockFile.Swap(expected: null, head);
        Directory.CreateDirectory(Path.GetDirectoryName(_options.HeadFile)!);
        new HeadFile(_options.HeadFile).Write(head);
    }
}
