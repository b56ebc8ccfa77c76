namespace Ledger.Node.Exchange;

/// <summary>
/// Whether a neighbour is asked at all. Who answers what cannot be true is not asked for ten minutes; who fails three times in a row is not asked for one.
/// After a start everybody is asked.
/// </summary>
internal sealed class NeighbourStanding(TimeProvider time)
{
    /// <summary>So long who lied is not asked.</summary>
    public static readonly TimeSpan AfterLie = TimeSpan.FromMinutes(10);

    /// <summary>So long who is in trouble is not asked.</summary>
    public static readonly TimeSpan AfterTrouble = TimeSpan.FromMinutes(1);

    private const int MostTroubles = 3;
    private readonly Lock _turn = new();
    private DateTimeOffset _until;
    private int _troubles;

    /// <summary>Until when it is not asked; null where it is.</summary>
    public DateTimeOffset? QuarantinedUntil
    {
        get
        {
            lock (_turn)
            {
                return time.GetUtcNow() < _until ? _until : null;
            }
        }
    }

    /// <summary>It answered, and the answer counts.</summary>
    public void Answered()
    {
        lock (_turn)
        {
            _troubles = 0;
        }
    }

    /// <summary>It gave no answer that counts.</summary>
    /// <returns>Whether it is not asked from here on.</returns>
    public bool Failed(bool isLie)
    {
        lock (_turn)
        {
            _troubles++;
            if (!isLie && _troubles < MostTroubles)
            {
                return false;
            }

            (_until, _troubles) = (time.GetUtcNow() + (isLie ? AfterLie : AfterTrouble), 0);
            return true;
        }
    }
}
