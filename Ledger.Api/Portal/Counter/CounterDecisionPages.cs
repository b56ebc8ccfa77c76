using Ledger.Api.Licences;
using Ledger.Api.Portal.Own;
using Ledger.Api.Problems;
using Ledger.Node;
using Ledger.Node.Catalogue;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Portal.Counter;

/// <summary>A clerk suspends, gives back and ends licences here: with the legal basis, and after a tick that says that it is meant.</summary>
internal static class CounterDecisionPages
{
    private static readonly FormField Until = new("until", new("暂扣至", "Until"))
    {
        Shape = FieldShape.Day,
        IsRequired = false,
        Hint = new("到期不会自动发还，须另行办理。", "It is given back by a decision, not by the day."),
    };

    private static readonly FormField Reason = new("reason", new("终止方式", "How it ends"))
    {
        Shape = FieldShape.Choice,
        Choices = [.. Enum.GetValues<RevocationReason>().Where(reason => reason is not RevocationReason.Superseded).Select(reason => new Choice(reason.Code(), CodeText.Of(reason.Code())))],
    };

    private static readonly FormField Destination = new("destination", new("转往省市的行政区划代码", "Division code of the province"))
    {
        Shape = FieldShape.Number,
        IsRequired = false,
        Longest = 6,
        Hint = new("仅转出时填写；6 位数字，如 320000。", "For a transfer only: six digits, such as 320000."),
    };

    private static readonly FormField LegalBasis = new("legalBasis", new("法律依据", "Legal basis"))
    {
        Longest = Decision.LongestLegalBasis,
        Hint = new("写明法规名称与条款；将永久公开记载，不得含个人信息。", "Law and article. It stays for ever; no personal data."),
    };

    /// <summary>One operation of the register, by what was filled in.</summary>
    private delegate Task<LogReceipt> Decide(LicenceRegister register, LicenceDecision decision, FormCall call);

    public static void MapCounterDecisions(this IEndpointRouteBuilder routes)
    {
        Map(
            routes, "suspension", "suspended", new("暂扣证照", "Suspend the licence"), new("暂扣期间，任何人核验都会看到“暂扣”。", "While it is suspended, whoever verifies it is told so."), [Until],
            (register, decision, call) => register.SuspendAsync(decision, ClerkAct.DayOf(call, "until"), call.Cancel));
        Map(
            routes, "resumption", "resumed", new("发还证照", "Give the licence back"), new("发还后证照恢复有效。", "It counts again once it is given back."), [],
            (register, decision, call) => register.ResumeAsync(decision, call.Cancel));
        Map(
            routes, "revocation", "revoked", new("终止证照", "End the licence"),
            new("终止不可撤回：此后核验结果一律为无效。", "This cannot be taken back: from now on whoever verifies it finds it not valid."), [Reason, Destination],
            (register, decision, call) => register.RevokeAsync(decision, LicenceRequests.ReadReason(call.Filled["reason"]), call.Optional("destination"), call.Cancel));
    }

    private static void Map(IEndpointRouteBuilder routes, string act, string done, TextInBoth heading, TextInBoth says, FormField[] fields, Decide decide) => routes.MapForm(
        $"/counter/licences/{{identifier}}/{act}",
        call =>
        {
            ShownLicence licence = ShownLicence.Of(call.Context, call.Node.Licences.Open(call.Authority, call.Named("identifier")).Licence, call.Node, call.Time);
            return new FormSketch(heading, says, AddressOf(licence.Identifier), new(licence.Name, licence.Name))
            {
                Facts =
                [
                    ShownFact.Of("证照", "Licence", licence.Name),
                    new ShownFact(new("现状", "Now"), licence.State),
                    ShownFact.Of("有效期", "Validity", licence.Validity),
                    ShownFact.Of("证照标识", "Identifier", licence.Identifier, isCode: true),
                ],
                Fields = [.. fields, LegalBasis, FormField.Note],
                Tick = new("我已核对证照与依据，确认办理", "I have checked the licence and the basis; it is meant"),
            };
        },
        async call =>
        {
            Decision ground = ClerkAct.DecisionOf(call.Context, call.Filled, call.Time);
            if (ground.Refusals(LicenceDate.InChina(call.Time.GetUtcNow())).ToArray() is { Length: > 0 } wrong)
            {
                throw new LedgerException(wrong);
            }

            string identifier = call.Named("identifier");
            await decide(call.Node.Licences, new LicenceDecision(call.Authority, identifier, ground, call.Key()), call);
            return $"{AddressOf(identifier)}?done={done}";
        });

    private static string AddressOf(string identifier) => $"/counter/licences/{identifier}";
}
