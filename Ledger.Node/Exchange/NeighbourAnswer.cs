using System.Text.Json.Nodes;
using Ledger.Crypto.Encoding;
using Ledger.Node.Catalogue;

namespace Ledger.Node.Exchange;

/// <summary>An answer of another province's node, signed to the question.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Content">Its content.</param>
internal sealed record NeighbourAnswer(int Status, byte[] Content)
{
    private const int LongestReason = 300;
    private const int ProblemBytes = 16 << 10;

    // Nodes give their reasons to each other in Chinese: who reads English is told what the code means.
    private static readonly Dictionary<LedgerError, string> Passed = new()
    {
        [LedgerError.InvalidField] = "a part of the request does not hold there.",
        [LedgerError.MissingField] = "a part of the request is missing.",
        [LedgerError.NotFound] = "there is no such thing, or this node may not know of it.",
        [LedgerError.WrongState] = "what was asked for is not in a state that allows it; it may have ended.",
        [LedgerError.NotAllowed] = "that is not allowed.",
        [LedgerError.ConsentNotInForce] = "the holder's consent does not count: it was withdrawn or used up, is outside its time, or is not for this.",
        [LedgerError.NotRecognised] = "the licence does not count in another province.",
        [LedgerError.InspectionNotInForce] = "the inspection plan is not registered there, has not begun, or is over.",
        [LedgerError.InspectionNotCovering] = "the inspection plan does not name the authority, its operator or the subject.",
        [LedgerError.SignatureInvalid] = "a signature or a proof in the request does not verify.",
        [LedgerError.TooLarge] = "that is more than it gives or takes at once.",
        [LedgerError.QuotaExceeded] = "too many requests or uses; try again later.",
        [LedgerError.IdempotencyKeyReused] = "the request's key was used for something else.",
        [LedgerError.Busy] = "too many requests wait there; try again later.",
    };

    /// <summary>True where it was answered with a status; refuses as <see cref="Require"/>.</summary>
    public bool Has(int status)
    {
        Require(status);
        return true;
    }

    /// <summary>Returns where it was answered with a status.</summary>
    /// <exception cref="LedgerException">It was refused, with the reason that it gave, in English with what its code means.</exception>
    /// <exception cref="NeighbourException">It could not answer.</exception>
    public void Require(int status)
    {
        if (Status == status)
        {
            return;
        }

        if (Status is >= 400 and < 500 && Read() is (LedgerError error, string chinese, string english))
        {
            throw new LedgerException(error, $"对方省：{chinese}", $"The other province refuses: {english}");
        }

        throw new NeighbourException($"It answered {Status}.", isLie: false);
    }

    private (LedgerError Error, string Chinese, string English)? Read()
    {
        try
        {
            JsonObject problem = StrictJson.ParseObject(Content, new StrictJsonLimits(ProblemBytes));
            return problem["code"] is JsonValue code && problem["title"] is JsonValue title && CatalogueText.Fits(title.ToString(), LongestReason)
                ? Passed.Where(passed => passed.Key.Code() == code.ToString())
                    .Select(passed => ((LedgerError, string, string)?)(passed.Key, title.ToString(), passed.Value)).FirstOrDefault()
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
