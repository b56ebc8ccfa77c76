using Ledger.Crypto.Encoding;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;

namespace Ledger.Crypto.Verification;

/// <summary>A status bundle with every link of its chain of proof checked, from the log's signature down to this licence.</summary>
internal sealed class ProvenStatus
{
    // EventBody.event, and statement_sm3 of the event of an issue.
    private const int EventField = 5;
    private const int StatementField = 1;

    private readonly List<Check> _checks = [];

    private ProvenStatus(StatusBundle bundle) => Bundle = bundle;

    public StatusBundle Bundle { get; }

    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>Whether every link holds; the members below mean something only then.</summary>
    public bool Holds => _checks.Count > 0 && _checks.All(check => check.Result == CheckResult.Passed);

    /// <summary>Size of the signed checkpoint.</summary>
    public long Size { get; private set; }

    /// <summary>Root of the SHA-256 tree under the signed checkpoint.</summary>
    public Digest Root { get; private set; }

    /// <summary>Root of the SM3 tree under the signed checkpoint.</summary>
    public Digest Sm3Root { get; private set; }

    /// <summary>When the log committed to the status.</summary>
    public DateTimeOffset Time { get; private set; }

    /// <summary>The status itself.</summary>
    public SubjectStatus Status { get; private set; }

    /// <summary>Whether the licence was changed after this statement: then there is a newer version, and this one no longer counts.</summary>
    public bool IsAmended => Bundle.Events.Any(step => step.Leaf.Type == EventType.Amend);

    /// <summary>Follows the proof of one licence in one trusted log; stops at the first link that does not hold.</summary>
    public static ProvenStatus Prove(StatusBundle bundle, LicenceDocument licence, TrustedLog log)
    {
        ProvenStatus proven = new(bundle);
        try
        {
            _ = proven.CheckpointIsSigned(log)
                && proven.MapIsCommitted(log)
                && proven.StatusIsInTheMap(licence.Statement)
                && proven.EventsAddUp(licence.Statement)
                && proven.IssueIsOfItsDay(licence.Statement);
        }
        catch (FormatException e)
        {
            proven._checks.Add(new Check("proof-form", CheckResult.Failed, "证明内容不符合格式。", $"The proof is malformed: {e.Message}"));
        }

        return proven;
    }

    private bool CheckpointIsSigned(TrustedLog log)
    {
        Checkpoint? sha = Signed(Bundle.Checkpoint, log.Ed25519, log.Origin);
        Checkpoint? sm3 = Signed(Bundle.Sm3Checkpoint, log.Sm2, log.Sm3Origin);
        bool holds = Bundle.Origin == log.Origin && sha is not null && sm3 is not null && sha.Size == sm3.Size && sha.Size > 1;
        if (holds)
        {
            (Size, Root, Sm3Root) = (sha!.Size, sha.Root, sm3!.Root);
        }

        return Add(Check.Of(
            "log-signature", holds,
            holds ? $"账本 {log.Origin} 以 Ed25519 与 SM2 签署了含 {Size} 条记录的检查点。" : $"检查点不是账本 {log.Origin} 的密钥所签。",
            holds ? $"The log {log.Origin} signed a checkpoint of {Size} leaves with Ed25519 and SM2."
                : $"The checkpoint is not signed by the keys of the log {log.Origin}."));
    }

    private bool MapIsCommitted(TrustedLog log)
    {
        MapCommit commit = Bundle.MapCommit;
        byte[] leaf = commit.Encode();

        // Rule L: only the last leaf under the signed checkpoint speaks for it; an older commit would be a stale status.
        bool holds = commit.Index == Size - 1
            && InclusionProof.Verify(MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(leaf), commit.Index, Size, [.. Bundle.MapCommitPath], Root)
            && InclusionProof.Verify(MerkleHasher.Sm3, MerkleHasher.Sm3.Leaf(leaf), commit.Index, Size, [.. Bundle.MapCommitSm3Path], Sm3Root);
        Time = commit.Time;
        return Add(Check.Of(
            "map-commitment", holds,
            holds ? "状态图的根是检查点的最后一条记录，双树（SHA-256、SM3）均包含它。" : "状态图的根不在检查点末尾。",
            holds ? "The status map's root is the checkpoint's last leaf, under both trees (SHA-256 and SM3)."
                : $"The status map's root is not the last leaf under the checkpoint of {log.Origin}."));
    }

