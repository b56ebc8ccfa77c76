using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ledger.Crypto.Hashing;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Anchoring;
using Ledger.Node.Outgoing;

namespace Ledger.Api.Verification;

/// <summary>
/// Asks the issuing log for a newer status and the chain for the anchor. Every answer is bounded in time and size and proves itself or
/// is not believed; who cannot be reached is only a remark.
/// </summary>
internal sealed class RemoteSources : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly TrustPolicy _policy;
    private readonly HttpClient _http;
    private readonly AnchorReader? _chain;

    /// <param name="policy">Whom to trust, and ask.</param>
    /// <param name="privateNetworks">Networks that their names may lead to though they are not public.</param>
    public RemoteSources(TrustPolicy policy, IReadOnlyList<IPNetwork> privateNetworks)
    {
        _policy = policy;
        _http = OutgoingHttp.Create(new OutgoingCall { Patience = Patience, LongestAnswer = OutgoingLimits.StatusBytes, PrivateNetworks = privateNetworks });
        _chain = policy.Chain is { Endpoints.Count: > 0 } chain ? new AnchorReader(OptionsOf(chain, privateNetworks)) : null;
    }

    /// <summary>What can be learnt beyond a proof, in some twenty seconds at most. Only logs and endpoints that the policy names are asked.</summary>
    /// <param name="proof">The bundle that came with a licence.</param>
    /// <param name="keys">Keys in the status map of the keys that signed it.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<RemoteEvidence> AskAsync(ReadOnlyMemory<byte> proof, IReadOnlyList<Digest> keys, CancellationToken cancel)
    {
        StatusBundle own;
        try
        {
            own = StatusBundle.Parse(proof.Span);
        }
        catch (FormatException)
        {
            return RemoteEvidence.None; // the verifier says what is wrong with it
        }

        (StatusBundle? status, LogConsistency? path, string? problem) = await AskLogAsync(own, own.MapKey, cancel);

        // A log that did not answer just now is not waited for again.
        (StatusBundle? seal, LogConsistency? sealPath, _) = SealReference.MapKeyOf(own) is Digest sealKey && problem is null
            ? await AskLogAsync(own, sealKey, cancel)
            : default;
        BundledAnchor? anchor = status?.Anchor ?? own.Anchor;
        (ChainAnswer? answer, string? chainProblem) = anchor is null ? (null, null) : await AskChainAsync(own.Origin, anchor.Size, cancel);
        return new RemoteEvidence
        {
            Status = status,
            Consistency = path,
            StatusProblem = problem,
            SealStatus = seal,
            SealConsistency = sealPath,
            Keys = problem is null ? await AskKeysAsync(own.Origin, keys, cancel) : [], // who did not answer is not waited for again
            Chain = answer,
            ChainProblem = chainProblem,
        };
    }

    /// <summary>What a log says of a key, unverified; null where it gives no answer that can be read.</summary>
    /// <param name="origin">The log; only one that the policy names, with an address, is asked.</param>
    /// <param name="mapKey">The key in its status map.</param>
    /// <param name="cancel">Stops asking.</param>
    public async Task<StatusBundle?> AskStatusAsync(string origin, Digest mapKey, CancellationToken cancel)
    {
        if (_policy.LogOf(origin)?.Address is not Uri address)
        {
            return null;
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return StatusBundle.Parse(await GetAsync(address, $"/log/status/{mapKey.ToHex()}", patience.Token));
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _chain?.Dispose();
    }

    private static AnchorOptions OptionsOf(TrustedChain chain, IReadOnlyList<IPNetwork> privateNetworks) => new()
    {
        Nodes = [.. chain.Endpoints.Select(endpoint => new AnchorNode { Url = endpoint, PrivateNetworks = privateNetworks })],
        ChainId = chain.ChainId,
        Contract = chain.Contract,
        CodeHash = chain.CodeHash.ToHex(),
        AnswerSeconds = Patience.TotalSeconds,
    };

    private async Task<(StatusBundle? Status, LogConsistency? Path, string? Problem)> AskLogAsync(
        StatusBundle own, Digest mapKey, CancellationToken cancel)
    {
        if (_policy.LogOf(own.Origin)?.Address is not Uri address)
        {
            return (null, null, "no address");
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        StatusBundle status;
        try
        {
            status = StatusBundle.Parse(await GetAsync(address, $"/log/status/{mapKey.ToHex()}", patience.Token));
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancel.IsCancellationRequested)
        {
            return (null, null, e is FormatException ? "the issuing log's answer is malformed" : "the issuing log cannot be reached");
        }

        try
        {
            return (status, await AskConsistencyAsync(address, own, status, patience.Token), null);
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancel.IsCancellationRequested)
        {
            return (status, null, null); // a status without the path is evidence of something, and judged as such
        }
    }

    private async Task<IReadOnlyList<StatusBundle>> AskKeysAsync(string origin, IReadOnlyList<Digest> keys, CancellationToken cancel)
    {
        Uri address = _policy.LogOf(origin)!.Address!;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        List<StatusBundle> answers = [];
        try
        {
            foreach (Digest key in keys)
            {
                answers.Add(StatusBundle.Parse(await GetAsync(address, $"/log/status/{key.ToHex()}", patience.Token)));
            }
        }
        catch (Exception e) when (IsNoAnswer(e) && !cancel.IsCancellationRequested)
        {
            // What was answered counts by its own proof; the rest was not asked.
        }

        return answers;
    }

    private async Task<LogConsistency?> AskConsistencyAsync(Uri address, StatusBundle own, StatusBundle fresh, CancellationToken cancel)
    {
        (long from, long to) = (Checkpoint.Parse(own.Checkpoint.Text).Size, Checkpoint.Parse(fresh.Checkpoint.Text).Size);
        return from < to
            ? LogConsistency.Parse(await GetAsync(address, string.Create(CultureInfo.InvariantCulture, $"/log/consistency/{from}/{to}"), cancel))
            : null;
    }

    private Task<byte[]> GetAsync(Uri address, string path, CancellationToken cancel) => _http.GetByteArrayAsync(new Uri(address, path), cancel);

    // A connection that is reset as soon as it stands is the socket's own exception.
    private static bool IsNoAnswer(Exception e) =>
        e is HttpRequestException or SocketException or IOException or OperationCanceledException or FormatException;

    private async Task<(ChainAnswer? Answer, string? Problem)> AskChainAsync(string origin, long size, CancellationToken cancel)
    {
        if (_chain is null)
        {
            return (null, "no chain in the trust policy");
        }

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            return (new ChainAnswer(size, await _chain.ReadAsync(AnchorContract.OriginOf(origin), size, patience.Token)), null);
        }
        catch (Exception e) when (e is EvmException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return (null, "the chain cannot be reached");
        }
    }
}
