using System.Globalization;
using System.Net;
using System.Text;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>Brings this log's checkpoints to one witness and keeps the cosignatures, once they verify.</summary>
/// <param name="peer">The witness.</param>
/// <param name="ledger">This log.</param>
/// <param name="log">Its key.</param>
/// <param name="cosignatures">Where cosignatures are kept.</param>
/// <param name="client">For the calls.</param>
/// <param name="time">The only clock.</param>
internal sealed class WitnessFeed(
    WitnessPeer peer, LedgerWriter ledger, NoteVerifier log, Cosignatures cosignatures, WitnessClient client, TimeProvider time)
{
    private const string SizeType = "text/x.tlog.size";
    private const int Attempts = 3; // the first may learn the witness's size, and another client of ours may be quicker once

    // A witness whose clock is ahead would make an old checkpoint look fresh.
    private static readonly TimeSpan GreatestLead = TimeSpan.FromMinutes(5);

    private readonly NoteVerifier _verifier = peer.Verifier();
    private volatile WitnessState _state = new(peer.Name, 0, null, WitnessTrouble.None, "");
    private long _knownSize;

    /// <summary>How far the witness is. Kept up by every step.</summary>
    public WitnessState State => _state;

    /// <summary>Submits a checkpoint, cosigned before or not; never an older one than before.</summary>
    public async Task StepAsync(LogHead head, CancellationToken cancel)
    {
        for (int i = 0; i < Attempts; i++)
        {
            (WitnessReply? reply, string reason) = await client.AddCheckpointAsync(peer.Address, RequestFor(head), cancel);
            if (reply is null)
            {
                Fail(WitnessTrouble.Unreachable, reason);
                return;
            }

            if (!IsConflict(reply, out long size))
            {
                Judge(reply, head);
                break;
            }

            if (size > head.Size)
            {
                Fail(WitnessTrouble.Diverged, $"It says that it cosigned {size} entries; this log was at {head.Size}.");
                break;
            }

            _knownSize = size;
            if (i == Attempts - 1)
            {
                Fail(WitnessTrouble.Refused, "Its size changes with every answer.");
            }
        }

        if (State.Trouble == WitnessTrouble.Diverged)
        {
            await LookWhoDivergedAsync(cancel);
        }
    }

    private AddCheckpointRequest RequestFor(LogHead head)
    {
        using LedgerRead rows = ledger.Read();
        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(head.Note));
        return new AddCheckpointRequest(
            _knownSize, new LogProofs(rows).Consistency(MerkleHasher.Sha256, _knownSize, head.Size), note);
    }

    /// <summary>
    /// What the witness cosigned bears this log's signature, or it proves nothing. If it does, and this log has nothing of the kind,
    /// then this log was rolled back, or a copy of it went on elsewhere: it must sign no more.
    /// </summary>
    private async Task LookWhoDivergedAsync(CancellationToken cancel)
    {
        (RememberedCheckpoint? answer, _) = await client.RememberedAsync(peer.Address, log, cancel);
        if (answer?.Checkpoint is not Checkpoint seen)
        {
            return;
        }

        using LedgerRead rows = ledger.Read();
        if (rows.Head is LogHead head && (seen.Size > head.Size || LogTree.Sha256(rows).Root(seen.Size) != seen.Root))
        {
            ledger.Quarantine(
                $"{peer.Name} 见证了由本日志密钥签署、而本日志没有的检查点（大小 {seen.Size}）：日志被回滚，或其副本在别处继续写入。",
                $"{peer.Name} cosigned a checkpoint of size {seen.Size} under this log's signature that this log does not have: it was rolled back, or a copy of it goes on elsewhere.");
        }
    }

    private void Judge(WitnessReply reply, LogHead head)
    {
        switch (reply.Status)
        {
            case HttpStatusCode.OK when Verified(reply.Body, head.Checkpoint.Format()) is (NoteSignature line, DateTimeOffset at):
                cosignatures.Put(head.Checkpoint, _verifier, line, at);
                _knownSize = head.Size;
                _state = new WitnessState(peer.Name, head.Size, at, WitnessTrouble.None, "");
                break;
            case HttpStatusCode.OK:
                Fail(WitnessTrouble.NotBelieved, "Its answer is no cosignature of its key over this checkpoint.");
                break;
            case HttpStatusCode.UnprocessableEntity:
                Fail(WitnessTrouble.Diverged, $"It holds another history than this log's first {_knownSize} entries.");
                _knownSize = 0;
                break;
            default:
                Fail(WitnessTrouble.Refused, string.Create(CultureInfo.InvariantCulture, $"It answered HTTP {(int)reply.Status}."));
                break;
        }
    }

    /// <summary>Our witness's line in an answer; lines of other keys are passed over (c2sp.org/tlog-witness).</summary>
    private (NoteSignature Line, DateTimeOffset Time)? Verified(byte[] body, string text)
    {
        try
        {
            SignedNote note = SignedNote.Parse([.. Encoding.UTF8.GetBytes(text + "\n"), .. body]);
            bool isSigned = note.Text == text && note.Verify(_verifier).IsSignedBy(_verifier);
            NoteSignature? line = isSigned ? note.Signatures.First(_verifier.IsNamedBy) : null;
            return line is not null
                && _verifier.Verify(text, line, out DateTimeOffset? at)
                && at <= time.GetUtcNow() + GreatestLead ? (line, at.Value) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsConflict(WitnessReply reply, out long size)
    {
        size = 0;
        return reply is { Status: HttpStatusCode.Conflict, ContentType: SizeType }
            && long.TryParse(reply.Body.AsSpan(), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out size)
            && reply.Body.AsSpan().SequenceEqual(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{size}\n")));
    }

    private void Fail(WitnessTrouble trouble, string reason) => _state = _state with { Trouble = trouble, Reason = reason };
}
