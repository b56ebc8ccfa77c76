using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Encoding;
using Ledger.Crypto.ESeals;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Seals;

namespace Ledger.Api.Seals;

/// <summary>Reads what departments send about seals.</summary>
internal static class SealRequests
{
    /// <summary>For how many years a seal is applied for where nothing is said.</summary>
    public const int UsualYears = 5;

    /// <summary>What follows the authority's name in the name of a seal where nothing is said.</summary>
    public const string UsualSuffix = "电子证照专用章";

    private const int LongestType = 21;

    // Base64 of the longest picture, and a little: how long it is decides whoever checks it.
    private const int LongestData = (SealPictures.LongestFile * 4 / 3) + 1024;

    /// <summary>Who acts, and why.</summary>
    public static SealCaller ReadCaller(RequestBody body, Caller caller) => new(
        caller.Authority,
        caller.Name,
        body.Text("operator", SealCaller.LongestOperator),
        body.OptionalText("reason", 2 * SealCaller.LongestNote));

    /// <summary>An application; reads every member there is.</summary>
    public static (SealCaller Caller, SealApplication Application) ReadApplication(RequestBody body, Caller caller, string? registeredName)
    {
        SealCaller acting = ReadCaller(body, caller);
        string authority = body.OptionalText("authorityName", 2 * Seal.LongestName) ?? registeredName ?? throw new LedgerException(
            LedgerError.MissingField, "该机构尚未登记，须填写机构名称。", "The authority is not registered yet: its name has to be given.", "/authorityName");
        SealApplication application = new(
            authority,
            body.OptionalText("name", 2 * Seal.LongestName) ?? authority + UsualSuffix,
            body.OptionalInteger("years") ?? UsualYears,
            body.OptionalObject("picture") is RequestBody picture ? ReadPicture(picture) : null);
        body.End();
        return (acting, application);
    }

    /// <summary>Why a seal ends.</summary>
    public static SealEnd ReadEnd(RequestBody body) => SealEndText.TryParse(body.Text("reasonCode", 32), out SealEnd end)
        ? end
        : throw new LedgerException(
            LedgerError.InvalidField,
            $"注销原因应为 {string.Join('、', SealEndText.Codes)} 之一。",
            $"The reason is one of {string.Join(", ", SealEndText.Codes)}.",
            "/reasonCode");

    /// <summary>A grant; reads every member there is.</summary>
    public static (SealCaller Caller, GrantRequest Request) ReadGrant(RequestBody body, Caller caller, ProvinceNode node, TimeProvider time)
    {
        SealCaller acting = ReadCaller(body, caller);
        GrantRequest request = new(
            body.OptionalText("licenceType", LongestType),
            body.OptionalText("grantedSystem", 200),
            body.OptionalText("grantedOperator", SealCaller.LongestOperator),
            body.OptionalDate("validFrom") ?? BeijingTime.DayOf(time.GetUtcNow()),
            body.OptionalDate("validTo"),
            body.OptionalInteger("count"));
        body.End();
        RequireKnown(request, caller.Authority, node);
        return (acting, request);
    }

    /// <summary>Returns where the type is in the catalogue and the system is the authority's, or the counter of this node.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public static void RequireKnown(GrantRequest request, string authority, ProvinceNode node)
    {
        if (request.LicenceType is string type && node.Types.Find(type) is null)
        {
            throw new LedgerException(LedgerError.InvalidField, "目录中没有这个证照类型。", "The catalogue has no such licence type.", "/licenceType");
        }

        if (request.System is not (null or DepartmentSystem.Counter) && !node.Options.Systems.Any(system => system.Name == request.System && system.Authority == authority))
        {
            throw new LedgerException(LedgerError.InvalidField, "本机构没有这个系统。", "The authority has no such system.", "/grantedSystem");
        }
    }

    /// <summary>The handle of a seal or grant in an address.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: it is none.</exception>
    public static ByteString Handle(string text) => text.Length == 2 * MapKey.HandleLength && text.All(char.IsAsciiHexDigitLower)
        ? ByteString.CopyFrom(Convert.FromHexString(text))
        : throw SealTable.NotFound();

    private static ESealPicture ReadPicture(RequestBody picture)
    {
        string data = picture.Text("data", LongestData);
        (int width, int height) = (picture.OptionalInteger("width") ?? SealDrawing.Millimetres, picture.OptionalInteger("height") ?? SealDrawing.Millimetres);
        picture.End();
        try
        {
            return SealPictures.Check(CanonicalBase64.Decode(data), width, height);
        }
        catch (FormatException)
        {
            throw new LedgerException(LedgerError.InvalidField, "图片应为规范的 Base64。", "The picture is base64 in its canonical form.", "/picture/data");
        }
    }
}
