using System.Globalization;
using Ledger.Api.Problems;
using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.AspNetCore.WebUtilities;

namespace Ledger.Api.SignIn;

/// <summary>The code flow with PKCE (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9700): out to the provider, and back with a session.</summary>
internal sealed class SignInFlow(ProvinceNode node, SignInJournal journal, TimeProvider time) : IDisposable
{
    private const int LongestCode = 4096;

    private readonly AttemptCookie _attempts = new();
    private readonly Dictionary<string, ProviderClient> _providers = node.Options.SignIn.Providers.ToDictionary(
        provider => provider.Name,
        provider => new ProviderClient(
            provider, node.Options.Folder, node.ClientKeys.Find(provider.Name) is SigningKey key ? new ClientKey(key) : null, node.Options.OutgoingNetworks, time),
        StringComparer.Ordinal);

    /// <summary>The provider of this name.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/>.</exception>
    public ProviderClient Find(string provider) => _providers.GetValueOrDefault(provider)
        ?? throw new LedgerException(LedgerError.NotFound, "没有这个身份提供方。", "There is no such identity provider.");

    /// <summary>Begins a sign-in, or a step-up of who has signed in.</summary>
    /// <returns>The provider's address to send the browser to.</returns>
    public async Task<string> StartAsync(HttpContext context, string provider, string returnPath, bool isStepUp, CancellationToken cancel)
    {
        ProviderClient client = Find(provider);
        Session? session = isStepUp ? SessionCookie.Read(context, node.Sessions) ?? throw SessionCaller.SignInNeeded() : null;
        if (session is not null && session.Who.Provider != provider)
        {
            throw SignInText.Refused("请用登录时的身份提供方重新认证。", "A step-up is made at the provider of the sign-in.", "/provider");
        }

        ProviderDocument document = await client.DescribeAsync(cancel);
        SignInAttempt attempt = SignInAttempt.Begin(provider, returnPath, time.GetUtcNow(), session?.Who.Person.ToHex());
        _attempts.Give(context, attempt);
        Dictionary<string, string?> query = new()
        {
            ["response_type"] = "code",
            ["client_id"] = client.Provider.ClientId,
            ["redirect_uri"] = RedirectOf(provider).AbsoluteUri,
            ["scope"] = string.Join(' ', client.Provider.Scopes),
            ["state"] = attempt.State,
            ["nonce"] = attempt.Nonce,
            ["code_challenge"] = attempt.Challenge,
            ["code_challenge_method"] = "S256",

            // A wish: the provider's pages in the language of ours.
            ["ui_locales"] = ViewChoice.IsEnglish(context.Request) ? "en" : "zh-CN",

            // Also what makes the provider say auth_time (3.1.2.1).
            ["max_age"] = SecondsOf(isStepUp).ToString(CultureInfo.InvariantCulture),
        };
        if (isStepUp)
        {
            query["prompt"] = "login";
            query["acr_values"] = client.Provider.StepUpAcr;
        }

        return QueryHelpers.AddQueryString(document.Authorization.AbsoluteUri, query.Where(parameter => parameter.Value is not null));
    }

    /// <summary>Ends what <see cref="StartAsync"/> began: checks the answer, gets the token, begins a session under a new name.</summary>
    /// <returns>The path to go on at.</returns>
    /// <exception cref="LedgerException"><see cref="LedgerError.SignInRefused"/>, and what the provider's failing makes of it.</exception>
    public async Task<string> FinishAsync(HttpContext context, string provider, CancellationToken cancel)
    {
        try
        {
            ProviderClient client = Find(provider);
            SignInAttempt attempt = await CheckAnswerAsync(context, client, cancel);
            SignedInPerson who = await CheckPersonAsync(context, client, attempt, cancel);
            (byte[] name, Session session) = node.Sessions.Begin(who, SessionCookie.Read(context, node.Sessions));
            journal.Began(session, attempt.Person is not null);
            AuditTrail.Of(context).Caller = Caller.Of(session); // from here the request is theirs
            SessionCookie.Give(context, name);
            return attempt.Return;
        }
        catch (LedgerException refusal) when (refusal.Error != LedgerError.NotFound)
        {
            journal.Refused(provider, refusal, AuditTrail.Of(context).Reference);
            throw;
        }
    }

