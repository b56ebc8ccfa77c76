using System.Globalization;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>One step: read what the log signed, take the leaves that are new, compare, and only then say so.</summary>
internal sealed partial class LogMirror
{
    private async Task<bool> StepAsync(MirrorGrowth growth, CancellationToken cancel)
    {
        SignedPair shown = await SignedPair.ReadAsync(_read, _log, cancel);
        NoteClaim(shown.Size);
        if (_refuted?.SaysTheSameAs(shown) == true)
        {
            throw new MirrorException(_refutation.Trouble, _refutation.Chinese, _refutation.English);
        }

        if (_known is SignedPair known && shown.Size <= known.Size)
        {
            RequireSameHistory(known, shown);
        }

        if (shown.Size > growth.VerifiedSize)
        {
            if (growth.Size > shown.Size)
            {
                growth.Return(); // what was taken beyond was never signed at that size
            }

            if (!await TakeLeavesAsync(growth, shown, cancel))
            {
                SayHowFar(growth, isLeft: true);
                return true;
            }

            Accept(growth, shown);
        }

        SayHowFar(growth, isLeft: false);
        return false;
    }

    /// <summary>The state before the last stop, rebuilt from the copy. A copy that does not add up is begun anew.</summary>
    private MirrorGrowth Open(CancellationToken cancel)
    {
        MirrorGrowth growth = new(_copy);
        try
        {
            if (_copy.ReadVerified() is not (SignedPair known, DateTimeOffset time))
            {
                return growth;
            }

            _known = known;
            growth.Load(known.Size, cancel);
            if (growth.Auditor.Compare(known.Sha256.Checkpoint, known.Sm3.Checkpoint) is AuditDifference difference)
            {
                throw new StoreException(difference.English);
            }

            growth.Mark();
            _verified = known;
            _state = _state with { Size = known.Size, Time = time };
            return growth;
        }
        catch (StoreException e) when (e.Fault == StoreFault.Damaged)
        {
            Fail(MirrorTrouble.CopyDamaged, $"本地副本不完整，正在重新获取：{e.Message}", $"The stored copy does not add up, and is fetched anew: {e.Message}");
        }
        catch (MirrorException e)
        {
            Fail(MirrorTrouble.CopyDamaged, $"本地副本的检查点不可信，正在重新获取：{e.Chinese}", $"The stored copy's checkpoints are not believed, and it is fetched anew: {e.Message}");
        }

        return new MirrorGrowth(_copy);
    }

    /// <summary>A log that shows no more than it did: the same, an old answer, or another history.</summary>
    private void RequireSameHistory(SignedPair known, SignedPair shown)
    {
        bool isSame = shown.Size == known.Size ? shown.SaysTheSameAs(known)
            : _verified is null || (RootAt(MerkleHasher.Sha256, shown.Size) == shown.Sha256.Checkpoint.Root
                && RootAt(MerkleHasher.Sm3, shown.Size) == shown.Sm3.Checkpoint.Root);
        if (!isSame)
        {
            throw Fork(known, shown.Sha256, shown.Sm3);
        }

        if (shown.Size < known.Size)
        {
            throw new MirrorException(
                MirrorTrouble.Shrunk,
                $"它出示 {shown.Size} 片叶，而此前已核验 {known.Size} 片：旧应答，或日志被回退。",
                $"It shows {shown.Size} leaves, {known.Size} were verified before: an old answer, or a log that was rolled back.");
        }
    }

    private Digest RootAt(MerkleHasher hasher, long size) => _copy.Tree(hasher).Root(size);

    /// <summary>Adds the leaves that are new.</summary>
    /// <returns>Whether all of them.</returns>
    private async Task<bool> TakeLeavesAsync(MirrorGrowth growth, SignedPair shown, CancellationToken cancel)
    {
        long end = long.Min(shown.Size, growth.Size + _limits.LeavesPerStep);
        int waiting = 0;
        try
        {
            await foreach (LogBundle bundle in LogBundles.ReadAsync(_read, growth.Size, shown.Size, MirrorLimits.BundleBytes, cancel))
            {
                if (Take(growth, bundle) is (string chinese, string english))
                {
                    throw await DifferenceAsync(shown, chinese, english, cancel);
                }

                waiting++;
                bool isAll = growth.Size == shown.Size;
                if (!isAll && (waiting == MirrorLimits.BundlesPerWrite || growth.Size >= end))
                {
                    WriteBatch batch = new();
                    growth.Put(batch.Put);
                    _copy.Write(batch);
                    waiting = 0;
                }

                if (!isAll && growth.Size >= end)
                {
                    return false;
                }
            }

            if (growth.Auditor.Sha256Root != shown.Sha256.Checkpoint.Root)
            {
                throw await DifferenceAsync(
                    shown, "其条目与副本合起来不是其签署的根。", "With the copy, the leaves it serves do not add up to the root it signed.", cancel);
            }

            return true;
        }
        catch (MirrorException)
        {
            growth.Return();
            throw;
        }
    }

