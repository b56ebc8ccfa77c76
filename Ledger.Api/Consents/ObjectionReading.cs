using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;

namespace Ledger.Api.Consents;

/// <summary>Reads what answers objections, and writes lists of them.</summary>
internal static class ObjectionReading
{
    /// <summary>An answer: outcome, text, correction, operator.</summary>
    /// <exception cref="LedgerException">The body has another form.</exception>
    public static ObjectionAnswer Answer(RequestBody body) => new(
        IsUpheld(body.Text("outcome", 16)),
        body.Text("text", 2 * UseObjections.LongestText),
        body.OptionalText("correction", 2 * UseObjections.LongestText) ?? "",
        body.Text("operator", Decision.LongestOperator));

    /// <summary>Whether an answer says that the objection is right.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: it is no outcome.</exception>
    public static bool IsUpheld(string outcome) => outcome switch
    {
        "upheld" => true,
        "rejected" => false,
        _ => throw new LedgerException(LedgerError.InvalidField, "outcome 应为 upheld 或 rejected。", "outcome is upheld or rejected.", "/outcome"),
    };

    /// <summary>A page of objections.</summary>
    public static UseObjectionListResponse List(IReadOnlyList<OpenedObjection> objections) => new(
        [.. objections.Select(Of)],
        objections.Count < UseObjections.MostListed ? null : objections[^1].Index.ToString(CultureInfo.InvariantCulture));

    /// <summary>One objection.</summary>
    public static UseObjectionResponse Of(OpenedObjection objection)
    {
        UseObjected objected = objection.Row.Objected;
        return new UseObjectionResponse(
            objection.Index,
            objected.UseIndex,
            ConsentName.Of(objected.Use),
            objection.At,
            objected.ByGuardian,
            objection.Text,
            objection.Use.ItemCode,
            objection.Use.CaseNumber,
            objection.Use.Operator,
            UseAnswers.AnswerOf(objection.AnsweredAt, objection.Answer));
    }
}
