using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>The links of a status bundle's chain of proof, each a check: signatures, map commit, status map, events.</summary>
internal sealed class StatusLinks
{
    private readonly List<Check> _checks = [];
    private readonly TrustedLog _log;
    private readonly NoteMemory _notes;

    private StatusLinks(StatusBundle bundle, TrustedLog log, NoteMemory notes) => (Bundle, _log, _notes) = (bundle, log, notes);

    public StatusBundle Bundle { get; }

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>Whether no link is broken; the members below mean something only then.</summary>
    public bool Hold { get; private set; }

    /// <summary>Size of the signed checkpoint.</summary>
    public long Size { get; private set; }

    /// <summary>Root of the SHA-256 tree under the signed checkpoint.</summary>
    public Digest Root { get; private set; }

    /// <summary>Root of the SM3 tree under the signed checkpoint; null where the bundle leaves the twin out.</summary>
    public Digest? Sm3Root { get; private set; }

    /// <summary>Follows the proof; stops at the first link that does not hold.</summary>
    public static StatusLinks Follow(StatusBundle bundle, Digest mapKey, TrustedLog log, NoteMemory notes)
    {
        StatusLinks links = new(bundle, log, notes);
        try
        {
            links.Hold = links.CheckpointIsSigned()
                && links.TwinIsShownOrNoted()
                && links.MapIsCommitted()
                && links.StatusIsInTheMap(mapKey)
                && links.EventsAddUp();
        }
        catch (FormatException e)
        {
            links._checks.Add(new Check("proof-form", CheckResult.Failed, "证明内容不符合格式。", $"The proof is malformed: {e.Message}"));
        }

        return links;
    }

    private bool CheckpointIsSigned()
    {
        Checkpoint? sha = Signed(Bundle.Checkpoint, _log.Ed25519, _log.Origin);
        Checkpoint? sm3 = Bundle.Sm3Checkpoint is SignedNote twin ? Signed(twin, _log.Sm2, _log.Sm3Origin) : null;
        bool holds = Bundle.Origin == _log.Origin && sha is not null && (Bundle.Sm3Checkpoint is null || sm3?.Size == sha.Size);
        if (holds)
        {
            (Size, Root, Sm3Root) = (sha!.Size, sha.Root, sm3?.Root);
        }

        return Add(Check.Of("log-signature", holds, () => SignatureSaid(holds, withTwin: sm3 is not null)));
    }

    private (string Chinese, string English) SignatureSaid(bool holds, bool withTwin)
    {
        (string chinese, string english) = withTwin ? ("Ed25519 与 SM2", "Ed25519 and SM2") : ("Ed25519", "Ed25519");
        return holds
            ? ($"账本 {_log.Origin} 以 {chinese} 签署了含 {Size} 条记录的检查点。", $"The log {_log.Origin} signed a checkpoint of {Size} leaves with {english}.")
            : ($"检查点不是账本 {_log.Origin} 的密钥所签。", $"The checkpoint is not signed by the keys of the log {_log.Origin}.");
    }

    /// <summary>A bundle may leave the twin out: the one chain is a proof by itself. Which one it is, is not the bundle's to choose.</summary>
    private bool TwinIsShownOrNoted() => Sm3Root is not null || Add(new Check(
        "sm3-twin", CheckResult.Noted, "证明未附 SM3 孪生树：仅以 SHA-256 与 Ed25519 为据。",
        "The proof leaves the SM3 twin out: it rests on SHA-256 and Ed25519 alone."));

    private bool MapIsCommitted()
    {
        MapCommit commit = Bundle.MapCommit;

        // Rule L: only the last leaf under the signed checkpoint speaks for it; an older commit would be a stale status.
        MapCommitment shown = new(commit, Root, Bundle.MapCommitPath, Sm3Root, Bundle.MapCommitSm3Path);
        bool isKnown = _notes.IsCommitted(shown);
        bool holds = commit.Index == Size - 1 && (isKnown || IsLastLeaf(commit));
        if (holds && !isKnown)
        {
            _notes.KeepCommitted(shown);
        }

        return Add(Check.Of("map-commitment", holds, () => CommitmentSaid(holds)));
    }

