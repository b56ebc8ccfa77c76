using System.Globalization;
using Google.Protobuf;
using Ledger.Api.Problems;
using Ledger.Api.Seals;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Log;
using Ledger.Node.Seals;

namespace Ledger.Api.Portal.Counter;

/// <summary>A sealing officer applies for seals here, decides on what another applied for, freezes seals and ends them.</summary>
internal static class CounterSealActs
{
    private const string Route = "/counter/seals/{seal}";

    /// <summary>What the page of the seal says after an act.</summary>
    internal static readonly Dictionary<string, TextInBoth> DoneTexts = new()
    {
        ["applied"] = new("申请已提交，等待他人审批。", "The application is entered, and waits for somebody else."),
        ["approval"] = new("审批通过，已记入账本。", "It is approved; the ledger has it."),
        ["rejection"] = new("审批不通过，已记入账本。", "It is rejected; the ledger has it."),
        ["installation"] = new("印章已启用。授权用章后即可签发。", "The seal is in force. Grant its use, and it seals."),
        ["freezing"] = new("印章已冻结：即刻起不再用于签发。", "The seal is frozen: from now on nothing is sealed with it."),
        ["unfreezing"] = new("印章已解冻。", "The seal is given free."),
        ["revocation"] = new("已注销，已记入账本。", "It is ended; the ledger has it."),
        ["granted"] = new("已授权。", "Its use is granted."),
        ["withdrawn"] = new("授权已收回，即刻生效。", "The grant is withdrawn, at once."),
    };

    private delegate Task<SealChange> Act(SealRegister register, SealCaller caller, ByteString seal, RequestKey key, CancellationToken cancel);

    public static void MapCounterSealActs(this IEndpointRouteBuilder routes)
    {
        routes.MapForm("/counter/seals/new", Application, ApplyAsync);
        Map(
            routes, "approval", new("审批通过", "Approve the application"), new("由申请人以外的人办理。通过后印章即可制作。", "Somebody else than applied does this. Then the seal can be made."),
            needsReason: false, (register, caller, seal, key, cancel) => register.ApproveAsync(caller, seal, key, cancel));
        Map(
            routes, "rejection", new("审批不通过", "Reject the application"), new("由申请人以外的人办理。申请就此终结。", "Somebody else than applied does this. The application is over."),
            needsReason: true, (register, caller, seal, key, cancel) => register.RejectAsync(caller, seal, key, cancel));
        Map(
            routes, "installation", new("启用已安装的印章", "Enter the installed seal"), new("系统管理员须先把印章文件装入节点。", "The operator of the node has to install its files first."),
            needsReason: false, (register, caller, seal, key, cancel) => register.InstallAsync(caller, seal, key, cancel));
        Map(
            routes, "freezing", new("冻结印章", "Freeze the seal"), new("冻结即刻生效：解冻前不能再用它签发；此前签发的证照不受影响。", "It counts at once: nothing is sealed with it until it is given free; what was sealed before stays as it is."),
            needsReason: true, (register, caller, seal, key, cancel) => register.FreezeAsync(caller, seal, key, cancel));
        Map(
            routes, "unfreezing", new("解冻印章", "Give the seal free"), new("解冻后，凭用章授权可继续签发。", "After this it seals again where a grant permits it."),
            needsReason: true, (register, caller, seal, key, cancel) => register.UnfreezeAsync(caller, seal, key, cancel));
        routes.MapForm($"{Route}/revocation", Ending, EndAsync);
    }

    /// <summary>What is said of a seal.</summary>
    internal static ShownFact[] FactsOf(Seal seal, DateTimeOffset now)
    {
        ShownSeal shown = ShownSeal.Of(seal, now);
        return
        [
            new(new("状态", "State"), shown.State),
            .. seal.AuthorityName is string authority ? [ShownFact.Of("机构名称", "Authority", authority)] : Array.Empty<ShownFact>(),
            .. shown.Validity.Length > 0 ? [ShownFact.Of("有效期", "Valid", shown.Validity)] : Array.Empty<ShownFact>(),
            .. shown.Validity.Length == 0 && seal.Years is int years ? [ShownFact.Of("申请年数", "Years applied for", years.ToString(CultureInfo.InvariantCulture))] : Array.Empty<ShownFact>(),
            .. seal.SealId is string id ? [ShownFact.Of("印章标识", "Identifier of the seal", id, isCode: true)] : Array.Empty<ShownFact>(),
            ShownFact.Of("申请时间", "Since", BeijingTime.TextOf(seal.Steps[0].Time)),
        ];
    }

    /// <summary>A form about one seal.</summary>
    internal static FormSketch SketchOf(FormCall call, TextInBoth heading, TextInBoth says)
    {
        Seal seal = SealOf(call);
        return new FormSketch(heading, says, AddressOf(call), new(seal.Name, seal.Name))
        {
            Facts = [ShownFact.Of("印章", "Seal", seal.Name), .. FactsOf(seal, call.Time.GetUtcNow())],
        };
    }

