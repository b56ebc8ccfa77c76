using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>A checkpoint that was submitted for a cosignature, signed by the known key of its log.</summary>
/// <param name="Request">The whole request.</param>
/// <param name="Signed">The checkpoint with the log's signature and no other.</param>
internal sealed record SubmittedCheckpoint(AddCheckpointRequest Request, SignedCheckpoint Signed)
{
    /// <summary>What was submitted.</summary>
    public Checkpoint Checkpoint => Signed.Checkpoint;

    /// <summary>Reads a body (c2sp.org/tlog-witness, "add-checkpoint").</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="logs">Key of each known log, by origin.</param>
    /// <param name="refusal">Why not, where the result is null.</param>
    public static SubmittedCheckpoint? Read(
        ReadOnlySpan<byte> body, IReadOnlyDictionary<string, NoteVerifier> logs, out WitnessOutcome refusal)
    {
        refusal = WitnessOutcome.Malformed;
        AddCheckpointRequest request;
        try
        {
            request = AddCheckpointRequest.Parse(body);
        }
        catch (FormatException)
        {
            return null;
        }

        if (!logs.TryGetValue(request.Checkpoint.Origin, out NoteVerifier? log))
        {
            refusal = WitnessOutcome.UnknownLog;
            return null;
        }

        if (SignedCheckpoint.Of(request.Note, request.Checkpoint, log) is not SignedCheckpoint signed)
        {
            refusal = WitnessOutcome.NotSigned;
            return null;
        }

        return request.OldSize <= request.Checkpoint.Size ? new SubmittedCheckpoint(request, signed) : null;
    }
}
