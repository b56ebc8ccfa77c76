using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ledger.Crypto.Curves;

/// <summary>
/// The tables of the public keys that verify often, and how often others were asked for. A table takes as long as some six verifications by
/// OpenSSL, so that a key gets one with its fourth use; the one that was not used for longest makes room. Any thread may ask.
/// </summary>
/// <typeparam name="TTable">A <see cref="CombTable"/>, or what is made of it.</typeparam>
/// <param name="capacity">The most tables held.</param>
/// <param name="form">Makes of a table what is held.</param>
internal sealed class KnownPoints<TTable>(int capacity, Func<CombTable, TTable> form)
    where TTable : class
{
    /// <summary>With this use a point gets its table.</summary>
    public const int UsesForTable = 4;

    /// <summary>The most points counted. Then all counts begin anew, so that a flood of keys takes no memory.</summary>
    public const int MostCounted = 4096;

    private readonly ConcurrentDictionary<AffinePoint, Known> _points = [];
    private readonly Lock _gate = new();

    /// <summary>The number of tables held.</summary>
    public int Count => _points.Values.Count(known => known.Table is not null);

    /// <summary>The table of a point, and counts the use.</summary>
    /// <returns>Null where there is none yet.</returns>
    public TTable? Find(in AffinePoint point)
    {
        Known known = _points.TryGetValue(point, out Known? found) ? found : Add(point);
        known.LastUse = Stopwatch.GetTimestamp();

        // Just one thread counts to the number and builds; the others do without until it is there.
        return known.Table ?? (Interlocked.Increment(ref known.Uses) == UsesForTable ? Build(point, known) : null);
    }

    /// <summary>The table of a point, which is built where there is none.</summary>
    public TTable Learn(in AffinePoint point)
    {
        Known known = _points.TryGetValue(point, out Known? found) ? found : Add(point);
        return known.Table ?? Build(point, known);
    }

    private Known Add(in AffinePoint point)
    {
        lock (_gate)
        {
            if (_points.Count >= MostCounted)
            {
                foreach ((AffinePoint each, Known known) in _points)
                {
                    if (known.Table is null)
                    {
                        _points.TryRemove(each, out _);
                    }
                }
            }

            return _points.GetOrAdd(point, _ => new Known());
        }
    }

    private TTable Build(in AffinePoint point, Known known)
    {
        TTable table = form(new CombTable(point, Sm2Equation.KeyWidth));
        lock (_gate)
        {
            known.LastUse = Stopwatch.GetTimestamp();
            known.Table = table;
            _points[point] = known;
            KeyValuePair<AffinePoint, Known>[] held = [.. _points.Where(each => each.Value.Table is not null)];
            foreach ((AffinePoint oldest, _) in held.OrderBy(each => each.Value.LastUse).Take(held.Length - capacity))
            {
                _points.TryRemove(oldest, out _);
            }
        }

        return table;
    }

    private sealed class Known
    {
        public int Uses;
        private volatile TTable? _table;
        private long _lastUse;

        public TTable? Table
        {
            get => _table;
            set => _table = value;
        }

        public long LastUse
        {
            get => Volatile.Read(ref _lastUse);
            set => Volatile.Write(ref _lastUse, value);
        }
    }
}
