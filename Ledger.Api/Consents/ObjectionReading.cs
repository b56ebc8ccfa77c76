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
            UseAnswers.AnswerOf(objection.AnsweredAt, objection.Answer),
            new ObjectedUseContract(
                objection.UsedAt,
                objection.Use.Purpose,
                objection.Use.ItemName,
                !objection.Made.Made.MaterialHandle.IsEmpty,
                objection.Type,
                [.. objection.Use.Fields],
                objection.Use.File));
    }

    /// <summary>The newest of several systems' pages, as one page that goes on behind the same cursor.</summary>
    /// <param name="pages">A page of each system, all behind the same cursor, none longer than <see cref="UseObjections.MostListed"/>.</param>
    public static UseObjectionListResponse Merge(IReadOnlyList<UseObjectionListResponse> pages)
    {
        // A page that others follow is full: what it ends with is no newer than the last that is taken here.
        UseObjectionResponse[] all = [.. pages.SelectMany(page => page.Objections).OrderByDescending(objection => objection.Index)];
        UseObjectionResponse[] taken = [.. all.Take(UseObjections.MostListed)];
        bool isMore = all.Length > taken.Length || pages.Any(page => page.Cursor is not null);
        return new UseObjectionListResponse(taken, isMore ? taken[^1].Index.ToString(CultureInfo.InvariantCulture) : null);
    }
}
