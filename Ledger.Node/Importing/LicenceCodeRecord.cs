using System.Text.Json.Nodes;
using Ledger.Node.Parties;

namespace Ledger.Node.Importing;

/// <summary>
/// The record of the 用证码 interfaces (Guangdong, Beijing, and the Yangtze Delta's <c>csj_sfm_getZz</c>), member by member. Readers are
/// lenient: a record wrapped in <c>liscenseInfo</c> (spelt so, or rightly), <c>data_fields</c> as an object or as a text that passes for one,
/// dates in all four forms, citizen numbers of 15 digits. What is missing or contradicts is refused with its reason.
/// </summary>
internal static class LicenceCodeRecord
{
    private const int TypeCodeLength = 21;
    private const string Issued = "ISSUED";

    private static readonly string[] Wrappers = ["liscenseInfo", "licenseInfo", "licenceInfo"];

    // The kinds of codes these interfaces number themselves, as far as their meaning is proven; three digits are GB/T 36903.
    private static readonly Dictionary<string, string> HolderTypes = new(StringComparer.Ordinal) { ["10"] = HolderCodeType.Citizen };

    /// <summary>The values of a record.</summary>
    /// <param name="json">The record, or what it is wrapped in.</param>
    /// <param name="types">Another system's type code → ours.</param>
    public static RowValues Read(JsonObject json, IReadOnlyDictionary<string, string> types)
    {
        JsonObject record = Wrappers.Select(name => json[name]).OfType<JsonObject>().FirstOrDefault() ?? json;
        RowValues row = new();
        RequireIssued(record, row);
        ReadFields(record, row);
        ReadCodes(record, row, types);
        ReadHolder(record, row);
        row.Set(RowTarget.Number, Text(record, "id_code"));
        row.Set(RowTarget.Issuer, Text(record, "issue_org_code"));
        row.Set(RowTarget.ValidFrom, Text(record, "begin_date") ?? Text(record, "issue_date"));
        row.Set(RowTarget.ValidTo, Text(record, "expiry_date"));
        return row;
    }

    private static void RequireIssued(JsonObject record, RowValues row)
    {
        string? status = Text(record, "license_status");
        if (status is null)
        {
            row.Refuse("/license_status", LedgerError.MissingField, "缺少证照状态。", "The record does not say in what state the licence is.");
        }
        else if (status != Issued)
        {
            row.Refuse(
                "/license_status", LedgerError.WrongState, "只导入状态为 ISSUED（已签发）的证照。", "Only licences whose state is ISSUED are imported.");
        }
    }

    /// <summary><c>data_fields</c>: national metadata names and the fields of the face, with or without their <c>KZ_</c>.</summary>
    private static void ReadFields(JsonObject record, RowValues row)
    {
        JsonObject? fields = record["data_fields"] as JsonObject;
        try
        {
            fields ??= Text(record, "data_fields") is string text ? PseudoJson.Parse(text) : [];
        }
        catch (FormatException)
        {
            row.Refuse("/data_fields", LedgerError.InvalidField, "照面数据无法读取。", "The face data cannot be read.");
            return;
        }

        foreach ((string name, JsonNode? value) in fields)
        {
            // A value that is an object or a list has no place on the face; a name that says nothing neither.
            if (RowTarget.Of(name) is not string target || value is not JsonValue)
            {
                row.Refuse("/data_fields", LedgerError.UnknownField, "照面数据含有无法对应的字段。", "The face data hold something that has no place in a licence.");
            }
            else if (target.Length > 0)
            {
                row.Set(target, value.GetValue<string>());
            }
        }
    }

    /// <summary>证照标识 or the other system's number, and the type, by whichever member names it.</summary>
    private static void ReadCodes(JsonObject record, RowValues row, IReadOnlyDictionary<string, string> types)
    {
        string code = Text(record, "license_code") ?? "";
        row.Set(code.Contains('.', StringComparison.Ordinal) ? RowTarget.Identifier : RowTarget.Serial, code.ToUpperInvariant());
        string item = Text(record, "license_item_code") ?? "";
        row.SetDefault(RowTarget.Type, types.GetValueOrDefault(item) ?? (item.Length == TypeCodeLength ? item : null));
    }

    private static void ReadHolder(JsonObject record, RowValues row)
    {
        row.Set(RowTarget.HolderName, Text(record, "holder_name"));
        row.Set(RowTarget.HolderCode, Text(record, "holder_identity_num"));
        string? kind = Text(record, "holder_identity_type");
        string? known = kind is null ? null : HolderTypes.GetValueOrDefault(kind) ?? HolderCodeType.Find(kind)?.Code;
        row.Set(RowTarget.HolderCodeType, known);
        if (kind is not null && known is null)
        {
            row.Refuse(
                "/holder_identity_type", LedgerError.InvalidField, "持证主体证件类型代码无法对应。", "What kind of code the holder has cannot be told from its number.");
        }
    }

    private static string? Text(JsonObject record, string name) =>
        record[name] is JsonValue value && value.TryGetValue(out string? text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
