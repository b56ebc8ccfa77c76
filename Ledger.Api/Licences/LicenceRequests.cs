using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;

namespace Ledger.Api.Licences;

/// <summary>Reads what departments send about licences.</summary>
internal static class LicenceRequests
{
    private const int LongestIdentifier = 200;
    private const int LongestNumber = 128;
    private const int LongestMoment = 40;

    // Base64 has four characters for three bytes.
    private const int LongestPhoto = (JpegPhoto.MaximumBytes + 2) / 3 * 4;

    /// <summary>A licence to be issued; reads every member there is.</summary>
    /// <param name="body">The request, or one item of many.</param>
    /// <param name="time">Tells the day of the decision where none is sent.</param>
    /// <param name="system">The caller's system.</param>
    public static IssueLicence ReadIssue(RequestBody body, TimeProvider time, string system)
    {
        IssueLicence request = new(
            body.Text("type", 21),
            body.Text("issuer", 18),
            body.Text("serial", 64),
            body.Text("number", LongestNumber),
            ReadHolder(body.Object("holder")),
            ReadValidity(body),
            body.Object("fields").Texts(LicenceDocument.MaximumValueLength),
            RequestDecision.Read(body, time, needsBasis: false, system))
        {
            CoHolders = ReadHolders(body),
            TakesOver = body.OptionalText("takesOver", LongestIdentifier),
            Components = body.TextList("components", IssueLicence.MaximumComponents, LongestIdentifier),
            Photo = ReadPhoto(body),
        };
        body.End();
        return request.TakesOver is null ? request : request with { Act = LicenceAct.TransferIn };
    }

    /// <summary>The next version of a licence; reads every member there is.</summary>
    public static NextVersion ReadNext(RequestBody body, TimeProvider time, string system)
    {
        NextVersion next = new(ReadAct(body.Text("act", 32)), RequestDecision.Read(body, time, needsBasis: false, system))
        {
            Number = body.OptionalText("number", LongestNumber),
            Holder = body.OptionalObject("holder") is RequestBody holder ? ReadHolder(holder) : null,
            CoHolders = body.Has("coHolders") ? ReadHolders(body) : null,
            Validity = body.Has("validFrom") || body.Has("validTo") ? ReadValidity(body) : null,
            Fields = body.OptionalObject("fields")?.Texts(LicenceDocument.MaximumValueLength) ?? new Dictionary<string, string>(),
            Dropped = body.TextList("dropped", LicenceDocument.MaximumFields, 64),
            Components = body.Has("components") ? body.TextList("components", IssueLicence.MaximumComponents, LongestIdentifier) : null,
            Photo = ReadPhoto(body),
        };
        body.End();
        return next;
    }

    /// <summary>The photograph of the holder in Base64; null where it is left out.</summary>
    private static JpegPhoto? ReadPhoto(RequestBody body)
    {
        if (body.OptionalText("photo", LongestPhoto) is not string text)
        {
            return null;
        }

        try
        {
            return JpegPhoto.Parse(Convert.FromBase64String(text));
        }
        catch (FormatException e)
        {
            throw new LedgerException(
                LedgerError.InvalidField,
                "照片应为 Base64 编码的基线 JPEG：至多 50 KB，25 × 35 mm、200 至 300 dpi（宽 196 至 296、高 275 至 414 像素），不带 EXIF 与注释。",
                $"A photo is a baseline JPEG in Base64: {e.Message}",
                "/photo");
        }
    }

    /// <inheritdoc cref="RequestDecision.Read"/>
    public static Decision ReadDecision(RequestBody body, TimeProvider time) => RequestDecision.Read(body, time, needsBasis: true);

    /// <summary>A day, which stands for its end in China, or a moment; null where it is left out.</summary>
    public static DateTimeOffset? ReadMoment(RequestQuery asked, string name) =>
        asked.Text(name, LongestMoment) is not string text ? null
        : BeijingTime.TryParse(text, out DateTimeOffset moment) ? moment
        : throw new LedgerException(
            LedgerError.InvalidField,
            "时刻写作 2025-03-02 或 2025-03-02T09:30:00+08:00，地址中的 + 写作 %2B。",
            "A moment is written 2025-03-02 or 2025-03-02T09:30:00+08:00; in an address + is %2B.",
            $"/{name}");

    /// <summary>Whether labels have English beside them: <c>zh-en</c>; <c>zh</c>, or nothing, is Chinese alone.</summary>
    public static bool ReadLabels(RequestQuery asked, string name) => asked.Text(name, 5) switch
    {
        null or "zh" => false,
        "zh-en" => true,
        _ => throw new LedgerException(LedgerError.InvalidField, "labels 应为 zh 或 zh-en。", "labels is zh or zh-en.", $"/{name}"),
    };

    /// <summary>How a licence ends.</summary>
    public static RevocationReason ReadReason(string code) => RevocationReasonText.TryParse(code, out RevocationReason reason)
        ? reason
        : throw new LedgerException(
            LedgerError.InvalidField,
            "终止原因应为 cancelled、withdrawn、penalty 或 transferred。",
            "A reason is cancelled, withdrawn, penalty or transferred.",
            "/reason");

    /// <summary>How an objection was settled.</summary>
    public static DisputeOutcome ReadOutcome(string code) => DisputeOutcomeText.TryParse(code, out DisputeOutcome outcome)
        ? outcome
        : throw new LedgerException(
            LedgerError.InvalidField,
            "异议结果应为 upheld、rejected 或 withdrawn。",
            "An outcome is upheld, rejected or withdrawn.",
            "/outcome");

    /// <summary>What brings the next version about.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>.</exception>
    public static LicenceAct ReadAct(string code) =>
        LicenceActText.TryParse(code, out LicenceAct act) && act is not (LicenceAct.Issue or LicenceAct.TransferIn or LicenceAct.Migration)
            ? act
            : throw new LedgerException(
                LedgerError.InvalidField,
                "业务应为 change、renewal、replacement 或 correction。",
                "An act is change, renewal, replacement or correction.",
                "/act");

    private static IReadOnlyList<HolderIdentity> ReadHolders(RequestBody body) =>
        [.. body.Objects("coHolders", IssueLicence.MaximumHolders - 1).Select(ReadHolder)];

    private static HolderIdentity ReadHolder(RequestBody holder)
    {
        HolderIdentity identity = new(holder.Text("name", 200), holder.Text("codeType", 3), holder.Text("code", 64));
        holder.End();
        return identity;
    }

    private static Validity ReadValidity(RequestBody body)
    {
        (DateOnly from, DateOnly? to) = (body.Date("validFrom"), body.OptionalDate("validTo"));
        return to < from
            ? throw new LedgerException(
                LedgerError.InvalidField, "有效期截止日期早于起始日期。", "The last day of validity lies before the first.", "/validTo")
            : new Validity(from, to);
    }
}
