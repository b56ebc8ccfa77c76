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
                SayHowFar(isLeft: true);
                return true;
            }

            Accept(growth, shown);
        }

        SayHowFar(isLeft: false, await LastConfirmedAsync(growth, cancel));
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
            return BeginAnew(e.Message, e.Message);
        }
        catch (MirrorException e)
        {
            return BeginAnew(e.Chinese, e.Message);
        }
    }

    /// <summary>Throws the copy away. What was known of the log stays known, and must be met again.</summary>
    private MirrorGrowth BeginAnew(string chinese, string english)
    {
        _verified = null;
        _state = _state with { Size = 0 };
        Fail(MirrorTrouble.CopyDamaged, $"本地副本不完整，正在重新获取：{chinese}", $"The stored copy does not add up, and is fetched anew: {english}");
        return _growth = new MirrorGrowth(_copy);
    }

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
                    growth.Put(batch.PutKept);
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
        for (int i = 0; i < own.Count; i++)
        {
            if (!leaves[i].Span.SequenceEqual(own[i].Span))
            {
                return ($"叶 {first + i} 与副本中的不同。", $"Leaf {first + i} is another than the copy's.");
            }
        }

        // After a damaged copy was thrown away: what is fetched anew must pass through what was verified once.
        long known = long.Clamp(_known?.Size ?? 0, growth.Size, first + bundle.Width);
        growth.Append([.. leaves.Take((int)(known - first)).Skip(have)]);
        if (growth.Size == _known?.Size && growth.Size > growth.VerifiedSize && growth.Auditor.Sha256Root != _known.Sha256.Checkpoint.Root)
        {
            return ($"前 {growth.Size} 片叶与此前核验的不同。", $"The first {growth.Size} leaves are not those that were verified before.");
        }

        growth.Append([.. leaves.Take(bundle.Width).Skip((int)(known - first))]);
        return null;
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
        growth.Put(batch.PutKept);
        _copy.PutVerified(batch, shown, _time.GetUtcNow());
        _copy.Write(batch);
        growth.Mark();
        (_known, _verified) = (shown, shown);
    }
}
