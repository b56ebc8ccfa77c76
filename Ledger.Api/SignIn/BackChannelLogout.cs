using Ledger.Api.Security;
using Ledger.Crypto.Hashing;
using Ledger.Node;
using Ledger.Node.SignIn;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ledger.Api.SignIn;

/// <summary>A provider says that somebody's session there is over: those that began in it end here (OpenID Connect Back-Channel Logout 1.0).</summary>
internal sealed class BackChannelLogout(ProvinceNode node, SignInFlow flow, SignInJournal journal, FailedSignatures failed, TimeProvider time)
{
    private const string Parameter = "logout_token";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Checks what came and ends the sessions; when this returns, they are ended on the disk.</summary>
    /// <param name="context">The request, a form (2.5).</param>
    /// <param name="provider">Name of the provider in the settings.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.LogoutRefused"/>; <see cref="LedgerError.NotFound"/>: there is no such provider; <see cref="LedgerError.QuotaExceeded"/>: too
    /// many from there were refused; <see cref="LedgerError.Unavailable"/>: its keys cannot be had.
    /// </exception>
    public async Task EndAsync(HttpContext context, string provider, CancellationToken cancel)
    {
        ProviderClient client = flow.Find(provider);
        string counted = $"sign-in {provider}";
        failed.RequireFew(context, counted);
        try
        {
            LogoutToken token = await ReadAsync(context.Request, client, cancel);
            if (!await node.UsedNonces.TakeAsync($"logout {provider}", token.Id, token.GoodUntil))
            {
                throw SignInText.LogoutRefused("此注销令牌已使用过。", "The logout token was used before.", "/logout_token/replayed");
            }

            string issuer = client.Provider.Issuer;
            Digest? person = token.Subject is string subject ? node.Holders.PersonOf(issuer, subject) : null;
            IReadOnlyList<Session> ended = node.Sessions.EndOfProvider(
                person, token.Session is string session ? node.Holders.ProviderSessionOf(issuer, session) : null);
            foreach (Digest whose in ended.Select(session => session.Who.Person).Distinct())
            {
                AuditTrail.Of(context).ConcernsPerson(provider, whose);
            }

            journal.EndedByProvider(provider, ended.Count);
        }
        catch (IdTokenException fault)
        {
            throw failed.Count(context, counted) ?? SignInText.LogoutRefused(fault);
        }
    }

    private async Task<LogoutToken> ReadAsync(HttpRequest request, ProviderClient client, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || type.MediaType != Form)
        {
            throw new BadHttpRequestException("A logout token comes in a form.", StatusCodes.Status415UnsupportedMediaType);
        }

        StringValues sent = await ParameterAsync(request, cancel);
        if (sent is not [string text])
        {
            throw SignInText.LogoutRefused("请求应有且仅有一个 logout_token。", "The form has one logout_token.", "/logout_token");
        }

        UnverifiedToken unverified = UnverifiedToken.Read(text, LogoutToken.Types);
        IReadOnlyList<ProviderKey> keys = await client.FindKeysAsync(unverified.Algorithm, unverified.KeyId, cancel);
        return LogoutToken.Accept(unverified, keys, client.Provider.Issuer, client.Provider.ClientId, time.GetUtcNow());
    }

    private static async Task<StringValues> ParameterAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            return (await request.ReadFormAsync(cancel))[Parameter];
        }
        catch (InvalidDataException e)
        {
            throw new BadHttpRequestException("The form has more fields, or longer ones, than are read.", e);
        }
    }
}
