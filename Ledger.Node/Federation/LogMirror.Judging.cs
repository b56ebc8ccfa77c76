using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>What the log signed, held against the copy: the same history, an old answer, or a contradiction that is kept.</summary>
internal sealed partial class LogMirror
{
    /// <summary>What the copy says of a checkpoint that the log signed.</summary>
    /// <exception cref="StoreException">The disk failed.</exception>
    public MirrorJudgement Judge(SignedCheckpoint signed)
    {
        Checkpoint checkpoint = signed.Checkpoint;
        if (_verified is not SignedPair verified || checkpoint.Size > verified.Size)
        {
            return _state.Trouble is MirrorTrouble.Forked or MirrorTrouble.RuleBroken
                ? MirrorJudgement.Contradicted
                : MirrorJudgement.NotReached;
        }

        if (checkpoint == verified.Sha256.Checkpoint)
        {
            return MirrorJudgement.Recomputed;
        }

        if (RootAt(MerkleHasher.Sha256, checkpoint.Size) != checkpoint.Root)
        {
            MirrorException fork = Fork(verified, signed, null);
            Fail(fork.Trouble, fork.Chinese, fork.Message);
            return MirrorJudgement.Contradicted;
        }

        // Rule L, for a size between those that were compared as a whole.
        return checkpoint.Size > 0 && MapCommit.Is(_copy.Entries().Leaf(checkpoint.Size - 1).Span)
            ? MirrorJudgement.Recomputed
            : MirrorJudgement.Contradicted;
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

    /// <summary>The leaves fit the copy or what was signed not. Which of log and answer is wrong? Its tiles can tell.</summary>
    private async Task<MirrorException> DifferenceAsync(SignedPair shown, string chinese, string english, CancellationToken cancel)
    {
        Checkpoint signed = shown.Sha256.Checkpoint;
        return _known is not SignedPair known || await RemoteTiles.ShowGrowthAsync(_read, known.Sha256.Checkpoint, signed, cancel)
            ? new MirrorException(MirrorTrouble.Malformed, $"{chinese}所签检查点无碍，应答有误。", $"{english} What it signed is in order, its answer is not.")
            : Fork(known, shown.Sha256, shown.Sm3, chinese, english);
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
}
