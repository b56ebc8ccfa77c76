namespace Ledger.Api.Bench;

/// <summary>Numbers that look random and are the same in every run (SplitMix64), so that two runs measure the same.</summary>
/// <param name="seed">Where they begin.</param>
internal sealed class BenchChance(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>A number from 0 to below another.</summary>
    public long Below(long end)
    {
        ulong mixed = unchecked(_state += 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        return (long)((mixed ^ (mixed >> 31)) % (ulong)end);
    }

    /// <summary>One of several.</summary>
    public T Of<T>(IReadOnlyList<T> all) => all[(int)Below(all.Count)];
}
