using Ledger.Crypto.Hashing;

namespace Ledger.Node.Anchoring;

/// <summary>What the chain says, compared with the log and the journal.</summary>
internal sealed partial class AnchorWorker
{
    // The chain is the one memory of this log that is not on this machine: a restored backup or a second copy shows here.
    private async Task CompareAsync(AnchorHead chain, Anchor? head, CancellationToken cancel)
    {
        await GiveUpVanishedAsync(chain, cancel);
        if (chain.Size == 0)
        {
            return;
        }

        if (head is null || chain.Size > head.Size)
        {
            await StopAsync(
                chain, null, $"The chain has an anchor of {chain.Size} entries; this log has {head?.Size ?? 0}.", cancel);
            return;
        }

        AnchorEntry? known = journal.Get(chain.Size);
        bool isKnown = known?.Progress is not (null or AnchorProgress.Lost) && known.Anchor.Digest() == chain.Digest;
        AnchorEntry entry = isKnown ? known! : await FindAsync(chain, cancel);
        if (entry.Anchor.ShaRoot != source.RootAt(chain.Size))
        {
            await StopAsync(
                chain, entry.Anchor.ShaRoot, $"The chain has another log of {chain.Size} entries than this one.", cancel);
        }
        else if (!isKnown)
        {
            journal.Put(entry);
            LogAdopted(logger, chain.Size, entry.Transaction);
        }
    }

    // An anchor of ours that this journal has lost, or had given up.
    private async Task<AnchorEntry> FindAsync(AnchorHead chain, CancellationToken cancel)
    {
        AnchorRecord found = await reader.FindAsync(_origin, chain, cancel);
        return new AnchorEntry
        {
            Anchor = found.Anchor,
            Nonce = 0,
            Signed = ReadOnlyMemory<byte>.Empty,
            Transaction = found.Transaction,
            Progress = AnchorProgress.Mined,
            Block = found.Block,
            Since = time.GetUtcNow(),
        };
    }

    // Final anchors that the chain no longer has: it was set back further than it promised.
    private async Task GiveUpVanishedAsync(AnchorHead chain, CancellationToken cancel)
    {
        while (journal.LatestFinalEntry(long.MaxValue) is AnchorEntry entry && entry.Anchor.Size > chain.Size)
        {
            AnchorSighting sighting = await _sender.LookAsync(entry, cancel);
            if (sighting.Kind is not AnchorSightingKind.Missing)
            {
                throw new EvmException(
                    EvmError.Disagreement, $"The nodes have the anchor of {entry.Anchor.Size} entries and have it not.");
            }

            LogVanished(logger, entry.Anchor.Size, entry.Transaction);
            journal.Put(entry with { Progress = AnchorProgress.Lost });
        }
    }

    /// <returns>Whether the entry is under way no longer.</returns>
    private async Task<bool> SettleAsync(
        AnchorEntry entry, AnchorSighting sighting, Anchor? head, CancellationToken cancel)
    {
        switch (sighting.Kind)
        {
            case AnchorSightingKind.Final:
                journal.Put(entry with { Progress = AnchorProgress.Final, Block = sighting.Block });
                LogFinal(logger, entry.Anchor.Size, sighting.Block, entry.Transaction);
                return true;

            case AnchorSightingKind.Mined:
                if (entry.Progress is not AnchorProgress.Mined || entry.Block != sighting.Block)
                {
                    journal.Put(entry with { Progress = AnchorProgress.Mined, Block = sighting.Block });
                }

                return false;

            case AnchorSightingKind.WithoutEffect:
                return GiveUp(entry, await _sender.NextNonceAsync(cancel) > entry.Nonce);

            case AnchorSightingKind.Missing:
                return await SettleMissingAsync(entry, head, cancel);

            default:
                return false; // A contradiction: only a node that tells the truth can end it.
        }
    }

    private async Task<bool> SettleMissingAsync(AnchorEntry entry, Anchor? head, CancellationToken cancel)
    {
        long nonce = await _sender.NextNonceAsync(cancel);
        bool canBeMined = nonce == entry.Nonce && !entry.Signed.IsEmpty;
        bool isSurpassed = canBeMined && head?.Size > entry.Anchor.Size && !await _sender.IsKnownAsync(entry, cancel);
        if (!canBeMined || isSurpassed)
        {
            // The next anchor covers this one; if it takes the same nonce, at most one of the two can be mined.
            return GiveUp(entry, isOver: true);
        }

        if (entry.Progress is AnchorProgress.Mined)
        {
            // A reorganised transaction does not come back by itself.
            journal.Put(entry with { Progress = AnchorProgress.Pending, Block = 0 });
            LogReorganised(logger, entry.Anchor.Size, entry.Transaction);
        }

        await _sender.SendAsync(entry, cancel);
        return false;
    }

    private bool GiveUp(AnchorEntry entry, bool isOver)
    {
        if (isOver)
        {
            journal.Put(entry with { Progress = AnchorProgress.Lost, Block = 0 });
            LogGivenUp(logger, entry.Anchor.Size, entry.Transaction);
        }

        return isOver;
    }

    // One node's word stops nothing: as many must say it as it takes to make an anchor final.
    private async Task StopAsync(AnchorHead chain, Digest? root, string reason, CancellationToken cancel)
    {
        if (await reader.ReadAsync(_origin, chain.Size, cancel) != chain.Digest)
        {
            throw new EvmException(EvmError.Disagreement, $"The nodes have an anchor of {chain.Size} entries and have it not.");
        }

        AnchorMismatch mismatch = new(chain.Size, root, reason);
        _state = _state with { Mismatch = mismatch };
        LogMismatch(logger, reason);
        source.Refuted?.Invoke(mismatch);
    }
}
