using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ledger.Crypto.Signing;
using Ledger.Node;
using Ledger.Node.Outgoing;
using Ledger.Node.SignIn;

namespace Ledger.Api.SignIn;

/// <summary>
/// Calls one provider. Everything is bounded: 10 seconds, 64 KiB, no redirection, so many calls at a time. Its document and keys are kept for an
/// hour, and for a day where it cannot be reached.
/// </summary>
/// <param name="provider">Its settings.</param>
/// <param name="folder">The node's folder.</param>
/// <param name="key">By which the node shows that it is the client; null where it shows a secret.</param>
/// <param name="privateNetworks">Networks that names may lead to though they are not public.</param>
/// <param name="time">The only clock.</param>
internal sealed class ProviderClient(
    IdentityProviderOptions provider, string folder, ClientKey? key, IReadOnlyList<IPNetwork> privateNetworks, TimeProvider time) : IDisposable
{
    private const int MostCalls = 16;
    private const int LongestSecret = 1024;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptAtMost = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenRefreshes = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _refresh = new(1);
    private readonly SemaphoreSlim _calls = new(MostCalls);

    // What the provider's document names was written by the provider, not by who runs the node.
    private readonly HttpClient _http = OutgoingHttp.Create(new OutgoingCall
    {
        Patience = OutgoingLimits.ProviderAnswer,
        LongestAnswer = OutgoingLimits.ProviderBytes,
        PrivateNetworks = privateNetworks,
        IsSettled = host => host == provider.Address.IdnHost,
    });

    private (ProviderDocument Document, DateTimeOffset At)? _document;
    private (IReadOnlyList<ProviderKey> Keys, DateTimeOffset At)? _keys;
    private DateTimeOffset _lastKeyTry = DateTimeOffset.MinValue;

    /// <summary>Its settings.</summary>
    public IdentityProviderOptions Provider => provider;

    /// <summary>The node's key as its client; null where it shows a secret.</summary>
    public ClientKey? Key => key;

    /// <summary>What it says of itself.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>.</exception>
    public Task<ProviderDocument> DescribeAsync(CancellationToken cancel) => InTurnAsync(() => DescribeInTurnAsync(cancel), cancel);

    /// <summary>Its keys of one name and algorithm; asked for anew where it has none, twice a minute at most.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.Unavailable"/>.</exception>
    public Task<IReadOnlyList<ProviderKey>> FindKeysAsync(string algorithm, string? keyId, CancellationToken cancel) => InTurnAsync(
        async () =>
        {
            DateTimeOffset now = time.GetUtcNow();
            bool isOld = _keys is not { } kept || now - kept.At >= KeptFor || !Fitting(algorithm, keyId).Any();
            if (isOld && now - _lastKeyTry >= BetweenRefreshes)
            {
                _lastKeyTry = now;
                ProviderDocument document = await DescribeInTurnAsync(cancel);
                _keys = await OrKeptAsync(async () => ProviderKey.ReadAll(await GetAsync(document.Keys, cancel)), _keys, now);
            }

            return _keys is null
                ? throw Unavailable(new IdTokenException(IdTokenFault.UnknownKey, "The keys could not be read just now."))
                : (IReadOnlyList<ProviderKey>)[.. Fitting(algorithm, keyId)];
        },
        cancel);

    /// <summary>Exchanges a code (OpenID Connect Core 1.0, 3.1.3).</summary>
    /// <param name="code">The code.</param>
    /// <param name="verifier">What its challenge was made of (RFC 7636).</param>
    /// <param name="redirect">Where the code was sent to.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The id_token as it came, and the access token beside it, which is used for nothing else.</returns>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.SignInRefused"/>: the provider does not take the code; <see cref="LedgerError.Unavailable"/>; <see cref="LedgerError.Busy"/>.
    /// </exception>
    public async Task<(string IdToken, string? AccessToken)> ExchangeAsync(string code, string verifier, Uri redirect, CancellationToken cancel)
    {
        ProviderDocument document = await DescribeAsync(cancel);
        if (!await _calls.WaitAsync(0, cancel))
        {
            throw new LedgerException(LedgerError.Busy, "同时登录的人过多，请稍后重试。", "Too many people are signing in at once; try again shortly.");
        }

        try
        {
            Dictionary<string, string> form = new()
            {
                ["grant_type"] = "authorization_code",
                ["code"] = code,
                ["redirect_uri"] = redirect.AbsoluteUri,
                ["code_verifier"] = verifier,
            };
            if (key is not null)
            {
                // RFC 7523, 2.2.
                form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                form["client_assertion"] = key.Assert(provider.ClientId, provider.Issuer, time.GetUtcNow());
            }

            using HttpRequestMessage request = new(HttpMethod.Post, document.Token) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Authorization = key is null ? Credentials() : null;
            using HttpResponseMessage answer = await _http.SendAsync(request, cancel);
            if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                throw SignInText.Refused("身份提供方不接受此授权码。", "The identity provider does not take this code.", "/code");
            }

            JsonElement tokens = ProviderJson.Object(await ContentOfAsync(answer, cancel));

            // How long the token may be is said by who reads it, and not as a failing of the provider.
            return (tokens.Text("id_token", OutgoingLimits.ProviderBytes), tokens.OptionalText("access_token", OutgoingLimits.ProviderBytes));
        }
        catch (Exception e) when (IsOfProvider(e, cancel))
        {
            throw Unavailable(e);
        }
        finally
        {
            _calls.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _refresh.Dispose();
        _calls.Dispose();
    }

    // RFC 6749, 2.3.1. Read each time: a new secret counts at once, and none lies in memory in between.
    private AuthenticationHeaderValue Credentials()
    {
        byte[] secret = PrivateFile.Read(Path.Combine(folder, provider.ClientSecretFile!), LongestSecret);
        try
        {
            string pair = $"{Uri.EscapeDataString(provider.ClientId)}:{Uri.EscapeDataString(Encoding.UTF8.GetString(secret).Trim())}";
            return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private IEnumerable<ProviderKey> Fitting(string algorithm, string? keyId) =>
        (_keys?.Keys ?? []).Where(key => key.Verifies.Contains(algorithm) && (keyId is null || key.Id == keyId));

    private async Task<ProviderDocument> DescribeInTurnAsync(CancellationToken cancel)
    {
        DateTimeOffset now = time.GetUtcNow();
        if (_document is not { } kept || now - kept.At >= KeptFor)
        {
            Uri address = new(provider.Issuer.TrimEnd('/') + "/.well-known/openid-configuration");
            _document = await OrKeptAsync(async () => ProviderDocument.Read(await GetAsync(address, cancel), provider, key?.Algorithm), _document, now);
        }

        return _document.Value.Document;
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> act, CancellationToken cancel)
    {
        await _refresh.WaitAsync(cancel);
        try
        {
            return await act();
        }
        catch (Exception e) when (IsOfProvider(e, cancel))
        {
            throw Unavailable(e);
        }
        finally
        {
            _refresh.Release();
        }
    }

    // What was good within a day is better than nobody signing in while the provider cannot be reached.
    private static async Task<(T Value, DateTimeOffset At)> OrKeptAsync<T>(Func<Task<T>> get, (T Value, DateTimeOffset At)? kept, DateTimeOffset now)
    {
        try
        {
            return (await get(), now);
        }
        catch (HttpRequestException) when (kept is { } old && now - old.At < KeptAtMost)
        {
            return kept.Value;
        }
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken cancel)
    {
        using HttpResponseMessage answer = await _http.GetAsync(address, cancel);
        return await ContentOfAsync(answer, cancel);
    }

    private static async Task<byte[]> ContentOfAsync(HttpResponseMessage answer, CancellationToken cancel) => answer.StatusCode == HttpStatusCode.OK
        ? await answer.Content.ReadAsByteArrayAsync(cancel)
        : throw new HttpRequestException($"The provider answered {(int)answer.StatusCode}.");

    private static bool IsOfProvider(Exception e, CancellationToken cancel) =>
        e is HttpRequestException or IdTokenException || (e is TaskCanceledException && !cancel.IsCancellationRequested);

    private static LedgerException Unavailable(Exception e) =>
        new(LedgerError.Unavailable, "身份提供方暂不可用，请稍后重试。", "The identity provider cannot be reached or answers wrongly; try again later.", e);
}
