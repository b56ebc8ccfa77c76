using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Inspections;
using Ledger.Node.Parties;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk sees here the authority's inspection plans (检查计划), registers one before anything is read for it, and ends one.</summary>
internal static class CounterInspectionPages
{
    private const string Path = "/counter/inspections";

    private static readonly char[] Breaks = ['\r', '\n'];

    private static readonly TextInBoth Plans = new("检查计划", "Inspection plans");

    public static void MapCounterInspections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List).ExcludeFromDescription();
        routes.MapForm($"{Path}/new", New, RegisterAsync);
        routes.MapForm($"{Path}/{{plan}}", Plan, EndAsync);
    }

    private static RazorComponentResult<InspectionsPage> List(HttpContext context, ProvinceNode node)
    {
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number("cursor");
        string? done = asked.Text("done", 16);
        asked.End();
        IReadOnlyList<OpenedInspection> plans = node.Inspections.Of(Caller.Of(context).Authority, before);
        return Pages.Show<InspectionsPage>(context, new
        {
            Plans = plans.Select(plan => ShownInspection.Of(plan, node)).ToArray(),
            Next = plans.Count < InspectionRegister.MostListed ? null : plans[^1].Inspection.Index.ToString(CultureInfo.InvariantCulture),
            IsFirst = before is null,
            Done = done switch
            {
                "registered" => new TextInBoth("检查计划已报备，已记入账本。", "The plan is registered and on the ledger."),
                "ended" => new TextInBoth("检查计划已结束，即刻起不得再据此查看。", "The plan is ended: from now on nothing is read under it."),
                _ => null,
            },
        });
    }

    private static FormSketch New(FormCall call) => new(
        new("报备检查计划", "Register a plan"),
        new("据检查计划查看的，只能是所列对象，只能由所列人员、在期限内查看。报备后不能改动，只能结束后另行报备。", "Who reads for an inspection reads of these subjects only, as these persons, within this time. A plan never changes: end it, and register another."),
        Path,
        Plans)
    {
        Fields =
        [
            new FormField("number", new("检查码", "Plan number")) { Longest = InspectionLimits.TextLength, Hint = new("本机构每个检查码只报备一次。", "Your authority registers each number once.") },
            new FormField("kind", new("检查类型", "Kind of inspection")) { Longest = InspectionLimits.TextLength, Hint = new("如：日常检查、专项检查。", "For example: routine, special.") },
            Lines("subjects", new("检查对象", "Who is inspected"), InspectionLimits.Subjects, HolderCodeType.LongestOtherCode + 4) with
            {
                Hint = new(
                    $"每行一个统一社会信用代码或公民身份号码；其他证件在前面写代码类型，如“414 E12345678”。至多 {InspectionLimits.Subjects} 个。",
                    $"One unified social credit code or citizen number a line; of another document its code type first, such as 414 E12345678. At most {InspectionLimits.Subjects}."),
            },
            Lines("inspectors", new("执法人员账号", "Accounts of the inspectors"), InspectionLimits.Inspectors, Node.Licences.Decision.LongestOperator) with
            {
                Hint = new($"每行一个经办账号；窗口人员的账号见其首页。至多 {InspectionLimits.Inspectors} 个。", $"One a line; clerks find theirs on their first page. At most {InspectionLimits.Inspectors}."),
            },
            Lines("authorities", new("联合检查机构", "Other authorities that take part"), InspectionLimits.Authorities, 18) with
            {
                IsRequired = false,
                Hint = new($"每行一个统一社会信用代码，至多 {InspectionLimits.Authorities} 个。", $"One unified social credit code a line, at most {InspectionLimits.Authorities}."),
            },
            new FormField("from", new("自", "From")) { Shape = FieldShape.Day, IsRequired = false, Hint = new("不填即报备后立即生效。", "At once where it is left out.") },
            new FormField("to", new("至", "To")) { Shape = FieldShape.Day, Hint = new("含当日；期限至多一年。", "That day included; a year at most.") },
        ],
    };

    private static FormField Lines(string name, TextInBoth label, int most, int longest) => new(name, label) { Shape = FieldShape.Paragraph, Longest = most * (longest + 2) };

    private static async Task<string> RegisterAsync(FormCall call)
    {
        DateOnly today = BeijingTime.DayOf(call.Time.GetUtcNow());
        (DateOnly? from, DateOnly? to) = (ClerkAct.DayOf(call, "from"), ClerkAct.DayOf(call, "to"));
        InspectionPlan plan = new(
            call.Filled["number"],
            call.Filled["kind"],
            [.. LinesOf(call, "subjects").Select(SubjectOf)],
            LinesOf(call, "inspectors"),
            LinesOf(call, "authorities"),
            from is null || from == today ? null : BeijingTime.StartOf(from.Value),
            BeijingTime.StartOf(to!.Value.AddDays(1)).AddMilliseconds(-1));
        await call.Node.Inspections.RegisterAsync(call.Authority, plan, By(call), call.Key(), call.Cancel);
        return $"{Path}?done=registered";
    }

    private static FormSketch Plan(FormCall call)
    {
        OpenedInspection opened = call.Node.Inspections.Find(call.Authority, call.Named("plan"));
        ShownInspection plan = ShownInspection.Of(opened, call.Node);
        return new FormSketch(new("结束检查计划", "End the plan"), new("即刻起不得再据此查看；已有的使用仍在使用记录中。", "From now on nothing is read under it; uses that were made stay on record."), Path, Plans)
        {
            Facts =
            [
                ShownFact.Of("检查码", "Plan number", plan.Number, isCode: true),
                ShownFact.Of("检查类型", "Kind of inspection", plan.Kind),
                new(new("状态", "State"), plan.State),
                ShownFact.Of("期限", "From and to", plan.Period),
                ShownFact.Of("检查对象", "Who is inspected", string.Join(' ', opened.Content.Subjects.Select(subject => subject.Code)), isCode: true),
                ShownFact.Of("执法人员账号", "Accounts of the inspectors", string.Join(' ', opened.Content.Inspectors), isCode: true),
                .. opened.Content.Authorities.Count == 0 ? Array.Empty<ShownFact>()
                    : [ShownFact.Of("联合检查机构", "Other authorities that take part", string.Join('、', opened.Content.Authorities.Select(code => ShownStanding.NameOf(call.Node, code))))],
                ShownFact.Of("账本序号", "Ledger index", opened.Inspection.Index.ToString(CultureInfo.InvariantCulture)),
            ],
            Fields = [new FormField("reason", new("结束原因", "Why it ends")) { Longest = InspectionLimits.ReasonLength, Hint = new("加密保存，仅本机构可见。", "Kept sealed; only your authority sees it.") }],
            IsOver = opened.Inspection.EndedAt is not null,
        };
    }

    private static async Task<string> EndAsync(FormCall call)
    {
        await call.Node.Inspections.EndAsync(call.Authority, call.Named("plan"), call.Filled["reason"], By(call), call.Key(), call.Cancel);
        return $"{Path}?done=ended";
    }

    private static (string System, string Operator) By(FormCall call) => (DepartmentSystem.Counter, ClerkAct.AccountOf(call.Context));

    private static string[] LinesOf(FormCall call, string name) => call.Filled[name].Split(Breaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A line: a code of one of the two usual types, or a code type and a code. What is neither is refused where the plan is.</summary>
    private static (string CodeType, string Code) SubjectOf(string line)
    {
        string[] words = line.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length == 2 ? (words[0], words[1])
            : (UnifiedSocialCreditCode.IsValid(line) ? HolderCodeType.SocialCredit : HolderCodeType.Citizen, line);
    }
}
