using Ledger.Crypto.Merkle;

namespace Ledger.Crypto.Transparency;

/// <summary>
/// Audits a whole log from its tiles: checkpoint signature, every leaf hash, every hash of every tile, the root; for
/// our own leaves also the state machine, the status map and every map commit, and with its key the SM3 twin.
/// </summary>
/// <param name="read">Reads a part of the log.</param>
/// <param name="key">Key of the log; its name is the origin.</param>
/// <param name="sm3Key">Key of the SM3 twin, or null to leave the twin's checkpoint and tiles alone.</param>
public sealed class TileAudit(ReadLogFile read, NoteVerifier key, NoteVerifier? sm3Key)
{
    private const int Attempts = 5;

    private readonly AuditedTiles _sha256 = new();
    private readonly AuditedTiles _sm3 = new();
    private readonly CompactRange _foreign = new(MerkleHasher.Sha256);
    private LogAuditor? _ours;
    private Checkpoint? _checkpoint;
    private Checkpoint? _twin;

    /// <summary>Audits up to the first difference. Once only.</summary>
    /// <param name="progress">Told the leaves done and their number in all; or null.</param>
    /// <param name="cancel">Ends the audit.</param>
    /// <exception cref="IOException">Something could not be read, so nobody can tell.</exception>
    public async Task<TileAuditReport> RunAsync(Action<long, long>? progress, CancellationToken cancel)
    {
        AuditDifference? difference = await ReadCheckpointsAsync(cancel)
            ?? await ReadLeavesAsync(progress, cancel)
            ?? CompareRoots();
        return new TileAuditReport(
            _checkpoint?.Origin,
            _checkpoint?.Size ?? 0,
            Leaves,
            _ours?.Events ?? new Dictionary<EventType, long>(),
            _ours?.MapCommits ?? 0,
            _checkpoint is null ? null : _ours?.Sha256Root ?? _foreign.Root(),
            _ours?.Sm3Root,
            _ours?.MapRoot,
            _twin is not null,
            difference);
    }

    private long Leaves => _ours?.Size ?? _foreign.Size;

    private async Task<AuditDifference?> ReadCheckpointsAsync(CancellationToken cancel)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            byte[] note = await read(TilePath.Checkpoint, SignedNote.MaxLength, cancel);
            byte[]? twinNote = sm3Key is null
                ? null
                : await read(TilePath.Sm3Prefix + TilePath.Checkpoint, SignedNote.MaxLength, cancel);
            if (Believe(note, key, key.Name, out _checkpoint) is AuditDifference bad)
            {
                return bad;
            }

            if (twinNote is null)
            {
                return null;
            }

            if (Believe(twinNote, sm3Key!, _checkpoint!.Origin + "/sm3", out _twin) is AuditDifference badTwin)
            {
                return badTwin;
            }

            if (_checkpoint!.Size == _twin!.Size)
            {
                return null;
            }
        }

        // The log grew between the two readings, again and again.
        throw new IOException($"The checkpoints of log and SM3 twin have other sizes: {_checkpoint!.Size} and {_twin!.Size}.");
    }

    private static AuditDifference? Believe(byte[] bytes, NoteVerifier verifier, string origin, out Checkpoint? checkpoint)
    {
        checkpoint = null;
        try
        {
            checkpoint = SignedCheckpoint.Read(bytes, verifier, origin)?.Checkpoint;
            return checkpoint is not null
                ? null
                : new AuditDifference(
                    $"检查点不是 {origin} 由密钥 {verifier.Name} 所签。", $"The checkpoint is not one of {origin}, signed by the key {verifier.Name}.");
        }
        catch (FormatException e)
        {
            return new AuditDifference($"检查点格式不符：{e.Message}", $"The checkpoint is malformed: {e.Message}");
        }
    }

    private async Task<AuditDifference?> ReadLeavesAsync(Action<long, long>? progress, CancellationToken cancel)
    {
        long size = _checkpoint!.Size;
        _ours = _twin is null ? null : new LogAuditor();
        await foreach (LogPart part in new LogParts(read, size, _twin is not null).ReadAsync(cancel))
        {
            if (Take(part) is AuditDifference difference)
            {
                return difference;
            }

            progress?.Invoke(Leaves, size);
        }

        return null;
    }

    private AuditDifference? Take(LogPart part)
    {
        long start = Leaves;
        try
        {
            IReadOnlyList<ReadOnlyMemory<byte>> leaves = EntryBundle.Parse(part.Entries);
            if (leaves.Count < part.Width)
            {
                throw new FormatException($"{leaves.Count} entries instead of {part.Width}.");
            }

            if (start == 0 && _twin is null && LogAuditor.Knows(leaves[0].Span))
            {
                _ours = new LogAuditor();
            }

            Take([.. leaves.Take(part.Width)]);
        }
        catch (FormatException e)
        {
            return new AuditDifference($"从叶 {start} 起的条目格式不符：{e.Message}", $"The entries from leaf {start} on are malformed: {e.Message}");
        }

        // The tiles first: they name the very leaf that was changed, where a rule trips over it only later.
        return Compare(_sha256, "", part.Tiles) ?? Compare(_sm3, TilePath.Sm3Prefix, part.Sm3Tiles) ?? _ours?.Difference;
    }

    private void Take(ReadOnlyMemory<byte>[] leaves)
    {
        if (_ours is null)
        {
            _foreign.Append(MerkleHasher.Sha256.Leaves(leaves), (level, _, hash) => _sha256.Add(level, hash));
        }
        else
        {
            _ours.Take(leaves, (level, _, hash) => _sha256.Add(level, hash), (level, _, hash) => _sm3.Add(level, hash));
        }
    }

    private static AuditDifference? Compare(AuditedTiles tree, string prefix, IReadOnlyList<(TilePlace Place, byte[] Bytes)> tiles)
    {
        foreach ((TilePlace place, byte[] bytes) in tiles)
        {
            string path = prefix + place.Path;
            try
            {
                if (tree.FirstDifference(place, bytes) is int at)
                {
                    long first = ((place.Index * TilePath.Width) + at) << (TilePath.LevelsPerTile * place.Level);
                    return new AuditDifference(
                        $"{path} 的第 {at} 个哈希（叶 {first} 起）与重算结果不符。",
                        $"Hash {at} of {path}, from leaf {first} on, is not the recomputed one.");
                }
            }
            catch (FormatException e)
            {
                return new AuditDifference($"{path} 格式不符：{e.Message}", $"{path} is malformed: {e.Message}");
            }
        }

        return null;
    }

    private AuditDifference? CompareRoots() => _ours is null
        ? LogAuditor.CompareRoot("SHA-256", _foreign.Root(), _checkpoint!.Root)
        : _ours.Compare(_checkpoint!, _twin);
}
