namespace Ledger.Node.Log;

/// <summary>What is stored does not fit what is known of it: thrown and caught within the start-up check.</summary>
internal sealed class QuarantineException(string chinese, string english) : Exception(english)
{
    /// <summary>The reason in Chinese.</summary>
    public string Chinese { get; } = chinese;

    /// <summary>Throws unless something holds.</summary>
    public static void Unless(bool holds, string chinese, string english)
    {
        if (!holds)
        {
            throw new QuarantineException(chinese, english);
        }
    }
}
