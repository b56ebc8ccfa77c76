using Ledger.Crypto.Merkle;
using Ledger.Crypto.Transparency;
using Ledger.Crypto.Verification;
using Ledger.Node.Log;
using Ledger.Node.Storage;

namespace Ledger.Node.Federation;

/// <summary>
/// Copies another log leaf by leaf, recomputes both trees, the status map and every rule, and compares with what the log
/// signed. Only then is a size verified. Whatever the log does is a <see cref="MirrorState"/>, never an exception.
/// </summary>
internal sealed partial class LogMirror : IAsyncDisposable
{
    // Whoever submits checkpoints may make us look, but not without pause.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(250);

    private readonly TrustedLog _log;
    private readonly ReadLogFile _read;
    private readonly MirrorCopy _copy;
    private readonly MirrorLimits _limits;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _turn = new();
    private Task<bool>? _running;
    private long _started;

    private MirrorGrowth? _growth;
    private SignedPair? _known;
    private SignedPair? _refuted;
    private (MirrorTrouble Trouble, string Chinese, string English) _refutation;
    private DateTimeOffset? _aheadSince;
    private volatile SignedPair? _verified;
    private volatile MirrorState _state = MirrorState.Unknown;

    /// <summary>A mirror of one log.</summary>
    /// <param name="log">The log, by the trust policy.</param>
    /// <param name="read">Reads a part of it; bounded in bytes and time.</param>
    /// <param name="store">Keeps the copy; stays the caller's.</param>
    /// <param name="limits">What is taken of it.</param>
    /// <param name="time">The only clock.</param>
    public LogMirror(TrustedLog log, ReadLogFile read, StateStore store, MirrorLimits limits, TimeProvider time)
    {
        (_log, _read, _limits, _time) = (log, read, limits, time);
        _copy = new MirrorCopy(store, log);
    }

    /// <summary>Origin of the log.</summary>
    public string Origin => _log.Origin;

    /// <summary>How far it is. Kept up by every step.</summary>
    public MirrorState State => _state;

    /// <summary>What the copy was compared with last and is, or null before the first time.</summary>
    public SignedPair? Verified => _verified;

    /// <summary>What the log signed against its own word or the rules; only a person removes it.</summary>
    public IReadOnlyList<MirrorEvidence> Evidence => _copy.Evidence();

    /// <summary>Takes one step, or joins the one that is being taken.</summary>
    /// <returns>Whether the log showed more than the step took.</returns>
    /// <exception cref="StoreException">The disk failed: what is on it is unknown, and there is no further step until the next start.</exception>
    public Task<bool> CatchUpAsync()
    {
        lock (_turn)
        {
            if (_running is null or { IsCompletedSuccessfully: true })
            {
                TimeSpan since = _started == 0 ? ShortestPause : _time.GetElapsedTime(_started);
                _running = Task.Run(() => StepAfterAsync(ShortestPause - since), CancellationToken.None);
            }

            return _running;
        }
    }

    /// <summary>The first hashes of a tile of the copy, as far as it is verified.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> when it is not that far.</exception>
    public byte[] Tile(MerkleHasher hasher, int level, long index, int width)
    {
        LogProofs.RequireReached(level, index, width, _verified?.Size ?? 0);
        return _copy.Tree(hasher).Tile(level, index, width);
    }

    /// <summary>The first leaves of an entry bundle of the copy, as far as it is verified.</summary>
    /// <exception cref="LedgerException"><see cref="LedgerError.NotFound"/> when it is not that far.</exception>
    public byte[] Entries(long index, int width)
    {
        LogProofs.RequireReached(0, index, width, _verified?.Size ?? 0);
        return _copy.Entries().Bundle(index, width);
    }

    /// <summary>Ends the step that is being taken, before the store is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is Task<bool> running)
        {
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _stop.Dispose();
        _copy.Dispose();
    }

    private async Task<bool> StepAfterAsync(TimeSpan pause)
    {
        if (pause > TimeSpan.Zero)
        {
            await Task.Delay(pause, _time, _stop.Token);
        }

        _started = _time.GetTimestamp();
        MirrorGrowth growth = _growth ??= Open(_stop.Token);
        long before = growth.Size;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(_limits.Step);
        try
        {
            return await StepAsync(growth, patience.Token);
        }
        catch (MirrorException e)
        {
            Fail(e.Trouble, e.Chinese, e.Message);
        }
        catch (IOException e)
        {
            Fail(MirrorTrouble.Unreachable, $"没有完整的应答：{e.Message}", e.Message);
        }
        catch (StoreException e) when (e.Fault == StoreFault.Damaged)
        {
            BeginAnew(e.Message, e.Message);
        }
        catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
        {
            if (growth.Size > before)
            {
                SayHowFar(isLeft: true); // slow, but getting on
                return true;
            }

            string seconds = $"{_limits.Step.TotalSeconds:0}";
            Fail(MirrorTrouble.Unreachable, $"{seconds} 秒内没有完整的应答。", $"No whole answer within {seconds} s.");
        }

        return false;
    }
}
