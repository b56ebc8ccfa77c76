using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ledger.Api.Security;

/// <summary>
/// Counts who asked how often, in a memory of one size: whoever comes from ever new addresses only pushes out others who came like that.
/// After a start everybody has the whole. Safe from several threads.
/// </summary>
/// <param name="time">The only clock; its steady one, which nobody sets back.</param>
/// <param name="remembered">How many rates are remembered at a time; a multiple of 8.</param>
internal sealed class RateTable(TimeProvider time, int remembered = RateLimits.Remembered)
{
    // A key lies in one of so few places: whoever floods the table forgets one of these, the one that owes least, not all.
    private const int Ways = 8;

    private const int MostPeriodsOwed = 2;

    // Callers who knew where their keys lie could choose addresses that push a certain other out.
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly long _start = time.GetTimestamp();
    private readonly Place[] _places = new Place[remembered];
    private readonly Lock _turn = new();

    /// <summary>Takes of each where one of each is left, else none at all. What is taken beyond all is owed: it comes back before anything else.</summary>
    /// <param name="counts">What is counted, and how much of it is taken.</param>
    /// <returns>Zero where they were taken; else how long it takes until they could be.</returns>
    public TimeSpan Take(ReadOnlySpan<Counted> counts)
    {
        lock (_turn)
        {
            long now = time.GetElapsedTime(_start).Ticks;
            TimeSpan wait = WaitFor(counts, now);
            if (wait == TimeSpan.Zero)
            {
                Add(counts, now);
            }

            return wait;
        }
    }

    /// <summary>How long it takes until one of each could be taken; zero for now. Nothing is taken.</summary>
    public TimeSpan WaitFor(ReadOnlySpan<Counted> counts)
    {
        lock (_turn)
        {
            return WaitFor(counts, time.GetElapsedTime(_start).Ticks);
        }
    }

    /// <summary>Gives back what was taken, but for one of each.</summary>
    public void ReturnAllButOne(ReadOnlySpan<Counted> counts)
    {
        lock (_turn)
        {
            foreach (Counted count in counts)
            {
                Find(count).FullAt -= (count.Number - 1) * count.Rate.Interval.Ticks;
            }
        }
    }

    private TimeSpan WaitFor(ReadOnlySpan<Counted> counts, long now)
    {
        long wait = 0;
        foreach (Counted count in counts)
        {
            wait = Math.Max(wait, Find(count).After(count.Rate, now) - now - count.Rate.Period.Ticks);
        }

        return TimeSpan.FromTicks(wait);
    }

    private void Add(ReadOnlySpan<Counted> counts, long now)
    {
        foreach (Counted count in counts)
        {
            ref Place place = ref Find(count);
            for (int i = 0; i < count.Number; i++)
            {
                place.FullAt = Math.Min(place.After(count.Rate, now), now + (MostPeriodsOwed * count.Rate.Period.Ticks));
            }
        }
    }

    private ref Place Find(Counted count)
    {
        ulong key = KeyOf(count);
        Span<Place> set = _places.AsSpan((int)(key % (ulong)(_places.Length / Ways)) * Ways, Ways);
        int least = 0;
        for (int i = 0; i < Ways; i++)
        {
            if (set[i].Key == key)
            {
                return ref set[i];
            }

            least = set[i].FullAt < set[least].FullAt ? i : least;
        }

        set[least] = new Place { Key = key };
        return ref set[least];
    }

    private ulong KeyOf(Counted count)
    {
        Span<byte> named = stackalloc byte[16 + count.Rate.Name.Length];
        BinaryPrimitives.WriteUInt128BigEndian(named, count.Who);
        Encoding.ASCII.GetBytes(count.Rate.Name, named[16..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, named, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>One thing that is counted.</summary>
    /// <param name="Rate">How often it may be.</param>
    /// <param name="Who">Of whom.</param>
    /// <param name="Number">As how many it counts; 1 or more.</param>
    internal readonly record struct Counted(Rate Rate, UInt128 Who, int Number = 1);

    // One number says all: when everything that was taken will have come back.
    private struct Place
    {
        public ulong Key;
        public long FullAt;

        public readonly long After(Rate rate, long now) => Math.Max(FullAt, now) + rate.Interval.Ticks;
    }
}
