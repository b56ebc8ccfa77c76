using System.Globalization;
using System.Net;
using System.Text;
using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Node.Log;

namespace Ledger.Node.Federation;

/// <summary>Brings this log's newest checkpoint to one witness and keeps the cosignature, once it verifies.</summary>
internal sealed class WitnessFeed(
    WitnessPeer peer, LedgerWriter ledger, Cosignatures cosignatures, WitnessClient client, TimeProvider time)
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

    /// <summary>Submits the newest checkpoint, cosigned before or not. Without one there is nothing to do.</summary>
    public async Task StepAsync(CancellationToken cancel)
    {
        for (int i = 0; i < Attempts; i++)
        {
            (LogHead Head, AddCheckpointRequest Request)? next = Next();
            if (next is null)
            {
                return;
            }

            (WitnessReply? reply, string reason) = await client.AddCheckpointAsync(peer.Address, next.Value.Request, cancel);
            if (reply is null)
            {
                Fail(WitnessTrouble.Unreachable, reason);
                return;
            }

            if (!IsConflict(reply, out long size))
            {
                Judge(reply, next.Value.Head);
                return;
            }

            if (size > next.Value.Head.Size)
            {
                Fail(WitnessTrouble.Diverged, $"It says that it cosigned {size} entries; this log has {next.Value.Head.Size}.");
                return;
            }

            _knownSize = size;
        }

        Fail(WitnessTrouble.Refused, "Its size changes with every answer.");
    }

    private (LogHead Head, AddCheckpointRequest Request)? Next()
    {
        using LedgerRead rows = ledger.Read();
        if (rows.Head is not LogHead head)
        {
            return null;
        }

        SignedNote note = SignedNote.Parse(Encoding.UTF8.GetBytes(head.Note));
        return (head, new AddCheckpointRequest(
            _knownSize, new LogProofs(rows).Consistency(MerkleHasher.Sha256, _knownSize, head.Size), note));
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
