namespace Ledger.Node;

/// <summary>A recovery that cannot be made: nothing was changed.</summary>
internal sealed class RecoveryException(string chinese, string english) : Exception(english)
{
    /// <summary>Why, in Chinese.</summary>
    public string Chinese { get; } = chinese;
}