    /// <summary>The page of a form's seal.</summary>
    internal static string AddressOf(FormCall call) => $"/counter/seals/{call.Named("seal")}";

    private static void Map(IEndpointRouteBuilder routes, string path, TextInBoth heading, TextInBoth says, bool needsReason, Act act) => routes.MapForm(
        $"{Route}/{path}",
        call => SketchOf(call, heading, says) with { Fields = [FormField.Reason(needsReason)] },
        async call =>
        {
            await act(call.Node.Seals, call.Acting, SealRequests.Handle(call.Named("seal")), call.Key(), call.Cancel);
            return $"{AddressOf(call)}?done={path}";
        });

    private static Seal SealOf(FormCall call) => call.Node.Seals.Get(call.Authority, SealRequests.Handle(call.Named("seal")));

    private static FormSketch Application(FormCall call)
    {
        string? registered = call.Node.Authorities.Find(call.Authority)?.Name;
        FormField authority = new("authorityName", new("机构名称", "Name of the authority")) { Longest = 64, Hint = new("写入证书的名称。", "As certificates are to have it.") };
        return new FormSketch(new("申请印章", "Apply for a seal"), new("提交后须由另一人审批，印章才会制作。", "Somebody else has to approve it before the seal is made."), "/counter/seals", new("电子印章", "Seals"))
        {
            Fields =
            [
                .. registered is null ? [authority] : Array.Empty<FormField>(),
                new FormField("name", new("印章名称", "Name of the seal"))
                {
                    IsRequired = false,
                    Longest = Seal.LongestName,
                    Hint = registered is null ? null : new($"不填即为“{registered}{SealRequests.UsualSuffix}”。", $"Left out: {registered}{SealRequests.UsualSuffix}."),
                },
                new FormField("years", new("有效年数", "Years")) { IsRequired = false, Shape = FieldShape.Number, Longest = 2, Hint = new($"1 至 {Seal.MostYears}；不填即 {SealRequests.UsualYears} 年。", $"1 to {Seal.MostYears}; {SealRequests.UsualYears} where it is left out.") },
                new FormField("picture", new("印章图片", "Picture"))
                {
                    IsRequired = false,
                    Shape = FieldShape.File,
                    Hint = new($"PNG 或 SVG，至多 {SealPictures.LongestFile / 1024} KB；不选即按机构名称绘制。", $"PNG or SVG, {SealPictures.LongestFile / 1024} KB at most; drawn from the authority's name where none is picked."),
                },
                FormField.Reason(isRequired: false),
            ],
        };
    }

    private static async Task<string> ApplyAsync(FormCall call)
    {
        string authority = call.Optional("authorityName") ?? call.Node.Authorities.Find(call.Authority)?.Name ?? "";
        int years = call.Optional("years") is string text ? ClerkAct.NumberOf(text) : SealRequests.UsualYears;
        ReadOnlyMemory<byte> picture = call.File("picture");
        SealApplication application = new(
            authority, call.Optional("name") ?? authority + SealRequests.UsualSuffix, years,
            picture.IsEmpty ? null : SealPictures.Check(picture.ToArray(), SealDrawing.Millimetres, SealDrawing.Millimetres));
        SealChange change = await call.Node.Seals.ApplyAsync(call.Acting, application, call.Key(), call.Cancel);
        return $"/counter/seals/{Convert.ToHexStringLower(change.Seal.Handle.Span)}?done=applied";
    }

    private static FormSketch Ending(FormCall call)
    {
        bool isApplication = SealOf(call).Recorded is SealState.Applied or SealState.Approved;
        return (isApplication
            ? SketchOf(call, new("撤回申请", "Take the application back"), new("申请就此终结。", "The application is over."))
            : SketchOf(call, new("注销印章", "End the seal"), new("注销不可撤回；已签发的证照不受影响，密钥泄露另行处理。", "This cannot be taken back. What was sealed stays; a stolen key is a matter of its own."))) with
        {
            Fields = [new FormField("reasonCode", new("原因", "Why")) { Shape = FieldShape.Choice, Choices = SealText.EndsOf(isApplication) }, FormField.Reason(isRequired: false)],
            Tick = new("确认办理，不可撤回", "It is meant, and cannot be taken back"),
        };
    }

    private static async Task<string> EndAsync(FormCall call)
    {
        SealEnd end = SealEndText.TryParse(call.Filled["reasonCode"], out SealEnd known) ? known
            : throw new LedgerException(LedgerError.InvalidField, "请选择原因。", "Choose why.", "/reasonCode");
        await call.Node.Seals.RevokeAsync(call.Acting, SealRequests.Handle(call.Named("seal")), end, call.Key(), call.Cancel);
        return $"{AddressOf(call)}?done=revocation";
    }
}
