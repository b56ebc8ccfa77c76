using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Verification;
using Ledger.Node;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>Who signed in sees and ends their sessions here, and what the ledger knows of them.</summary>
internal static class SessionEndpoints
{
    /// <summary>Longest <c>sub</c> (OpenID Connect Core 1.0, 2).</summary>
    internal const int LongestSubject = 255;

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder sessions = routes.MapGroup("/api/v1").WithTags("sign-in");
        sessions.MapGet("/session", Get).WithSummary("The present session 当前会话").Produces<SessionResponse>();
        sessions.MapPost("/session/end", EndAsync).WithSummary("Sign out 退出登录").Produces<SignedOutResponse>();
        sessions.MapGet("/sessions", List).WithSummary("One's sessions 本人的会话").Produces<SessionListResponse>();
        sessions.MapPost("/sessions/end", EndAll).WithSummary("End all of one's sessions 结束本人的全部会话").Produces<EndedSessionsResponse>();
        sessions.MapPost("/persons/sessions/end", EndOfPersonAsync).WithSummary("End all sessions of a person 结束某人的全部会话")
            .Accepts<EndSessionsRequest>("application/json").Produces<EndedSessionsResponse>();
        sessions.MapGet("/me", GetMe).WithTags("me").WithSummary("As whom one has signed in 本人信息").Produces<MeResponse>();
    }

    private static SessionResponse Get(HttpContext context, ProvinceNode node, TimeProvider time)
    {
        Caller caller = Caller.Of(context);
        Session session = caller.Session!;
        SignInOptions options = node.Options.SignIn;
        return new SessionResponse(
            session.Who.Provider,
            [.. Enum.GetValues<Role>().Where(role => role > Role.Person && caller.Has(role)).Select(CodeOf)],
            session.Who.Authority.Length > 0 ? session.Who.Authority : null,
            session.StartedAt,
            session.EndsAt(options),
            60 * options.IdleMinutes,
            session.IsSteppedUp(options, time.GetUtcNow()),
            $"/sign-in/{session.Who.Provider}?stepUp=yes",
            session.Who.ActsFor is Digest chosen ? ActingEndpoints.CodeOf(isGuardian: !session.Who.Holders.Contains(chosen)) : null);
    }

    private static async Task<SignedOutResponse> EndAsync(
        HttpContext context, ProvinceNode node, SignInFlow flow, SignInJournal journal, CancellationToken cancel)
    {
        Session session = End(context, node, journal);
        return new SignedOutResponse(await flow.SignOutAtAsync(session.Who.Provider, cancel));
    }

    /// <summary>Ends the session of a request; gives it.</summary>
    internal static Session End(HttpContext context, ProvinceNode node, SignInJournal journal)
    {
        Session session = Caller.Of(context).Session!;
        node.Sessions.End(session);
        journal.Ended(session.Who, session.Who.Person, count: 1);
        SessionCookie.Forget(context);
        return session;
    }

    private static SessionListResponse List(HttpContext context, ProvinceNode node)
    {
        Session present = Caller.Of(context).Session!;
        return new SessionListResponse([.. node.Sessions.Of(present.Who.Person).Select(session =>
            new ListedSessionContract(session.Label, session.StartedAt, session.UsedAt, session.Key == present.Key))]);
    }

    private static EndedSessionsResponse EndAll(HttpContext context, ProvinceNode node, SignInJournal journal)
    {
        SignedInPerson who = Caller.Of(context).Session!.Who;
        SessionCookie.Forget(context);
        return EndOf(who.Person, who, node, journal);
    }

    private static async Task<EndedSessionsResponse> EndOfPersonAsync(
        HttpContext context, ProvinceNode node, SignInFlow flow, SignInJournal journal, CancellationToken cancel)
    {
        RequestBody body = await RequestBody.ReadAsync(context.Request, cancel);
        (string provider, string subject) = (body.Text("provider", 32), body.Text("subject", LongestSubject));
        body.End();
        return new EndedSessionsResponse(EndOfPerson(context, node, flow, journal, provider, subject));
    }

    /// <summary>Ends all sessions of an account at a provider; gives how many there were.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>: no such provider.</exception>
    internal static int EndOfPerson(HttpContext context, ProvinceNode node, SignInFlow flow, SignInJournal journal, string provider, string subject) =>
        EndOf(node.Holders.PersonOf(flow.Find(provider).Provider.Issuer, subject), Caller.Of(context).Session!.Who, node, journal).Ended;

    private static EndedSessionsResponse EndOf(Digest person, SignedInPerson by, ProvinceNode node, SignInJournal journal)
    {
        int count = node.Sessions.EndAll(person);
        journal.Ended(by, person, count);
        return new EndedSessionsResponse(count);
    }

    private static MeResponse GetMe(HttpContext context, ProvinceNode node) => new(HoldersOf(Caller.Of(context).Session!.Who, node));

    /// <summary>As whom a person acts.</summary>
    internal static IReadOnlyList<OwnHolderContract> HoldersOf(SignedInPerson who, ProvinceNode node) =>
        [.. node.OwnLicences.HoldersOf(who).Select(holder => new OwnHolderContract(holder.Name, holder.CodeType.Code, Masked.Number(holder.Code)))];

    private static string CodeOf(Role role) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());
}
