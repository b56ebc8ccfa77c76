namespace Ledger.Crypto.Verification;

/// <summary>How one check came out.</summary>
public enum CheckResult
{
    /// <summary>What was compared agrees.</summary>
    Passed,

    /// <summary>What was compared disagrees: the licence is not valid.</summary>
    Failed,

    /// <summary>It could not be compared with what is at hand: nobody can say from this.</summary>
    Unknown,

    /// <summary>A remark that does not change the conclusion.</summary>
    Noted,
}

/// <summary>One named step of a verdict, with what was compared, in both languages.</summary>
public sealed record Check
{
    // One of the two: most verdicts are never read, and their sentences take longer to write than their hashes to compare.
    private readonly Func<(string Chinese, string English)>? _say;
    private Sentences? _said;

    /// <summary>A check with its sentences.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="result">See <see cref="Result"/>.</param>
    /// <param name="chinese">See <see cref="Chinese"/>.</param>
    /// <param name="english">See <see cref="English"/>.</param>
    public Check(string name, CheckResult result, string chinese, string english) => (Name, Result, _said) = (name, result, new Sentences(chinese, english));

    /// <summary>The same, whose sentences are written when somebody reads them.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="result">See <see cref="Result"/>.</param>
    /// <param name="say">Says the same whenever it is asked: it may look at nothing that changes, least of all a clock.</param>
    internal Check(string name, CheckResult result, Func<(string Chinese, string English)> say) => (Name, Result, _say) = (name, result, say);

    /// <summary>Stable name, for programs: lower-case words joined by hyphens.</summary>
    public string Name { get; }

    /// <summary>How it came out.</summary>
    public CheckResult Result { get; init; }

    /// <summary>Of a page that shows something else than the data: both; null for any other check.</summary>
    public DifferingValues? Values { get; init; }

    /// <summary>What was compared, as a sentence.</summary>
    public string Chinese => Said.Chinese;

    /// <summary>The same in English.</summary>
    public string English => Said.English;

    // Two threads may both write them; they write the same.
    private Sentences Said => _said ??= Write();

    /// <summary>A check that passes or fails by one comparison.</summary>
    public static Check Of(string name, bool agrees, string chinese, string english) => new(name, ResultOf(agrees), chinese, english);

    /// <inheritdoc cref="Check(string, CheckResult, Func{ValueTuple{string, string}})"/>
    internal static Check Of(string name, bool agrees, Func<(string Chinese, string English)> say) => new(name, ResultOf(agrees), say);

    /// <summary>Whether name, result, values and sentences are the same.</summary>
    public bool Equals(Check? other) => other is not null && Name == other.Name && Result == other.Result && Values == other.Values && Said == other.Said;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Result);

    private static CheckResult ResultOf(bool agrees) => agrees ? CheckResult.Passed : CheckResult.Failed;

    private Sentences Write()
    {
        (string chinese, string english) = _say!();
        return new Sentences(chinese, english);
    }

    private sealed record Sentences(string Chinese, string English);
}
