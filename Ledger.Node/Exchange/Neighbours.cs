using System.Net;
using System.Security.Cryptography.X509Certificates;
using Ledger.Crypto.HttpSignatures;
using Ledger.Crypto.Signing;
using Ledger.Node.Outgoing;
using Ledger.Node.Security;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Exchange;

/// <summary>
/// Asks the other provinces' nodes: signed, and believing no answer that is not signed to the question. Whatever one does, a call ends in time and takes little
/// memory; who lies, or fails again and again, is left alone for a while.
/// </summary>
internal sealed partial class Neighbours : IDisposable
{
    private readonly Dictionary<string, (NeighbourProvince Province, NeighbourStanding Standing)> _known;
    private readonly HttpClient _http;
    private readonly MessageKey? _key;
    private readonly ProvinceKeys? _keys;
    private readonly TimeProvider _time;
    private readonly ILogger<Neighbours> _logger;

    /// <summary>The provinces of the settings.</summary>
    /// <param name="provinces">As the settings have them, checked.</param>
    /// <param name="key">Signs requests; stays the caller's. Null where there are none.</param>
    /// <param name="networks">Networks that a name may lead to though they are not public.</param>
    /// <param name="time">The only clock.</param>
    /// <param name="logger">Is told of quarantines.</param>
    /// <param name="keys">What the chain says of their keys; null where nothing is read from one.</param>
    /// <param name="certificate">Gives the certificate by which this node shows itself in TLS; null for none.</param>
    /// <param name="patience">How long a whole answer may take; null for <see cref="OutgoingLimits.ProvinceAnswer"/>.</param>
    public Neighbours(
        IReadOnlyList<NeighbourProvince> provinces, MessageKey? key, IReadOnlyList<IPNetwork> networks, TimeProvider time, ILogger<Neighbours> logger,
        ProvinceKeys? keys = null, Func<X509Certificate2?>? certificate = null, TimeSpan? patience = null)
    {
        (_key, _keys, _time, _logger) = (key, keys, time, logger);
        _known = provinces.ToDictionary(province => province.Division, province => (province, new NeighbourStanding(time)), StringComparer.Ordinal);
        _http = OutgoingHttp.Create(new OutgoingCall
        {
            Patience = patience ?? OutgoingLimits.ProvinceAnswer,
            LongestAnswer = OutgoingLimits.ProvinceBytes,
            PrivateNetworks = networks,
            Certificate = certificate,
        });
    }

    /// <summary>Asks one, and takes the answer where it counts.</summary>
    /// <param name="division">Division code of the province.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="accept">
    /// Makes something of a signed answer, or throws: <see cref="NeighbourException"/> where it cannot be believed, <see cref="LedgerException"/> where it is an honest refusal.
    /// </param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="LedgerException">
    /// <see cref="LedgerError.InvalidField"/>: no such neighbour now; <see cref="LedgerError.Unavailable"/>: no answer that counts, or in quarantine; what
    /// <paramref name="accept"/> refuses.
    /// </exception>
    public Task<T> AskAsync<T>(string division, NeighbourQuestion question, Func<NeighbourProvince, NeighbourAnswer, T> accept, CancellationToken cancel) =>
        AskProvinceAsync(division, _ => question, accept, cancel);

    /// <summary>The same, where the question depends on the province.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<T> AskProvinceAsync<T>(
        string division, Func<NeighbourProvince, NeighbourQuestion> question, Func<NeighbourProvince, NeighbourAnswer, T> accept, CancellationToken cancel)
    {
        (NeighbourProvince province, NeighbourStanding standing) = Find(division);
        if (standing.QuarantinedUntil is not null)
        {
            throw Unavailable();
        }

        try
        {
            T accepted = accept(province, await SendAsync(province, question(province), cancel));
            standing.Answered();
            return accepted;
        }
        catch (LedgerException)
        {
            standing.Answered(); // refused, and signed: it works
            throw;
        }
        catch (NeighbourException e)
        {
            NotTaken(division, e.Message);
            if (standing.Failed(e.IsLie))
            {
                Quarantined(division, e.Message);
            }

            throw Unavailable();
        }
    }

    /// <summary>The neighbours of the settings whose period it is, and until when each is not asked; null where it is.</summary>
    public IReadOnlyList<(NeighbourProvince Province, DateTimeOffset? QuarantinedUntil)> All =>
        [.. _known.Values.Where(known => known.Province.IsInForce(_time.GetUtcNow())).Select(known => (known.Province, known.Standing.QuarantinedUntil)).OrderBy(known => known.Province.Division, StringComparer.Ordinal)];

    /// <summary>Until when a neighbour is not asked; null where it is.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: no such neighbour now.</exception>
    public DateTimeOffset? QuarantinedUntil(string division) => Find(division).Standing.QuarantinedUntil;

    /// <summary>A neighbour as the settings have it.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.InvalidField"/>: no such neighbour now.</exception>
    public NeighbourProvince Named(string division) => Find(division).Province;

    /// <summary>What is said where no answer of a neighbour counts.</summary>
    public static LedgerException Unavailable() => new(
        LedgerError.Unavailable, "对方省节点未给出可采信的应答，请稍后重试。", "The other province's node gave no answer that counts; try again later.");

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private (NeighbourProvince Province, NeighbourStanding Standing) Find(string division) =>
        _known.TryGetValue(division, out (NeighbourProvince Province, NeighbourStanding Standing) known) && known.Province.IsInForce(_time.GetUtcNow())
            ? known
            : throw new LedgerException(LedgerError.InvalidField, "本节点未与该省对接。", "This node exchanges nothing with that province.", "/province");

    private async Task<NeighbourAnswer> SendAsync(NeighbourProvince province, NeighbourQuestion question, CancellationToken cancel)
    {
        SigningClient client = new(_http, _key!.Key, _key.Id, _time) { AnswerKeys = AnswerKeysOf(province) };
        try
        {
            (HttpAnswerParts answer, byte[] content) = await client.SendAsync(
                question.Method, new Uri(province.Address, question.Path), question.Content ?? [], question.Content is null ? null : "application/json", question.IdempotencyKey, cancel);
            return new NeighbourAnswer(answer.Status, content);
        }
        catch (HttpSignatureException e)
        {
            throw new NeighbourException($"Its answer is not signed to the question: {e.Message}", isLie: true, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new NeighbourException("No whole answer in time.", isLie: false, e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new NeighbourException($"No whole answer: {e.Message}", isLie: false, e);
        }
    }

    /// <summary>As the chain says them where it names the province, else as the settings do.</summary>
    private IReadOnlyList<ExpectedKey> AnswerKeysOf(NeighbourProvince province)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return _keys?.Names(province.Division) != true ? [.. province.AnswerKeysAt(now)]
            : _keys.AnswerKeyAt(province.Division, now) is VerifyingKey key ? [new ExpectedKey(ProvinceKeys.AnswerKeyIdOf(province.Origin), key)]
            : throw new NeighbourException("The chain says no key by which it could answer now, or was not read for a day.", isLie: false);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "An answer of province {Division} was not taken: {Reason}")]
    private partial void NotTaken(string division, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node of province {Division} is not asked for a while: {Reason}")]
    private partial void Quarantined(string division, string reason);
}