    private bool StatusIsInTheMap(LicenceStatement statement)
    {
        Digest key = MapKey.For(statement.Log, MapNamespace.Licence, statement.HandleBytes());
        bool holds = Bundle.MapKey == key
            && Bundle.Status is StatusEntry entry
            && Bundle.MapProof.VerifyInclusion(MerkleHasher.Sm3, key, entry.ValueHash(), Bundle.MapCommit.MapRoot);
        if (holds)
        {
            Status = Bundle.Status!.Status;
        }

        return Add(Check.Of(
            "status-proof", holds,
            holds ? "本证照的状态由状态图证明。" : "状态证明与本证照不符。",
            holds ? "The status map proves the status of this very licence." : "The status proof does not fit this licence."));
    }

    /// <summary>All events of the licence, from its issue with this statement to the last, hash to the proven history.</summary>
    private bool EventsAddUp(LicenceStatement statement)
    {
        StatusEntry? entry = null;
        bool holds = Bundle.Events.Count > 0;
        for (int i = 0; holds && i < Bundle.Events.Count; i++)
        {
            BundledEvent step = Bundle.Events[i];
            entry = StatusEntry.After(entry, step.Leaf, step.Index);
            holds = entry is not null
                && step.Leaf.MapKey == Bundle.MapKey
                && (step.Body is null || step.Leaf.IsOf(step.Body.Value.Span))
                && InclusionProof.Verify(MerkleHasher.Sha256, MerkleHasher.Sha256.Leaf(step.Leaf.Encode()), step.Index, Size, [.. step.Path], Root)
                && (i > 0 || IsIssue(step, statement));
        }

        holds = holds && entry == Bundle.Status;
        return Add(Check.Of(
            "event-history", holds,
            holds ? $"账本记有本证照的全部 {Bundle.Events.Count} 个事件，首个为签发，内容哈希一致。" : "账本中的事件与本证照不符。",
            holds ? $"The log holds all {Bundle.Events.Count} events of this licence; the first issues this very statement."
                : "The events in the log do not fit this licence."));
    }

    /// <summary>
    /// Certificates are judged by the day of issue, which the department itself wrote down. The log bears witness that it did not date
    /// back: it took the issue in on that day, or, for one just before midnight, on the next.
    /// </summary>
    private bool IssueIsOfItsDay(LicenceStatement statement)
    {
        DateOnly logged = BeijingTime.DayOf(Bundle.Events[0].Leaf.Time);
        int late = logged.DayNumber - statement.IssuedOn.DayNumber;
        bool holds = late is 0 or 1;
        return Add(Check.Of(
            "issue-day", holds,
            $"证照颁发日期 {Forms.Of(statement.IssuedOn)}，账本记载签发于 {Forms.Of(logged)}。",
            $"The licence is dated {Forms.Of(statement.IssuedOn)}; the log took its issue in on {Forms.Of(logged)}."));
    }

    private static bool IsIssue(BundledEvent first, LicenceStatement statement) =>
        first.Leaf.Type == EventType.Issue && first.Body is { } body && Issues(body.Span, statement);

    /// <summary>Whether an event body is the issue of this statement: field 5 is the event, whose field 1 is the statement's SM3.</summary>
    private static bool Issues(ReadOnlySpan<byte> body, LicenceStatement statement) =>
        Field(Field(body, EventField), StatementField).SequenceEqual(Sm3.Hash(statement.ToBytes()).Span);

    /// <summary>The one occurrence of a length-delimited field; empty where there is none.</summary>
    /// <exception cref="FormatException">The message is malformed, or has the field twice.</exception>
    private static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> message, int wanted)
    {
        ReadOnlySpan<byte> found = [];
        bool seen = false;
        ProtobufReader reader = new(message);
        while (reader.TryReadField(out int number, out _))
        {
            if (number != wanted)
            {
                reader.Skip();
                continue;
            }

            found = seen ? throw new FormatException($"Field {wanted} stands twice.") : reader.ReadBytes();
            seen = true;
        }

        return found;
    }

    private static Checkpoint? Signed(SignedNote note, NoteVerifier key, string origin)
    {
        Checkpoint checkpoint = Checkpoint.Parse(note.Text);
        return checkpoint.Origin == origin && note.Verify(key).IsSignedBy(key) ? checkpoint : null;
    }

    private bool Add(Check check)
    {
        _checks.Add(check);
        return check.Result == CheckResult.Passed;
    }
}