    /// <summary>Takes one bundle, or says what is wrong with it.</summary>
    private (string Chinese, string English)? Take(MirrorGrowth growth, LogBundle bundle)
    {
        IReadOnlyList<ReadOnlyMemory<byte>> leaves;
        try
        {
            leaves = EntryBundle.Parse(bundle.Bytes);
        }
        catch (FormatException e)
        {
            throw new MirrorException(MirrorTrouble.Malformed, $"条目束 {bundle.Index} 格式不符：{e.Message}", $"Entry bundle {bundle.Index} is malformed: {e.Message}");
        }

        if (leaves.Count < bundle.Width)
        {
            throw new MirrorException(
                MirrorTrouble.Malformed, $"条目束 {bundle.Index} 只有 {leaves.Count} 条。", $"Entry bundle {bundle.Index} has only {leaves.Count} entries.");
        }

        // Of the first bundle a part is in the copy already: the log must still say the same of it.
        long first = bundle.Index * TilePath.Width;
        int have = (int)(growth.Size - first);
        IReadOnlyList<ReadOnlyMemory<byte>> own = have == 0 ? [] : EntryBundle.Parse(_copy.Entries().Bundle(bundle.Index, have));
        for (int i = 0; i < bundle.Width; i++)
        {
            if (i >= have)
            {
                growth.Append(leaves[i].Span);
            }
            else if (!leaves[i].Span.SequenceEqual(own[i].Span))
            {
                return ($"叶 {first + i} 与副本中的不同。", $"Leaf {first + i} is another than the copy's.");
            }

            // After a damaged copy was thrown away: what is fetched anew must pass through what was verified once.
            if (growth.Size == _known?.Size && growth.Size > growth.VerifiedSize && growth.Auditor.Sha256Root != _known.Sha256.Checkpoint.Root)
            {
                return ($"前 {growth.Size} 片叶与此前核验的不同。", $"The first {growth.Size} leaves are not those that were verified before.");
            }
        }

        return null;
    }

    /// <summary>The leaves fit the copy or what was signed not. Which of log and answer is wrong? Its tiles can tell.</summary>
    private async Task<MirrorException> DifferenceAsync(SignedPair shown, string chinese, string english, CancellationToken cancel)
    {
        Checkpoint signed = shown.Sha256.Checkpoint;
        return _known is not SignedPair known || await RemoteTiles.ShowGrowthAsync(_read, known.Sha256.Checkpoint, signed, cancel)
            ? new MirrorException(MirrorTrouble.Malformed, $"{chinese}所签检查点无碍，应答有误。", $"{english} What it signed is in order, its answer is not.")
            : Fork(known, shown.Sha256, shown.Sm3, chinese, english);
    }

    /// <summary>All leaves are what the log signed. Are they right too?</summary>
    private void Accept(MirrorGrowth growth, SignedPair shown)
    {
        if (growth.Auditor.Compare(shown.Sha256.Checkpoint, shown.Sm3.Checkpoint) is AuditDifference difference)
        {
            _refuted = shown;
            _refutation = (MirrorTrouble.RuleBroken, difference.Chinese, difference.English);
            growth.Return();
            throw Proven(MirrorTrouble.RuleBroken, difference.Chinese, difference.English, _known, shown.Sha256, shown.Sm3);
        }

        // Leaves, tiles and the word that they are verified reach the disk together, before anything is said.
        WriteBatch batch = new();
        growth.Put(batch.Put);
        _copy.PutVerified(batch, shown, _time.GetUtcNow());
        _copy.Write(batch);
        growth.Mark();
        (_known, _verified) = (shown, shown);
    }

    private MirrorException Fork(SignedPair known, SignedCheckpoint shown, SignedCheckpoint? shownSm3, string chinese = "", string english = "")
    {
        long size = shown.Checkpoint.Size;
        return Proven(
            MirrorTrouble.Forked,
            $"它为 {size} 片叶签署的检查点与其为 {known.Size} 片叶签署的不相容。{chinese}",
            $"The checkpoint it signed for {size} leaves does not go with the one it signed for {known.Size}. {english}".TrimEnd(),
            known, shown, shownSm3);
    }

    private MirrorException Proven(
        MirrorTrouble trouble, string chinese, string english, SignedPair? known, SignedCheckpoint shown, SignedCheckpoint? shownSm3)
    {
        _copy.Keep(new MirrorEvidence(
            trouble,
            _time.GetUtcNow(),
            chinese,
            english,
            known?.Sha256.Note.ToString() ?? "",
            known?.Sm3.Note.ToString() ?? "",
            shown.Note.ToString(),
            shownSm3?.Note.ToString() ?? ""));
        return new MirrorException(trouble, chinese, english);
    }

    private void NoteClaim(long size)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _aheadSince = size > (_verified?.Size ?? 0) ? _aheadSince ?? now : null;
        lock (_turn)
        {
            _state = _state with { ClaimedSize = long.Max(size, _state.ClaimedSize) };
        }
    }

    private void SayHowFar(MirrorGrowth growth, bool isLeft)
    {
        DateTimeOffset now = _time.GetUtcNow();
        _aheadSince = isLeft ? _aheadSince : null;
        long size = _verified?.Size ?? 0;
        DateTimeOffset? newest = isLeft ? null : growth.Auditor.LastMapCommit?.Time;
        (MirrorTrouble, string, string) trouble =
            now - _aheadSince > _limits.Lag
                ? (MirrorTrouble.Behind, $"副本自 {Text(_aheadSince)} 起落后于其签署的检查点。", $"Since {Text(_aheadSince)} the copy is behind what it signed.")
            : isLeft && _known is not null && _verified is null
                ? (MirrorTrouble.CopyDamaged, _state.Chinese, _state.English)
            : now - newest > _limits.Age
                ? (MirrorTrouble.Behind, $"其最新 MapCommit 为 {Text(newest)}，此后再无检查点。", $"Its newest map commit is of {Text(newest)}; it has signed nothing since.")
            : (MirrorTrouble.None, "", "");
        lock (_turn)
        {
            (MirrorTrouble kind, string chinese, string english) = trouble;
            _state = new MirrorState(size, isLeft ? _state.Time : now, _state.ClaimedSize, kind, chinese, english);
        }
    }

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
