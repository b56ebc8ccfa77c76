using Ledger.Crypto.Transparency;

namespace Ledger.Node.Federation;

/// <summary>A witness's answer to one request.</summary>
/// <param name="Outcome">What it says.</param>
/// <param name="Cosignature">The signature line, when it cosigned.</param>
/// <param name="Size">The size last cosigned, in a conflict.</param>
internal sealed record WitnessAnswer(WitnessOutcome Outcome, NoteSignature? Cosignature = null, long Size = 0);
