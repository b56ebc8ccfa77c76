using System.Globalization;
using Ledger.Api.Seals;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Seals;

namespace Ledger.Api.Portal.Counter;

/// <summary>A sealing officer says here who may use a seal, and takes that back.</summary>
internal static class CounterGrantPages
{
    private const string Route = "/counter/seals/{seal}/grants";

    public static void MapCounterGrants(this IEndpointRouteBuilder routes)
    {
        routes.MapForm($"{Route}/new", New, GrantAsync);
        routes.MapForm($"{Route}/{{grant}}/withdrawal", Withdrawal, WithdrawAsync);
    }

    private static FormSketch New(FormCall call)
    {
        Choice[] systems =
        [
            new(DepartmentSystem.Counter, new("部门窗口（本网站）", "The counter: these pages")),
            .. call.Node.Options.Systems.Where(system => system.Authority == call.Authority && !system.Audits).Select(system => new Choice(system.Name, new(system.Name, system.Name))),
        ];
        return CounterSealActs.SketchOf(call, new("授权用章", "Grant its use"), new("没有授权，任何人不能用此印章签发。", "Without a grant nobody seals with it.")) with
        {
            Fields =
            [
                new FormField("licenceType", new("证照类型", "Licence type"))
                {
                    Shape = FieldShape.Choice,
                    IsRequired = false,
                    Unchosen = new("所有类型", "Every type"),
                    Choices = [.. call.Node.Types.All.Where(type => type.MayBeIssuedBy(call.Authority)).Select(type => new Choice(type.Code, new(type.Name, type.English)))],
                },
                new FormField("grantedSystem", new("授权给系统", "For a system")) { Shape = FieldShape.Choice, IsRequired = false, Unchosen = new("不限", "Any"), Choices = systems },
                new FormField("grantedOperator", new("或授权给一名经办人", "Or for one operator"))
                {
                    IsRequired = false,
                    Longest = SealCaller.LongestOperator,
                    Hint = new("经办账号，如 clerk-…，见其窗口首页；与系统只填一项。", "The account, such as clerk-…, which they find on their first page; not together with a system."),
                },
                new FormField("validFrom", new("自", "From")) { Shape = FieldShape.Day, IsRequired = false, Hint = new("不填即今天。", "Today where it is left out.") },
                new FormField("validTo", new("至", "To")) { Shape = FieldShape.Day, IsRequired = false, Hint = new("不填即无期限。", "No end where it is left out.") },
                new FormField("count", new("次数上限", "At most so many licences")) { Shape = FieldShape.Number, IsRequired = false, Longest = 10, Hint = new("不填即不限。", "Any number where it is left out.") },
                FormField.Reason(isRequired: false),
            ],
        };
    }

    private static async Task<string> GrantAsync(FormCall call)
    {
        GrantRequest request = new(
            call.Optional("licenceType"), call.Optional("grantedSystem"), call.Optional("grantedOperator"), ClerkAct.DayOf(call, "validFrom") ?? BeijingTime.DayOf(call.Time.GetUtcNow()),
            ClerkAct.DayOf(call, "validTo"), call.Optional("count") is string count ? ClerkAct.NumberOf(count) : null);
        SealRequests.RequireKnown(request, call.Authority, call.Node);
        await call.Node.Seals.GrantAsync(call.Acting, SealRequests.Handle(call.Named("seal")), request, call.Key(), call.Cancel);
        return $"{CounterSealActs.AddressOf(call)}?done=granted";
    }

    private static FormSketch Withdrawal(FormCall call)
    {
        SealGrant grant = call.Node.Seals.Grants(call.Authority, SealRequests.Handle(call.Named("seal"))).FirstOrDefault(grant => grant.Handle == SealRequests.Handle(call.Named("grant")))
            ?? throw new LedgerException(LedgerError.NotFound, "没有这项用章授权。", "There is no such grant.");
        FormSketch sketch = CounterSealActs.SketchOf(call, new("收回授权", "Withdraw the grant"), new("即刻生效；此前签发的证照不受影响。", "It counts at once; what was sealed before stays as it is."));
        return sketch with
        {
            Facts =
            [
                sketch.Facts[0],
                ShownFact.Of("证照类型", "Licence type", grant.LicenceType is null ? "–" : call.Node.Types.Find(grant.LicenceType)?.Name ?? grant.LicenceType),
                ShownFact.Of("期间", "From and to", $"{LicenceDate.Format(grant.From)} – {(grant.To is DateOnly last ? LicenceDate.Format(last) : "")}"),
                ShownFact.Of("已用", "Used", grant.Used.ToString(CultureInfo.InvariantCulture)),
            ],
            Fields = [FormField.Reason(isRequired: true)],
        };
    }

    private static async Task<string> WithdrawAsync(FormCall call)
    {
        await call.Node.Seals.WithdrawAsync(call.Acting, SealRequests.Handle(call.Named("seal")), SealRequests.Handle(call.Named("grant")), call.Key(), call.Cancel);
        return $"{CounterSealActs.AddressOf(call)}?done=withdrawn";
    }
}
