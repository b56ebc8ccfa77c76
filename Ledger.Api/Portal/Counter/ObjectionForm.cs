using System.Globalization;
using Ledger.Api.Consents;
using Ledger.Api.Problems;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.Consents;

namespace Ledger.Api.Portal.Counter;

/// <summary>One objection to a use, and the form that answers it: the same wherever the use was made.</summary>
internal static class ObjectionForm
{
    /// <summary>What the page says.</summary>
    /// <param name="call">The form.</param>
    /// <param name="objection">The objection.</param>
    /// <param name="back">Address of the list that it is in.</param>
    /// <param name="backText">What that list is called.</param>
    public static FormSketch Of(FormCall call, UseObjectionResponse objection, string back, TextInBoth backText) =>
        new(new("答复异议", "Answer the objection"), new("答复只能作出一次，持证主体在其使用记录中看到。", "It is answered once; the holder reads it beside the use."), back, backText)
        {
            Facts =
            [
                ShownFact.Of("异议内容", "The objection", objection.Text),
                ShownFact.Of("提出时间", "When", BeijingTime.TextOf(objection.At)),
                new(new("提出人", "By"), objection.ByGuardian ? new("未成年人的父母", "A minor's parent") : new("持证主体", "The holder")),
                .. objection.Made is ObjectedUseContract made
                    ? [new ShownFact(new("所涉用证", "The use"), ObjectedUseSentence.Of(made, objection.Operator, call.Node))]
                    : new[] { ShownFact.Of("用证经办", "Used by", objection.Operator, isCode: true) },
                call.Node.Items.Find(objection.ItemCode) is { } item
                    ? new(new("用证事项", "The use was for"), new(item.Name, item.English))
                    : ShownFact.Of("用证事项", "The use was for", objection.ItemCode, isCode: true),
                ShownFact.Of("业务流水号", "Case", objection.BusinessCode, isCode: true),
                ShownFact.Of("用证的账本序号", "Ledger index of the use", objection.UseIndex.ToString(CultureInfo.InvariantCulture)),
                .. objection.Answer is ObjectionAnswerContract answer ? FactsOf(answer) : [],
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
                    Hint = new("异议成立的，必须填写；不成立的，不填。", "Needed where the objection is upheld; left empty where it is rejected."),
                },
            ],
            IsOver = objection.Answer is not null,
        };

    /// <summary>What the clerk answers.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: there is no such outcome.</exception>
    public static ObjectionAnswer AnswerOf(FormCall call) =>
        new(ObjectionReading.IsUpheld(call.Filled["outcome"]), call.Filled["text"], call.Filled["correction"], ClerkAct.AccountOf(call.Context));

    /// <summary>There is none.</summary>
    public static LedgerException Absent() => new(LedgerError.NotFound, "没有对本机构用证的此项异议。", "There is no such objection to a use of this authority.");

    private static ShownFact[] FactsOf(ObjectionAnswerContract answer) =>
    [
        new(new("结论", "Outcome"), CodeText.Of(answer.Outcome)),
        ShownFact.Of("答复", "Answer", answer.Text),
        .. answer.Correction is string correction ? [ShownFact.Of("改正措施", "What was done about it", correction)] : Array.Empty<ShownFact>(),
        ShownFact.Of("答复时间", "Answered", BeijingTime.TextOf(answer.At)),
    ];
}
