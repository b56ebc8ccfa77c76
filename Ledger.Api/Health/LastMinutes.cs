using System.Diagnostics.Metrics;
using Ledger.Node;

namespace Ledger.Api.Health;

/// <summary>
/// The node's last two hours, minute by minute, for the page that draws them: in memory only, of fixed size. Whoever wants more has metrics.
/// </summary>
internal sealed class LastMinutes : IDisposable
{
    /// <summary>Minutes that are kept.</summary>
    public const int Kept = 120;

    private static readonly TimeSpan SampledEvery = TimeSpan.FromSeconds(10);

    private readonly Minute?[] _ring = new Minute?[Kept];
    private readonly Lock _turn = new();
    private readonly MeterListener _listener = new();
    private readonly ITimer _timer;
    private readonly TimeProvider _time;

    public LastMinutes(ProvinceNode node, TimeProvider time)
    {
        _time = time;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name is "ledger.log.leaves" or "ledger.licences.issued" or "ledger.verdicts" or "http.server.request.duration")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument.Name, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => Add(minute =>
        {
            (minute.Requests, minute.Seconds, minute.Slowest) = (minute.Requests + 1, minute.Seconds + seconds, Math.Max(minute.Slowest, seconds));
        }));
        _listener.Start();
        _timer = time.CreateTimer(_ => Sample(node), null, TimeSpan.Zero, SampledEvery);
    }

    /// <summary>The minutes, the oldest first, the present one last; those in which nothing was noted are empty.</summary>
    public IReadOnlyList<Minute> All()
    {
        long now = Now;
        lock (_turn)
        {
            return [.. Enumerable.Range(0, Kept).Select(back => now - (Kept - 1 - back)).Select(number =>
                _ring[number % Kept] is Minute minute && minute.Number == number ? minute with { } : new Minute(number))];
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _listener.Dispose();
    }

    /// <summary>Adds to the present minute.</summary>
    internal void Add(Action<Minute> add)
    {
        long now = Now;
        lock (_turn)
        {
            if (_ring[now % Kept] is not Minute minute || minute.Number != now)
            {
                _ring[now % Kept] = minute = new Minute(now);
            }

            add(minute);
        }
    }

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds() / 60;

    private void Sample(ProvinceNode node)
    {
        if (node.AnchorWorker?.State.PendingSince is DateTimeOffset since)
        {
            double lag = (_time.GetUtcNow() - since).TotalSeconds;
            Add(minute => minute.AnchorLag = Math.Max(minute.AnchorLag, lag));
        }
    }

    private void Note(string instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument == "ledger.log.leaves")
        {
            Add(minute => minute.Entries += value);
            return;
        }

        if (instrument == "ledger.licences.issued")
        {
            Add(minute => minute.Issued += value);
            return;
        }

        string? conclusion = null;
        foreach ((string name, object? tag) in tags)
        {
            conclusion = name == "conclusion" ? tag as string : conclusion;
        }

        Add(minute =>
        {
            switch (conclusion)
            {
                case "valid":
                    minute.Valid += value;
                    break;
                case "not-valid":
                    minute.NotValid += value;
                    break;
                default:
                    minute.CannotTell += value;
                    break;
            }
        });
    }
}