    private (string Chinese, string English) CommitmentSaid(bool holds)
    {
        (string chinese, string english) = Sm3Root is null
            ? ("SHA-256 树包含它", "under the SHA-256 tree") : ("双树（SHA-256、SM3）均包含它", "under both trees (SHA-256 and SM3)");
        return holds
            ? ($"状态图的根是检查点的最后一条记录，{chinese}。", $"The status map's root is the checkpoint's last leaf, {english}.")
            : ("状态图的根不在检查点末尾。", $"The status map's root is not the last leaf under the checkpoint of {_log.Origin}.");
    }

    private bool IsLastLeaf(MapCommit commit) =>
        IsLastOf(MerkleHasher.Sha256, Bundle.MapCommitPath, Root, commit.Sha256Root)
        && (Sm3Root is not Digest sm3Root || IsLastOf(MerkleHasher.Sm3, Bundle.MapCommitSm3Path, sm3Root, commit.Sm3Root));

    /// <summary>Whether the commit is the last leaf of this tree, and tells the root of the leaves before it truly.</summary>
    private bool IsLastOf(MerkleHasher hasher, IReadOnlyList<Digest> path, Digest root, Digest before) =>
        InclusionProof.Verify(hasher, hasher.Leaf(Bundle.MapCommit.Encode()), Size - 1, Size, [.. path], root)
        && InclusionProof.RootBeforeLast(hasher, path) == before;

    private bool StatusIsInTheMap(Digest key)
    {
        Digest root = Bundle.MapCommit.MapRoot;
        bool holds = Bundle.MapKey == key && (Bundle.Status is StatusEntry entry
            ? Bundle.MapProof.VerifyInclusion(MerkleHasher.Sm3, key, entry.ValueHash(), root)
            : Bundle.MapProof.VerifyAbsence(MerkleHasher.Sm3, key, root));
        (string chinese, string english) = (holds, Bundle.Status) switch
        {
            (false, _) => ("状态证明与所问对象不符。", "The status proof does not fit what was asked for."),
            (_, null) => ("状态图证明账本中没有该对象。", "The status map proves that the log does not have this subject."),
            _ => ("该对象的状态由状态图证明。", "The status map proves the status of this very subject."),
        };
        return Add(Check.Of("status-proof", holds, chinese, english));
    }

    private bool EventsAddUp()
    {
        long all = Bundle.Status?.Version ?? 0;
        int shown = Bundle.Events.Count;
        if (shown == 0 && all > 0)
        {
            return Add(new Check(
                "event-history", CheckResult.Noted, $"证明未附该对象的 {all} 个事件，状态由状态图证明。",
                $"The proof leaves the {(all == 1 ? "one event" : $"{all} events")} of this subject out; the status map proves the status without {(all == 1 ? "it" : "them")}."));
        }

        bool holds = shown == long.Min(all, StatusBundle.MaxEvents) && EventHistory.AddsUp(Bundle, Size, Root);
        return Add(Check.Of(
            "event-history", holds,
            () => holds
                ? ($"账本记有该对象的 {all} 个事件，所示 {shown} 个前后相接，内容哈希与状态一致。",
                    all == 1 ? "The log holds one event of this subject, and it gives the status."
                        : $"The log holds {all} events of this subject; the {shown} shown follow each other and add up to the status.")
                : ("账本中的事件与状态不符。", "The events do not add up to the status.")));
    }

    private Checkpoint? Signed(SignedNote note, NoteVerifier key, string origin)
    {
        Checkpoint checkpoint = note.Checkpoint;
        return checkpoint.Origin == origin && _notes.IsSigned(note, key) ? checkpoint : null;
    }

    private bool Add(Check check)
    {
        _checks.Add(check);
        return check.Result != CheckResult.Failed;
    }
}
