namespace Ledger.Node.Exchange;

/// <summary>A sharing service refuses, with one of its own status codes.</summary>
/// <param name="status">The code.</param>
/// <param name="chinese">One whole sentence for people, without personal data.</param>
/// <param name="english">The same sentence in English.</param>
internal sealed class ExchangeException(ExchangeStatus status, string chinese, string english) : Exception(english)
{
    /// <summary>The code.</summary>
    public ExchangeStatus Status => status;

    /// <summary>The sentence in Chinese.</summary>
    public string Chinese => chinese;

    /// <summary>The sentence in English.</summary>
    public string English => Message;
}
