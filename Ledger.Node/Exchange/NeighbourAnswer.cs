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

    private static readonly Dictionary<string, LedgerError> Passed = new(
        ((LedgerError[])
        [
            LedgerError.InvalidField, LedgerError.MissingField, LedgerError.NotFound, LedgerError.WrongState, LedgerError.NotAllowed, LedgerError.ConsentNotInForce,
            LedgerError.NotRecognised, LedgerError.InspectionNotInForce, LedgerError.InspectionNotCovering, LedgerError.SignatureInvalid, LedgerError.TooLarge, LedgerError.QuotaExceeded, LedgerError.IdempotencyKeyReused, LedgerError.Busy,
        ]).Select(error => KeyValuePair.Create(error.Code(), error)),
        StringComparer.Ordinal);

    /// <summary>True where it was answered with a status; refuses as <see cref="Require"/>.</summary>
    public bool Has(int status)
    {
        Require(status);
        return true;
    }

    /// <summary>Returns where it was answered with a status.</summary>
    /// <exception cref="LedgerException">It was refused, with the reason that it gave.</exception>
    /// <exception cref="NeighbourException">It could not answer.</exception>
    public void Require(int status)
    {
        if (Status == status)
        {
            return;
        }

        if (Status is >= 400 and < 500 && Read() is (LedgerError error, string reason))
        {
            throw new LedgerException(error, $"对方省：{reason}", $"The other province refuses ({error.Code()}): {reason}");
        }

        throw new NeighbourException($"It answered {Status}.", isLie: false);
    }

    private (LedgerError Error, string Reason)? Read()
    {
        try
        {
            JsonObject problem = StrictJson.ParseObject(Content, new StrictJsonLimits(ProblemBytes));
            return problem["code"] is JsonValue code && Passed.TryGetValue(code.ToString(), out LedgerError error)
                && problem["title"] is JsonValue title && CatalogueText.Fits(title.ToString(), LongestReason)
                    ? (error, title.ToString())
                    : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