    /// <summary>Where the provider signs a person out as well (OpenID Connect RP-Initiated Logout 1.0, 2); null where it does not, or cannot be reached.</summary>
    public async Task<string?> SignOutAtAsync(string provider, CancellationToken cancel)
    {
        try
        {
            ProviderClient client = Find(provider);
            return (await client.DescribeAsync(cancel)).EndSession is Uri end
                ? QueryHelpers.AddQueryString(end.AbsoluteUri, new Dictionary<string, string?>
                {
                    ["client_id"] = client.Provider.ClientId,
                    ["post_logout_redirect_uri"] = new Uri(node.Options.PublicAddress, "/").AbsoluteUri,
                })
                : null;
        }
        catch (LedgerException)
        {
            return null; // here the person is signed out all the same
        }
    }

    public void Dispose()
    {
        _attempts.Dispose();
        foreach (ProviderClient provider in _providers.Values)
        {
            provider.Dispose();
        }
    }

    private async Task<SignInAttempt> CheckAnswerAsync(HttpContext context, ProviderClient client, CancellationToken cancel)
    {
        RequestQuery answer = new(context.Request.Query); // providers add parameters of their own: those are not read
        SignInAttempt attempt = _attempts.Take(context, time.GetUtcNow()) is SignInAttempt begun && begun.Provider == client.Provider.Name
            ? begun
            : throw SignInText.Refused("没有进行中的登录，或已超过 10 分钟，请重新登录。", "No sign-in was begun in this browser within 10 minutes.", "/cookie");
        if (!IdToken.FixedTimeEquals(answer.Text("state", 256) ?? "", attempt.State))
        {
            throw SignInText.Refused("登录应答不属于本次登录。", "The answer is not that to this sign-in.", "/state");
        }

        // RFC 9207, 2.4: exactly, also where it was not announced.
        string? issuer = answer.Text("iss", 512);
        if (issuer is null ? (await client.DescribeAsync(cancel)).NamesItself : issuer != client.Provider.Issuer)
        {
            throw SignInText.Refused("登录应答来自另一身份提供方。", "The answer is another provider's.", "/iss");
        }

        return context.Request.Query.ContainsKey("error")
            ? throw SignInText.Refused("身份提供方未完成登录。", "The identity provider did not sign the person in.", "/error")
            : attempt;
    }

    private async Task<SignedInPerson> CheckPersonAsync(HttpContext context, ProviderClient client, SignInAttempt attempt, CancellationToken cancel)
    {
        string code = new RequestQuery(context.Request.Query).Text("code", LongestCode)
            ?? throw SignInText.Refused("登录应答没有授权码。", "The answer has no code.", "/code");
        (string text, string? accessToken) = await client.ExchangeAsync(code, attempt.Verifier, RedirectOf(attempt.Provider), cancel);
        try
        {
            UnverifiedToken unverified = UnverifiedToken.Read(text, UnverifiedToken.IdTokenTypes);
            IReadOnlyList<ProviderKey> keys = await client.FindKeysAsync(unverified.Algorithm, unverified.KeyId, cancel);
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset after = attempt.Person is null ? now.AddSeconds(-SecondsOf(isStepUp: false)) : attempt.Started;
            IdToken token = IdToken.Accept(
                unverified, keys, accessToken, new ExpectedToken(client.Provider.Issuer, client.Provider.ClientId, attempt.Nonce, after, now));

            // Each sign-in once, also where a provider would take a code twice.
            if (!await node.UsedNonces.TakeAsync("sign-in", attempt.State, attempt.Started + AttemptCookie.Lifetime))
            {
                throw SignInText.Refused("此登录应答已使用过。", "The answer was used before.", "/state");
            }

            return CheckStepUp(attempt, PersonOfToken.Read(token, client.Provider, node.Holders));
        }
        catch (IdTokenException fault)
        {
            throw SignInText.Of(fault);
        }
    }

    private static SignedInPerson CheckStepUp(SignInAttempt attempt, SignedInPerson who) =>
        attempt.Person is null ? who
        : who.Person != Digest.FromHex(attempt.Person) ? throw SignInText.Refused("重新认证的不是已登录的人。", "Another person than had signed in was authenticated.", "/id_token/sub")
        : !who.HasStepUpAcr ? throw SignInText.Refused("身份认证的等级不够。", "The means of authentication is not strong enough.", "/id_token/acr")
        : who;

    private Uri RedirectOf(string provider) => new(node.Options.PublicAddress, $"/sign-in/{provider}/callback");

    private int SecondsOf(bool isStepUp) => 60 * (isStepUp ? node.Options.SignIn.StepUpMinutes : node.Options.SignIn.AbsoluteMinutes);
}
