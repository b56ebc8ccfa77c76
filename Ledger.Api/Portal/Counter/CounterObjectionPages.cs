using System.Globalization;
using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;
using Ledger.Node.Licences;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk reads here what holders object to of the uses that the authority's systems made (异议), and answers.</summary>
internal static class CounterObjectionPages
{
    public static void MapCounterObjections(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/counter/objections", List).ExcludeFromDescription();
        routes.MapForm("/counter/objections/{index}", Objection, AnswerAsync);
    }

    /// <summary>Objections to the uses of all of an authority's systems, the newest first.</summary>
    /// <param name="node">The node.</param>
    /// <param name="authority">The authority.</param>
    /// <param name="before">Log index of the last one seen; null for the newest.</param>
    internal static IReadOnlyList<OpenedObjection> Of(ProvinceNode node, string authority, long? before) =>
        [.. CallersOf(node, authority).SelectMany(caller => node.UseObjections.Of(caller, before)).OrderByDescending(objection => objection.Index).Take(UseObjections.MostListed)];

    private static IEnumerable<UseCaller> CallersOf(ProvinceNode node, string authority) =>
        node.Options.Systems.Where(system => system.Authority == authority && !system.Audits).Select(system => new UseCaller(system.Name, new ReadingRight(authority, [])));

    private static RazorComponentResult<ObjectionsPage> List(HttpContext context, ProvinceNode node)
    {
        RequestQuery asked = new(context.Request.Query);
        long? before = asked.Number("cursor");
        bool isDone = asked.Text("done", 8) is not null;
        asked.End();
        IReadOnlyList<OpenedObjection> found = Of(node, Caller.Of(context).Authority, before);
        return Pages.Show<ObjectionsPage>(context, new
        {
            Objections = found.Select(ObjectionReading.Of).ToArray(),
            Next = found.Count < UseObjections.MostListed ? null : found[^1].Index.ToString(CultureInfo.InvariantCulture),
            IsFirst = before is null,
            IsDone = isDone,
        });
    }

    private static FormSketch Objection(FormCall call)
    {
        UseObjectionResponse objection = ObjectionReading.Of(Find(call).Objection);
        return new FormSketch(new("答复异议", "Answer the objection"), new("答复只能作出一次，持证主体在其使用记录中看到。", "It is answered once; the holder reads it beside the use."), "/counter/objections", new("异议", "Objections"))
        {
            Facts =
            [
                ShownFact.Of("异议内容", "The objection", objection.Text),
                ShownFact.Of("提出时间", "When", BeijingTime.TextOf(objection.At)),
                new(new("提出人", "By"), objection.ByGuardian ? new("未成年人的父母", "A minor's parent") : new("持证主体", "The holder")),
                call.Node.Items.Find(objection.ItemCode) is { } item
                    ? new(new("用证事项", "The use was for"), new(item.Name, item.English))
                    : ShownFact.Of("用证事项", "The use was for", objection.ItemCode, isCode: true),
                ShownFact.Of("业务流水号", "Case", objection.BusinessCode, isCode: true),
                ShownFact.Of("用证经办", "Used by", objection.Operator, isCode: true),
                ShownFact.Of("用证的账本序号", "Ledger index of the use", objection.UseIndex.ToString(CultureInfo.InvariantCulture)),
                .. objection.Answer is ObjectionAnswerContract answer ? AnswerOf(answer) : [],
            ],
            Fields =
            [
                new FormField("outcome", new("结论", "Outcome")) { Shape = FieldShape.Choice, Choices = [new("upheld", CodeText.Of("upheld")), new("rejected", CodeText.Of("rejected"))] },
                new FormField("text", new("说明", "Why")) { Shape = FieldShape.Paragraph, Longest = UseObjections.LongestText },
                new FormField("correction", new("改正措施", "What was done about it"))
                {
                    Shape = FieldShape.Paragraph,
                    IsRequired = false,
                    Longest = UseObjections.LongestText,
                    Hint = new("异议成立时填写。", "Where the objection is upheld, and only then."),
                },
            ],
            IsOver = objection.Answer is not null,
        };
    }

    private static IEnumerable<ShownFact> AnswerOf(ObjectionAnswerContract answer) =>
    [
        new(new("结论", "Outcome"), CodeText.Of(answer.Outcome)),
        ShownFact.Of("答复", "Answer", answer.Text),
        .. answer.Correction is string correction ? [ShownFact.Of("改正措施", "What was done about it", correction)] : Array.Empty<ShownFact>(),
        ShownFact.Of("答复时间", "Answered", BeijingTime.TextOf(answer.At)),
    ];

    private static async Task<string> AnswerAsync(FormCall call)
    {
        (UseCaller caller, OpenedObjection objection) = Find(call);
        bool isUpheld = ObjectionReading.IsUpheld(call.Filled["outcome"]);
        ObjectionAnswer answer = new(isUpheld, call.Filled["text"], call.Filled["correction"], ClerkAct.AccountOf(call.Context));
        await call.Node.UseObjections.AnswerAsync(caller, objection.Index, answer, call.Key(), call.Cancel);
        return "/counter/objections?done=yes";
    }

    private static (UseCaller Caller, OpenedObjection Objection) Find(FormCall call)
    {
        long index = UseEndpoints.IndexOf(call.Named("index"));
        foreach (UseCaller caller in CallersOf(call.Node, call.Authority))
        {
            if (call.Node.UseObjections.Find(caller, index) is OpenedObjection found)
            {
                return (caller, found);
            }
        }

        throw new LedgerException(LedgerError.NotFound, "没有对本机构用证的此项异议。", "There is no such objection to a use of this authority.");
    }
}
