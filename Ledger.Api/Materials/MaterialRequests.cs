using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Materials;

namespace Ledger.Api.Materials;

/// <summary>Reads what a department says of a file that it hands in.</summary>
internal static class MaterialRequests
{
    private const int MostFields = 64;
    private const int LongestText = 2 * 256;

    /// <summary>Reads it strictly: every member by its name, and none besides.</summary>
    /// <exception cref="LedgerException">A member is missing, unknown, or of another kind.</exception>
    public static MaterialRequest Read(RequestBody body)
    {
        RequestBody holder = body.Object("holder");
        MaterialRequest request = new(
            body.Text("type", MaterialCode.Length),
            HolderOf(holder),
            body.Text("name", 2 * MaterialLimits.NameLength),
            body.Text("mediaType", 64),
            LevelOf(body),
            body.OptionalDate("dated"),
            body.OptionalDate("validTo"),
            body.OptionalText("caseNumber", MaterialLimits.CaseLength),
            body.Text("stuffType", 1),
            body.OptionalText("stuffSource", 32) ?? StuffCodes.NotReused,
            body.OptionalText("sourceLicenseId", 200),
            body.OptionalText("sourceStuffId", MaterialIdentifier.Length),
            FieldsOf(body),
            body.Text("operator", Decision.LongestOperator))
        {
            Replaces = body.OptionalText("replaces", MaterialIdentifier.Length),
        };
        holder.End();
        body.End();
        return request;
    }

    /// <summary>Reads a promise.</summary>
    /// <exception cref="LedgerException">A member is missing, unknown, or of another kind.</exception>
    public static PromiseRequest ReadPromise(RequestBody body)
    {
        RequestBody holder = body.Object("holder");
        PromiseRequest request = new(
            body.Text("type", MaterialCode.Length),
            HolderOf(holder),
            body.Text("name", 2 * MaterialLimits.NameLength),
            body.Date("dueOn"),
            body.Text("caseNumber", MaterialLimits.CaseLength),
            body.Text("operator", Decision.LongestOperator));
        holder.End();
        body.End();
        return request;
    }

    private static HolderIdentity HolderOf(RequestBody holder) => new(holder.Text("name", LongestText), holder.Text("codeType", 3), holder.Text("code", 64));

    /// <summary>The level that a body names; null where it names none.</summary>
    /// <exception cref="LedgerException">It is none.</exception>
    public static TrustLevel? OptionalLevelOf(RequestBody body) => body.Has("level") ? LevelOf(body) : null;

    private static TrustLevel LevelOf(RequestBody body) => TrustLevelText.Find(body.Text("level", 1)) ?? throw new LedgerException(
        LedgerError.InvalidField, "可信等级应为 a、b、c 或 d。", "A level is a, b, c or d.", "/level");

    private static IReadOnlyDictionary<string, string> FieldsOf(RequestBody body)
    {
        IReadOnlyDictionary<string, string> fields = body.OptionalObject("fields")?.Texts(LongestText) ?? new Dictionary<string, string>();
        return fields.Count <= MostFields
            ? fields
            : throw new LedgerException(LedgerError.TooLarge, $"最多 {MostFields} 项。", $"There are {MostFields} fields at most.", "/fields");
    }
}
