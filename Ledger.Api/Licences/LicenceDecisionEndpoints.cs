using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Node;
using Ledger.Node.Licences;
using Ledger.Node.Log;

namespace Ledger.Api.Licences;

/// <summary>Departments decide on their licences here: each decision is one event, and names its legal basis and who acted.</summary>
internal static class LicenceDecisionEndpoints
{
    private const string Json = "application/json";

    /// <summary>One operation of the register, ready but for the decision.</summary>
    private delegate Task<LogReceipt> Decide(LicenceRegister register, LicenceDecision decision, CancellationToken cancel);

    public static void MapDecisions(this RouteGroupBuilder licences)
    {
        licences.MapPost("/{identifier}/suspension", SuspendAsync).WithSummary("Suspend a licence 暂扣")
            .Accepts<SuspendLicenceRequest>(Json).Produces<ChangedLicenceResponse>();
        licences.MapPost("/{identifier}/resumption", ResumeAsync).WithSummary("Give a suspended licence back 暂扣发还")
            .Accepts<DecisionRequest>(Json).Produces<ChangedLicenceResponse>();
        licences.MapPost("/{identifier}/revocation", RevokeAsync).WithSummary("End a licence 注销、撤销、吊销、转出")
            .Accepts<RevokeLicenceRequest>(Json).Produces<ChangedLicenceResponse>();
        licences.MapPost("/{identifier}/checks", CheckAsync).WithSummary("Enter a annual check 校验")
            .Accepts<CheckLicenceRequest>(Json).Produces<ChangedLicenceResponse>();
        licences.MapPost("/{identifier}/dispute", DisputeAsync).WithSummary("Mark that an objection is open 异议标注")
            .Accepts<DisputeLicenceRequest>(Json).Produces<ChangedLicenceResponse>();
        licences.MapPost("/{identifier}/dispute/settlement", SettleAsync).WithSummary("Take the mark of an objection off 异议标注撤销")
            .Accepts<SettleDisputeRequest>(Json).Produces<ChangedLicenceResponse>();
    }

    private static Task<ChangedLicenceResponse> SuspendAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, body =>
        {
            DateOnly? until = body.OptionalDate("until");
            return (register, decision, stop) => register.SuspendAsync(decision, until, stop);
        }, cancel);

    private static Task<ChangedLicenceResponse> ResumeAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, _ =>
            (register, decision, stop) => register.ResumeAsync(decision, stop), cancel);

    private static Task<ChangedLicenceResponse> RevokeAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, body =>
        {
            RevocationReason reason = LicenceRequests.ReadReason(body.Text("reason", 32));
            string? destination = body.OptionalText("destination", 6);
            return (register, decision, stop) => register.RevokeAsync(decision, reason, destination, stop);
        }, cancel);

    private static Task<ChangedLicenceResponse> CheckAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, body =>
        {
            bool passed = body.OptionalFlag("passed")
                ?? throw new LedgerException(LedgerError.MissingField, "缺少字段 passed。", "Field passed is missing.", "/passed");
            DateOnly? nextDue = body.OptionalDate("nextDue");
            return (register, decision, stop) => register.CheckAsync(decision, passed, nextDue, stop);
        }, cancel);

    private static Task<ChangedLicenceResponse> DisputeAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, body =>
        {
            string reference = body.Text("reference", 64);
            return (register, decision, stop) => register.DisputeAsync(decision, reference, stop);
        }, cancel);

    private static Task<ChangedLicenceResponse> SettleAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, CancellationToken cancel) =>
        DecideAsync(context, identifier, node, time, body =>
        {
            DisputeOutcome outcome = LicenceRequests.ReadOutcome(body.Text("outcome", 32));
            return (register, decision, stop) => register.LiftDisputeAsync(decision, outcome, stop);
        }, cancel);

    private static async Task<ChangedLicenceResponse> DecideAsync(
        HttpContext context, string identifier, ProvinceNode node, TimeProvider time, Func<RequestBody, Decide> read, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        Decide decide = read(body);
        Decision ground = LicenceRequests.ReadDecision(body, time);
        body.End();
        LicenceDecision decision = new(Caller.Of(context).Authority, identifier, ground, IdempotencyKey.Of(context, body));
        LogReceipt receipt = await decide(node.Licences, decision, cancel);
        return LicenceAnswers.Of(identifier, receipt, node);
    }
}
